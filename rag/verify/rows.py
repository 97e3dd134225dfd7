"""Cells of a table's row, with the scale or unit that the table tells once for many of them.

A row is read as "Table (in millions) — Label; Column: 81; Column: 79", or with the scale in the
name of a column: "Year: 2019; Revenue (billion yuan): 12.5" (`ingest.readers.tables`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_TABLE = re.compile(r"^[^\n]*? — ", re.MULTILINE)
_CELL = re.compile(
    r"(?P<head>[^;:：\n]*)[:：] ?(?P<cell>(?P<sign>[A-Z]{0,3}[$€£¥￥]?)\s?"
    r"\(?(?P<digits>\d[\d,]*(?:\.\d+)?)\)?)(?=\s*(?:;|$))"
)
_NOTE = re.compile(r"[(（]([^()（）\d]*)[)）]|(?<=单位[:：])\s*(\w+)")
_SCALE = re.compile(r"\b(thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_HAN_UNIT = re.compile(r"\W*(?:单位[:：])?\s*((?:万亿|百万|亿|万|千)\w{0,3})\s*")
_PERCENT = re.compile(r"\s*(?:in |as )?(?:%|per\s?cent|percentage)\s*", re.IGNORECASE)
_CURRENCY = re.compile(
    r"\b(?:dollars|USD|yuan|RMB|CNY|euros|EUR|pounds|GBP|yen|JPY|HKD)\b", re.IGNORECASE
)
# What a scale over a whole table does not mean.
_UNSCALED = re.compile(
    r"\bper\b|\bpercent|\b(?:rates?|ratio|rank|index|score|growth|change|years?|dates?|"
    r"number of|employees|people|persons|shares?|stores|firms|companies|households)\b|"
    r"每|率|比重|占比|增长|增速|指数|排名|年份|日期|[人户家]数",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = re.compile(r"\band\b|[,;]")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a row to which its table gives a scale or a unit.

    Attributes:
        start: where the number stands in the text, its currency's sign included.
        end: where it ends.
        digits: the number as the cell writes it.
        suffix: what the table says of it: " million", " billion yuan", "%", "万人".
        in_brackets: as accounts write what is taken off.
    """

    start: int
    end: int
    digits: str
    suffix: str
    in_brackets: bool


def is_row(text: str) -> bool:
    """Whether a text is one row of a table that holds a number."""
    table = _TABLE.match(text)
    if not table or "\n" in text or not _CELL.search(text, table.end()):
        return False
    # Prose may have a dash and a colon too; of a row's parts only the label may lack its colon.
    return all(re.search(r"[:：]", part) for part in text[table.end() :].split(";")[1:])


def scaled_cells(text: str) -> Iterator[Cell]:
    """Yield the cells of the rows in a text to which their table gives a scale or a unit."""
    if _NOTE.search(text):
        for line in _LINE.finditer(text):
            yield from _of_line(line[0], line.start())


def scaled(text: str) -> str:
    """Write behind each such cell what its table says of it, and in the table's name no more."""
    pieces, at = [], 0
    for cell in scaled_cells(text):
        # What accounts take off stands in brackets; it is no sum that a sentence may tell as such.
        suffix = "" if cell.in_brackets else cell.suffix
        pieces += [_without_scales(text[at : cell.start]), text[cell.start : cell.end], suffix]
        at = cell.end
    return _TABLE.sub(lambda table: _without_scales(table[0]), "".join([*pieces, text[at:]]))


def _of_line(line: str, begin: int) -> Iterator[Cell]:
    if not _NOTE.search(line):
        return
    table = _TABLE.match(line)
    body = table.end() if table else 0
    label = line[body:].partition(";")[0]
    for match in _CELL.finditer(line, body):
        head = match["head"]
        suffix = _suffix(head, match["sign"])
        if table and not suffix and not _UNSCALED.search(f"{label};{head}"):
            suffix = _suffix(table[0], match["sign"], f"{label};{head}")
        if suffix and not _YEAR.fullmatch(match["digits"]):
            start, end = begin + match.start("cell"), begin + match.end("cell")
            yield Cell(start, end, match["digits"], suffix, "(" in match["cell"])


def _suffix(named: str, sign: str, of: str = "") -> str:
    """What the name of a table or a column says of its numbers, or "".

    Of two scales ("income in millions and shares in thousands") that one is meant whose words the
    numbers are called by (`of`), and none where neither is; what is excepted from a scale ("in
    millions, except ...") is not asked for its own.
    """
    for note in (a or b for a, b in _NOTE.findall(named)):
        if _PERCENT.fullmatch(note):
            return "%"
        if unit := _HAN_UNIT.fullmatch(note):
            return unit[1]
        note = _said_of(note.partition("except")[0], of)
        scales = _SCALE.findall(note)
        if len(scales) == 1:
            currency = "" if sign else _CURRENCY.search(note)
            return f" {scales[0].lower()}" + (f" {currency[0]}" if currency else "")
    return ""


def _said_of(note: str, of: str) -> str:
    """The part of a note with several scales that speaks of what the numbers are called."""
    if len(_SCALE.findall(note)) < 2:
        return note
    called = {word.casefold() for word in _WORD.findall(of)}
    for part in _PARTS.split(note):
        words = {word.casefold() for word in _WORD.findall(part.rpartition(" in ")[0])}
        if words and words <= called:
            return part
    return ""


def _without_scales(text: str) -> str:
    return _NOTE.sub(lambda note: _SCALE.sub("", note[0]), text)
