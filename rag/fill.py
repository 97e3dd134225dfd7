"""What the model left out, filled in with the reports' own words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.domain import CheckedSentence
from rag.answer_type import holds, wanted
from rag.compose import QUOTED, quoted
from rag.constraints import false_premises, unmet
from rag.evidence import Evidence, is_statement
from rag.figures import Reading, counts_a_part, head_words, not_counted
from rag.parts import is_comparison, parts
from rag.verify.quantities import CURRENCIES, quantities, years
from rag.words import content_words, is_han, stem

LEAST_COVERED = 0.5
"""Share of a question's content words that a quote and its surroundings hold to answer it."""


NEARLY = 0.8
"""Share of a quote's words, its numbers among them, with which a sentence has told it."""

IN_FULL = "its quote says it in full"

CLOSER = 0.25
"""Share of a question's words that a quote holds beyond all that was told, to be told as well."""


_PERIODS = {
    stem(word): stem(row.split()[0])
    for row in ("year annual annually yearly", "month monthly", "day daily")
    for word in row.split()
}
"""What is told "in a year" may be asked for as the "annual" one; only in what is sought."""


def covered(question: str, evidence: Sequence[Evidence]) -> float:
    """Share of the question's content words that stand in the quotes or around them."""
    words = _with_periods(question)
    if not words:
        return 1.0
    held = _with_periods("\n".join(f"{item.text}\n{item.context}" for item in evidence))
    return len(words & held) / len(words)


def _with_periods(text: str) -> frozenset[str]:
    return frozenset(_PERIODS.get(word, word) for word in content_words(text))


def answers(question: str, item: Evidence) -> bool:
    """Whether code alone finds that a quote answers: names, years, kind of thing and words."""
    if not is_statement(item.text) or not holds(wanted(question), item.text, question):
        return False
    if is_han(question) != is_han(item.text):
        return not unmet(re.sub(r"[^\d年]+", " ", question), [item])
    if unmet(question, [item]) or not_counted(question, [item]):
        return False
    if false_premises(question, [item]) or _of_someone_else(question, item):
        return False
    return covered(question, [item]) >= LEAST_COVERED


def _of_someone_else(question: str, item: Evidence) -> bool:
    """Whether a person is asked for and the quote itself, whoever it names, is not about that."""
    about = head_words(question)
    return wanted(question) == "person" and not about & content_words(item.text)


def best_quote(question: str, evidence: Sequence[Evidence]) -> CheckedSentence | None:
    """The first quote that answers, as a sentence of the answer; None if none does.

    Across scripts little can be checked, so that such a quote counts only where no quote is in
    the question's script.
    """
    near = any(is_han(question) == is_han(item.text) for item in evidence)
    for index, item in enumerate(evidence):
        if near and is_han(question) != is_han(item.text):
            continue
        if answers(question, item):
            return quoted(evidence, index)
    return None


def untold_parts(
    question: str, passed: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> list[CheckedSentence]:
    """A quote for the question, or for each of its parts, that no passed sentence answers.

    A sentence that tells no number where one is asked for ("a large share") answers nothing. What
    is compared with money is told in money too, if a quote does.
    """
    asked = parts(question)
    if not asked:
        told = any(holds(wanted(question), sentence.text, question) for sentence in passed)
        best = None if told else best_quote(question, evidence)
        return [best] if best else []
    cited = [evidence[n - 1] for sentence in passed for n in sentence.citations]
    found = [
        best_quote(part, evidence)
        for part in asked
        if not any(answers(part, item) for item in cited)
    ]
    quotes = [quote for quote in found if quote is not None]
    if not is_comparison(question):
        return quotes
    cited += [evidence[n - 1] for quote in quotes for n in quote.citations]
    return [*quotes, *_in_like_units(asked, cited, evidence)]


def _in_like_units(
    asked: Sequence[str], told: Sequence[Evidence], evidence: Sequence[Evidence]
) -> list[CheckedSentence]:
    """A quote for each part of a comparison that is told in no currency that another is told in."""
    units = {
        part: {unit for item in told if answers(part, item) for unit in _currencies(item.text)}
        for part in asked
    }
    quotes = []
    for part in asked:
        others = {unit for other in asked if other != part for unit in units[other]}
        if not others or units[part] & others:
            continue
        alike = (i for i, q in enumerate(evidence) if _currencies(q.text) & others)
        found = next((i for i in alike if answers(part, evidence[i])), None)
        quotes += [] if found is None else [quoted(evidence, found)]
    return quotes


def _currencies(text: str) -> set[str]:
    told = {quantity.unit for quantity in quantities(text, as_source=True)}
    return told & set(CURRENCIES.values())


def closer_quote(
    question: str,
    passed: Sequence[CheckedSentence],
    evidence: Sequence[Evidence],
    readings: Sequence[Reading],
) -> list[CheckedSentence]:
    """The quote that holds clearly more of the question's words than all that was told, if any.

    A small model at times picks the wrong one of its extracts; the words of the question tell.
    Where figures of the asked measure are told, only their quotes come into question.
    """
    words = content_words(question)
    cited = {n - 1 for sentence in passed for n in sentence.citations}
    if not words or not cited:
        return []
    own = [len(words & content_words(item.text)) / len(words) for item in evidence]
    least = max(own[i] for i in cited) + CLOSER
    measured = {reading.index for reading in readings} or set(range(len(evidence)))
    near = [i for i in sorted(measured) if own[i] >= least and answers(question, evidence[i])]
    return [quoted(evidence, max(near, key=lambda i: own[i]))] if near else []


def fuller_quote(
    question: str, passed: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> list[CheckedSentence]:
    """The quotes of a number's sentences that name what is measured and tell more figures, if any.

    Of "ties with 90 towns, and berths of 12 lines" a small model may tell the wrong half, and of
    "90 towns, five winning towns" the part.
    """
    heads = head_words(question) if wanted(question) == "number" else frozenset()
    text = " ".join(sentence.text for sentence in passed)
    said = content_words(text)
    told = {q.value for s in passed for q in quantities(s.text, as_source=True)}
    cited = dict.fromkeys(n - 1 for sentence in passed for n in sentence.citations)
    return [
        quoted(evidence, index)
        for index in cited
        if (
            heads & content_words(evidence[index].text) - said
            or counts_a_part(question, text, evidence[index].text)
        )
        and {q.value for q in quantities(evidence[index].text, as_source=True)} - told - {1}
        and answers(question, evidence[index])
    ]


def outside(
    told: Sequence[CheckedSentence], quotes: Sequence[CheckedSentence]
) -> list[CheckedSentence]:
    """The sentences; those that a quote which they rest on says in full are not to be told."""
    return [
        replace(sentence, verdict="unsupported", reasons=(IN_FULL,))
        if any(_is_within(sentence, quote) for quote in quotes)
        else sentence
        for sentence in told
    ]


def _is_within(sentence: CheckedSentence, quote: CheckedSentence) -> bool:
    """Whether a sentence of the model's, which passed, says no more than a quote that it cites."""
    return (
        _passes(sentence)
        and QUOTED not in sentence.reasons
        and set(sentence.citations) <= set(quote.citations)
        and content_words(sentence.text) <= content_words(quote.text)
    )


def untold_readings(
    readings: Sequence[Reading], passed: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> list[CheckedSentence]:
    """Quotes of the readings whose value no passed sentence tells yet of their date."""
    return [
        quoted(evidence, reading.index)
        for reading in readings
        if not any(_tells(sentence, reading) for sentence in passed)
    ]


_LEANS = re.compile(
    r"^\W*(?:it|its|they|their|this|that|these|those|he|she|his|her)\b|"
    r"\b(?:however|then|later|also|former|latter|thereafter)\b|"
    r"它|他|她|这|那|此后|随后|前者|后者",
    re.IGNORECASE,
)
"""A sentence that cannot be read before the one it follows."""

_LEANS_IN_TIME = re.compile(
    r"\b(?:(?:following|next|previous) year|(?:a|the) year (?:before|after|earlier|later))\b"
    r"|次年|同年",
    re.IGNORECASE,
)
"""The same in a sentence that tells no year of its own."""


def newest_first(
    told: Sequence[CheckedSentence], readings: Sequence[Reading]
) -> list[CheckedSentence]:
    """Put the sentences that tell the measure's dated values newest first, in their own places.

    Where one of the sentences leans on the one before it ("The year after, it rose ..."), all stay.
    """
    if any(_passes(sentence) and _leans(sentence.text) for sentence in told):
        return list(told)
    dates = [
        max((r.as_of for r in readings if _passes(s) and _tells(s, r)), default="") for s in told
    ]
    dated = iter(
        sorted((i for i, date in enumerate(dates) if date), key=lambda i: dates[i], reverse=True)
    )
    return [told[next(dated)] if date else told[i] for i, date in enumerate(dates)]


def _leans(text: str) -> bool:
    """Whether a sentence cannot be read before the one it follows."""
    return bool(_LEANS.search(text) or (_LEANS_IN_TIME.search(text) and not years(text)))


def _passes(sentence: CheckedSentence) -> bool:
    return sentence.verdict != "unsupported"


def _tells(sentence: CheckedSentence, reading: Reading) -> bool:
    """Whether a sentence tells a reading's value, resting on its quote or naming its date."""
    values = {quantity.value for quantity in quantities(sentence.text, as_source=True)}
    dated = reading.index + 1 in sentence.citations or reading.as_of in sentence.text
    return reading.quantity.value in values and dated


def unsaid(
    more: Sequence[CheckedSentence], told: Sequence[CheckedSentence]
) -> list[CheckedSentence]:
    """Those quotes of `more` whose content the passed sentences do not tell already."""
    passed = [s for s in told if s.verdict != "unsupported"]
    said = content_words(" ".join(s.text for s in passed))
    already = {n for s in told if QUOTED in s.reasons for n in s.citations}
    fresh = []
    for sentence in more:
        if sentence.citations[0] in already or content_words(sentence.text) <= said:
            continue
        if any(_nearly_tells(one, sentence) for one in passed):
            continue
        already.add(sentence.citations[0])
        fresh.append(sentence)
    return fresh


def _nearly_tells(sentence: CheckedSentence, quote: CheckedSentence) -> bool:
    """Whether a sentence tells a quote that it rests on: most of its words, all its numbers."""
    words, told = content_words(quote.text), content_words(sentence.text)
    numbers = {word for word in words if word[0].isdigit()}
    return (
        quote.citations[0] in sentence.citations
        and numbers <= told
        and len(words & told) >= NEARLY * len(words)
    )
