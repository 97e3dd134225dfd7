import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from core.domain import LineBox
from core.errors import InputError
from ui.source.pages import SCALE, WIDEST, extent, page_png


def pdf(folder: Path, width: float, height: float, name: str = "a.pdf") -> Path:
    file = folder / name
    canvas = Canvas(str(file), pagesize=(width, height))
    canvas.drawString(10, 10, "Hello")
    canvas.showPage()
    canvas.save()
    return file


def size(png: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(png)).size


def test_a_page_is_an_image_of_its_own_shape(tmp_path):
    assert size(page_png(pdf(tmp_path, 300, 400), 1)) == (300 * SCALE, 400 * SCALE)


def test_a_poster_is_shown_smaller(tmp_path):
    assert max(size(page_png(pdf(tmp_path, 5000, 3000), 1))) == WIDEST


@pytest.mark.parametrize("number", [0, -1, 2])
def test_a_page_that_is_not_there_is_told(tmp_path, number):
    with pytest.raises(InputError, match="no page"):
        page_png(pdf(tmp_path, 300, 400), number)


def test_a_file_that_is_no_pdf_is_told(tmp_path):
    (tmp_path / "b.pdf").write_text("no")
    with pytest.raises(InputError, match="no pages to show"):
        page_png(tmp_path / "b.pdf", 1)


def test_two_files_never_share_an_image(tmp_path):
    one, two = pdf(tmp_path, 300, 400), pdf(tmp_path, 200, 100, "c.pdf")
    assert size(page_png(one, 1)) != size(page_png(two, 1))


def test_words_are_found_on_their_own_line_and_no_other(tmp_path):
    canvas = Canvas(str(tmp_path / "d.pdf"), pagesize=(200, 100))
    canvas.drawString(20, 80, "ships and cranes")
    canvas.drawString(20, 40, "cranes and ships")
    canvas.save()
    lower = LineBox(1, 0, 16, 0.1, 0.5, 0.9, 0.65)
    left, right = extent(tmp_path / "d.pdf", lower, "ships")
    assert 0.4 < left < right < 0.7
    assert extent(tmp_path / "d.pdf", lower, "cranes")[0] == pytest.approx(0.1, abs=0.01)
    assert extent(tmp_path / "d.pdf", lower, "whales") is None
