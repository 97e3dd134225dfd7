"""One system in a process of its own, asked by lines of JSON.

So each has a language model server to itself (on one server each question of one system would
put the other's instructions out of the prefix cache, which neither meets in use), and the memory
that the process took is the system's.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from core.domain import Answer
from core.errors import AskReportsError, InputError, ModelError
from core.settings import Settings, load_settings
from eval.library import throw_away
from eval.peers.base import Reply, System
from eval.peers.ours import Ours
from models.weights import EMBEDDING_MODEL, LANGUAGE_MODEL, verified
from rag.llm.embedded import EmbeddedModel
from vectorstore.library import Library

PEERS: Mapping[str, tuple[str, str]] = {
    "citation": ("eval.peers.citation_query_engine", "CitationPeer"),
    "condense": ("eval.peers.condense_plus_context", "CondensePeer"),
    "top-k": ("eval.peers.top_k", "TopKPeer"),
    "txtai": ("eval.peers.txtai", "TxtaiPeer"),
    "haystack": ("eval.peers.haystack", "HaystackPeer"),
}
"""Where each peer is; a module is imported by its own process alone."""

OURS = "askreports"
ENDING = 60
"""Seconds in which a process must end by itself."""

_ANSWER = TypeAdapter(Answer)


class Worker:
    """A system in another process.

    Args:
        key: `OURS` or a key of `PEERS`.
        data: folder of the library whose reports it indexes.

    Attributes:
        name: what the system is called in tables.
        index_seconds: what indexing the reports' texts took, its embedding model's loading in it.
        index_bytes: of the index.
        peak_mb: memory of the process at its highest, as of the last question.

    Raises:
        ModelError: it cannot be made ready; says why.
    """

    def __init__(self, key: str, data: Path) -> None:
        command = [sys.executable, "-m", "eval.peers.worker", key, str(data.absolute())]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        try:
            ready = self._read()
            if "error" in ready:
                raise ModelError(f"{key}: {ready['error']}")
        except ModelError:
            self.close()
            raise
        self.name: str = ready["name"]
        self.index_seconds: float = ready["index_seconds"]
        self.index_bytes: int = ready["index_bytes"]
        self.peak_mb: int = ready["peak_mb"]

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`; a process that has ended fails every question."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"question": question}) + "\n")
            self._process.stdin.flush()
            told = self._read()
        except (OSError, ModelError) as error:
            return Reply("", failed=str(error))
        self.peak_mb = told["peak_mb"]
        answer = _ANSWER.validate_python(told["answer"]) if told["answer"] else None
        return Reply(told["text"], answer, told["failed"])

    def close(self) -> None:
        """Let the process end."""
        with suppress(subprocess.TimeoutExpired, OSError):
            self._process.communicate(timeout=ENDING)
        self._process.kill()
        self._process.wait()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise ModelError("a peer's process ended; its reason stands above")
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def ready(key: str, settings: Settings) -> Iterator[tuple[System, float]]:
    """Make a system ready in this process; tell the seconds that its index took.

    Raises:
        InputError: the library is empty.
        AskReportsError: with what to do.
    """
    weights = verified(settings.models, LANGUAGE_MODEL)
    embedding = verified(settings.models, EMBEDDING_MODEL).parent
    library = Library(settings)
    model = EmbeddedModel(weights, settings.llm_timeout)
    try:
        if not library.reports():
            raise InputError("the library is empty; run `askreports ingest` first")
        endpoint = model.start()
        if key == OURS:
            with throw_away(settings) as aside:
                started = time.perf_counter()
                yield Ours(library, aside, model), time.perf_counter() - started
        else:
            module, name = PEERS[key]
            peer = getattr(import_module(module), name)
            started = time.perf_counter()
            yield peer(library, embedding, endpoint), time.perf_counter() - started
    finally:
        model.close()
        library.close()


def _asked(system: System, question: str) -> Reply:
    try:
        return system.ask(question)
    except Exception as error:  # whatever another system raises, it has failed this question
        return Reply("", failed=f"{type(error).__name__}: {error}")


def main(key: str, data: str) -> None:
    """Answer questions from standard input until it ends."""
    # Standard output is for the replies alone; what libraries print goes to standard error.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(**document: Any) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        replies.write(json.dumps({**document, "peak_mb": peak}) + "\n")
        replies.flush()

    try:
        with ready(key, load_settings(data=Path(data))) as (system, seconds):
            tell(name=system.name, index_seconds=round(seconds, 2), index_bytes=system.index_bytes)
            for line in sys.stdin:
                reply = _asked(system, json.loads(line)["question"])
                answer = asdict(reply.answer) if reply.answer else None
                tell(text=reply.text, answer=answer, failed=reply.failed)
    except (AskReportsError, ImportError) as error:
        tell(error=str(error))


if __name__ == "__main__":
    from core.environment import prepare

    prepare()
    main(*sys.argv[1:])
