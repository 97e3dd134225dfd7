"""`bench claims`: how many false claims the verifier catches, and how many true ones it passes."""

import statistics
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from core.errors import InputError
from core.settings import Settings
from eval.claims.claims import Claim, make_claims
from eval.claims.sources import Split, read_corpus, read_library, true_sentences
from rag.verify.check import check


def bench_claims(
    folders: Sequence[Path], settings: Settings, *, library: bool, seed: int, split: Split
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Make claims from benchmark folders and, if asked, a library, and check each.

    Args:
        folders: each with a corpus.jsonl.
        settings: `data` is the library.
        library: whether its reports give sentences too.
        seed: of every draw; one seed gives the same claims.
        split: which documents, by the hash of their title.

    Returns:
        The scores (rates as fractions, times in milliseconds), and one row a claim.

    Raises:
        InputError: nothing was named to take sentences from, a folder holds no corpus, or no
            sentence in it is plain enough.
    """
    corpora = [read_corpus(folder, settings) for folder in folders]
    if library:
        corpora.append(read_library(settings))
    if not corpora:
        raise InputError("name a folder with a corpus.jsonl, or a library with --data")
    sentences = [s for corpus in corpora for s in true_sentences(corpus, seed, split)]
    claims = make_claims(sentences, seed)
    if not claims:
        raise InputError("there is no plain sentence to make claims of")
    rows = [_checked(claim) for claim in track(claims, description="checking", transient=True)]
    return _scores(rows, seed, split), rows


def print_claims(scores: dict[str, Any], console: Console) -> None:
    """Print one line for each kind and language."""
    table = Table("kind", "language", "made", "right", "plain", "reworded")
    for row in scores["kinds"]:
        rates = (_percent(row[name]) for name in ("right", "plain", "reworded"))
        table.add_row(row["kind"], row["language"], str(row["made"]), *rates)
    console.print(table)
    for name in ("seed", "split", "false_claims", "true_claims", "ms_p50", "ms_p95"):
        console.print(f"{name}: {scores[name]}")


def _checked(claim: Claim) -> dict[str, Any]:
    started = time.perf_counter()
    verdict = check(claim.text, claim.evidence)
    took = (time.perf_counter() - started) * 1000
    passed = verdict.verdict == "supported"
    return {
        "id": claim.id,
        "kind": claim.kind,
        "language": claim.language,
        "form": claim.form,
        "source": claim.source,
        "claim": claim.text,
        "right": passed == claim.true,
        "verdict": verdict.verdict,
        "reasons": verdict.reasons,
        "evidence": [item.text for item in claim.evidence],
        "ms": took,
    }


def _scores(rows: Sequence[dict[str, Any]], seed: int, split: Split) -> dict[str, Any]:
    """Right means caught for a change, passed for a paraphrase or an untouched sentence."""
    groups = sorted({(row["kind"], row["language"]) for row in rows})
    both = [(kind, "all") for kind in sorted({kind for kind, _ in groups})]
    kinds = [
        _group(kind, language, [
            row for row in rows if row["kind"] == kind and language in (row["language"], "all")
        ])
        for kind, language in sorted([*groups, *both])
    ]  # fmt: skip
    times = [row["ms"] for row in rows]
    true = [row for row in rows if row["kind"] in ("paraphrase", "untouched")]
    return {
        "seed": seed,
        "split": split,
        "false_claims": len(rows) - len(true),
        "true_claims": len(true),
        "kinds": kinds,
        "ms_p50": round(statistics.median(times), 2) if times else None,
        "ms_p95": round(statistics.quantiles(times, n=20)[-1], 2) if len(times) > 1 else None,
    }


def _group(kind: str, language: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": kind,
        "language": language,
        "made": len(rows),
        "right": _rate(rows),
        "plain": _rate(row for row in rows if row["form"] == "plain"),
        "reworded": _rate(row for row in rows if row["form"] == "reworded"),
    }


def _rate(rows: Iterable[dict[str, Any]]) -> float | None:
    values = [row["right"] for row in rows]
    return round(statistics.fmean(values), 4) if values else None


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}%"
