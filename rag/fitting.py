"""Whether what was written, and the quotes that it rests on, answer what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.domain import CheckedSentence
from rag import compose, figures
from rag.answer_type import asks_measured, holds, wanted
from rag.constraints import false_premises, unmet
from rag.decide import plainly_told
from rag.evidence import Evidence, is_statement
from rag.parts import parts
from rag.question import QuestionKind
from rag.words import content_words, is_han


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way.

    Attributes:
        text: as it was asked.
        standalone: understood without the turns before it, in the asker's language.
        english: what is searched for and checked against reports in another script.
    """

    text: str
    standalone: str
    english: str
    language: str
    kind: QuestionKind


def dropped(sentence: CheckedSentence, reasons: tuple[str, ...]) -> CheckedSentence:
    """The sentence marked as not to be told; what it was dropped for before is kept."""
    return replace(sentence, verdict="unsupported", reasons=sentence.reasons or reasons)


def _quotes(
    sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """What the sentences that passed rest on."""
    passed = [s for s in sentences if s.verdict != "unsupported"]
    return tuple(evidence[n - 1] for s in passed for n in s.citations)


def denied(
    asked: Asked, sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> tuple[str, ...]:
    """What a point question takes for granted and its answer's own quotes tell otherwise."""
    if asked.kind != "point":
        return ()
    return false_premises(asked.english, _quotes(sentences, evidence))


def plainly(
    asked: Asked, sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> bool:
    """Whether the quotes of what was written plainly answer; the model need not be asked then."""
    return plainly_told(asked.english, _quotes(sentences, evidence))


def measured_as_asked(asked: Asked, told: Sequence[str]) -> bool:
    """Whether a point question for a length, a share or money is told one, by some sentence."""
    if asked.kind != "point" or wanted(asked.english) != "number":
        return True
    return not asks_measured(asked.english) or any(
        holds("number", text, asked.english) for text in told
    )


def mended(
    sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> list[CheckedSentence]:
    """The quote that the model drew its first sentence from, where none of them passed.

    To a translated question it answers in that question's words and names, which are not those of
    the report, so that a right answer may fail its check.
    """
    if any(s.verdict != "unsupported" for s in sentences):
        return []
    drawn = [
        (len(content_words(s.text) & content_words(evidence[n - 1].text)), -n)
        for s in sentences[:1]
        for n in s.citations
        if is_statement(evidence[n - 1].text)
    ]
    return [compose.quoted(evidence, -max(drawn)[1] - 1)] if drawn else []


def resting_on_what_is_asked(
    asked: Asked, sentences: Sequence[CheckedSentence], shown: Sequence[Evidence]
) -> list[CheckedSentence]:
    """Drop a point question's sentences if their quotes lack its names, years or figures.

    Of a question for several things each sentence may rest on what one of them asks for.
    """
    rests_on = sorted({n for s in sentences if s.verdict != "unsupported" for n in s.citations})
    if asked.kind != "point" or not rests_on or parts(asked.english):
        return list(sentences)
    quotes = [shown[n - 1] for n in rests_on]
    lacking = unmet(asked.english, quotes, translated=asked.english != asked.standalone)
    if is_han(asked.standalone):
        # Across scripts no shared wording tells that a figure counts the right thing.
        lacking = lacking or figures.not_counted(asked.english, quotes)
    lacking = lacking or figures.other_counted(asked.english, quotes)
    if not lacking:
        return list(sentences)
    return [
        s if s.verdict == "unsupported" else replace(s, verdict="unsupported", reasons=lacking)
        for s in sentences
    ]
