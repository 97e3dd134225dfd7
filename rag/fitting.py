"""Whether what was written, and the quotes that it rests on, answer what was asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.domain import CheckedSentence
from rag import compose, figures, fill
from rag.answer_type import asks_measured, holds, wanted
from rag.constraints import false_premises, unmet
from rag.decide import plainly_told
from rag.evidence import Evidence, is_statement
from rag.parts import parts
from rag.question import QuestionKind
from rag.verify.binding import DID_IT
from rag.verify.check import OTHER_WORDS
from rag.verify.quantities import missing, quantities
from rag.words import content_words

_PRONOUN = re.compile(r"\b(?:it|its|they|their|he|his|she|her)\b", re.IGNORECASE)


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

    @property
    def is_translated(self) -> bool:
        """Whether a model put the question into the language of the reports."""
        return self.english != self.standalone


def dropped(sentence: CheckedSentence, reasons: tuple[str, ...]) -> CheckedSentence:
    """The sentence marked as not to be told; what it was dropped for before is kept."""
    return replace(sentence, verdict="unsupported", reasons=sentence.reasons or reasons)


def _quotes(
    sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """What the sentences that passed rest on."""
    passed = [s for s in sentences if s.verdict != "unsupported"]
    return tuple(evidence[n - 1] for s in passed for n in s.citations)


def doubts(
    asked: Asked, sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> tuple[str, ...]:
    """What speaks against the answer to a point question, by the quotes that it rests on.

    They tell otherwise what the question takes for granted; or, for a translated question, which
    may name a thing by another word than the report does, they do not name what is counted.
    """
    if asked.kind != "point":
        return ()
    quotes = _quotes(sentences, evidence)
    against = false_premises(asked.english, quotes)
    if quotes and asked.is_translated and not parts(asked.english):
        against = against or figures.not_counted(asked.english, quotes)
    return against


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


def in_full(
    sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> list[CheckedSentence]:
    """The sentences of the model's that passed replaced by the quotes that they rest on.

    Where a translated question may name another thing than is meant, so may what a sentence picks
    out of its quote.
    """
    own = [s for s in sentences if s.verdict != "unsupported" and compose.QUOTED not in s.reasons]
    told = [
        replace(s, verdict="unsupported", reasons=(fill.IN_FULL,)) if s in own else s
        for s in sentences
    ]
    cited = dict.fromkeys(n for s in own for n in s.citations)
    return [*told, *fill.unsaid([compose.quoted(evidence, n - 1) for n in cited], told)]


def drawn_from(
    asked: Asked, sentences: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> list[CheckedSentence]:
    """The quotes that answer, of sentences that tell their figures in words that did not pass.

    What such a sentence says may be right ("Veldhaven has 44 cranes", where the quote says so of
    "it"), so that its quote is told in its place.
    """
    drawn = [
        n
        for sentence in sentences
        if sentence.verdict == "unsupported" and quantities(sentence.text, as_source=False)
        for n in sentence.citations
        if _may_say(sentence, evidence[n - 1]) and fill.answers(asked.english, evidence[n - 1])
    ]
    return [compose.quoted(evidence, n - 1) for n in dict.fromkeys(drawn)]


def _may_say(sentence: CheckedSentence, quote: Evidence) -> bool:
    """Whether only other words, or a pronoun for who acted, stand against a sentence."""
    said_of_it = _PRONOUN.search(quote.text) is not None
    return not missing(sentence.text, quote.text) and all(
        reason == OTHER_WORDS or (reason.endswith(DID_IT) and said_of_it)
        for reason in sentence.reasons
    )


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
    lacking = unmet(asked.english, quotes, translated=asked.is_translated)
    if not asked.is_translated:
        lacking = lacking or figures.other_counted(asked.english, quotes)
    if not lacking:
        return list(sentences)
    return [
        s if s.verdict == "unsupported" else replace(s, verdict="unsupported", reasons=lacking)
        for s in sentences
    ]
