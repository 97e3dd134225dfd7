"""What stands between two lines of one paragraph: a blank, nothing, or a kept hyphen."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from core.tokens import encoding
from ingest.blocks import Line
from ingest.characters import is_cjk

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CUT = re.compile(r"(?<!\S)\S{1,80}-[ \t]*\n\s*\S{1,80}")
_TAIL = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_LONGEST_WORD = 60
_HEAD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INNER = re.compile(r"\b([^\W\d_]{3,})-([^\W\d_]{2,})\b")
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "et"})


@dataclass(frozen=True)
class Vocabulary:
    """How often each word, lower case, stands whole in the document."""

    counts: Counter[str]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Vocabulary":
        """Count the words of `lines`, leaving out those that a line end cut in two."""
        text = _CUT.sub(" ", "\n".join(line.text for line in lines))
        return cls(Counter(word.lower() for word in _WORD.findall(text)))

    def __getitem__(self, word: str) -> int:
        return self.counts[word.lower()]


@cache
def _is_common(word: str) -> bool:
    """Tell whether a word is frequent enough in the world to be one cl100k token."""
    return any(len(encoding().encode_ordinary(" " + w)) == 1 for w in (word.lower(), word))


def keeps_hyphen(left: str, right: str, words: Vocabulary) -> bool:
    """Decide whether `left`-`right`, cut at a line end, is a compound or one word.

    The document itself is asked first: which of the two forms does it write elsewhere? Then
    the tokenizer stands in for a dictionary: a form that is one token is a common word.
    """
    if not right[0].islower():
        return True
    last = left.rsplit("-", 1)[-1]
    whole = max(words[left + right], words[last + right])
    hyphenated = words[f"{left}-{right}"]
    if whole != hyphenated:
        return hyphenated > whole
    if _is_common(last + right.split("-", 1)[0]):
        return False
    return len(right) > 2 and _is_common(last) and _is_common(right.split("-", 1)[0])


def joint(left: str, right: str, words: Vocabulary) -> tuple[int, str]:
    """Return how many characters to drop from the end of `left`, and the glue before `right`."""
    if left.endswith(("—", "/")) or (is_cjk(left[-1]) and is_cjk(right[0])):
        return 0, ""
    if not left.endswith("-"):
        return 0, " "
    tail, head = _TAIL.search(left[-_LONGEST_WORD:]), _HEAD.match(right[:_LONGEST_WORD])
    if head and head.group().lower() in _SUSPENDED:
        return 0, " "
    if tail and head:
        return (0, "") if keeps_hyphen(tail.group(1), head.group(), words) else (1, "")
    return (0, "") if len(left) > 1 and left[-2].isalnum() else (0, " ")


def mend_inner_hyphens(text: str, words: Vocabulary) -> str:
    """Return `text` without hyphens that an earlier line end left inside words.

    Only where the document writes the whole word at least twice, the cut form once, and the
    second half never alone.
    """

    def whole(match: re.Match[str]) -> str:
        left, right = match.groups()
        stray = (
            right.islower()
            and words[left + right] >= 2
            and words[match.group()] <= 1
            and not words[right]
        )
        return left + right if stray else match.group()

    return _INNER.sub(whole, text)


def join_lines(texts: Iterable[str], words: Vocabulary) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the lines as one paragraph, and each line's span in it."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    end = 0
    for line in texts:
        if pieces and pieces[-1] and line:
            drop, glue = joint(pieces[-1], line, words)
            pieces[-1] = pieces[-1][: len(pieces[-1]) - drop]
            start, end = spans[-1][0], spans[-1][1] - drop
            spans[-1] = (start, end)
            pieces.append(glue)
            end += len(glue)
        pieces.append(line)
        spans.append((end, end + len(line)))
        end += len(line)
    return "".join(pieces), tuple(spans)
