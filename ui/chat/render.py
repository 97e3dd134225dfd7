"""An exchange as HTML. Everything that a report, a model or a person wrote is escaped."""

import re
from collections.abc import Sequence
from html import escape

from core.domain import Answer, CheckedSentence, Citation
from rag.compose import QUOTED, original_of, sums_of
from rag.llm.base import why_failed
from ui.chat.actions import actions
from ui.chat.exchange import Exchange
from ui.chat.figures import table
from ui.chat.judged import judged
from ui.chat.quotes import cards, mark, paragraphs, where
from ui.words import Words
from ui.words.said import reason

AT_ONCE = 4
"""Quotes shown without asking for more; on a phone they fill the screen."""

_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+(?=\S)")


def article(exchange: Exchange, number: int, words: Words) -> str:
    """Render one exchange.

    Args:
        exchange: as far as it is known.
        number: its place in the conversation, from 0; the page updates the article of that
            number in place.
        words: the language of the page.
    """
    answer = exchange.answer
    if exchange.problem:
        body = f'<div class="reply"><p class="problem">{escape(exchange.problem)}</p></div>'
    elif answer is not None:
        body = _standing(exchange, words) + _answered(answer, exchange.evidence, words)
    else:
        body = _pending(exchange, words)
    return (
        f'<article class="exchange" data-number="{number}" data-state="{exchange.state}" '
        f'data-say="{escape(_spoken(exchange, words))}" '
        f'data-conversation="{escape(exchange.conversation_id)}" '
        f'data-answer="{escape(exchange.answer_id)}" aria-labelledby="asked-{number}">'
        f'<h2 class="asked" id="asked-{number}" tabindex="-1">'
        f'<span class="unseen">{words.question_of}: </span>{escape(exchange.question)}</h2>'
        f"{body}{actions(exchange, words)}</article>"
    )


def articles(exchanges: Sequence[Exchange], words: Words, problem: str = "") -> str:
    """Render a whole conversation, which takes the place of all that the page shows of one."""
    told = "".join(article(exchange, i, words) for i, exchange in enumerate(exchanges))
    note = f'<p class="problem">{escape(problem)}</p>' if problem else ""
    return f'<div data-whole="yes">{note}{told}</div>'


def _spoken(exchange: Exchange, words: Words) -> str:
    """What a screen reader is told; a draft is not read out, it may yet fail the check."""
    if exchange.problem:
        return exchange.problem
    if exchange.answer is not None:
        return exchange.answer.text
    return words.found if exchange.state == "writing" else _state(exchange, words)


def _state(exchange: Exchange, words: Words) -> str:
    if exchange.state == "waiting":
        return words.waiting_next if exchange.before == 1 else words.waiting.format(exchange.before)
    return {
        "looking": words.reading,
        "found": words.found,
        "writing": words.writing,
        "stopped": words.stopped,
    }[exchange.state]


def _standing(exchange: Exchange, words: Words) -> str:
    """What staff found of this answer, or of an earlier one to the same question."""
    told = judged(exchange.standing, exchange.answer, words)
    if not told or exchange.standing is None:
        return ""
    kind = "right" if exchange.standing.judgement.verdict == "right" else "wrong"
    return f'<p class="judged {kind}">{escape(told)}</p>'


def _pending(exchange: Exchange, words: Words) -> str:
    found = {citation.n: citation for citation in exchange.evidence}
    written = "".join(_written(sentence, found, words) for sentence in exchange.checked)
    if exchange.unfinished:
        written += f'<p class="draft">{escape(exchange.unfinished)}</p>'
    waiting = "" if exchange.stopped else ' class="waiting"'
    reply = f'<p class="state"><span{waiting}>{_state(exchange, words)}</span></p>{written}'
    proof = _proof(words.evidence, exchange.evidence[:AT_ONCE], words)
    return f'<div class="reply">{reply}</div>{proof}'


def _written(sentence: CheckedSentence, found: dict[int, Citation], words: Words) -> str:
    """A sentence of the draft whose own check is done; the answer as a whole is still to come."""
    if sentence.verdict == "unsupported":
        text = f"<del>{escape(_plain(sentence.text))}</del>"
        return f'<p class="sentence failed">{text} {_verdict("failed", words.failed, "")}</p>'
    return _sentence(sentence, found, "p", words)


def _answered(answer: Answer, evidence: Sequence[Citation], words: Words) -> str:
    parts = {"answered": _answer, "refused": _refused, "evidence_only": _evidence_only}
    body = parts[answer.status](answer, evidence, words)
    understood = ""
    if answer.standalone_question != answer.question and not answer.model.startswith("none"):
        asked = escape(answer.standalone_question)
        understood = f'<p class="state">{words.understood}: {asked}</p>'
    return understood + body


def _answer(answer: Answer, evidence: Sequence[Citation], words: Words) -> str:
    cited = {citation.n: citation for citation in answer.citations}
    passed = [s for s in answer.sentences if s.verdict != "unsupported"]
    if not passed:
        return f'<div class="reply">{_lines(answer.text)}</div>'
    as_list = "\n- " in answer.text
    tag = "li" if as_list else "p"
    told = "".join(_sentence(s, cited, tag, words) for s in passed)
    reply = f'<ul class="points">{told}</ul>' if as_list else told
    quoted = frozenset(n for s in passed if QUOTED in s.reasons for n in s.citations)
    behind = [c for c in answer.citations if c.n not in quoted]
    others = [c for c in evidence if c.n not in cited]
    return (
        f'<div class="reply">{reply}{table(answer.figures, answer.citations, words)}</div>'
        f"{_proof(words.sources, behind, words)}"
        f"{_folded(words.others, cards(others, words), len(others))}{_left_out(answer, words)}"
    )


def _refused(answer: Answer, _: Sequence[Citation], words: Words) -> str:
    first = (answer.text.splitlines() or [""])[0]
    why = first.partition(" (")[2].removesuffix(")")
    reason = f'<p class="why">{escape(_reasons(why, words))}</p>' if why else ""
    return (
        f'<div class="reply refused"><p class="said">{words.refused}</p>{reason}</div>'
        f"{_proof(words.nearest, answer.citations, words)}{_left_out(answer, words)}"
    )


def _evidence_only(answer: Answer, _: Sequence[Citation], words: Words) -> str:
    why = why_failed(answer.model)
    note = words.model_failed if why else words.evidence_only
    rest = answer.citations[AT_ONCE:]
    return (
        f'<div class="reply"><p class="state">{note} {escape(why)}</p></div>'
        f"{_proof(words.evidence, answer.citations[:AT_ONCE], words)}"
        f"{table(answer.figures, answer.citations, words)}"
        f"{_folded(words.more, cards(rest, words), len(rest))}"
    )


def _sentence(sentence: CheckedSentence, cited: dict[int, Citation], tag: str, words: Words) -> str:
    marks = "".join(mark(cited[n], words) for n in sentence.citations if n in cited)
    kind, text = "written", escape(_plain(sentence.text))
    if QUOTED in sentence.reasons:
        kind, text = "own-words", f"“{_own_words(sentence, cited)}”"
        if "<" in text:
            # A quoted list has no place inside quotation marks or a paragraph.
            tag, text = ("li" if tag == "li" else "div"), text[1:-1]
    source = ""
    if kind == "own-words":
        source = "".join(
            f'<span class="from">{escape(where(cited[n], words))}</span>'
            for n in sentence.citations
            if n in cited
        )
    if original := original_of(sentence):
        source += f'<span class="from">{words.translated_from}: {escape(original)}</span>'
    source += "".join(
        f'<span class="from">{words.worked_out}: {escape(told)}</span>'
        for told in sums_of(sentence)
    )
    return f'<{tag} class="sentence {kind}">{text} {marks} {_of(sentence, words)}{source}</{tag}>'


def _own_words(sentence: CheckedSentence, cited: dict[int, Citation]) -> str:
    """The quote with its lines, where the sentence is that quote run together."""
    for n in sentence.citations:
        if n in cited and " ".join(cited[n].quote.split()) == sentence.text:
            return paragraphs(cited[n].quote)
    return paragraphs(sentence.text)


def _of(sentence: CheckedSentence, words: Words) -> str:
    if QUOTED in sentence.reasons:
        return _verdict("quoted", words.quoted, words.quoted_why)
    if sentence.verdict == "partly":
        return _verdict("partly", words.partly, words.partly_why)
    return _verdict("checked", words.checked, words.checked_why)


def _verdict(kind: str, label: str, why: str) -> str:
    return f'<span class="verdict {kind}" title="{escape(why)}">{label}</span>'


def _reasons(told: str, words: Words) -> str:
    """Reasons of the checks as a sentence, in the language of the page where it knows them."""
    parts = [reason(part, words) for part in told.split("; ")]
    text = words.between.join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}{words.full_stop}" if text else ""


def _plain(text: str) -> str:
    """A model's sentence without the marks of Markdown, which this page does not set."""
    return _EMPHASIS.sub(r"\2", _LIST_MARK.sub("", text)).strip()


def _lines(text: str) -> str:
    """An answer of no checked sentences (what the library holds), its list as a list."""
    lines = [line for line in text.split("\n") if line.strip()]
    told = [f"<p>{escape(line)}</p>" for line in lines if not line.startswith("- ")]
    items = [f"<li>{escape(line[2:])}</li>" for line in lines if line.startswith("- ")]
    return "".join(told) + (f'<ul class="points">{"".join(items)}</ul>' if items else "")


def _proof(heading: str, citations: Sequence[Citation], words: Words) -> str:
    if not citations:
        return ""
    return f'<section class="proof"><h3>{heading}</h3>{cards(citations, words)}</section>'


def _folded(heading: str, inner: str, count: int) -> str:
    if not count:
        return ""
    return (
        f'<details class="folded" data-key="{escape(heading)}">'
        f"<summary>{heading} ({count})</summary>{inner}</details>"
    )


def _left_out(answer: Answer, words: Words) -> str:
    dropped = [s for s in answer.sentences if s.verdict == "unsupported"]
    items = "".join(
        f"<li><del>{escape(_plain(s.text))}</del> "
        f"<span>{escape(_reasons('; '.join(s.reasons), words))}</span></li>"
        for s in dropped
    )
    return _folded(words.left_out, f'<ul class="dropped">{items}</ul>', len(dropped))
