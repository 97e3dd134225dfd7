"""Asks the known facts and keeps every answer."""

import hashlib
import json
import statistics
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.progress import track

from core.domain import Answer, Turn
from core.errors import InputError
from core.settings import Settings
from eval.metrics.facts import Fact, Score, score
from ingest.sync import sync
from rag.llm.factory import make_model
from rag.service import AskService
from vectorstore.library import Library

FACTS = Path(__file__).parent / "facts" / "guangzhou.jsonl"
SAME_REPORT = Path(__file__).parent / "facts" / "reports.json"


@dataclass(frozen=True, slots=True)
class Run:
    """One run over the known facts: what was asked, answered and scored.

    Attributes:
        mode: "evidence" without a language model, else "model".
        sample: whether only a fixed sample was asked.
    """

    mode: str
    sample: bool
    started: str
    index_version: int
    model: str
    facts: tuple[Fact, ...]
    answers: tuple[Answer, ...]
    scores: tuple[Score, ...]

    def kinds(self) -> tuple[str, ...]:
        """The kinds asked, in the order of the file."""
        return tuple(dict.fromkeys(fact.kind for fact in self.facts))

    def summary(self) -> dict[str, Any]:
        """Scores over all and per kind, as fractions; seconds as medians."""
        return {
            "mode": self.mode,
            "model": self.model,
            "all": self._scores(self.facts),
            "kinds": {
                kind: self._scores([f for f in self.facts if f.kind == kind])
                for kind in self.kinds()
            },
        }

    def _scores(self, facts: Iterable[Fact]) -> dict[str, Any]:
        wanted = {fact.id for fact in facts}
        rows = [
            row
            for row in zip(self.facts, self.answers, self.scores, strict=True)
            if row[0].id in wanted
        ]
        can = [s for f, _, s in rows if f.answerable]
        cannot = [s for f, _, s in rows if not f.answerable]
        return {
            "questions": len(rows),
            "correct": _mean(s.correct for _, _, s in rows),
            "cited": _mean(s.cited for _, _, s in rows),
            "citation_right": _mean(s.right_report for _, _, s in rows),
            "answerable_correct": _mean(s.correct for s in can),
            "wrongly_refused": _mean(s.refused for s in can),
            "rightly_refused": _mean(s.correct for s in cannot),
            "unsupported_figures": sum(s.loose_figures for _, _, s in rows),
            "seconds": _median(a.timings.total_ms for _, a, _ in rows),
            "first_token_seconds": _median(a.timings.first_token_ms for _, a, _ in rows),
            "evidence_seconds": _median(a.timings.first_evidence_ms for _, a, _ in rows),
        }

    def wrong(self) -> tuple[str, ...]:
        """Ids of the questions whose answer was not correct."""
        return tuple(f.id for f, s in zip(self.facts, self.scores, strict=True) if not s.correct)


def _mean(values: Iterable[bool | None]) -> float | None:
    told = [float(value) for value in values if value is not None]
    return round(sum(told) / len(told), 4) if told else None


def _median(values: Iterable[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return round(statistics.median(told) / 1000, 3) if told else None


def load_facts(
    file: Path = FACTS, split: str | None = None, kind: str | None = None, limit: int | None = None
) -> tuple[Fact, ...]:
    """Read the known facts; `limit` takes a fixed sample by the hash of their ids.

    Raises:
        InputError: no question is left.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    facts = [_fact(json.loads(line)) for line in lines if line.strip()]
    facts = [f for f in facts if split in (None, f.split) and kind in (None, f.kind)]
    if limit is not None:
        kept = set(sorted((f.id for f in facts), key=_hash)[:limit])
        facts = [f for f in facts if f.id in kept]
    if not facts:
        raise InputError("no known fact is of that split and kind")
    return tuple(facts)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _fact(item: dict[str, Any]) -> Fact:
    return Fact(
        id=item["id"],
        turns=tuple(item.get("turns") or [item["question"]]),
        language=item["language"],
        kind=item["kind"],
        split=item["split"],
        expected=_parts(item["expected"]),
        answerable=item["answerable"],
        reports=_also_digests(item["reports"]),
        min_parts=item.get("min_parts", 0),
        forbidden=tuple(item.get("forbidden", ())),
        corrects=_parts(item.get("corrects", ())),
    )


def _parts(parts: Iterable[str | list[str]]) -> tuple[tuple[str, ...], ...]:
    """A part is a list of alternatives, or one string that has none."""
    return tuple((part,) if isinstance(part, str) else tuple(part) for part in parts)


def _also_digests(originals: Iterable[str]) -> tuple[str, ...]:
    """The originals that hold a fact, and the bundled digests of them."""
    digests: dict[str, str] = json.loads(SAME_REPORT.read_text(encoding="utf-8"))
    named = tuple(originals)
    return (*named, *(digests[name] for name in named))


@contextmanager
def library_of(settings: Settings, reports: Path | None) -> Iterator[Library]:
    """Open the library of the settings, or index `reports` into a throw-away one."""
    if reports is None:
        library = Library(settings)
        try:
            yield library
        finally:
            library.close()
        return
    with tempfile.TemporaryDirectory(prefix="askreports-") as folder:
        aside = settings.model_copy(update={"data": Path(folder)})
        library = Library(aside)
        try:
            sync(library, [reports], aside, None)
            yield library
        finally:
            library.close()


def run_facts(
    settings: Settings,
    reports: Path | None = None,
    split: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> Run:
    """Ask the known facts, score them, and store the run under the data folder.

    Args:
        settings: library and model; `llm` "none" measures the evidence alone.
        reports: index this folder first, into a throw-away library.
        split: only this half; see `load_facts`.
        kind: only this kind.
        limit: a fixed sample of this many.

    Raises:
        InputError: the library is empty, or no question is left.
    """
    facts = load_facts(split=split, kind=kind, limit=limit)
    started = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    with library_of(settings, reports) as library:
        if not library.reports():
            raise InputError("the library is empty; run `askreports ingest` first")
        model = make_model(settings)
        try:
            library.warm()
            service = AskService(library, model, settings)
            answers = tuple(
                service.converse([Turn("user", text) for text in fact.turns])
                for fact in track(facts, description="known facts", transient=True)
            )
        finally:
            if model is not None:
                model.close()
        run = Run(
            mode="evidence" if settings.llm == "none" else "model",
            sample=limit is not None,
            started=started,
            index_version=library.index_version,
            model=model.name if model else "none",
            facts=facts,
            answers=answers,
            scores=tuple(map(score, facts, answers)),
        )
    _store(run, settings.data)
    return run


def _store(run: Run, data: Path) -> None:
    folder = data / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"fact": asdict(f), "answer": asdict(a), "score": asdict(s)}
        for f, a, s in zip(run.facts, run.answers, run.scores, strict=True)
    ]
    document = {"summary": run.summary(), "started": run.started, "rows": rows}
    file = folder / f"{run.started}-{run.mode}.json"
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
