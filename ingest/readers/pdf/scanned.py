"""Pages without text, read by Tesseract (a program of its own) where it is installed."""

import csv
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO, StringIO
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium

from ingest.characters import clean, is_cjk
from ingest.readers.pdf.shapes import Page, Segment

LANGUAGES = ("eng", "chi_sim")
"""Tesseract's names of those that are asked for, where their data is installed too."""

DOTS = 300
"""Dots an inch, at which Tesseract was trained."""

MOST_PIXELS = 40_000_000
"""A larger page is drawn with fewer dots."""

SECONDS = 120
"""Longest time for one page."""

_SURE = 30
"""Tesseract's confidence of a word, of 100, below which it saw dirt or a picture."""

_WIDE = 1.5
"""Blank between two words, in heights of their line, that sets columns or cells apart."""

_LARGER = 1.3
"""Height of a heading's line over that of most lines."""

_BODY = 10.0


@cache
def languages() -> tuple[str, ...]:
    """Return which of `LANGUAGES` can be read here; none where Tesseract is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    known = set(listed.stdout.split())
    return tuple(language for language in LANGUAGES if language in known)


def read_scan(document: pdfium.PdfDocument, page: Page) -> Page:
    """Return a page that has no text with what Tesseract reads on it; as it is if that is nothing.

    Args:
        document: the PDF.
        page: its number and size are used.
    """
    picture = _picture(document, page)
    dots = str(round(72 * _scale(page)))
    asked = ["tesseract", "stdin", "stdout", "-l", "+".join(languages()), "--dpi", dots, "tsv"]
    try:
        told = subprocess.run(
            asked, input=picture, capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return page
    words = list(_words(told.stdout.decode("utf-8", "replace")))
    return Page(page.number, page.width, page.height, tuple(_segments(words, page)))


def _scale(page: Page) -> float:
    """Pixels a point."""
    return float(min(DOTS / 72, (MOST_PIXELS / max(page.width * page.height, 1.0)) ** 0.5))


def _picture(document: pdfium.PdfDocument, page: Page) -> bytes:
    drawn = document[page.number - 1]
    try:
        image = drawn.render(scale=_scale(page), grayscale=True).to_pil()
    finally:
        drawn.close()
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


Word = tuple[tuple[str, ...], str, int, int, int, int]
"""The line it stands on, its text, and left, top, right, bottom in pixels."""


def _words(told: str) -> Iterator[Word]:
    for row in csv.DictReader(StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = clean(row.get("text") or "")
        if not text or float(row["conf"]) < _SURE:
            continue
        left, top, width, height = (int(row[n]) for n in ("left", "top", "width", "height"))
        line = tuple(row[n] for n in ("block_num", "par_num", "line_num"))
        yield line, text, left, top, left + width, top + height


def _segments(words: Sequence[Word], page: Page) -> Iterator[Segment]:
    """Yield the runs of words of each line that stand close together, in points."""
    lines: dict[tuple[str, ...], list[Word]] = defaultdict(list)
    for word in words:
        lines[word[0]].append(word)
    if not lines:
        return
    heights = {line: median(w[5] - w[3] for w in found) for line, found in lines.items()}
    usual = median(heights.values())
    scale = _scale(page)
    for line, found in lines.items():
        large = heights[line] / usual
        size = _BODY if large < _LARGER else round(_BODY * large)
        for run in _runs(found, _WIDE * heights[line]):
            yield Segment(
                _joined([word[1] for word in run]),
                min(word[2] for word in run) / scale,
                min(word[3] for word in run) / scale,
                max(word[4] for word in run) / scale,
                max(word[5] for word in run) / scale,
                float(size),
                False,
            )


def _runs(words: Sequence[Word], wide: float) -> Iterator[list[Word]]:
    run = [words[0]]
    for before, word in pairwise(words):
        if word[2] - before[4] > wide:
            yield run
            run = []
        run.append(word)
    yield run


def _joined(texts: Sequence[str]) -> str:
    """Words in one text; between Chinese characters stands no blank."""
    whole = texts[0]
    for text in texts[1:]:
        tight = is_cjk(whole[-1]) and is_cjk(text[0])
        whole += text if tight else f" {text}"
    return whole
