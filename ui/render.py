"""An exchange as HTML. Everything that a report or a person wrote is escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from core.domain import Answer, CheckedSentence, Citation
from rag.compose import QUOTED
from rag.events import Delta, Done, Event, EvidenceFound, SentenceChecked
from ui import words


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what is known of its answer so far."""

    question: str
    evidence: tuple[Citation, ...] = ()
    draft: str = ""
    checked: tuple[CheckedSentence, ...] = ()
    answer: Answer | None = None
    problem: str = ""


def advanced(exchange: Exchange, event: Event) -> Exchange:
    """Return the exchange after one event of the service."""
    match event:
        case EvidenceFound(citations=citations):
            return replace(exchange, evidence=citations)
        case Delta(text=text):
            return replace(exchange, draft=exchange.draft + text)
        case SentenceChecked(sentence=sentence):
            return replace(exchange, checked=(*exchange.checked, sentence))
        case Done(answer=answer):
            return replace(exchange, answer=answer)


def conversation(exchanges: Sequence[Exchange]) -> str:
    """Render all exchanges, oldest first."""
    return "".join(map(_exchange, exchanges))


def _exchange(exchange: Exchange) -> str:
    asked = (
        f'<h2 class="asked"><span class="unseen">{words.QUESTION_OF}: </span>'
        f"{escape(exchange.question)}</h2>"
    )
    if exchange.problem:
        body = f'<p class="problem" role="alert">{escape(exchange.problem)}</p>'
    elif exchange.answer is not None:
        body = _answer(exchange.answer)
    else:
        body = _pending(exchange)
    return f'<article class="exchange">{asked}{body}</article>'


def _pending(exchange: Exchange) -> str:
    if not exchange.evidence:
        return f'<p class="status" role="status">{words.READING} …</p>'
    draft = ""
    if exchange.draft:
        draft = (
            f'<p class="draft" aria-live="off"><span class="status">{words.WRITING}: </span>'
            f"{escape(exchange.draft)}</p>"
        )
    quotes = _quotes(exchange.evidence[:4], words.EVIDENCE)
    return f'<div class="pending">{draft}{quotes}</div>'


def _answer(answer: Answer) -> str:
    cited = {citation.n: citation for citation in answer.citations}
    passed = [s for s in answer.sentences if s.verdict != "unsupported"]
    dropped = [s for s in answer.sentences if s.verdict == "unsupported"]
    if answer.status == "refused":
        reasons = answer.text.splitlines()[0]
        main = f'<p class="refused"><strong>{escape(reasons)}</strong></p>'
        main += _quotes(answer.citations, words.NEAREST)
    elif answer.status == "evidence_only":
        main = f'<p class="status">{words.EVIDENCE_ONLY}</p>'
        main += _quotes(answer.citations, words.EVIDENCE)
    elif not passed:
        main = "".join(f"<p>{escape(line)}</p>" for line in answer.text.splitlines())
    else:
        main = "".join(_sentence(s, cited) for s in passed)
    return f'<div class="answer">{main}{_figures(answer)}{_left_out(dropped)}</div>'


def _sentence(sentence: CheckedSentence, cited: dict[int, Citation]) -> str:
    own_words = QUOTED in sentence.reasons
    label = words.QUOTED if own_words else words.VERIFIED
    mark = f'<span class="verdict" role="img" aria-label="{label}" title="{label}">✓</span>'
    links = "".join(_link(cited[n]) for n in sentence.citations if n in cited)
    kind = "own-words" if own_words else "written"
    text = f"“{escape(sentence.text)}”" if own_words else escape(sentence.text)
    return f'<p class="sentence {kind}">{mark}{text} {links}</p>'


def source_url(citation: Citation) -> str:
    """Where the source pane of a citation is served."""
    return f"/source/{quote(citation.report_id, safe='')}?start={citation.start}&end={citation.end}"


def _link(citation: Citation) -> str:
    where = f"{citation.title}, {citation.published}" if citation.published else citation.title
    return (
        f'<a class="cite" href="{escape(source_url(citation))}" '
        f'aria-label="{words.SOURCE} {citation.n}: {escape(where)}" '
        f'title="{escape(where)}">[{citation.n}]</a>'
    )


def _quotes(citations: Sequence[Citation], heading: str) -> str:
    if not citations:
        return ""
    items = "".join(
        f"<li><blockquote>{escape(' '.join(c.quote.split()))}</blockquote>"
        f'<p class="from">{_link(c)} {_about(c)}</p></li>'
        for c in citations
    )
    return f'<section class="quotes"><h3>{heading}</h3><ol>{items}</ol></section>'


def _about(citation: Citation) -> str:
    page = f"{words.PAGE} {citation.page}" if citation.page else ""
    parts = (citation.title, citation.published or words.UNDATED, page)
    return escape(" · ".join(part for part in parts if part))


def _figures(answer: Answer) -> str:
    if len(answer.figures) < 2:
        return ""
    cited = {citation.n: citation for citation in answer.citations}
    rows = "".join(
        f"<tr><td>{escape(f'{f.value} {f.unit}'.strip())}</td><td>{escape(f.as_of)}</td>"
        f"<td>{_link(cited[f.citation])}</td></tr>"
        for f in answer.figures
        if f.citation in cited
    )
    dates = [figure.as_of for figure in answer.figures]
    note = f'<p class="status">{words.CONFLICT}</p>' if len(set(dates)) < len(dates) else ""
    head = "".join(f'<th scope="col">{name}</th>' for name in words.FIGURE_COLUMNS)
    return (
        f'<table class="figures"><caption>{words.FIGURES}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _left_out(dropped: Sequence[CheckedSentence]) -> str:
    if not dropped:
        return ""
    items = "".join(
        f"<li><del>{escape(s.text)}</del> <span>({escape('; '.join(s.reasons))})</span></li>"
        for s in dropped
    )
    return (
        f'<details class="left-out"><summary>{words.LEFT_OUT}</summary><ul>{items}</ul></details>'
    )
