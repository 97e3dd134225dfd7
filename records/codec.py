"""Answers and evidence as JSON for the database, and back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter, ValidationError

from core.domain import Answer, Citation
from core.errors import InputError, RecordsError

_ANSWER = TypeAdapter(Answer)
_EVIDENCE = TypeAdapter(tuple[Citation, ...])


def pack_answer(answer: Answer) -> dict[str, Any]:
    """Return the answer as the contract's JSON."""
    return asdict(answer)


def unpack_answer(packed: dict[str, Any]) -> Answer:
    """Undo `pack_answer`.

    Raises:
        RecordsError: it is no answer that this version knows.
    """
    try:
        return _ANSWER.validate_python(packed)
    except ValidationError as error:
        raise _unreadable(error) from error


def pack_evidence(evidence: Sequence[Citation]) -> list[Any]:
    """Return the evidence as JSON."""
    return [asdict(citation) for citation in evidence]


def unpack_evidence(packed: list[Any]) -> tuple[Citation, ...]:
    """Undo `pack_evidence`; raises as `unpack_answer`."""
    try:
        return _EVIDENCE.validate_python(packed)
    except ValidationError as error:
        raise _unreadable(error) from error


def storable(text: str) -> str:
    """Return the text without what no database takes: NUL, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def short(text: str, longest: int, what: str) -> str:
    """Return the text as it can be stored.

    Raises:
        InputError: it is longer than `longest` characters.
    """
    if len(text) > longest:
        raise InputError(f"{what} has {len(text)} characters; write at most {longest}")
    return storable(text.strip())


def _unreadable(error: ValidationError) -> RecordsError:
    where = ".".join(str(part) for part in error.errors()[0]["loc"])
    return RecordsError(
        f"a stored answer cannot be read (at {where!r}); install the version of askreports "
        "that wrote it, or a later one"
    )
