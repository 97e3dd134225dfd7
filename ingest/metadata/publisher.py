"""Who published a report, from the lines that say so."""

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.mend import is_title_case
from ingest.metadata.dates import labelled_date

_HEAD = 8
_NAME_END = r"(?=\s*(?:[,;.。；|｜]\s|[.。,]$|all rights|版权|$))"
_RULES = (
    re.compile(
        rf"(?:^|[|.]\s*)(?:publisher|出版(?:者|社)?|发布(?:单位|机构))\s*[:：]\s*(.+?){_NAME_END}",
        re.I,
    ),
    re.compile(r"由([\u4e00-\u9fff]{4,30}?)(?:发布|出版|编制)"),
)
_ISSUED = re.compile(
    rf"^(?:• )?(?P<what>\S.{{0,118}}?\s)?(?:is |was |has been )?(?i:published|issued|released) by "
    rf"(?:the )?(?P<who>[A-Z].+?){_NAME_END}"
)
_SOURCE = re.compile(r"(?:source|来源|信息来源)\s*[:：]\s*(\S.*?)(?=\s*(?:[|｜]|$))", re.I)
_HOLDER = re.compile(
    rf"(?:©|\bcopyright\b|\(c\))\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?"
    rf"\s*(?:by\s+)?(?:the\s+)?([^\W\d_].+?){_NAME_END}",
    re.I,
)
_PRESENTED = re.compile(rf"\b(?:presented|powered) by (?:the )?([A-Z].+?){_NAME_END}")
_SITE = re.compile(r"@(?:[\w-]+\.)*([\w-]{4,})\.(?:com|org|net|gov|edu|int|info|eu|cn|[a-z]{2})\b")
_LONGEST = 120


def publisher_in(blocks: Sequence[Block]) -> str:
    """Return the publisher's name as the blocks give it, or "".

    The surest kind of line wins: "published by", "Source:" beside a date, a copyright holder,
    "presented by", and last a mail address whose domain is a name in the text.
    """
    texts = [b.plain for b in blocks]
    for rule in _RULES:
        if name := _first(rule, [t for t in texts if len(t) < 4 * _LONGEST]):
            return name
    if name := _issuer(texts):
        return name
    head = [t for t in texts[:_HEAD] if len(t) < 2 * _LONGEST]
    lines = [t for t in texts if len(t) < 2 * _LONGEST and labelled_date(t)]
    tail = [b.plain for b in blocks if b.kind == "notice"] or texts[-_HEAD:]
    return (
        _first(_SOURCE, [*lines, *head])
        or _first(_HOLDER, [t for t in tail if len(t) < 4 * _LONGEST])
        or _first(_PRESENTED, tail)
        or _by_mail(texts)
    )


def _first(rule: re.Pattern[str], texts: Sequence[str]) -> str:
    for text in texts:
        if (match := rule.search(text)) and len(match.group(1)) <= _LONGEST:
            return match.group(1).strip(" ,.;\"'“”")
    return ""


def _issuer(texts: Sequence[str]) -> str:
    """Who issued it, where the line begins so or with a title; in prose others issue things."""
    for text in texts:
        match = _ISSUED.match(text)
        if match and (not match["what"] or is_title_case(match["what"])):
            return match["who"].strip()
    return ""


def _by_mail(texts: Sequence[str]) -> str:
    """The name, as the text writes it, that is the domain of a mail address at the end."""
    for text in reversed(texts[-2 * _HEAD :]):
        if match := _SITE.search(text):
            name = re.compile(rf"(?<![\w@.]){re.escape(match.group(1))}(?![\w.@])", re.I)
            forms = [form for t in texts for form in name.findall(t)]
            proper = [form for form in forms if form[0].isupper()]
            return max(sorted(set(proper)), key=proper.count).title() if proper else ""
    return ""
