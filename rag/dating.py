"""What dates a figure: the year told with it, else the report's own date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.verify.dates import day, speaks_of_now, years_gone
from rag.verify.quantities import YEAR

ANOTHER_CLAUSE = 100
"""Characters by which a year in a clause before counts as further away."""

DATE = re.compile(YEAR.pattern + r"s?")
"""A year or a decade."""

_OPENING = r"(?:in|by|for|since|during|as of|until|at the end of)\s+(?:[A-Za-z]+\s+)?"
_OPENING_YEAR = re.compile(rf"(?:^|[.;!?]\s+)\W*{_OPENING}$", re.IGNORECASE)
_OPENS_WITH_YEAR = re.compile(rf"\W*{_OPENING}({DATE.pattern})", re.IGNORECASE)
_YEAR_BEHIND = re.compile(rf"[^,;.\d]{{0,30}}?\b(?:in|for|during)\s+({YEAR.pattern})")
_ROW = re.compile(r" — [^;:—]{1,60}: ")
_CELL = re.compile(r"([^;:—]+): ([^;]+)")
_COLUMN = re.compile(r" — (?:[^;]*; )*([^;]+):\s?[^\w;]{0,3}$")
_DATES = re.compile(r"\b(?:years?|dates?|period)\b|年|日期|时间", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dating:
    """What dates the figures of some sentences of a quote.

    Attributes:
        sentences: of the quote, one after the other, as they are read.
        published: date of the report, which dates what no year is told of.
        begin: where, in the sentences joined by blanks, the text that is read begins.
    """

    sentences: Sequence[str]
    published: str
    begin: int = 0

    def of(self, start: int, end: int) -> str:
        """Return the year, decade or day of a figure, by its place in the text that is read."""
        at = 0
        for i, sentence in enumerate(self.sentences):
            first, last = self.begin + start - at, self.begin + end - at
            if first < len(sentence):
                told = as_of(sentence, first, last) or self._from_today(sentence)
                return told or self._inherited(i)
            at += len(sentence) + 1
        raise AssertionError("a figure stands in one of the sentences")

    def _from_today(self, sentence: str) -> str:
        """The only year of a sentence, if told from the report's date: "last year"; or ""."""
        told = years_gone(sentence, self.published)
        return str(*told) if len(told) == 1 and not speaks_of_now(sentence) else ""

    def _inherited(self, i: int) -> str:
        """The year with which the sentence before opens ("In 2012 ..."), else the report's date."""
        opening = _OPENS_WITH_YEAR.match(self.sentences[i - 1]) if i else None
        return opening[1] if opening else self.published


def as_of(sentence: str, start: int, end: int) -> str:
    """Return the year, decade or day that a sentence tells of the figure in it, or "".

    Under a column of a table that is called by a day, it is that day. Right behind the figure
    ("2% in 2011 and 3% in 2012") or, in a row of a table, in a cell of its own, a year belongs to
    no other figure; else the nearest one does.

    Args:
        sentence: the sentence.
        start: where the figure begins.
        end: where it ends.
    """
    if told := day(column(sentence, start)):
        return told
    if behind := _YEAR_BEHIND.match(sentence, end):
        return behind[1]
    if row := _ROW.search(sentence):
        cells = _CELL.findall(sentence[row.start() :])
        dates = [m[0] for head, cell in cells if _DATES.search(head) and (m := DATE.search(cell))]
        if dates and start > row.start():
            return dates[0]
    years = [(m.start(), m.group()) for m in DATE.finditer(sentence)]
    if not years:
        return ""
    return min(years, key=lambda mark: _distance(sentence, mark[0], start))[1]


def column(sentence: str, start: int) -> str:
    """Return the name of the column over a figure in a table's row, "" in any other sentence."""
    told = _COLUMN.search(sentence[:start])
    return told[1] if told else ""


def _distance(sentence: str, year: int, at: int) -> int:
    """Characters from a year to a figure, as far as they tell which year dates it.

    A year in the words before a figure is nearer than one behind it ("in 2012 it was 5"), but not
    one of a clause that goes before ("after the success of 2011, it was 5 in 2012").
    """
    if year > at:
        return 2 * (year - at)
    apart = "," in sentence[year:at] and not _OPENING_YEAR.search(sentence[:year])
    return at - year + apart * ANOTHER_CLAUSE
