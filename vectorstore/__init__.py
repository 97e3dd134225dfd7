"""Keeps passages and finds them: Chroma, the keyword index, the embedding models, the fusion."""
