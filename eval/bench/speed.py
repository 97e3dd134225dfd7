"""`bench encoder` and `bench ingest`: ratios within one run, medians of some rounds."""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track

from core.settings import Settings
from eval.bench.sets import load_questions, texts
from eval.library import throw_away
from eval.metrics import retrieval
from ingest.listing import list_files
from ingest.passages import split
from ingest.readers import read_file
from ingest.sync import sync
from vectorstore.embedding import MINILM_FOLDER, Embedders, MiniLM, Multilingual, Vectors
from vectorstore.writing import SLICE, to_embed

ROUNDS = 3
PLAIN_BATCH = 32
"""What sentence-transformers takes by default."""


def bench_encoder(folder: Path, settings: Settings) -> dict[str, Any]:
    """Measure MiniLM as this product runs it against sentence-transformers' default.

    Args:
        folder: a question set with a corpus.jsonl.
        settings: `models` and `passage_tokens` are used.

    Returns:
        Texts (passages and their sentences) a second of both, the ratio, and the nDCG@10 of each
        embedding alone over whole documents.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    documents = list(texts(folder / "corpus.jsonl", settings, folder / "corpus.jsonl"))
    some = [text for r, _, passages in documents for text in to_embed(r.metadata.title, passages)]
    threads = torch.get_num_threads()  # before ours changes it
    plain = SentenceTransformer(str(settings.models / MINILM_FOLDER), device="cpu")
    ours = MiniLM(settings.models)
    ours.load()

    def plainly(wanted: Sequence[str]) -> Vectors:
        torch.set_num_threads(threads)
        try:
            found = plain.encode(list(wanted), batch_size=PLAIN_BATCH, normalize_embeddings=True)
            return np.asarray(found, dtype=np.float32)
        finally:
            torch.set_num_threads(1)

    seconds = _medians(lambda: plainly(some), lambda: ours.documents(some))
    whole = [(report.report_id, parsed.text) for report, parsed, _ in documents]
    scores = [_ndcg(folder, whole, encode) for encode in (plainly, ours.documents)]
    return {
        "set": folder.resolve().name,
        "texts": len(some),
        "plain_per_second": round(len(some) / seconds[0], 1),
        "ours_per_second": round(len(some) / seconds[1], 1),
        "ratio": round(seconds[0] / seconds[1], 2),
        "plain_ndcg@10": round(scores[0], 4),
        "ours_ndcg@10": round(scores[1], 4),
        "ndcg@10_lost": round(scores[0] - scores[1], 4),
    }


def bench_ingest(paths: Sequence[Path], settings: Settings) -> dict[str, Any]:
    """Measure a whole ingest against the embedding alone of the very same texts.

    Returns:
        Passages a second of both, and the ratio.
    """
    embedders = Embedders(MiniLM(settings.models), Multilingual())
    for embedder in embedders:
        embedder.load()
    slices: list[list[str]] = []
    count = 0
    for file in list_files(paths, settings.data):
        parsed = read_file(file)
        passages = split(parsed, "r", "r@0", settings.passage_tokens)
        count += len(passages)
        for start in range(0, len(passages), SLICE):
            slices.append(to_embed(parsed.metadata.title, passages[start : start + SLICE]))

    def bare() -> None:
        for some in slices:
            for embedder in embedders:
                embedder.documents(some)

    def whole() -> None:
        with throw_away(settings) as (library, aside):
            library.warm()
            sync(library, paths, aside)

    seconds = _medians(bare, whole)
    return {
        "passages": count,
        "bare_per_second": round(count / seconds[0], 1),
        "whole_per_second": round(count / seconds[1], 1),
        "ratio": round(seconds[0] / seconds[1], 3),
    }


def _medians(*works: Callable[[], object]) -> list[float]:
    """Return the median seconds of each, done in turns, after a first turn that does not count."""
    taken: list[list[float]] = [[] for _ in works]
    for turn in track(range(ROUNDS + 1), description="measuring", transient=True):
        for work, seconds in zip(works, taken, strict=True):
            started = time.perf_counter()
            work()
            if turn:
                seconds.append(time.perf_counter() - started)
    return [statistics.median(seconds) for seconds in taken]


def _ndcg(
    folder: Path,
    documents: Sequence[tuple[str, str]],
    encode: Callable[[Sequence[str]], Vectors],
) -> float:
    asked = [q for q in load_questions(folder, None) if q.answerable]
    near = encode([q.question for q in asked]) @ encode([text for _, text in documents]).T
    return statistics.fmean(
        retrieval.ndcg([documents[i][0] for i in np.argsort(-row)[:10]], q.gold_ids, 10)
        for q, row in zip(asked, near, strict=True)
    )
