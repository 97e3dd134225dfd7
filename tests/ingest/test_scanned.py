"""A page that is a picture is read by Tesseract where it is installed, and told as such."""

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from core.errors import UnreadableFile
from ingest.readers import read_bytes
from ingest.readers.pdf import reader, scanned
from tests.conftest import absent
from tests.ingest.pdfs import Sheet

LINES = ("The harbour of Veldhaven has three quays.", "It moved 4,120 boxes in the year 2019.")


@pytest.fixture
def tesseract() -> None:
    if not scanned.languages():
        absent("Tesseract is not installed")


@pytest.fixture(scope="module")
def scan() -> bytes:
    """A page that is the picture of a typeset one."""
    sheet = Sheet().line("Harbour Plan", y=80, size=22).lines(LINES, y=120, step=18, size=12)
    with pdfium.PdfDocument(sheet.bytes()) as document:
        picture = document[0].render(scale=200 / 72).to_pil()
    file = BytesIO()
    picture.save(file, "PDF", resolution=200)
    return file.getvalue()


@pytest.mark.usefixtures("tesseract")
def test_a_scanned_page_is_read_with_its_boxes_and_says_so(scan: bytes) -> None:
    report, _ = read_bytes(Path("scan.pdf"), scan)
    for line in LINES:
        assert line in report.text.replace("\n", " ")
    assert report.warnings == ("page 1 read by Tesseract from a scan; letters may be mistaken",)
    at = report.text.index("It moved")
    box = next(b for b in report.boxes if b.start <= at < b.end)
    assert box.page == 1
    assert 0.1 < box.x0 < box.x1 < 0.7
    assert 0.13 < box.y0 < box.y1 < 0.18


def test_without_tesseract_a_scan_says_what_would_read_it(
    scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "languages", tuple)
    with pytest.raises(UnreadableFile, match="Tesseract is installed"):
        read_bytes(Path("scan.pdf"), scan)
