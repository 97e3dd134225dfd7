"""An ingest killed at any moment leaves each report whole, old or new; the next completes it."""

import multiprocessing
import random
import sys
import tempfile
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from core.settings import Settings
from ingest.sync import sync
from vectorstore.library import Library

KILLS = 8
"""In the test; `python -m tests.ingest.test_killed 40` takes longer."""

NAMES = ("harbour", "orchard", "garden")

_processes = multiprocessing.get_context("forkserver")


def _ingest(folder: Path, data: Path) -> None:
    settings = Settings(data=data)
    library = Library(settings)
    sync(library, [folder], settings)
    library.close()


def _started(folder: Path, data: Path) -> ForkServerProcess:
    process = _processes.Process(target=_ingest, args=(folder, data))
    process.start()
    return process


def _write(folder: Path, edition: int) -> dict[str, str]:
    """Write each report anew; returns the sentence by which its edition is known."""
    marks = {}
    for name in NAMES:
        marks[name] = f"This is edition number {edition} of the {name} report."
        body = " ".join(f"Row {i} of the {name} holds {i + edition} crates." for i in range(40))
        (folder / f"{name}.md").write_text(f"# The {name}\n\n{marks[name]}\n\n{body}\n", "utf-8")
    return marks


def _told(data: Path) -> dict[str, str]:
    """What each report answers now; its text, its passages and the search must agree."""
    library = Library(Settings(data=data))
    try:
        found = {}
        for report in library.reports():
            text = library.parsed(report.report_id).text
            asked = f"Which edition is this of the {report.report_id} report?"
            sentences = library.search(asked).sentences
            mark = next(s for s in text.split("\n\n") if s.startswith("This is edition"))
            edition = int(mark.split()[4])
            assert f"Row 0 of the {report.report_id} holds {edition} crates." in text
            assert mark in [s.sentence.text for s in sentences]
            own = [s.passage.text for s in sentences if s.passage.report_id == report.report_id]
            assert own and all(passage in text for passage in own)
            found[report.report_id] = mark
        return found
    finally:
        library.close()


def kill_and_look(root: Path, kills: int) -> int:
    """Kill `kills` ingests at random moments, looking after each; returns how many were at work."""
    _processes.set_forkserver_preload(["vectorstore.library", "ingest.sync", "torch"])
    folder, data = root / "reports", root / "data"
    folder.mkdir()
    whole = 0.0
    marks: dict[str, str] = {}
    for edition in (0, 1):
        marks = _write(folder, edition)
        began = time.monotonic()
        _finish(folder, data)
        whole = time.monotonic() - began
    assert _told(data) == marks
    moments = random.Random(kills)
    killed = 0
    for edition in range(2, 2 + kills):
        old, marks = _told(data), _write(folder, edition)
        process = _started(folder, data)
        process.join(moments.uniform(0.05, 1.0) * whole)
        killed += process.is_alive()
        process.kill()
        process.join()
        now = _told(data)
        assert all(now[name] in (old[name], marks[name]) for name in NAMES)
    _finish(folder, data)
    assert _told(data) == marks
    return killed


def _finish(folder: Path, data: Path) -> None:
    process = _started(folder, data)
    process.join()
    assert process.exitcode == 0


@pytest.mark.timeout(900)
def test_each_report_is_old_or_new_after_a_kill_and_the_next_run_completes(tmp_path: Path) -> None:
    assert kill_and_look(tmp_path, KILLS) > KILLS / 2


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        asked = int(sys.argv[1])
        sys.stdout.write(f"{kill_and_look(Path(made), asked)} of {asked} were at work\n")
