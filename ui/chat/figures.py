"""The same measure at several dates, as a table."""

from collections.abc import Sequence
from html import escape

from core.domain import Citation, Figure
from ui.chat.plot import plot
from ui.chat.quotes import mark
from ui.words import Words


def table(figures: Sequence[Figure], citations: Sequence[Citation], words: Words) -> str:
    """Lay out the figures that are cited, and draw them; one alone needs no table."""
    cited = {citation.n: citation for citation in citations}
    shown = [figure for figure in figures if figure.citation in cited]
    if len(shown) < 2:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in words.figure_columns)
    rows = "".join(_row(figure, cited[figure.citation], words) for figure in shown)
    dates = [figure.as_of for figure in shown if figure.as_of]
    note = f'<p class="note">{words.conflict}</p>' if len(set(dates)) < len(dates) else ""
    return (
        f'<table class="figures"><caption>{words.figures}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
        f"{plot(shown, citations, words)}"
    )


def _row(figure: Figure, citation: Citation, words: Words) -> str:
    return (
        f'<tr><th scope="row">{escape(figure.with_unit)}</th>'
        f"<td>{escape(figure.as_of or words.undated)}</td>"
        f"<td>{mark(citation, words)} <span>{escape(citation.title)}</span></td></tr>"
    )
