"""Deterministic checks of a sentence against the quotes it rests on; no file of it calls a model."""
