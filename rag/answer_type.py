"""What kind of thing a question asks for, and whether a text holds one."""

import re
from typing import Literal

from rag.verify.names import names
from rag.verify.numerals import resolve
from rag.verify.quantities import Quantity, currencies, quantities, years
from rag.verify.units import AREAS, LENGTHS, TIMES, unit_at

AnswerType = Literal["time", "number", "person", ""]

_TIME = re.compile(
    r"\b(when|(what|which) (year|date|month|day|century|decade)|since what)\b|"
    r"什么时候|何时|哪一?年|哪一?天|几月|几年",
    re.IGNORECASE,
)
_MEASURE = (
    r"number|total|amount|sum|share|percent(age)?|rate|ratio|price|costs?|population|area|size|"
    r"value|volume|growth|budget|revenue|sales|income|capacity"
)
# "What loss ...?" may ask for a thing; what someone's loss was, for a number.
_OWNED = (
    rf"{_MEASURE}|profit|loss|margin|earnings|expenses|expenditure|assets|debt|output|cash flow"
)
_OWNER = r"(the|its|their|([\w&][\w.&-]* ){0,3}?[\w.&-]+['’]s?)"
_NUMBER = re.compile(
    r"\b(how (many|much|large|big|high|long|far|fast|old|often)|"
    rf"(what|which) (\w+ ){{0,2}}?({_MEASURE})|"
    rf"what ((is|are) {_OWNER}|(was|were)( {_OWNER})?) (\w+ ){{0,2}}({_OWNED})|"
    r"by what percentage|cost|"
    r"in (US |Hong Kong )?(dollars|yuan|RMB|renminbi|euros|pounds|yen))\b|"
    r"多少|几[个家名条项座]|百分之几|多大|多高|多长",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^\W*(who|whom|whose)\b|\bwho (is|was|are|were|heads?|leads?)\b|谁", re.I)
# What is asked for tells in what it is measured. "The area" alone may be a place.
_MEASURED = {
    AREAS: re.compile(
        r"\bhow (large|big) (is|was) the [a-z -]*\barea\b|\bwhat (is|was) the [a-z -]*\barea of\b"
        r"|面积",
        re.IGNORECASE,
    ),
    LENGTHS: re.compile(
        r"\bhow (tall|wide|deep)\b|\bwhat (is|was) the [a-z -]*\b(length|height|distance)\b",
        re.IGNORECASE,
    ),
}
HOW_MANY = re.compile(r"\bhow many(?= )|多少(?=\S)", re.IGNORECASE)
_ASKS_DURATION = re.compile(
    r"\b(how (long|old|far|fast|often)|years?|months?|weeks?|days?|hours?|minutes?|age|time|"
    r"duration|period)\b|[年月周天日时久]|分钟|岁",
    re.IGNORECASE,
)
ASKS_RANK = re.compile(r"\b(rank\w*|place[ds]?|position)\b|第几|排名|名次", re.IGNORECASE)
_ORDINAL = re.compile(r"\d(st|nd|rd|th)$")
_PERCENTAGE = re.compile(r"\bpercent(age)?\b|百分之", re.IGNORECASE)
_TIME_WORD = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|centur(y|ies)|[0-9]0s|b\.?c|a\.?d)\b"
    r"|[年月日]",
    re.IGNORECASE,
)


def wanted(question: str) -> AnswerType:
    """Tell whether a question asks for a time, a number or a person, or for none of these."""
    if _TIME.search(question):
        return "time"
    if _NUMBER.search(question):
        return "number"
    return "person" if _PERSON.search(question) else ""


def holds(kind: AnswerType, text: str, question: str) -> bool:
    """Whether `text` holds a thing of that kind that the question does not name itself."""
    if kind == "time":
        told = years(resolve(text, every_word=False)) - years(question)
        return bool(told) or bool(_TIME_WORD.search(text)) or bool(re.search(r"\d", text))
    if kind == "number":
        asked = {quantity.value for quantity in quantities(question, as_source=True)}
        found = quantities(text, as_source=True)
        return any(
            q.value not in asked and _counts(q, question) and measures(q, question) for q in found
        )
    if kind == "person":
        return bool(set(names(text)) - set(names(question)))
    return True


def _counts(quantity: Quantity, question: str) -> bool:
    """Whether a figure counts anything that may be asked for.

    "One of the largest" does not; "in the third quarter" and "after nine months" tell when, unless
    a rank or a time is asked for.
    """
    if quantity.value == 1 and not quantity.unit:
        return False
    if _ORDINAL.search(quantity.written):
        return bool(ASKS_RANK.search(question))
    return quantity.measured.measure not in TIMES or bool(_ASKS_DURATION.search(question))


def measures(quantity: Quantity, question: str) -> bool:
    """Whether a figure is measured as the question's measure must be; true where that is open."""
    if asks_percentage(question):
        return quantity.unit in ("%", "pp")
    if money := currencies(question):
        return quantity.unit in money
    if (counted := _counted_unit(question)) and quantity.measured.measure != counted:
        return False
    return all(
        quantity.measured.measure in units
        for units, asks in _MEASURED.items()
        if asks.search(question)
    )


def _counted_unit(question: str) -> str:
    """The measure whose units are counted: "how many kilometres"; "" for other things."""
    match = HOW_MANY.search(question)
    return unit_at(question, match.end()).measure if match else ""


def asks_percentage(question: str) -> bool:
    """Whether a percentage is asked for by that word."""
    return _PERCENTAGE.search(question) is not None


def asks_measured(question: str) -> bool:
    """Whether only a figure of a certain measure, which the question tells, answers it."""
    return bool(
        asks_percentage(question)
        or currencies(question)
        or _counted_unit(question)
        or any(asks.search(question) for asks in _MEASURED.values())
    )
