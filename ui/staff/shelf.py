"""The library as staff see it: what is in it, what was taken out, what each report is called."""

from collections.abc import Sequence
from html import escape

from core.domain import Report
from ui.chat.library import dated, finder
from ui.words import Words
from ui.words.said import message
from vectorstore.decided import Retired


def shelf(
    reports: Sequence[Report],
    retired: Sequence[Retired],
    chosen: str,
    told: str,
    words: Words,
) -> str:
    """Render both lists, and the form that corrects the chosen report's entry.

    Args:
        reports: those that answer.
        retired: those that were taken out and can come back.
        chosen: id of the report whose entry is being corrected, or "".
        told: what was done last, to be said.
        words: the language.
    """
    head = "".join(f'<th scope="col">{name}</th>' for name in words.shelf_columns)
    rows = "".join(_row(report, report.report_id == chosen, words) for report in reports)
    gone = "".join(
        f"<li><span>{escape(report.metadata.title)}</span> "
        f"{_button('restore', words.restore, report)}</li>"
        for report in retired
    )
    back = f"<ul>{gone}</ul>" if gone else f'<p class="hint">{words.none_retired}</p>'
    return (
        f'<p class="told" role="status">{escape(told)}</p>'
        f"{finder(len(reports), '.shelf tbody tr:not(.correcting)', words)}"
        f'<div class="wide" tabindex="0" role="group" aria-label="{words.library}">'
        f'<table class="shelf"><caption class="unseen">{words.library}</caption>'
        f"<thead><tr>{head}<td></td></tr></thead><tbody>{rows}</tbody></table></div>"
        f'<section class="retired"><h2>{words.retired}</h2>{back}</section>'
    )


def adding(reports: Sequence[Report], told: str, words: Words) -> str:
    """Render where a file is dropped, and what it may take the place of.

    Args:
        reports: those it may replace.
        told: HTML that says how far an upload is, or how it ended.
        words: the language.
    """
    options = "".join(
        f'<option value="{escape(report.report_id)}">{escape(report.metadata.title)}</option>'
        for report in reports
    )
    return (
        f'<div class="adding"><label class="drop"><b>{words.upload}</b>'
        f"<span>{words.drop} ({words.upload_hint})</span>"
        f'<input type="file" aria-label="{words.upload}" data-sure="{words.replace_sure}" '
        f'data-failed="{words.not_kept}"></label>'
        f'<div><label for="replaces">{words.replaces}</label>'
        f'<select id="replaces"><option value="">{words.as_new}</option>{options}</select></div>'
        f"{told}</div>"
    )


def bar(share: float | None, name: str, words: Words) -> str:
    """Say how far an upload is: a share from 0 to 1, None while it is read."""
    label = words.uploading.format(escape(name))
    value = f' value="{share:.2f}"' if share is not None else ""
    return (
        f'<p class="bar" role="status">{label} '
        f'<progress{value} aria-label="{label}"></progress></p>'
    )


def note(problem: str) -> str:
    """Say what went wrong; "" says nothing."""
    return f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""


def _row(report: Report, correcting: bool, words: Words) -> str:
    about = report.metadata
    told = "<br>".join(escape(message(one, words)) for one in report.warnings)
    pages = str(report.page_count) if report.page_count else "–"
    cells = "".join(
        f'<td data-label="{label}">{cell}</td>'
        for label, cell in zip(
            words.shelf_columns[1:],
            (
                escape(about.publisher) or "–",
                escape(dated(report, words)),
                escape(about.language),
                pages,
                str(report.passages),
                told or words.no_warnings,
            ),
            strict=True,
        )
    )
    address = f"{words.path}/source/{escape(report.report_id)}"
    acts = _button("choose", words.correct_short, report) + _button(
        "retire", words.retire, report, sure=words.retire_sure
    )
    row = (
        f'<tr data-key="r{escape(report.report_id)}"><th scope="row">'
        f'<a class="report" href="{address}">{escape(about.title)}</a></th>'
        f'{cells}<td class="acts">{acts}</td></tr>'
    )
    return row + (_form(report, words) if correcting else "")


def _button(act: str, label: str, report: Report | Retired, sure: str = "") -> str:
    asked = f' data-sure="{escape(sure)}"' if sure else ""
    return (
        f'<button type="button" class="act" data-do="{act}" '
        f'data-report="{escape(report.report_id)}"{asked} '
        f'aria-label="{label}: {escape(report.metadata.title)}">{label}</button>'
    )


def _form(report: Report, words: Words) -> str:
    about = report.metadata
    fields = "".join(
        f'<label for="correct-{name}">{label}</label>'
        f'<input id="correct-{name}" name="{name}" value="{escape(value)}" maxlength="300">'
        f'<input type="hidden" name="was-{name}" value="{escape(value)}">'
        for name, label, value in (
            ("title", words.field_title, about.title),
            ("publisher", words.field_publisher, about.publisher),
            ("published", words.field_published, about.published),
            ("language", words.field_language, about.language),
        )
    )
    columns = len(words.shelf_columns) + 1
    return (
        f'<tr class="correcting" data-key="c{escape(report.report_id)}">'
        f'<td colspan="{columns}"><form data-do="correct" '
        f'data-report="{escape(report.report_id)}"><p class="hint">{words.correct_hint}</p>'
        f'{fields}<button type="submit" class="act strong">{words.save}</button> '
        f'<button type="button" class="act" data-do="choose" data-report="">{words.cancel}'
        "</button></form></td></tr>"
    )
