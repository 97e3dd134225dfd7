"""How much is asked, how it ends, and how long it takes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

import numpy as np
from sqlalchemy import ColumnElement, case, func, select

from records.clock import Clock, utc_now
from records.database import Database
from records.schema import AnswerRow, FeedbackRow
from records.stored import FLAGS


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of one day (UTC); superseded ones and small talk count as asked."""

    date: date
    asked: int
    refused: int
    flagged: int
    evidence_only: int


@dataclass(frozen=True, slots=True)
class Latency:
    """How long the answers of one day (UTC) took; milliseconds, None where none was measured.

    Small talk, which looks nothing up, does not count.
    """

    date: date
    answers: int
    total_ms_median: float | None
    total_ms_p95: float | None
    first_evidence_ms_median: float | None
    first_evidence_ms_p95: float | None


class Statistics:
    """Counts over the records.

    Raises (all methods):
        RecordsError: the database cannot be read.
    """

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    def by_day(self, days: int = 90) -> tuple[Day, ...]:
        """Return each of the last `days` days, today's last, also those without a question."""
        first = self._first(days)
        query = (
            select(self._day().label("day"), *_counts())
            .select_from(AnswerRow)
            .outerjoin(FeedbackRow, FeedbackRow.answer_id == AnswerRow.id)
            .where(AnswerRow.asked_at >= first)
            .group_by("day")
        )
        with self._database.reading() as session:
            found = {row[0]: row[1:] for row in session.execute(query)}
        dates = [first.date() + timedelta(days=n) for n in range(days)]
        return tuple(Day(at, *found.get(at.isoformat(), (0, 0, 0, 0))) for at in dates)

    def latency(self, days: int = 90) -> tuple[Latency, ...]:
        """Return those of the last `days` days on which something was looked up, in order."""
        query = select(AnswerRow.asked_at, AnswerRow.total_ms, AnswerRow.first_evidence_ms).where(
            AnswerRow.asked_at >= self._first(days), AnswerRow.small_talk.is_(False)
        )
        measured: defaultdict[date, list[tuple[float | None, float | None]]] = defaultdict(list)
        with self._database.reading() as session:
            for asked_at, total, evidence in session.execute(query):
                measured[asked_at.date()].append((total, evidence))
        return tuple(
            Latency(
                at,
                len(pairs),
                *_median_and_p95([total for total, _ in pairs]),
                *_median_and_p95([evidence for _, evidence in pairs]),
            )
            for at, pairs in sorted(measured.items())
        )

    def _first(self, days: int) -> datetime:
        today = self._now().astimezone(UTC).date()
        return datetime.combine(today - timedelta(days=days - 1), clock_time.min, UTC)

    def _day(self) -> ColumnElement[str]:
        if self._database.dialect == "sqlite":
            return func.date(AnswerRow.asked_at)
        return func.to_char(func.timezone("UTC", AnswerRow.asked_at), "YYYY-MM-DD")


def _counts() -> tuple[ColumnElement[int], ...]:
    """Asked, refused, flagged, evidence only: in the order of `Day`."""
    return (
        func.count(),
        func.count(case((AnswerRow.status == "refused", 1))),
        func.count(case((FeedbackRow.kind.in_(FLAGS), 1))),
        func.count(case((AnswerRow.status == "evidence_only", 1))),
    )


def _median_and_p95(values: Sequence[float | None]) -> tuple[float | None, float | None]:
    known = [value for value in values if value is not None]
    if not known:
        return None, None
    median, p95 = np.percentile(known, [50, 95])
    return float(median), float(p95)
