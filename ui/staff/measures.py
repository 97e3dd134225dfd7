"""How good the answers are, how much is asked, how long it takes, and what staff did."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Protocol

from records.log import Entry
from records.statistics import Day, Latency
from ui.staff import charts
from ui.staff.runs import RunLine, runs_of
from ui.words import Words
from ui.words.said import message

__all__ = ["measures", "runs_of"]

FEWEST_DAYS = 14
"""Days that are drawn even where nothing was asked on the first of them."""

NONE = "–"


class Counts(Protocol):
    """What counts the questions; `records.statistics.Statistics` is one."""

    def by_day(self, days: int = 90) -> tuple[Day, ...]:
        """Each of the last days, today's last."""

    def latency(self, days: int = 90) -> tuple[Latency, ...]:
        """Those of the last days on which something was looked up."""


def measures(
    runs: Sequence[RunLine], statistics: Counts, log: Sequence[Entry], words: Words
) -> str:
    """Render the page.

    Args:
        runs: in the order in which they ended, see `runs_of`.
        statistics: of the last ninety days.
        log: newest first.
        words: of the screen's language.

    Raises:
        RecordsError: the records cannot be read.
    """
    return (
        '<div class="measures">'
        f"{_section(words.runs, _runs(runs, words))}"
        f"{_section(words.asked_per_day, _days(statistics.by_day(), words))}"
        f"{_section(words.latency, _latency(statistics.latency(), words))}"
        f"{_section(words.log, _log(log, words))}</div>"
    )


def _section(heading: str, inner: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{inner}</section>"


def _runs(runs: Sequence[RunLine], words: Words) -> str:
    if not runs:
        return _hint(words.runs_none)
    rows = (
        (
            f"{run.when:%Y-%m-%d %H:%M}",
            run.what,
            run.model,
            str(run.questions),
            _correct(run),
            NONE if run.wrongly_refused is None else charts.percent(run.wrongly_refused),
        )
        for run in reversed(runs)
    )
    table = _table(words.runs, words.run_columns, rows)
    return f"{_drawn_runs(runs, words)}{table}{_hint(words.interval_note)}"


def _correct(run: RunLine) -> str:
    if run.correct is None:
        return NONE
    told = charts.percent(run.correct)
    if run.interval is None:
        return told
    low, high = (f"{100 * end:.1f}" for end in run.interval)
    return f"{told} ({low}–{high})"


def _drawn_runs(runs: Sequence[RunLine], words: Words) -> str:
    """The latest run that tells kinds apart, and those before it that can be compared with it."""
    latest = next((run for run in reversed(runs) if run.kinds), None)
    if latest is None:
        return ""
    name = f"{latest.what}, {latest.model}, {latest.when:%Y-%m-%d}"
    drawn = _figure(f"{words.per_kind}: {name}", charts.per_kind(latest.kinds, words))
    alike = [run for run in runs if run.alike == latest.alike and run.correct is not None]
    if len(alike) > 1:
        over_time = charts.over_time(sorted(alike, key=lambda run: run.when), words)
        drawn += _figure(f"{words.over_time}: {latest.what}, {latest.model}", over_time)
    return f'<div class="drawings">{drawn}</div>'


def _days(days: Sequence[Day], words: Words) -> str:
    begun = next((place for place, day in enumerate(days) if day.asked), None)
    if begun is None:
        return _hint(words.nothing_yet)
    shown = days[max(0, min(begun, len(days) - FEWEST_DAYS)) :]
    legend = _legend(
        (("bar", words.asked), ("refused", words.refused_count), ("flag", words.flagged))
    )
    rows = (
        (str(day.date), str(day.asked), str(day.refused), str(day.flagged))
        for day in reversed(shown)
        if day.asked
    )
    head = (words.run_columns[0], words.asked, words.refused_count, words.flagged)
    return (
        f'<div class="drawings">{_figure("", charts.per_day(shown, words) + legend)}</div>'
        f"{_folded(_table(words.asked_per_day, head, rows), words)}"
    )


def _latency(days: Sequence[Latency], words: Words) -> str:
    if not days:
        return _hint(words.nothing_yet)
    evidence = (
        _seconds((day.date, day.first_evidence_ms_median) for day in days),
        _seconds((day.date, day.first_evidence_ms_p95) for day in days),
    )
    whole = (
        _seconds((day.date, day.total_ms_median) for day in days),
        _seconds((day.date, day.total_ms_p95) for day in days),
    )
    legend = _legend((("line", words.median), ("upper", words.p95)))
    drawn = "".join(
        _figure(name, charts.seconds(name, median, p95, words) + legend)
        for name, (median, p95) in ((words.first_evidence, evidence), (words.whole, whole))
    )
    head = (
        words.run_columns[0],
        *(
            f"{name}, {which}"
            for name in (words.first_evidence, words.whole)
            for which in (words.median, words.p95)
        ),
    )
    columns = zip(*evidence, *whole, strict=True)
    rows = [(str(row[0][0]), *(_two(value) for _, value in row)) for row in columns]
    table = _table(words.latency, head, reversed(rows))
    return f'<div class="drawings">{drawn}</div>{_folded(table, words)}'


def _seconds(values: Iterable[tuple[date, float | None]]) -> list[charts.Value]:
    return [(at, None if value is None else value / 1000) for at, value in values]


def _two(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def _log(log: Sequence[Entry], words: Words) -> str:
    if not log:
        return _hint(NONE)
    rows = (
        (f"{entry.at:%Y-%m-%d %H:%M}", entry.account, message(entry.action, words), _of_what(entry))
        for entry in log
    )
    return _table(words.log, words.log_columns, rows)


def _of_what(entry: Entry) -> str:
    detail = ", ".join(f"{name}: {value}" for name, value in entry.detail.items() if value)
    return " · ".join(part for part in (entry.target, detail) if part)


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table that scrolls in a box of its own, also from the keyboard."""
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<div class="scrolled" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>"
        f"<tbody>{''.join(_rows(rows))}</tbody></table></div>"
    )


def _rows(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for first, *others in rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'


def _figure(caption: str, drawn: str) -> str:
    told = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{told}{drawn}</figure>"


def _legend(entries: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li class="{kind}">{escape(name)}</li>' for kind, name in entries)
    return f'<ul class="legend">{items}</ul>'


def _folded(inner: str, words: Words) -> str:
    return f'<details class="folded"><summary>{escape(words.as_table)}</summary>{inner}</details>'


def _hint(text: str) -> str:
    return f'<p class="hint">{escape(text)}</p>'
