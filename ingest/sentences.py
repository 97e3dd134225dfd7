"""The units of a stored text: sentences, and headings, list items and table rows whole."""

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from core.tokens import count_tokens

Span = tuple[int, int]

MAX_TOKENS = 120
_LONGEST_TOKEN = 16
_LINE = re.compile(r"[^\n]+")
_CUTS = (re.compile(r"[;；]\s*"), re.compile(r"[,，、:：]\s*"), re.compile(r"\s+"))
# sentencex takes "。2021" for a decimal point.
_CJK_END = re.compile(r"[。！？](?=\d)")
_MARKER = re.compile(r"^(?:•|\d{1,3}[.)])\s*$")


def sentence_spans(
    text: str, language: str, start: int = 0, end: int | None = None, max_tokens: int = MAX_TOKENS
) -> tuple[Span, ...]:
    """Return the spans of the sentences of `text[start:end]`, in order, without their blanks.

    Lines are units of their own, so headings, items and rows never run together; within one,
    sentencex (rules by language) finds the ends. No character that is not blank is left out.

    Args:
        text: stored text, one block a line.
        language: ISO 639-1 code.
        start: where to begin, in characters.
        end: where to stop; the text's end where not given.
        max_tokens: a longer sentence is cut at semicolons, else commas, else blanks.
    """
    stop = len(text) if end is None else end
    spans = (
        span
        for line in _LINE.finditer(text, start, stop)
        for span in _in_line(text, line.start(), line.end(), language)
    )
    return tuple(piece for a, b in spans for piece in _shortened(text, a, b, max_tokens))


def _in_line(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    line = text[start:end]
    ends = {found["end_index"] for found in get_sentence_boundaries(language, line)}
    ends |= {m.end() for m in _CJK_END.finditer(line)}
    pending = 0
    for at in sorted(ends):
        if _MARKER.match(line[pending:at].strip()):
            continue
        yield from _trimmed(text, start + pending, start + at)
        pending = at
    yield from _trimmed(text, start + pending, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end


def _shortened(text: str, start: int, end: int, max_tokens: int) -> Iterator[Span]:
    # Counting is slow on long runs without a blank; such a piece is too long in any case.
    countable = end - start <= _LONGEST_TOKEN * max_tokens
    if countable and count_tokens(text[start:end]) <= max_tokens:
        yield start, end
        return
    for cut in _CUTS:
        ends = [start + m.end() for m in cut.finditer(text[start:end])]
        inner = [e for e in ends if start < e < end]
        if inner:
            middle = min(inner, key=lambda e: abs(2 * e - start - end))
            break
    else:
        middle = (start + end) // 2
    for a, b in ((start, middle), (middle, end)):
        for span in _trimmed(text, a, b):
            yield from _shortened(text, *span, max_tokens)
