"""Whatever a folder holds beside its reports, each bad file is named and none stops the rest."""

import resource
import time
from pathlib import Path

import pytest

from core.settings import Settings
from ingest.readers import read_bytes
from ingest.sync import sync
from tests.ingest.damaged import whole, write_damaged
from tests.ingest.fakes import FakeLibrary

FILES = 200
SECONDS = 240
MEGABYTES = 1500
NEVER_READ = (
    "bomb.docx",
    "bomb.pptx",
    "bomb.xlsx",
    "locked.pdf",
    "locked.docx",
    "big.pdf",
    "loop-a.md",
    "dangling.md",
    "nothing.csv",
)


@pytest.mark.parametrize("suffix", sorted(whole()))
def test_the_sound_files_that_are_damaged_are_sound(suffix: str) -> None:
    text = read_bytes(Path(f"harbour{suffix}"), whole()[suffix])[0].text
    assert "4120" in text.replace(",", "")


@pytest.mark.timeout(2 * SECONDS)
def test_two_hundred_damaged_files_are_each_named_and_the_sound_one_goes_in(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    damaged = write_damaged(folder, FILES, seed=3)
    good = folder / "harbour.md"
    good.write_bytes(whole()[".md"])
    settings = Settings(data=tmp_path / "data")
    library = FakeLibrary(tmp_path / "data" / "files")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    result = sync(library, [folder], settings)
    seconds = time.monotonic() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    failed = {Path(f["path"]): f["error"] for f in result.failed}
    assert str(good) in {report.path for report in library.reports()}
    read = {Path(report.path) for report in library.reports()}
    # Some are still readable: a flipped bit in a text, a file under another format's suffix.
    assert set(damaged) - read - set(failed) <= _copies([*damaged, good])
    assert {folder / name for name in NEVER_READ} <= set(failed)
    assert len(failed) >= FILES / 3
    for path, reason in failed.items():
        assert reason and "\n" not in reason, path
        assert "Traceback" not in reason
    assert seconds < SECONDS
    assert grown < MEGABYTES


def _copies(files: list[Path]) -> set[Path]:
    """Those whose content another file has too, of which one counts."""
    seen: dict[bytes, list[Path]] = {}
    for file in files:
        if file.is_file() and file.stat().st_size < 1_000_000:
            seen.setdefault(file.read_bytes(), []).append(file)
    return {file for same in seen.values() if len(same) > 1 for file in same}
