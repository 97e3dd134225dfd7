"""`bench growth`: what a passage and a question cost as the library grows."""

import random
import resource
import time
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from rich.progress import Progress

from core.domain import ReportMetadata
from core.settings import Settings
from eval.bench.retrieval import percentile
from eval.bench.sets import filed
from eval.library import throw_away
from vectorstore.embedding import Embedders, Vectors
from vectorstore.library import Library

SEED = 1
VOCABULARY = 30_000
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprst" for vowel in "aou"]
REPORT = 600
"""Sentences of a report, which give about a hundred passages."""

ABOUT = ReportMetadata(title="Made", language="en")
QUESTIONS = 200
QUESTION = 8
"""Words of a question."""


class UnitVectors:
    """Stands in for an embedding: random vectors of length 1, the same for the same text."""

    def __init__(self, name: str, dimensions: int) -> None:
        self.name = name
        self.dimensions = dimensions

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text."""
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Vectors:
        """Return the vector of a text."""
        drawn = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(
            self.dimensions, dtype=np.float32
        )
        return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)

    def load(self) -> None:
        """There is nothing to load."""


def bench_growth(sizes: Sequence[int], settings: Settings) -> list[dict[str, Any]]:
    """Fill libraries of some sizes with made text and ask them.

    The words of the text are drawn as often as Zipf's law has it; questions are eight words that
    stand together in it. Vectors are random: no text is embedded.

    Args:
        sizes: passages of each library, ascending.
        settings: `passage_tokens` is used.

    Returns:
        A row for each size: milliseconds a passage to write it and to make its vectors, peak
        memory of the process in megabytes, and milliseconds of a question. Memory is what the
        process reached until then, so sizes that grow tell of each.
    """
    return [_measured(size, settings) for size in sizes]


def _measured(size: int, settings: Settings) -> dict[str, Any]:
    embedders = Embedders(UnitVectors("minilm", 384), UnitVectors("use", 512))
    rng = random.Random(SEED)
    with throw_away(settings, embedders) as (library, aside):
        original = aside.data.parent / "made.txt"
        seconds, written = 0.0, 0
        questions: list[str] = []
        with Progress(transient=True) as bar:
            task = bar.add_task(f"{size} passages", total=size)
            while written < size:
                text = _text(rng)
                made = filed(f"made-{written}", ABOUT, text, settings, original)
                questions.append(" ".join(rng.choice(text.split(". ")).split()[:QUESTION]))
                original.write_text(text, encoding="utf-8")
                started = time.perf_counter()
                library.put(*made, original)
                seconds += time.perf_counter() - started
                written += len(made[2])
                bar.update(task, completed=written)
        asked = sorted(_asked(library, rng.choices(questions, k=QUESTIONS)))
        return {
            "passages": written,
            "write_ms": round(seconds / written * 1000, 2),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "query_ms_p50": percentile(asked, 50),
            "query_ms_p95": percentile(asked, 95),
        }


def _asked(library: Library, questions: Sequence[str]) -> Iterator[float]:
    library.search(questions[0])
    for question in questions:
        started = time.perf_counter()
        library.search(question)
        yield (time.perf_counter() - started) * 1000


def _text(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(REPORT))


def _sentence(rng: random.Random) -> str:
    words = [_word(int(VOCABULARY ** rng.random())) for _ in range(rng.randint(8, 18))]
    return " ".join(words).capitalize() + "."


def _word(rank: int) -> str:
    """Spell a number in syllables, so that no word is another's stem."""
    spelt = ""
    while rank:
        rank, place = divmod(rank, len(SYLLABLES))
        spelt += SYLLABLES[place]
    return spelt + "x"
