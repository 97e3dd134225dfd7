"""Names that a translation spelled in its own way, put as the reports spell them."""

from collections.abc import Sequence

from pypinyin import lazy_pinyin

from rag import writer
from rag.constraints import unheld_names
from rag.evidence import Evidence
from rag.llm.base import ChatModel
from rag.verify.names import names
from rag.verify.quantities import years

NAMING = 4
"""Quotes of each search whose names the model is told."""

SPELLED = 30
"""Names that the model is told, about 90 tokens."""


def as_in_reports(
    question: str, english: str, found: Sequence[Sequence[Evidence]], model: ChatModel
) -> str:
    """The question translated anew with the names of what was found, if that finds more of them.

    A small model hears a foreign name through its characters, or translates it ("wild horses"),
    until it sees how the reports spell it. A Chinese name that it spelled by its sound is right.

    Args:
        question: in Chinese.
        english: its translation.
        found: evidence for the question, and for its translation.
        model: translates.

    Returns:
        The better translation: `english` if all its names are held, or no other holds more and
        still asks, if it did before.

    Raises:
        ModelError: from the model.
    """
    known = [item for evidence in found for item in evidence]
    lost = _astray(question, english, found[-1])
    heard = "".join(lazy_pinyin(question)).casefold()
    if not lost or any(name.casefold() in heard for name in lost):
        return english
    told = [name for evidence in found for item in evidence[:NAMING] for name in names(item.text)]
    again = writer.in_english(question, model, tuple(dict.fromkeys(told))[:SPELLED])
    better = len(_astray(question, again, known)) < len(lost)
    return again if better and ("?" in again or "?" not in english) else english


def _astray(question: str, english: str, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Names that the evidence does not hold, and years that nobody asked for."""
    invented = years(english) - years(question)
    return (*unheld_names(english, evidence), *map(str, sorted(invented)))
