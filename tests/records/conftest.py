"""Records on SQLite and on a real PostgreSQL server of this machine, a clock to turn, answers."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from core.domain import Answer, CheckedSentence, Citation, Figure, Timings
from core.settings import Settings, load_settings
from records.store import Records
from tests.conftest import absent

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
_numbers = count(1)


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2031, 5, 6, 7, 8, 9, 101112, UTC)

    def __call__(self) -> datetime:
        return self.at

    def wait(self, **span: float) -> None:
        self.at += timedelta(**span)


def citation(n: int, quote: str = "The harbour has nine cranes.") -> Citation:
    return Citation(
        n, "harbour", "The Harbour", "Harbour Board", "2030-02", 3, "Cranes", quote, 10, 38, "ab12"
    )


def answer_to(question: str, **changes: Any) -> Answer:
    """An answered question about the cranes of a harbour, with two sentences, one cited."""
    made = Answer(
        question=question,
        standalone_question=question,
        language="en",
        status="answered",
        text="The harbour has nine cranes [1].",
        sentences=(
            CheckedSentence("The harbour has nine cranes.", (1,), "supported"),
            CheckedSentence("All are red.", (), "unsupported", ("nothing says so",)),
        ),
        citations=(citation(1),),
        figures=(Figure("cranes", "9", "", "2030", 1),),
        timings=Timings(5.0, 12.5, None, 80.0),
        index_version=7,
        model="none",
    )
    return replace(made, **changes)


SMALL_TALK = {"sentences": (), "citations": (), "figures": ()}


class Server:
    """A PostgreSQL server that only this machine reaches."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self) -> "subprocess.Popen[bytes]":
        user: dict[str, Any] = {"cwd": self._folder, "env": {"LC_ALL": "C", "PATH": os.defpath}}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            postgres = pwd.getpwnam("postgres")
            os.chown(self._folder, postgres.pw_uid, postgres.pw_gid)
            user |= {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": ()}
        data = self._folder / "data"
        subprocess.run(
            [self._programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"],
            check=True,
            capture_output=True,
            **user,
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
            # A zone of its own: what the product counts by is UTC wherever the server stands.
            "timezone": "Asia/Tokyo",
        }
        options = [word for pair in settings.items() for word in ("-c", "{}={}".format(*pair))]
        with (self._folder / "server.log").open("wb") as log:
            return subprocess.Popen(
                [self._programs / "postgres", "-D", data, *options], stdout=log, stderr=log, **user
            )

    def url(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def say(self, statement: str) -> None:
        """Run one statement outside of any transaction."""
        import pg8000.dbapi

        with closing(
            pg8000.dbapi.connect("postgres", host="127.0.0.1", port=self.port)
        ) as connection:
            connection.autocommit = True
            with closing(connection.cursor()) as cursor:
                cursor.execute(statement)

    def wait(self, process: "subprocess.Popen[bytes]") -> None:
        ready = [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        end = time.monotonic() + 30
        while subprocess.run(ready).returncode != 0:
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail((self._folder / "server.log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server with no database of ours, for all tests."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs:
        absent("PostgreSQL is not installed")
    # Not below pytest's own folder, which other users may not enter.
    folder = Path(tempfile.mkdtemp(prefix="askreports-postgresql-"))
    try:
        server = Server(programs[-1].parent, folder)
        process = server.start()
        try:
            server.wait(process)
            yield server
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings with an empty database of the test's own."""
    if request.param == "sqlite":
        yield load_settings(data=tmp_path / "data")
        return
    server: Server = request.getfixturevalue("postgresql")
    name = f"test{next(_numbers)}"
    server.say(f"CREATE DATABASE {name}")
    yield load_settings(data=tmp_path / "data", database=server.url(name))
    server.say(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reopened(settings: Settings, clock: Clock) -> Iterator[Callable[[], Records]]:
    """Open the same records, as often as wanted, as another process would."""
    opened: list[Records] = []

    def opener() -> Records:
        opened.append(Records(settings, clock, CHEAP))
        return opened[-1]

    yield opener
    for records in opened:
        records.close()


@pytest.fixture
def records(reopened: Callable[[], Records]) -> Records:
    return reopened()


@pytest.fixture
def asked(records: Records) -> Callable[..., str]:
    """Ask in a conversation of its own; give back the id of the answer."""

    def ask(question: str = "How many cranes has the harbour?", **changes: Any) -> str:
        conversation = records.conversations.begin()
        answer = answer_to(question, **changes)
        return records.conversations.add(conversation, answer, answer.citations).answer_id

    return ask
