"""Judgements of staff made into known facts, in the form of eval/facts/README.md."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.domain import Answer, Figure, Turn
from eval.metrics.facts import shown
from eval.normalise import loose, stands
from eval.parts import Part, figures, parts, standing, ways, years_told
from rag.answer_type import wanted
from rag.followup import leans
from rag.question import asks_across, kind_of, over_time
from rag.verify.numerals import to_decimal
from rag.verify.quantities import MARK, quantities
from records.judgements import Standing
from records.keys import question_key

NOT_EXPRESSIBLE = "not expressible"
NO_CORRECT = "wrong, and no right answer given"
WRONG_PLACE = "wrong place"

# "Ten, not nine" tells ten.
_DENIED = re.compile(
    r"\b(?:not|instead of|rather than)\b(?:(?!\bbut\b)[^,.;])*|(?:而?不是|并非)[^，,。；]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A judgement of a whole answer that stands.

    Attributes:
        earlier: the questions of its conversation before the judged one, in order.
    """

    standing: Standing
    earlier: tuple[str, ...] = ()

    @property
    def answer(self) -> Answer:
        """Return the answer that was judged."""
        return self.standing.stored.answer

    @property
    def leans(self) -> bool:
        """Whether the question cannot be understood without the earlier ones."""
        return leans([Turn("user", text) for text in (*self.earlier, self.answer.question)])

    @property
    def key(self) -> tuple[str, ...]:
        """Return what all askings of this question share.

        A question that leans and that nobody rewrote is another one in each conversation.
        """
        alone = question_key(_question(self.answer))
        if self.leans and alone == question_key(self.answer.question):
            return (*map(question_key, self.earlier), alone)
        return (alone,)


@dataclass(frozen=True, slots=True)
class Export:
    """Known facts, one JSON object each, in the order of their ids.

    Attributes:
        left_out: of how many questions the judgement makes no fact, by why.
    """

    facts: tuple[Mapping[str, Any], ...]
    left_out: Mapping[str, int]


def facts_of(cases: Iterable[Case]) -> Export:
    """Make a known fact of each judged question.

    Args:
        cases: newest judgement first; of the same question it is the one that counts.
    """
    newest: dict[tuple[str, ...], Case] = {}
    for case in cases:
        newest.setdefault(case.key, case)
    left_out: Counter[str] = Counter()
    facts: list[Mapping[str, Any]] = []
    for case in newest.values():
        made = _fact(case)
        if isinstance(made, str):
            left_out[made] += 1
        else:
            facts.append(made)
    facts.sort(key=lambda fact: str(fact["id"]))
    return Export(tuple(facts), dict(sorted(left_out.items())))


def _fact(case: Case) -> Mapping[str, Any] | str:
    """The fact of a judgement, or why there is none."""
    answer, judgement = case.answer, case.standing.judgement
    cited = tuple(dict.fromkeys(citation.report_id for citation in answer.citations))
    if not question_key(answer.question):
        return NOT_EXPRESSIBLE
    match judgement.verdict:
        case "should_have_refused":
            return _written(case)
        case "right" if answer.status == "refused":
            return _written(case, reports=cited)
        case "right":
            told = _told(answer)
            return _written(case, told, reports=cited) if told else NOT_EXPRESSIBLE
        case "wrong_answer" if judgement.correct.strip():
            correct = judgement.correct.strip()
            told = _of_correct(answer, correct)
            # Whether the reports that a wrong answer cites hold the right one is not known.
            return _written(case, told, forbidden=_forbidden(answer, correct))
        case "wrong_answer":
            return NO_CORRECT
        case _:
            return WRONG_PLACE


def _written(
    case: Case,
    expected: tuple[Part, ...] = (),
    reports: tuple[str, ...] = (),
    forbidden: tuple[str, ...] = (),
) -> Mapping[str, Any]:
    """Write the fact down; with nothing expected the answer must be a refusal."""
    answer = case.answer
    name = f"desk-{case.standing.stored.answer_id}"
    turns = [*case.earlier, answer.question] if case.leans else [answer.question]
    kind = _kind(answer, expected, turns)
    fact: dict[str, Any] = {
        "id": name,
        **({"turns": turns} if len(turns) > 1 else {"question": answer.question}),
        "language": answer.language,
        "kind": kind,
        "expected": [list(part) for part in expected],
        "answerable": bool(expected),
        "reports": list(reports),
        "split": ("dev", "test")[hashlib.sha256(name.encode()).digest()[0] % 2],
    }
    if forbidden:
        fact["forbidden"] = list(forbidden)
    if kind == "broad" and len(expected) > 1:
        # As in the facts that were written by hand: no answer tells all that could be told.
        fact["min_parts"] = (len(expected) + 1) // 2
    return fact


def _question(answer: Answer) -> str:
    """The question in a form that stands on its own."""
    return answer.standalone_question or answer.question


def _told(answer: Answer) -> tuple[Part, ...]:
    """What must stand in an answer that says the same as this right one."""
    text = shown(answer)
    dated = tuple(part for _, part in _dated(answer))
    # Quotes that stand for an answer hold much that nobody asked for.
    if dated or answer.status != "answered":
        return dated
    passed = " ".join(MARK.sub("", s.text) for s in answer.sentences if s.verdict != "unsupported")
    return standing(parts(_question(answer), passed), text)


def _dated(answer: Answer) -> tuple[tuple[Figure, Part], ...]:
    """The dated figures that the text tells, each with the ways to write it; no value twice."""
    text = shown(answer)
    told: dict[Decimal, tuple[Figure, Part]] = {}
    for figure in answer.figures:
        value = _value(figure)
        if value is not None and (found := standing([ways(value, text, figure.value)], text)):
            told.setdefault(value, (figure, found[0]))
    return tuple(told.values())


def _value(figure: Figure) -> Decimal | None:
    read = quantities(figure.value, as_source=True)
    return read[0].value if read else to_decimal(figure.value)


def _of_correct(answer: Answer, correct: str) -> tuple[Part, ...]:
    """What must stand in an answer that says what staff wrote, or else all of it."""
    question = _question(answer)
    return parts(question, _affirmed(correct)) or parts(question, correct) or ((correct,),)


def _affirmed(correct: str) -> str:
    return _DENIED.sub(" ", correct)


def _forbidden(answer: Answer, correct: str) -> tuple[str, ...]:
    """The figures of a wrong answer, of the kind asked for, that the right one does not hold."""
    question, text = _question(answer), shown(answer)
    asked = wanted(question)
    if answer.status != "answered" or asked == "person":
        return ()
    if asked == "time":
        told = years_told(question, text)
    else:
        told = tuple(part for _, part in _dated(answer)) or figures(question, text)
    right = _affirmed(correct) if parts(question, _affirmed(correct)) else correct
    said = loose(" ".join((right, question)))
    held = {quantity.value for quantity in quantities(right, as_source=True)}
    return tuple(
        way
        for part in told
        if not any(stands(loose(way), said) for way in part)
        if not {q.value for way in part for q in quantities(way, as_source=True)} & held
        for way in part
    )


def _kind(answer: Answer, expected: tuple[Part, ...], turns: list[str]) -> str:
    """The kind by what the question asks for and how; of what cannot be answered there is one."""
    question = _question(answer)
    asked = kind_of(question)
    dates = [figure.as_of for figure, part in _dated(answer) if part in expected]
    counted = any(re.search(r"\d", way) for part in expected for way in part)
    signs = {
        "unanswerable": not expected,
        "follow_up": len(turns) > 1,
        "through_time": bool(over_time(question)),
        "across": asks_across(question),
        "broad": asked == "broad",
        "chinese": answer.language == "zh",
        "list": asked == "list",
        "two_dates": len(set(dates)) > 1,
        "conflict": len(dates) > 1,
        "figure": counted and wanted(question) != "time",
    }
    return next((kind for kind, holds in signs.items() if holds), "fact")
