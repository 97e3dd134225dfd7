"""The library at a glance."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from core.domain import Report
from ui.words import Words

FEW = 12
"""Reports that are taken in at a glance; from more one is picked by typing."""


def panel(reports: Sequence[Report], words: Words) -> str:
    """List title, publisher and date of each report; each title opens it."""
    if not reports:
        return f'<section class="library"><p class="hint">{words.empty_library}</p></section>'
    items = "".join(_item(report, words) for report in reports)
    find = finder(len(reports), "#library li", words)
    return f'<section class="library"><h2>{words.library}</h2>{find}<ul>{items}</ul></section>'


def finder(count: int, items: str, words: Words) -> str:
    """A field that narrows a list of so many reports; none where they are few.

    Args:
        count: of the reports.
        items: selects them on the page.
        words: the language.
    """
    if count <= FEW:
        return ""
    return (
        f'<p class="finder"><input type="search" data-finds="{items}" '
        f'placeholder="{words.find_report}" aria-label="{words.find_report}">'
        '<span role="status"></span></p>'
    )


def told(report: Report, words: Words) -> str:
    """Publisher and date of a report in one line; an inferred date is called so."""
    return " · ".join(part for part in (report.metadata.publisher, dated(report, words)) if part)


def dated(report: Report, words: Words) -> str:
    """The date of a report; an inferred one is called so."""
    about = report.metadata
    if not about.published:
        return words.undated
    return words.about + about.published if about.published_basis == "inferred" else about.published


def _item(report: Report, words: Words) -> str:
    address = f"{words.path}/source/{quote(report.report_id, safe='')}"
    return (
        f'<li><a class="report" href="{address}">{escape(report.metadata.title)}</a>'
        f"<span>{escape(told(report, words))}</span></li>"
    )
