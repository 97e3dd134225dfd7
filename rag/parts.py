"""A question that asks for several things, as the questions for each of them."""

import re

from rag.verify.names import names

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINK = r"(?:\s*(?:,|\b(?:and|or|to|until|in|of|from|between|by|since)\b|和|与|到|至|、|从))*\s*"
_DATED = re.compile(_LINK + r"(?<!\d)(?:19|20)\d\d(?!\d)年?")
_COMPARED = re.compile(
    r"^\W*(?:please\s+)?(?:compare|contrast)\s+(.+?)\s+(?:with|to|and|against|versus|vs\.?)\s+(.+?)\W*$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r",?\s+and\s+(?=(?:how|what|when|where|which|who|whose|why)\b)|[，,]?(?:以及|还有)(?=.*[?？])",
    re.IGNORECASE,
)
_EACH_IN_ITS_YEAR = re.compile(
    rf"^(?P<head>.+?),?\s+(?P<a>(?:in|for|of|at)\s[^,]*?{_YEAR.pattern}[^,]*?),?\s+and\s+"
    rf"(?P<b>(?:in|for|of|at)\s.*?{_YEAR.pattern}.*)$"
)
MOST = 4


def parts(question: str) -> tuple[str, ...]:
    """Return a question for each thing asked, or none if only one is.

    "Compare A with B" asks for A and for B; "when A and when B" for both; a question with two
    years asks once for each, and each year keeps the place that is named with it. The parts are
    for searching and for telling what is still untold, so they need not read well.
    """
    if match := _COMPARED.match(question):
        return match.group(1), match.group(2)
    pieces = [piece.strip() for piece in _JOINED.split(question)]
    if 1 < len(pieces) <= MOST and all(len(piece.split()) > 2 for piece in pieces):
        return tuple(pieces)
    asked = tuple(dict.fromkeys(_YEAR.findall(question)))
    match = _EACH_IN_ITS_YEAR.match(question.strip(" ?？."))
    if match and len(asked) > 1 and names(f"it {match['a']}") and names(f"it {match['b']}"):
        return f"{match['head']} {match['a']}?", f"{match['head']} {match['b']}?"
    if 1 < len(asked) <= MOST:
        return tuple(_only(question, year) for year in asked)
    return ()


def is_comparison(question: str) -> bool:
    """Whether a question asks to compare one thing with another: "compare A with B"."""
    return _COMPARED.match(question) is not None


def _only(question: str, year: str) -> str:
    """The question with this one of its years alone."""
    bare = _DATED.sub(" ", question).strip(" ?？.。")
    return " ".join(f"{bare} {year}?".split())
