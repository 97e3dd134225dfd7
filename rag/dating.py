"""What dates a figure: the year told with it, else the report's own date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.verify.dates import day, speaks_of_now, years_gone
from rag.verify.numerals import resolve
from rag.verify.quantities import MARK, QUANTITY, YEAR, years

ANOTHER_CLAUSE = 1000
"""Characters by which a year beyond a comma counts as further away: more than a sentence has."""

DATE = re.compile(YEAR.pattern + r"s?")
"""A year or a decade."""

_OPENING = r"(?:in|by|for|since|during|as of|until|at the end of)\s+(?:[A-Za-z]+\s+)?"
_OPENING_YEAR = re.compile(
    rf"(?:^|[.;!?]\s+|,\s*(?:and|but|while|whereas)\s+)\W*{_OPENING}$", re.IGNORECASE
)
_OPENS_WITH_YEAR = re.compile(rf"\W*{_OPENING}({DATE.pattern})", re.IGNORECASE)
_YEAR_BEHIND = re.compile(rf"[^,;.\d]{{0,30}}?\b(?:in|for|during)\s+({YEAR.pattern})")
_YEARS = re.compile(
    rf"{YEAR.pattern}年?(?:(?:\s*(?:,|、|和|与|\band\b)\s*)+(?:in\s+)?{YEAR.pattern}年?)+"
)
_RESPECTIVELY = re.compile(r"\brespectively\b|分别", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
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
    if told := _respectively(sentence, start, end):
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


def _respectively(sentence: str, start: int, end: int) -> str:
    """The year of a figure in "5% and 7% in 2011 and 2012, respectively"; "" elsewhere."""
    listed = _YEARS.search(sentence) if _RESPECTIVELY.search(sentence) else None
    if listed is None:
        return ""
    told = [m.group() for m in DATE.finditer(listed.group())]
    places = [m.start("number") for m in figures_in(sentence)]
    before = [at for at in places if at < listed.start()][-len(told) :]
    behind = [at for at in places if at > listed.end()][: len(told)]
    rows = [row for row in (before, behind) if len(row) == len(told)]
    if len(rows) != 1:
        return ""
    return next((year for at, year in zip(*rows, told, strict=True) if start <= at < end), "")


def figures_in(text: str) -> list[re.Match[str]]:
    """The numbers of a text, as `QUANTITY` reads them, that are no years."""
    known = years(text)
    return [m for m in QUANTITY.finditer(text) if m["percent"] or Decimal(m["number"]) not in known]


def misdated(claim: str, quotes: Sequence[str]) -> list[str]:
    """Say which figures of a claim are another year's in a quoted sentence that tells of both.

    "It fell by 3% in 2012" is not what "it fell by 3% and 5% in 2011 and 2012, respectively" says.
    """
    told: dict[tuple[Decimal, bool], set[str]] = {}
    beside: dict[tuple[Decimal, bool], set[str]] = {}
    for sentence in (part for quote in quotes for part in _SENTENCE.split(quote)):
        for figure, year in _dated(sentence):
            told.setdefault(figure, set()).add(year)
            beside.setdefault(figure, set()).update(map(str, years(sentence)))
    return [
        f"the quoted words tell {figure[0].normalize():f} of {min(told[figure])}, not {year}"
        for figure, year in _dated(claim)
        if year in beside.get(figure, ()) and year not in told[figure]
    ]


def _dated(text: str) -> Iterator[tuple[tuple[Decimal, bool], str]]:
    """Each figure of a text, and whether it is a share, with its year."""
    resolved = resolve(MARK.sub(" ", text), every_word=False)
    for match in figures_in(resolved):
        if year := as_of(resolved, match.start(), match.end()):
            yield (Decimal(match["number"]), bool(match["percent"])), year[:4]


def column(sentence: str, start: int) -> str:
    """Return the name of the column over a figure in a table's row, "" in any other sentence."""
    told = _COLUMN.search(sentence[:start])
    return told[1] if told else ""


def _distance(sentence: str, year: int, at: int) -> int:
    """Characters from a year to a figure, as far as they tell which year dates it.

    A year in the words before a figure is nearer than one behind it ("in 2012 it was 5"), but not
    one of another clause ("after the success of 2011, it was 5 in 2012").
    """
    if year > at:
        return 2 * (year - at) + ("," in sentence[at:year]) * ANOTHER_CLAUSE
    apart = "," in sentence[year:at] and not _OPENING_YEAR.search(sentence[:year])
    return at - year + apart * ANOTHER_CLAUSE
