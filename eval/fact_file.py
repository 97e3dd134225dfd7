"""Reads the file of known facts."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.errors import InputError
from eval.metrics.facts import Fact
from eval.metrics.figures import DatedValue

FACTS = Path(__file__).parent / "facts" / "guangzhou.jsonl"
SAME_REPORT = Path(__file__).parent / "facts" / "reports.json"


def load_facts(
    file: Path = FACTS, split: str | None = None, kind: str | None = None, limit: int | None = None
) -> tuple[Fact, ...]:
    """Read the known facts, those of a talk one for each of its turns.

    Args:
        file: one question or conversation a line; see eval/facts/README.md.
        split: only this half.
        kind: only this kind.
        limit: a fixed sample of this many lines, by the hash of their ids.

    Raises:
        InputError: no question is left, or the file is not of that form.
    """
    try:
        # Not splitlines: JSON may hold U+2028 and its like as they are.
        lines = file.read_text(encoding="utf-8").split("\n")
        return _chosen([json.loads(line) for line in lines if line.strip()], split, kind, limit)
    except (ValueError, KeyError, TypeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise InputError(f"{file} is no file of known facts ({why})") from error


def _chosen(
    items: list[dict[str, Any]], split: str | None, kind: str | None, limit: int | None
) -> tuple[Fact, ...]:
    items = [i for i in items if split in (None, i["split"]) and kind in (None, i["kind"])]
    if limit is not None:
        kept = set(sorted((i["id"] for i in items), key=_hash)[:limit])
        items = [i for i in items if i["id"] in kept]
    if not items:
        raise InputError("no known fact is of that split and kind")
    return tuple(fact for item in items for fact in _facts(item))


def sample(facts: Sequence[Fact], limit: int) -> tuple[Fact, ...]:
    """Take `limit` of the facts by the hash of their ids, in their own order."""
    kept = set(sorted((f.id for f in facts), key=_hash)[:limit])
    return tuple(f for f in facts if f.id in kept)


def digests_of() -> dict[str, str]:
    """The bundled digest of each original."""
    digests: dict[str, str] = json.loads(SAME_REPORT.read_text(encoding="utf-8"))
    return digests


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(item: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts of one line; a turn of a talk is asked after the turns before it."""
    turns = item.get("turns") or [item["question"]]
    if isinstance(turns[0], str):
        return (_fact(item, tuple(turns)),)
    asked = tuple(turn["question"] for turn in turns)
    return tuple(
        _fact({**item, **turn, "id": f"{item['id']}.{n}"}, asked[:n])
        for n, turn in enumerate(turns, start=1)
    )


def _fact(item: Mapping[str, Any], turns: tuple[str, ...]) -> Fact:
    return Fact(
        id=item["id"],
        turns=turns,
        language=item["language"],
        kind=item["kind"],
        split=item["split"],
        expected=_parts(item["expected"]),
        answerable=item["answerable"],
        reports=_also_digests(item["reports"]),
        min_parts=item.get("min_parts", 0),
        forbidden=tuple(item.get("forbidden", ())),
        corrects=_parts(item.get("corrects", ())),
        figures=tuple(
            DatedValue(figure["as_of"], tuple(figure["value"]))
            for figure in item.get("figures", ())
        ),
        trait=item.get("trait", ""),
    )


def _parts(parts: Iterable[str | list[str]]) -> tuple[tuple[str, ...], ...]:
    """A part is a list of alternatives, or one string that has none."""
    return tuple((part,) if isinstance(part, str) else tuple(part) for part in parts)


def _also_digests(originals: Iterable[str]) -> tuple[str, ...]:
    """The originals that hold a fact, and the bundled digests of them."""
    digests = digests_of()
    named = tuple(originals)
    return (*named, *(digests[name] for name in named if name in digests))
