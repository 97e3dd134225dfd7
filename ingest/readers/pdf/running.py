"""Running heads and page numbers: what stands at one place on page after page. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf.shapes import Row, row_text

_EDGE = 2
_SHARE = 0.5
_NUMBER = re.compile(
    r"^\W*(?:page|seite|第)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:页|(?:of|/)\s*\d+)?\W*$", re.I
)
_DIGITS = re.compile(r"\d+")


def drop_running(pages: Sequence[Sequence[Row]]) -> tuple[tuple[Row, ...], ...]:
    """Return each page's rows without heads and feet.

    A row among the first or last two of its page is one if the same words, digits aside,
    stand so on at least half of the pages (three at least, or all of two), or if it is a page
    number and as many pages have one.

    Args:
        pages: for each page its rows from top to bottom.
    """
    seen = Counter(key for rows in pages for key in {_key(rows[i]) for i in _edges(rows)})
    enough = max(2 if len(pages) == 2 else 3, _SHARE * len(pages))
    numbered = sum(any(_is_number(rows[i]) for i in _edges(rows)) for rows in pages)

    def is_running(rows: Sequence[Row], i: int) -> bool:
        if _is_number(rows[i]):
            return numbered >= min(enough, len(pages))
        return seen[_key(rows[i])] >= enough

    return tuple(
        tuple(row for i, row in enumerate(rows) if i not in _edges(rows) or not is_running(rows, i))
        for rows in pages
    )


def _edges(rows: Sequence[Row]) -> set[int]:
    last = len(rows) - 1
    return {i for i in range(len(rows)) if i < _EDGE or i > last - _EDGE}


def _key(row: Row) -> str:
    """The words with digits blurred."""
    return _DIGITS.sub("#", row_text(row))


def _is_number(row: Row) -> bool:
    return len(row) == 1 and bool(_NUMBER.match(row_text(row)))
