"""What a question takes for granted that the evidence must hold before it counts as an answer.

A question about another city, another year or a person the reports never name finds near
sentences all the same: retrieval always returns something. So names, years and figures of the
question must stand in the evidence or in what is printed around it, else the reports do not say.
"""

import re
from collections.abc import Sequence

from rag.evidence import Evidence, years_of
from rag.question import over_time
from rag.verify import names as name_check
from rag.verify import quantities as quantity_check
from rag.verify.binding import misplaced_offices, turned
from rag.verify.check import misread
from rag.verify.quantities import years
from rag.words import is_han

EITHER = re.compile(r"\d\S*\s*(?:or|还是|或)\s*\S*\d")
"""A question for one of two figures."""

_YEAR = r"(?:19|20)\d\d"
_KINDS = (
    r"(?:reports?|booklets?|documents?|articles?|briefs?|stud(?:y|ies)|editions?|papers?|issues?)"
)
_OF_A_REPORT = re.compile(
    rf"\b(?P<a>{_YEAR})(?:\s*(?:and|,|or)\s*(?P<b>{_YEAR}))?(?:'s)?\s+(?:\w+\s+){{0,2}}?{_KINDS}\b"
    rf"|\b{_KINDS}\s+(?:\w+\s+){{0,1}}?(?P<c>{_YEAR})(?:\s*(?:and|,|or)\s*(?P<d>{_YEAR}))?"
    rf"|(?P<e>{_YEAR})\s*年?的?(?:报告|文件|手册)",
    re.IGNORECASE,
)

OF_A_SOURCE = re.compile(
    rf"\b(?:according to\s+)?(?:the|this|that|its)\s+(?:(?!of\b)[\w’']+\s+){{0,3}}?{_KINDS}\b",
    re.IGNORECASE,
)
"""Words that tell which report is asked, not what is asked of it."""

_ASKING_WORDS = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how(?: (?:many|much|long|old|far|large|big))?|"
    r"did|does|do)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:in |for |of )?(?:each|every|any) \w+", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|will|can|could|should|would)\b", re.IGNORECASE
)
_MORE_SENTENCES = re.compile(r"[.?!？。！]\W*\w")


def unmet(
    question: str, evidence: Sequence[Evidence], *, translated: bool = False
) -> tuple[str, ...]:
    """Names, years and figures of `question` that no evidence, nor what surrounds it, holds.

    Args:
        question: stands alone, in the language of the evidence.
        evidence: what the answer rests on, or may rest on.
        translated: the question was put into this language by a model, which may have spelled
            names and called offices in its own way; then names lack only if none of them is held,
            and what they are to another is not looked at.

    Returns:
        One plain phrase for each thing the reports do not hold, or hold the other way round;
        empty when all is held.
    """
    around = _around(evidence)
    absent = unheld_names(question, evidence)
    if translated and len(absent) < len(name_check.names(question)):
        absent = ()
    lacking = [f"nothing is said of {name}" for name in absent]
    lacking += [f"nothing is said of the year {y}" for y in _absent_years(question, evidence)]
    figures = quantity_check.missing(question, around)
    if EITHER.search(question) and len(figures) == 1:
        # "10 or 12?" asks which; one of the two is enough.
        figures = ()
    lacking += [f"nothing is said of {quantity.written}" for quantity in figures]
    if not lacking and not translated and is_han(question) == is_han(around):
        lacking += turned(question, [item.text for item in evidence])
        lacking += misplaced_offices(question, around)
    return tuple(lacking)


def unheld_names(question: str, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Names of `question` that stand neither in the evidence nor in what surrounds it."""
    return name_check.missing(name_check.names(question), _around(evidence))


def _around(evidence: Sequence[Evidence]) -> str:
    return "\n".join(f"{item.text}\n{item.context}" for item in evidence)


def false_premises(question: str, quotes: Sequence[Evidence]) -> tuple[str, ...]:
    """What a question takes for granted that its quotes deny or tell of another.

    The question without its asking words is read as a claim: "Why did the yard not close?" takes
    for granted that it did not. A question for yes or no takes nothing for granted, and more than
    one sentence is not read.

    Returns:
        Plain words for a reader; none if all is well, or if the scripts differ.
    """
    if _YES_OR_NO.search(question) or _MORE_SENTENCES.search(question):
        return ()
    if not quotes or is_han(question) != is_han(quotes[0].text):
        return ()
    claim = " ".join(
        _ASKING_WORDS.sub(" ", _EACH.sub(" ", over_time(question) or question))
        .strip(" ?？")
        .split()
    )
    return misread(f"{claim}.", quotes)


def _absent_years(question: str, evidence: Sequence[Evidence]) -> list[int]:
    """Years asked for that no quote speaks of; a year that names a report is its date or title."""
    named = {
        int(year) for match in _OF_A_REPORT.finditer(question) for year in match.groups() if year
    }
    told: set[int] = set()
    dated: set[int] = set()
    for item in evidence:
        about = item.report.metadata
        dated |= years(about.published[:4]) | years(about.title) | years(about.original_title)
        told |= years_of(item)
    return sorted((years(question) - told) - (named & dated))
