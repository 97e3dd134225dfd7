"""Deterministic checks of a sentence against its quotes; nothing here calls a model."""
