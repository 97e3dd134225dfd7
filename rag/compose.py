"""What has passed put together as the Answer's text and citations."""

import re
from collections.abc import Iterable, Sequence

from core.domain import CheckedSentence, Citation
from rag.evidence import Evidence, cite, is_statement
from rag.verify.sums import WORKED_OUT
from rag.verify.translated import TRANSLATED
from rag.words import content_words, is_han, rarity, share

QUOTED = "taken word for word from the report"
"""Reason on a sentence that is a quote; a screen shows it as such."""

_POINTS = 16
"""Points of a broad answer, at most; the evidence's budget of tokens bounds what is to be read."""

_WORTH = 0.2
"""Share of the question's words, over that of the quote that holds most, that makes a point.

Chosen on the dev split of the known facts' broad questions: 0.83 of their key points were told,
at 0.3 and 0.4 it was 0.81 and 0.79.
"""

_WORTH_IN_LIST, _WORTH_BESIDE = 0.5, 0.8
"""The same where one list is asked for, which mostly stands in one place and what is only near it
is in the way; and where what was written lists things already. A quote that itself lists things
needs no more than a point of a broad answer, as long as nothing else does. By judgement."""

_LISTS = re.compile(
    r"\b(?:including|includes?|such as|namely|among (?:them|which)|consists? of)\b|:[^,]+,|"
    r"[^,]+,[^,]+,[^,]+,? and\b|、|包括|例如",
)


def quoted(evidence: Sequence[Evidence], index: int) -> CheckedSentence:
    """The quote at `index` (from 0) as a sentence of the answer, supported by itself."""
    text = " ".join(evidence[index].text.split())
    return CheckedSentence(text, (index + 1,), "supported", (QUOTED,))


def points(
    question: str, evidence: Sequence[Evidence], written: Sequence[str] | None = None
) -> tuple[CheckedSentence, ...]:
    """The quotes that answer a broad question, in the order in which the reports tell them.

    A quote counts when it, with its heading, shares enough of the question's words, the rarer
    among the quotes the more; captions do not count, and nothing that another point already says
    is told twice.

    Args:
        question: in the language of the evidence.
        evidence: best first.
        written: where one list is asked for, what is told of it so far.
    """
    rare = rarity(content_words(question), [content_words(item.text) for item in evidence])
    shared = [share(rare, content_words(_whole(item))) for item in evidence]
    most = max(shared, default=0.0)
    order = sorted(range(len(evidence)), key=lambda i: -shared[i])
    kept: list[int] = []
    for index in order:
        words = content_words(evidence[index].text)
        least = max(most * _worth(evidence[index].text, written), 1e-9)
        worth = shared[index] >= least and is_statement(evidence[index].text)
        if len(words) < 4 or not worth or any(_repeats(words, evidence[i]) for i in kept):
            continue
        kept.append(index)
        if len(kept) == _POINTS:
            break
    first = evidence[kept[0]].report.report_id if kept else ""
    return tuple(
        quoted(evidence, index)
        for index in sorted(kept, key=lambda i: _reading_order(evidence[i], first))
    )


def _worth(quote: str, written: Sequence[str] | None) -> float:
    """Share of the question's words from which a quote is told; see `points`."""
    if written is None:
        return _WORTH
    if any(map(_LISTS.search, written)):
        return _WORTH_BESIDE
    return _WORTH if _LISTS.search(quote) else _WORTH_IN_LIST


def _reading_order(item: Evidence, first: str) -> tuple[bool, str, int]:
    """The best quote's report before the others, and each in the order of its text."""
    return item.report.report_id != first, item.report.report_id, item.start


def _whole(item: Evidence) -> str:
    return f"{item.passage.section}\n{item.text}"


def _repeats(words: frozenset[str], other: Evidence) -> bool:
    return len(words & content_words(other.text)) / max(1, len(words)) > 0.8


def text_of(sentences: Iterable[CheckedSentence], *, as_list: bool = False) -> str:
    """Join the sentences that passed, each with its marks, as prose or as a list."""
    told = [
        _marked(sentence) for sentence in sentences if sentence.verdict != "unsupported"
    ]  # fmt: skip
    if as_list and len(told) > 1:
        return "\n".join(f"- {line}" for line in told)
    return " ".join(told)


def sums_of(sentence: CheckedSentence) -> tuple[str, ...]:
    """How the figures came about that no quote holds: "120 - 100 = 20"."""
    return tuple(
        reason.removeprefix(WORKED_OUT)
        for reason in sentence.reasons
        if reason.startswith(WORKED_OUT)
    )


def original_of(sentence: CheckedSentence) -> str:
    """What a translated sentence was checked as, in the words of the reports' language; else ""."""
    return next(
        (r.removeprefix(TRANSLATED) for r in sentence.reasons if r.startswith(TRANSLATED)), ""
    )


def _marked(sentence: CheckedSentence) -> str:
    """The sentence with its sums, what it is translated from, and the marks of its citations."""
    bare = re.sub(r"\s*\[\d+\]", "", sentence.text).strip()
    bare += "".join(f" ({told})" for told in sums_of(sentence))
    if original := original_of(sentence):
        bare += f"（译自：{original}）" if is_han(bare) else f" (translated from: {original})"
    return bare + "".join(f" [{n}]" for n in sentence.citations)


def citations_of(
    sentences: Iterable[CheckedSentence], evidence: Sequence[Evidence]
) -> tuple[Citation, ...]:
    """The citations that the passed sentences rest on, by number."""
    used = sorted(
        {
            n
            for sentence in sentences
            if sentence.verdict != "unsupported"
            for n in sentence.citations
        }
    )
    return tuple(cite(evidence[n - 1], n) for n in used)
