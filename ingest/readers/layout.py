"""How a plain text was wrapped, and so which of its lines go on into the next. All pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from ingest.characters import cjk_share, clean, ends_sentence, starts_lower
from ingest.furniture import bullet_of
from ingest.mend import needs_more
from ingest.metadata.dates import is_dateline

_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+\.?\s+[^\W\d_]|\d{1,2}[.)、]\s*[^\W\d_])")
_CJK_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节部分]|[一二三四五六七八九十]{1,3}、)"
)
_BAR = re.compile(r"\s*[|｜]\s*")
_LONGEST_WRAP = 130
_WINDOW = 3


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line that is not blank, with what its blanks tell.

    Attributes:
        blanks: blank lines just before it.
        soft: whether it ends in a blank, as extractors leave one where a line was wrapped.
        new_page: whether a page starts with it.
        bullet: the bullet that was taken off its front, or "".
    """

    text: str
    blanks: int
    soft: bool
    new_page: bool
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for the whole text.

    Attributes:
        double: lines of one paragraph are set apart by a blank line.
        soft: trailing blanks tell wrapped lines from last ones.
        width: characters at which lines were wrapped, or 0 where each line is a paragraph.
    """

    double: bool
    soft: bool
    width: int


def raw_lines(text: str) -> tuple[RawLine, ...]:
    """Split a text; a form feed, or an odd indent straight under a line, starts a page."""
    rows = text.replace("\f", "\n\f").split("\n")
    solid = [row for row in rows if row.strip()]
    indented = sum(row[:1] in " \t" and not bullet_of(row) for row in solid)
    indent_is_rare = indented <= max(3, len(solid) // 10)
    found: list[RawLine] = []
    blanks = 0
    for row in rows:
        bullet = bullet_of(row)
        bodies = split_dateline(clean(row[len(bullet) :]))
        if not bodies:
            blanks += 1
            continue
        odd = row[:1] == " " and indent_is_rare and blanks == 0 and not row.startswith("   ")
        new_page = row.startswith("\f") or (odd and bool(found))
        soft = row.endswith((" ", "\t"))
        found.append(RawLine(bodies[0], blanks, soft, new_page, bullet.strip()))
        found += [RawLine(body, 1, False, False) for body in bodies[1:]]
        blanks = 0
    return tuple(found)


def split_dateline(text: str) -> tuple[str, ...]:
    """Return a line as its pieces where one of them, set apart by a bar, is the date."""
    pieces = tuple(piece for piece in _BAR.split(text) if piece)
    return pieces if any(map(is_dateline, pieces)) else pieces and (text,)


def layout_of(lines: Sequence[RawLine]) -> Layout:
    """Measure how the text was wrapped."""
    if len(lines) < 4:
        return Layout(False, False, 0)
    lengths = [len(line.text) for line in lines]
    width = int(quantiles(lengths, n=4)[-1])
    full = sum(length > 0.75 * width for length in lengths) / len(lines)
    open_ended = sum(not ends_sentence(line.text) for line in lines) / len(lines)
    wrapped = width <= _LONGEST_WRAP and full >= 0.4 and open_ended >= 0.4
    single = sum(line.blanks == 1 for line in lines[1:]) / (len(lines) - 1)
    soft = sum(line.soft for line in lines) / len(lines)
    return Layout(wrapped and single > 0.6, wrapped and 0.4 < soft < 1, width if wrapped else 0)


def is_numbered(text: str) -> bool:
    """Tell whether a line begins like a numbered heading ("8.1 Improve", "第一章")."""
    return bool(_NUMBERED.match(text) or _CJK_NUMBERED.match(text))


def goes_on(lines: Sequence[RawLine], first: int, i: int, layout: Layout) -> bool:
    """Tell whether line `i` of a block that began at line `first` goes on into line `i + 1`."""
    here, after = lines[i], lines[i + 1]
    if after.new_page or after.bullet or is_numbered(after.text):
        return False
    if after.blanks > (1 if layout.double else 0):
        return False
    if layout.soft and not here.soft and is_numbered(lines[first].text):
        return False
    rest = starts_lower(after.text) and not ends_sentence(here.text)
    if rest or here.text.endswith("-"):
        return True
    if layout.soft:
        return here.soft and not _column_changes(lines, first, i)
    if not layout.width:
        return needs_more(here.text)
    return _is_full(lines, i, layout)


def _is_full(lines: Sequence[RawLine], i: int, layout: Layout) -> bool:
    """A wrapped line had no room for the first word of the next."""
    around = lines[max(0, i - _WINDOW) : i + 2]
    width = min(layout.width, max(len(line.text) for line in around))
    after = lines[i + 1].text
    word = 1 if cjk_share(after) > 0.5 else len(after.split()[0])
    return len(lines[i].text) + 1 + word > 0.95 * width


def _column_changes(lines: Sequence[RawLine], first: int, i: int) -> bool:
    """Whether another column starts: lines of another width, and no small letter first."""
    if ends_sentence(lines[i].text) or starts_lower(lines[i + 1].text):
        return False
    above = max(len(line.text) for line in lines[max(first, i - _WINDOW + 1) : i + 1])
    below = max(len(line.text) for line in lines[i + 1 : i + 1 + _WINDOW])
    return i > first and max(above, below) > 1.4 * min(above, below)
