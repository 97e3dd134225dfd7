"""The log only grows, whoever speaks to the database."""

import pytest
from sqlalchemy import text

from core.errors import RecordsError


@pytest.fixture
def log(records):
    with records.database.session() as session:
        records.log.add(session, "ann", "first", "crane")
        records.log.add(session, "bob", "second", "crane", {"colour": "红"})
    return records.log


def test_lines_come_newest_first_with_all_they_hold(log, clock, reopened):
    newest, oldest = reopened().log.latest()
    assert (newest.account, newest.action, newest.detail) == ("bob", "second", {"colour": "红"})
    assert (oldest.account, oldest.target, oldest.at) == ("ann", "crane", clock.at)
    assert [entry.action for entry in log.latest(1)] == ["second"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET account = 'eve'",
        "UPDATE log SET account = 'eve' WHERE id = 1",
        "DELETE FROM log",
        "DELETE FROM log WHERE id = 1",
    ],
)
def test_log_cannot_be_changed(records, log, statement):
    before = log.latest()
    with (
        pytest.raises(RecordsError, match="the log only grows"),
        records.database.session() as session,
    ):
        session.execute(text(statement))
    assert log.latest() == before


def test_log_cannot_be_written_over_or_emptied(records, log):
    before = log.latest()
    if records.database.dialect == "sqlite":
        statement = (
            "INSERT OR REPLACE INTO log (id, at, account, action, target, detail) "
            "VALUES (1, '2031-01-01', 'eve', '', '', '{}')"
        )
    else:
        statement = "TRUNCATE log"
    with (
        pytest.raises(RecordsError, match="the log only grows"),
        records.database.session() as session,
    ):
        session.execute(text(statement))
    assert log.latest() == before
