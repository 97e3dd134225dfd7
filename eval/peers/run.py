"""Starts the systems, and asks them in turn."""

import json
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from rich.progress import track

from core.errors import InputError
from core.settings import Settings
from eval.metrics.facts import Fact
from eval.peers.compare import Row, ask_in_turn, questions, summary
from eval.peers.worker import OURS, PEERS, Worker
from models.weights import LANGUAGE_MODEL
from rag.llm.embedded import CONTEXT

_ROW = TypeAdapter(Row)
_PACKAGES = ("llama-index-core", "txtai", "haystack-ai")


def run_peers(
    settings: Settings, names: Sequence[str], limit: int | None, out: Path | None
) -> dict[str, Any]:
    """Ask this product and some peers; `out` takes one question a line, as soon as all answered.

    Args:
        settings: `data` holds the reports.
        names: keys of `PEERS`; all where there are none.
        limit: a fixed sample of this many questions.
        out: a file for every reply; a run that was broken off goes on behind those it holds.

    Returns:
        What was run with, what each index took, and the scores of `eval.peers.compare.summary`.

    Raises:
        ModelError: a system cannot be made ready.
    """
    facts = questions(limit)
    rows = _answered(out, facts)
    with ExitStack() as stack:
        file = stack.enter_context(out.open("a", encoding="utf-8")) if out else None
        systems = [
            stack.enter_context(closing(Worker(name, settings.data)))
            for name in (OURS, *(names or PEERS))
        ]
        left = track(facts[len(rows) :], description="peers", transient=True)
        for row in ask_in_turn(left, systems):
            rows.append(row)
            if file is not None:
                file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
                file.flush()
        costs = {
            system.name: {
                "index_seconds": system.index_seconds,
                "index_mb": round(system.index_bytes / 1e6, 1),
                "peak_mb": system.peak_mb,
            }
            for system in systems
        }
    return {
        "model": LANGUAGE_MODEL.name,
        "context_tokens": CONTEXT,
        "versions": _versions(),
        "costs": costs,
        **summary(rows, OURS),
    }


def _answered(out: Path | None, facts: Sequence[Fact]) -> list[Row]:
    """Return what an earlier run of the same questions left in `out`.

    Raises:
        InputError: it holds other questions.
    """
    if out is None or not out.is_file():
        return []
    rows = [_ROW.validate_json(line) for line in out.read_text("utf-8").splitlines()]
    if [row.fact.id for row in rows] != [fact.id for fact in facts[: len(rows)]]:
        raise InputError(f"{out} holds answers to other questions; name another file")
    return rows


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
