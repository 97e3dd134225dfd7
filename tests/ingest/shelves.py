"""A real library whose embeddings are cheap and counted."""

import zlib

import numpy as np

from vectorstore.embedding import Embedders
from vectorstore.library import Library


class CountedVectors:
    """A bag of hashed words; no weights, no meaning; remembers what it was given."""

    dimensions = 64

    def __init__(self, name):
        self.name = name
        self.embedded = []

    def documents(self, texts):
        self.embedded += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text):
        row = np.full(64, 1e-3, dtype=np.float32)
        for word in text.lower().split():
            row[zlib.crc32(word.strip(".?").encode()) % 64] += 1
        return row / np.linalg.norm(row)

    def load(self):
        pass


def open_library(settings):
    """A library, and the list of all texts that it embeds."""
    first = CountedVectors("minilm")
    return Library(settings, Embedders(first, CountedVectors("use"))), first.embedded


def told(library, question):
    """All that is found for a question, in one text."""
    return " ".join(ranked.sentence.text for ranked in library.search(question).sentences)


def write(folder, name, text="The harbour owns twelve cranes. They were built in 2011."):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"# The harbour\n\n{text}\n", "utf-8")
    return file


def counts(result):
    return result.added, result.replaced, result.retired, result.unchanged, len(result.failed)


def uploaded(settings):
    """Names of all files in the folder of uploads, hidden ones too."""
    folder = settings.data / "uploads"
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def copies(settings):
    return sorted(file.name for file in (settings.data / "files").iterdir())
