"""The language model: always an OpenAI-compatible endpoint, embedded by default."""
