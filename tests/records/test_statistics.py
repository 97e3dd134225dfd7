"""Counts are of days in UTC, and leave no day out."""

from datetime import date, datetime, timedelta, timezone

from core.domain import Timings
from records.statistics import Day, Latency
from tests.records.conftest import SMALL_TALK


def timed(total, evidence=None):
    return {"timings": Timings(first_evidence_ms=evidence, total_ms=total)}


def test_days_are_counted_by_how_they_ended(records, asked, clock):
    clock.at = datetime(2031, 5, 4, 23, 59, tzinfo=timezone(timedelta(0)))
    asked(status="refused")
    clock.wait(minutes=2)
    asked(status="evidence_only")
    records.conversations.give_feedback(asked(), "down")
    records.conversations.give_feedback(asked(), "wrong")
    records.conversations.give_feedback(asked(), "up")
    records.conversations.supersede(asked())
    clock.at = datetime(2031, 5, 6, 9, 30, tzinfo=timezone(timedelta(hours=9)))
    assert records.statistics.by_day(3) == (
        Day(date(2031, 5, 4), asked=1, refused=1, flagged=0, evidence_only=0),
        Day(date(2031, 5, 5), asked=5, refused=0, flagged=2, evidence_only=1),
        Day(date(2031, 5, 6), asked=0, refused=0, flagged=0, evidence_only=0),
    )
    assert len(records.statistics.by_day()) == 90
    assert records.statistics.by_day(1)[0].asked == 0


def test_latency_is_told_for_days_on_which_something_was_looked_up(records, asked, clock):
    for total in range(1, 101):
        asked(**timed(float(total), 10.0))
    asked("Hello!", **SMALL_TALK, **timed(0.1))
    today = clock.at.date()
    clock.wait(days=1)
    asked("Hello!", **SMALL_TALK, **timed(0.1))
    clock.wait(days=1)
    asked(**timed(None))
    assert records.statistics.latency(7) == (
        Latency(today, 100, 50.5, 95.05, 10.0, 10.0),
        Latency(today + timedelta(days=2), 1, None, None, None, None),
    )
    assert records.statistics.latency(1)[0].answers == 1
