"""Whether a figure is told as exact, as a least or as a most: "over 500", "nearly 500"."""

import re
from decimal import Decimal

from rag.verify.numerals import plain, resolve
from rag.verify.quantities import MARK, QUANTITY, years

_STARTS = r"\W*(?:the |an? |[$€£¥]|RMB)*$"
_BEFORE = {
    "more": re.compile(
        r"(?:\b(?:more than|over|above|exceed\w*|at least|not? (?:fewer|less) than|upwards of"
        r"|in excess of|greater than|surpass\w*|topped|top|beyond|minimum of|larger than"
        r"|higher than)|超过|逾|多于|大于|至少|不少于|不低于|高于|突破|超出|多达)" + _STARTS,
        re.IGNORECASE,
    ),
    "less": re.compile(
        r"(?:\b(?<!not )(?<!no )(?:less than|fewer than|under|below|almost|nearly|up to|at most"
        r"|no more than|not more than|maximum of|close to|just short of|smaller than|lower than)"
        r"|不到|少于|低于|(?<!附)近|将近|接近|不足|至多|最多|不超过|小于|几乎)" + _STARTS,
        re.IGNORECASE,
    ),
}
_BEHIND = {
    "more": re.compile(
        r"\W*(?:\w+ ){0,2}?(?:or|and) (?:more|over|above)\b|\s*plus\b|\s*\+"
        r"|\s*[^\W\d]{0,3}(?:多|余|以上)|\s*odd\b"
    ),
    "less": re.compile(r"\W*(?:\w+ ){0,2}?or (?:less|fewer)\b|\s*[^\W\d]{0,3}(?:以下|以内|不到)"),
}
_EACH = re.compile(
    r"\b(?:each|every|per)\s+(?:year|month|week|day|hour)\b|\bannually\b|每[年月周日天]|逐年",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    _EACH.pattern + r"|\b(?:an?\s+(?:year|month|week|day|hour)|(?:bi)?annual(?:ly)?|yearly|monthly|"
    r"weekly|daily|year[- ](?:by|on|over|to)[- ]year)\b|[年月周日天]均|年度",
    re.IGNORECASE,
)
SMALL = 10
"""Counts below this are not asked for their bounds, whose words mean other things there."""

_YEAR = re.compile(r"1\d{3}|2[01]\d\d")


def misbound(claim: str, source: str) -> list[str]:
    """Say which figures a claim calls a least or a most where its quotes do not.

    A bound may be left away ("about 500" for "over 500" is a matter of style) but not made up or
    turned round.
    """
    told = _bounds(source)
    reasons = []
    for value, bound in _bounds(claim):
        others = {other for known, other in told if known == value}
        if bound and others and bound not in others:
            reasons.append(f"the quoted words do not say {bound} than {plain(value)}")
    return reasons


def unrepeated(claim: str, source: str) -> list[str]:
    """Say so if a claim tells of each year or day what its quotes tell of one."""
    if _EACH.search(claim) and not _REPEATED.search(source):
        return ["the quoted words do not say it of each year or day"]
    return []


def _bounds(text: str) -> list[tuple[Decimal, str]]:
    resolved = resolve(MARK.sub(" ", text), every_word=True)
    known = years(resolved)
    found = []
    for match in QUANTITY.finditer(resolved):
        value = Decimal(match["number"])
        bare = not (match["percent"] or match["before"] or match["after"])
        before, behind = resolved[: match.start()], resolved[match.end() :]
        # Years are bound otherwise, and "under two plans" or "one third" is no bound at all.
        is_small = bare and value < SMALL
        if is_small or (bare and (value in known or _YEAR.fullmatch(match["number"]))):
            continue
        bound = next((b for b, pattern in _BEFORE.items() if pattern.search(before[-40:])), "")
        bound = bound or next((b for b, pattern in _BEHIND.items() if pattern.match(behind)), "")
        found.append((value, bound))
    return found
