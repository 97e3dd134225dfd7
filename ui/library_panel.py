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


def _item(report: Report) -> str:
    about = report.metadata
    date = about.published or words.UNDATED
    if about.published and about.published_basis == "inferred":
        date = words.ABOUT + date
    told = " · ".join(part for part in (about.publisher, date) if part)
    address = f"/source/{quote(report.report_id, safe='')}"
    return (
        f'<li><a class="report" href="{address}">{escape(about.title)}</a>'
        f"<span>{escape(told)}</span></li>"
    )
