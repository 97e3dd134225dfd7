"""Starts the systems, and asks them in turn."""

import json
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.progress import track

from core.settings import Settings
from eval.peers.compare import ask_in_turn, questions, summary
from eval.peers.worker import OURS, PEERS, Worker
from models.weights import LANGUAGE_MODEL
from rag.llm.embedded import CONTEXT

_PACKAGES = ("llama-index-core", "txtai", "haystack-ai")


def run_peers(
    settings: Settings, names: Sequence[str], limit: int | None, out: Path | None
) -> dict[str, Any]:
    """Ask this product and some peers; `out` takes one question a line, as soon as all answered.

    Args:
        settings: `data` holds the reports.
        names: keys of `PEERS`; all where there are none.
        limit: a fixed sample of this many questions.
        out: a file for every reply.

    Returns:
        What was run with, what each index took, and the scores of `eval.peers.compare.summary`.

    Raises:
        ModelError: a system cannot be made ready.
    """
    facts = questions(limit)
    rows = []
    with ExitStack() as stack:
        file = stack.enter_context(out.open("w", encoding="utf-8")) if out else None
        systems = [
            stack.enter_context(closing(Worker(name, settings.data)))
            for name in (OURS, *(names or PEERS))
        ]
        for row in ask_in_turn(track(facts, description="peers", transient=True), systems):
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


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
