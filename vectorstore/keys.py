"""How an item of the index is named: by the number of the writing that put it there.

Numbers are never used twice, so that what a crashed writing left behind can neither be
mistaken for a later one nor stand in its way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain import Passage

PassageKey = tuple[int, int]
"""(number of the writing, ordinal of the passage)"""

SentenceKey = tuple[int, int, int]
"""(number of the writing, ordinal of the passage, place of the sentence in it)"""


def to_id(key: tuple[int, ...]) -> str:
    """Return the id under which the vector store keeps an item."""
    return ":".join(map(str, key))


def from_id(text: str) -> tuple[int, ...]:
    """Return the key of an id made by `to_id`."""
    return tuple(int(part) for part in text.split(":"))


@dataclass(frozen=True, slots=True)
class Writing:
    """One revision of a report on its way into the index.

    Attributes:
        number: its number, unique over all time.
        title: title of the report.
        language: ISO 639-1 code of the report.
        passages: all its passages, in order.
    """

    number: int
    title: str
    language: str
    passages: Sequence[Passage]
