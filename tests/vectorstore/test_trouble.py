"""An error of a store is one line with advice that helps."""

import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from core.errors import LibraryError
from core.settings import Settings
from vectorstore.library import Library
from vectorstore.trouble import told

Usage = namedtuple("Usage", "total used free")


def line(folder: Path, error: Exception) -> str:
    with pytest.raises(LibraryError) as caught, told(folder):
        raise error
    return str(caught.value)


def test_any_error_on_a_disk_without_room_is_a_full_disk(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**9, 10**9, 100))
    said = line(tmp_path, sqlite3.OperationalError("unable to open database file"))
    assert said.endswith("free some disk space and try again")


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (sqlite3.OperationalError("database is locked"), "another process is writing"),
        (OSError(122, "Disk quota exceeded"), "free some disk space"),
        (PermissionError(13, "Permission denied"), "make the folder writable"),
        (sqlite3.DatabaseError("malformed"), "move the folder away"),
    ],
)
def test_the_advice_fits_the_error(tmp_path: Path, error: Exception, advice: str) -> None:
    assert advice in line(tmp_path, error)


def test_a_server_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    library = Library(Settings(data=tmp_path / "data", chroma="http://127.0.0.1:9"))
    with pytest.raises(LibraryError, match="see that it runs") as caught:
        library.search("cargo")
    assert "\n" not in str(caught.value)
    library.close()
