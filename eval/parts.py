"""What another answer must tell, read out of a text that is known to be right.

Each part is a list of the ways to write one thing, as in a file of known facts.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from eval.normalise import loose, stands
from rag.answer_type import AnswerType, measures, wanted
from rag.verify import han, names
from rag.verify.numerals import plain, resolve
from rag.verify.quantities import Quantity, quantities, years
from rag.words import is_han

Part = tuple[str, ...]
Reader = Callable[[str, str], tuple[Part, ...]]

LONGEST = 6
"""Words, or Chinese characters, that one number is written in, at most."""

_TOKEN = re.compile(
    r"\d[\d,.]*\d|\d|[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]+(?:-[^\W\d_\u4e00-\u9fff]+)*"
)
# Reports and readers write these as words or in digits, as they like.
_SPELLED = {
    resolve(word, every_word=True): word
    for word in "two three four five six seven eight nine ten eleven twelve".split()
}


def parts(question: str, text: str) -> tuple[Part, ...]:
    """Return what is told in answer to a question, in the kind that it asks for first.

    A number is asked for by figures, a time by years, a person by names; where the text holds
    none of that kind, the next is taken. What the question says itself is no answer to it.

    Args:
        question: in a form that stands on its own.
        text: a few sentences.

    Returns:
        The parts in the order in which they are told; () if nothing of these kinds is told.
    """
    told = (read(question, text) for read in _READERS[wanted(question)])
    return next(filter(None, told), ())


def figures(question: str, text: str) -> tuple[Part, ...]:
    """Return the figures told, in the measure that is asked for if some are."""
    asked = {quantity.value for quantity in quantities(question, as_source=True)}
    # Asked how many, "two" and "three" are numbers; elsewhere they are as often mere words.
    read = quantities(text, as_source=wanted(question) == "number")
    told: Sequence[Quantity] = [q for q in read if q.value not in asked]
    told = [q for q in told if measures(q, question)] or told
    # "One of the cranes" counts nothing, unless nothing else does.
    told = [q for q in told if q.value != 1 or q.unit] or told
    values = dict.fromkeys(quantity.value for quantity in told)
    return standing((ways(value, text) for value in values), text)


def years_told(question: str, text: str) -> tuple[Part, ...]:
    """Return the years told that the question does not name."""
    return tuple((str(year),) for year in sorted(years(text) - years(question)))


def names_told(question: str, text: str) -> tuple[Part, ...]:
    """Return the names told that the question does not name; words of one name stay together."""
    if is_han(text):
        found = han.missing(han.names(text), question)
    else:
        found = names.missing(_whole_names(text), question)
    return standing(((name,) for name in found), text)


def ways(value: Decimal, text: str, *others: str) -> Part:
    """Return the ways to write a number: as the text does, in digits, as a word, and `others`."""
    digits = plain(value)
    found = (as_written(value, text).lower(), digits, _SPELLED.get(digits, ""), *others)
    return tuple({loose(way): way for way in reversed(found) if way}.values())[::-1]


def as_written(value: Decimal, text: str) -> str:
    """Return the fewest words of a text that are read as the value; "" if there are none."""
    if all(quantity.value != value for quantity in quantities(text, as_source=True)):
        return ""
    tokens = list(_TOKEN.finditer(text))
    for length in range(1, LONGEST + 1):
        for first, last in zip(tokens, tokens[length - 1 :], strict=False):
            words = text[first.start() : last.end()]
            read = quantities(words, as_source=True)
            if len(read) == 1 and read[0].value == value:
                return words
    return ""


def standing(found: Iterable[Part], text: str) -> tuple[Part, ...]:
    """Keep the parts that stand in the text in one of their ways, as answers are scored."""
    said = loose(text)
    return tuple(part for part in found if any(stands(loose(way), said) for way in part))


def _whole_names(text: str) -> tuple[str, ...]:
    words = sorted(map(re.escape, names.names(text)), key=len, reverse=True)
    if not words:
        return ()
    one = rf"(?:{'|'.join(words)})(?!\w)"
    return tuple(dict.fromkeys(re.findall(rf"(?<!\w){one}(?: {one})*", text)))


_READERS: dict[AnswerType, tuple[Reader, ...]] = {
    "number": (figures, names_told, years_told),
    "time": (years_told, figures, names_told),
    "person": (names_told, figures, years_told),
    "": (figures, names_told, years_told),
}
