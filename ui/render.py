"""An exchange as HTML. Everything that a report, a model or a person wrote is escaped."""

import re
from collections.abc import Sequence
from html import escape

from core.domain import Answer, CheckedSentence, Citation
from rag.compose import QUOTED, sums_of
from rag.llm.base import why_failed
from ui import words
from ui.exchange import Exchange
from ui.figures import table
from ui.quotes import cards, mark, paragraphs, where

AT_ONCE = 4
"""Quotes shown without asking for more; on a phone they fill the screen."""

_STATE = {
    "looking": words.READING,
    "found": words.FOUND,
    "writing": words.WRITING,
    "stopped": words.STOPPED,
}
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")


def article(exchange: Exchange, number: int) -> str:
    """Render one exchange.

    Args:
        exchange: as far as it is known.
        number: its place in the conversation, from 0; the page updates the article of that
            number in place.
    """
    answer = exchange.answer
    if exchange.problem:
        body = f'<div class="reply"><p class="problem">{escape(exchange.problem)}</p></div>'
    elif answer is not None:
        body = _answered(answer, exchange.evidence)
    else:
        body = _pending(exchange)
    return (
        f'<article class="exchange" data-number="{number}" data-state="{exchange.state}" '
        f'data-say="{escape(_spoken(exchange))}" aria-labelledby="asked-{number}">'
        f'<h2 class="asked" id="asked-{number}" tabindex="-1">'
        f'<span class="unseen">{words.QUESTION_OF}: </span>{escape(exchange.question)}</h2>'
        f"{body}</article>"
    )


def _spoken(exchange: Exchange) -> str:
    """What a screen reader is told; a draft is not read out, it may yet fail the check."""
    if exchange.problem:
        return exchange.problem
    if exchange.answer is not None:
        return exchange.answer.text
    return words.FOUND if exchange.state == "writing" else _state(exchange)


def _state(exchange: Exchange) -> str:
    if exchange.state == "waiting":
        return words.WAITING_NEXT if exchange.before == 1 else words.WAITING.format(exchange.before)
    return _STATE[exchange.state]


def _pending(exchange: Exchange) -> str:
    found = {citation.n: citation for citation in exchange.evidence}
    written = "".join(_written(sentence, found) for sentence in exchange.checked)
    if exchange.unfinished:
        written += f'<p class="draft">{escape(exchange.unfinished)}</p>'
    waiting = "" if exchange.stopped else ' class="waiting"'
    reply = f'<p class="state"><span{waiting}>{_state(exchange)}</span></p>{written}'
    proof = _proof(words.EVIDENCE, exchange.evidence[:AT_ONCE])
    return f'<div class="reply">{reply}</div>{proof}'


def _written(sentence: CheckedSentence, found: dict[int, Citation]) -> str:
    """A sentence of the draft whose own check is done; the answer as a whole is still to come."""
    if sentence.verdict == "unsupported":
        text = f"<del>{escape(_plain(sentence.text))}</del>"
        return f'<p class="sentence failed">{text} {_verdict("failed", words.FAILED, "")}</p>'
    return _sentence(sentence, found, "p")


def _answered(answer: Answer, evidence: Sequence[Citation]) -> str:
    parts = {"answered": _answer, "refused": _refused, "evidence_only": _evidence_only}
    body = parts[answer.status](answer, evidence)
    understood = ""
    if answer.standalone_question != answer.question and not answer.model.startswith("none"):
        asked = escape(answer.standalone_question)
        understood = f'<p class="state">{words.UNDERSTOOD}: {asked}</p>'
    return understood + body


def _answer(answer: Answer, evidence: Sequence[Citation]) -> str:
    cited = {citation.n: citation for citation in answer.citations}
    passed = [s for s in answer.sentences if s.verdict != "unsupported"]
    if not passed:
        return f'<div class="reply">{_lines(answer.text)}</div>'
    as_list = "\n- " in answer.text
    tag = "li" if as_list else "p"
    told = "".join(_sentence(s, cited, tag) for s in passed)
    reply = f'<ul class="points">{told}</ul>' if as_list else told
    quoted = frozenset(n for s in passed if QUOTED in s.reasons for n in s.citations)
    behind = [c for c in answer.citations if c.n not in quoted]
    others = [c for c in evidence if c.n not in cited]
    return (
        f'<div class="reply">{reply}{table(answer.figures, answer.citations)}</div>'
        f"{_proof(words.SOURCES, behind)}"
        f"{_folded(words.OTHERS, cards(others), len(others))}{_left_out(answer)}"
    )


def _refused(answer: Answer, _: Sequence[Citation]) -> str:
    first = (answer.text.splitlines() or [""])[0]
    said, why = [*first.split(" (", 1), ""][:2]
    why = why.removesuffix(")")
    reason = f'<p class="why">{escape(why[:1].upper() + why[1:])}.</p>' if why else ""
    return (
        f'<div class="reply refused"><p class="said">{escape(said)}</p>{reason}</div>'
        f"{_proof(words.NEAREST, answer.citations)}{_left_out(answer)}"
    )


def _evidence_only(answer: Answer, _: Sequence[Citation]) -> str:
    why = why_failed(answer.model)
    note = words.MODEL_FAILED if why else words.EVIDENCE_ONLY
    rest = answer.citations[AT_ONCE:]
    return (
        f'<div class="reply"><p class="state">{note} {escape(why)}</p></div>'
        f"{_proof(words.EVIDENCE, answer.citations[:AT_ONCE])}"
        f"{table(answer.figures, answer.citations)}"
        f"{_folded(words.MORE, cards(rest), len(rest))}"
    )


def _sentence(sentence: CheckedSentence, cited: dict[int, Citation], tag: str) -> str:
    marks = "".join(mark(cited[n]) for n in sentence.citations if n in cited)
    kind, text = "written", escape(_plain(sentence.text))
    if QUOTED in sentence.reasons:
        kind, text = "own-words", f"“{_own_words(sentence, cited)}”"
        if "<" in text:
            # A quoted list has no place inside quotation marks or a paragraph.
            tag, text = ("li" if tag == "li" else "div"), text[1:-1]
    source = ""
    if kind == "own-words":
        source = "".join(
            f'<span class="from">{escape(where(cited[n]))}</span>'
            for n in sentence.citations
            if n in cited
        )
    source += "".join(
        f'<span class="from">{words.WORKED_OUT}: {escape(told)}</span>'
        for told in sums_of(sentence)
    )
    return f'<{tag} class="sentence {kind}">{text} {marks} {_of(sentence)}{source}</{tag}>'


def _own_words(sentence: CheckedSentence, cited: dict[int, Citation]) -> str:
    """The quote with its lines, where the sentence is that quote run together."""
    for n in sentence.citations:
        if n in cited and " ".join(cited[n].quote.split()) == sentence.text:
            return paragraphs(cited[n].quote)
    return paragraphs(sentence.text)


def _of(sentence: CheckedSentence) -> str:
    if QUOTED in sentence.reasons:
        return _verdict("quoted", words.QUOTED, words.QUOTED_WHY)
    if sentence.verdict == "partly":
        return _verdict("partly", words.PARTLY, words.PARTLY_WHY)
    return _verdict("checked", words.CHECKED, words.CHECKED_WHY)


def _verdict(kind: str, label: str, why: str) -> str:
    return f'<span class="verdict {kind}" title="{escape(why)}">{label}</span>'


def _plain(text: str) -> str:
    """A model's sentence without the marks of Markdown, which this page does not set."""
    return _EMPHASIS.sub(r"\2", _LIST_MARK.sub("", text)).strip()


def _lines(text: str) -> str:
    """An answer of no checked sentences (what the library holds), its list as a list."""
    lines = [line for line in text.split("\n") if line.strip()]
    told = [f"<p>{escape(line)}</p>" for line in lines if not line.startswith("- ")]
    items = [f"<li>{escape(line[2:])}</li>" for line in lines if line.startswith("- ")]
    return "".join(told) + (f'<ul class="points">{"".join(items)}</ul>' if items else "")


def _proof(heading: str, citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    return f'<section class="proof"><h3>{heading}</h3>{cards(citations)}</section>'


def _folded(heading: str, inner: str, count: int) -> str:
    if not count:
        return ""
    return (
        f'<details class="folded" data-key="{escape(heading)}">'
        f"<summary>{heading} ({count})</summary>{inner}</details>"
    )


def _left_out(answer: Answer) -> str:
    dropped = [s for s in answer.sentences if s.verdict == "unsupported"]
    items = "".join(
        f"<li><del>{escape(_plain(s.text))}</del> <span>{escape('; '.join(s.reasons))}</span></li>"
        for s in dropped
    )
    return _folded(words.LEFT_OUT, f'<ul class="dropped">{items}</ul>', len(dropped))
