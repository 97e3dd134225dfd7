"""The same measure at several dates, as a table."""

from collections.abc import Sequence
from html import escape

from core.domain import Citation, Figure
from ui import words
from ui.quotes import mark


def table(figures: Sequence[Figure], citations: Sequence[Citation]) -> str:
    """Lay out the figures that are cited; one alone needs no table."""
    cited = {citation.n: citation for citation in citations}
    shown = [figure for figure in figures if figure.citation in cited]
    if len(shown) < 2:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in words.FIGURE_COLUMNS)
    rows = "".join(_row(figure, cited[figure.citation]) for figure in shown)
    dates = [figure.as_of for figure in shown if figure.as_of]
    note = f'<p class="note">{words.CONFLICT}</p>' if len(set(dates)) < len(dates) else ""
    return (
        f'<table class="figures"><caption>{words.FIGURES}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _row(figure: Figure, citation: Citation) -> str:
    gap = "" if figure.unit == "%" else " "
    value = figure.value if figure.unit in figure.value else f"{figure.value}{gap}{figure.unit}"
    return (
        f'<tr><th scope="row">{escape(value.strip())}</th>'
        f"<td>{escape(figure.as_of or words.UNDATED)}</td>"
        f"<td>{mark(citation)} <span>{escape(citation.title)}</span></td></tr>"
    )
