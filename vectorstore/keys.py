"""How an item of the index is named: by the number of the writing that put it there.

Numbers are never used twice, so that what a crashed writing left behind can neither be
mistaken for a later one nor stand in its way.
"""

PassageKey = tuple[int, int]
"""(number of the writing, ordinal of the passage)"""

SentenceKey = tuple[int, int, int]
"""(number of the writing, ordinal of the passage, place of the sentence in it)"""


ORDINAL_BITS = 24


def to_id(key: PassageKey) -> str:
    """Return the id under which the vector store keeps a passage."""
    return f"{key[0]}:{key[1]}"


def from_id(text: str) -> PassageKey:
    """Return the key of an id made by `to_id`."""
    number, ordinal = text.split(":")
    return int(number), int(ordinal)


def to_row(key: PassageKey) -> int:
    """Return the one number under which tables keep a passage; those of a writing lie together."""
    return key[0] << ORDINAL_BITS | key[1]


def from_row(row: int) -> PassageKey:
    """Return the key of a number made by `to_row`."""
    return row >> ORDINAL_BITS, row & (1 << ORDINAL_BITS) - 1


def rows_of(number: int) -> tuple[int, int]:
    """Return the first row of a writing and the first one behind it."""
    return number << ORDINAL_BITS, (number + 1) << ORDINAL_BITS
