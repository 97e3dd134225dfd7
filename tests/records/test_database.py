"""The database comes to form by itself, whoever opens it, and says in one line what is wrong."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from core.errors import RecordsError, SettingsError
from core.settings import load_settings
from records.database import Database
from records.schema import Base
from tests.conftest import ROOT

WRITER = """
import sys
from core.settings import load_settings
from records.store import Records
from tests.records.conftest import answer_to

mine = sys.argv[1]
with Records(load_settings()) as records:
    print("open", flush=True)
    conversation = sys.stdin.readline().strip()
    for number in range(20):
        records.conversations.add(conversation, answer_to(f"{mine} {number}"), ())
"""


def environment(settings):
    return {
        **os.environ,
        "ASKREPORTS_DATA": str(settings.data),
        "ASKREPORTS_DATABASE": settings.database,
        "PYTHONPATH": str(ROOT),
    }


def writer(settings, name):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name],
        env=environment(settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_models_and_migrated_schema_agree(records):
    with records.database.session() as session:
        context = MigrationContext.configure(session.connection())
        assert compare_metadata(context, Base.metadata) == []


def test_opening_again_changes_nothing(reopened):
    conversation = reopened().conversations.begin()
    reopened()
    assert reopened().conversations.share(conversation)


def test_many_who_open_at_once_all_find_it_in_form(reopened):
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: reopened(), range(8)))
    conversation = opened[0].conversations.begin()
    assert all(records.conversations.share(conversation) for records in opened)


def test_two_processes_open_and_write_at_once_and_nothing_is_lost(settings, reopened):
    writers = [writer(settings, name) for name in ("a", "b")]  # both make the tables
    assert [process.stdout.readline() for process in writers] == ["open\n"] * 2
    records = reopened()
    conversation = records.conversations.begin()
    for process in writers:
        process.stdin.write(f"{conversation}\n")
        process.stdin.flush()
    for process in writers:
        process.communicate()
        assert process.returncode == 0
    kept = records.conversations.answers(conversation)
    assert [answer.number for answer in kept] == list(range(1, 41))
    wanted = {f"{name} {number}" for name in "ab" for number in range(20)}
    assert {answer.answer.question for answer in kept} == wanted


def test_what_fails_halfway_leaves_nothing_behind(records):
    with pytest.raises(ZeroDivisionError), records.database.session() as session:
        records.log.add(session, "ann", "test", "")
        session.flush()
        _ = 1 / 0
    assert records.log.latest() == ()


def test_database_of_a_later_version_is_told_in_one_line(settings, records):
    with records.database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsError, match="a later version of askreports made it") as caught:
        Database(settings)
    assert "\n" not in str(caught.value)


def test_file_that_is_no_database_is_told_in_one_line(tmp_path):
    (tmp_path / "records.sqlite3").write_bytes(b"cranes " * 1000)
    with pytest.raises(RecordsError, match=r"records\.sqlite3 cannot be used .*; put a copy"):
        Database(load_settings(data=tmp_path))


def test_server_that_is_not_there_is_told_without_the_password(tmp_path):
    url = "postgresql://ann:secret@127.0.0.1:1/harbour"
    with pytest.raises(RecordsError, match="see that the server") as caught:
        Database(load_settings(data=tmp_path, database=url))
    assert "secret" not in str(caught.value)


def test_missing_driver_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pg8000", None)
    with pytest.raises(SettingsError, match=r"pip install 'askreports\[postgresql\]'"):
        Database(load_settings(data=tmp_path, database="postgresql+pg8000://h/d"))


@pytest.mark.parametrize(
    "url", ["postgresql://ann:secret@host:port/x", "postgresql://ann:secret@host/x?color=red"]
)
def test_impossible_url_is_told_without_the_password(tmp_path, url):
    with pytest.raises(SettingsError, match="'database'") as caught:
        Database(load_settings(data=tmp_path, database=url))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://ann:secret@h/x", "sqlite:///x", "postgresql://"])
def test_other_databases_are_refused(url):
    with pytest.raises(SettingsError, match="setting 'database'") as caught:
        load_settings(database=url)
    assert "secret" not in str(caught.value)


def test_encryption_is_asked_for_as_urls_do(postgresql, tmp_path):
    # The test's server speaks none, so who insists on it is refused.
    settings = load_settings(
        data=tmp_path, database=postgresql.url("postgres") + "?sslmode=require"
    )
    with pytest.raises(RecordsError):
        Database(settings)
    Database(
        load_settings(data=tmp_path, database=postgresql.url("postgres") + "?sslmode=prefer")
    ).close()


def test_days_to_keep_cannot_be_negative():
    with pytest.raises(SettingsError, match="keep_days"):
        load_settings(keep_days=-1)


def test_migrations_lie_beside_the_code():
    import records.upgrade

    folder = Path(records.upgrade.__file__).parent / "migrations"
    assert (folder / "env.py").is_file()
    assert list((folder / "versions").glob("0001_*.py"))


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
def test_a_server_started_anew_is_found_again(postgresql, settings, records):
    conversation = records.conversations.begin()
    name = settings.database.rpartition("/")[2]
    postgresql.say(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    assert records.conversations.share(conversation)
