"""The log of what accounts did; it only grows, and the database itself holds to that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clock import Clock, utc_now
from records.codec import storable
from records.database import Database
from records.schema import LogRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: who did what to what, and whatever else belongs to it."""

    entry_id: int
    at: datetime
    account: str
    action: str
    target: str
    detail: dict[str, Any]


class Log:
    """The log, written within the transaction of what it tells, so that neither is without it.

    Raises (all methods):
        RecordsError: the database cannot be read or written.
    """

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    def add(
        self,
        session: Session,
        account: str,
        action: str,
        target: str,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Write a line; it is kept if the session's transaction is."""
        session.add(
            LogRow(
                at=self._now(),
                account=storable(account),
                action=action,
                target=storable(target),
                detail=dict(detail or {}),
            )
        )

    def latest(self, limit: int = 100) -> tuple[Entry, ...]:
        """Return the last lines, newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(LogRow).order_by(LogRow.id.desc()).limit(limit))
            return tuple(
                Entry(row.id, row.at, row.account, row.action, row.target, row.detail)
                for row in rows
            )
