"""The library at a glance."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from core.domain import Report
from ui import words


def panel(reports: Sequence[Report]) -> str:
    """List title, publisher and date of each report; each title opens it."""
    if not reports:
        return f'<section class="library"><p class="hint">{words.EMPTY_LIBRARY}</p></section>'
    items = "".join(map(_item, reports))
    return f'<section class="library"><h2>{words.LIBRARY}</h2><ul>{items}</ul></section>'


def told(report: Report) -> str:
    """Publisher and date of a report in one line; an inferred date is called so."""
    about = report.metadata
    date = about.published or words.UNDATED
    if about.published and about.published_basis == "inferred":
        date = words.ABOUT + date
    return " · ".join(part for part in (about.publisher, date) if part)


def _item(report: Report) -> str:
    address = f"/source/{quote(report.report_id, safe='')}"
    return (
        f'<li><a class="report" href="{address}">{escape(report.metadata.title)}</a>'
        f"<span>{escape(told(report))}</span></li>"
    )
