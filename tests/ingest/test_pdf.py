"""A PDF is read in the order a person reads it, and each line knows its place on its page."""

from pathlib import Path

import pytest

from core.errors import UnreadableFile
from ingest.readers import read_bytes
from tests.ingest.pdfs import HEIGHT, WIDTH, Sheet


def read(sheet):
    return read_bytes(Path("port.pdf"), sheet.bytes())[0]


PROSE = [
    "The port was widened in three years and it now takes ships of all sizes",
    "that come up the river with the tide, the largest of which are carry-",
    "ing grain and ore for the mills of the upper town, as they did before.",
]


def test_lines_become_paragraphs_without_cut_words():
    parsed = read(Sheet().lines(PROSE, y=100).lines(["Another paragraph stands here."], y=165))
    assert "the largest of which are carrying grain and ore" in parsed.text
    assert parsed.text.endswith("as they did before.\n\nAnother paragraph stands here.")


def test_columns_are_read_one_after_the_other():
    left = [f"left column line {word} goes on for some words" for word in "abcdefgh"]
    right = [f"right column line {word} goes on with others" for word in "abcdefgh"]
    sheet = Sheet().line(
        "A line over both columns that is as wide as the whole page is to be", y=80
    )
    sheet.lines(left, x=72, y=120).lines(right, x=320, y=120)
    text = read(sheet).text
    assert text.index("left column line h") < text.index("right column line a")
    assert text.index("over both columns") < text.index("left column line a")


def test_headings_come_from_larger_and_bold_print():
    sheet = Sheet().line("The Port Report", y=80, size=20).line("Trade", y=110, bold=True)
    parsed = read(sheet.lines(PROSE, y=130))
    assert [(s.title, s.level) for s in parsed.sections] == [("The Port Report", 1), ("Trade", 2)]
    assert parsed.metadata.title == "The Port Report"


def test_table_rows_say_what_their_figures_are():
    sheet = Sheet().line("Tonnes carried by year (in thousands):", y=90)
    for i, row in enumerate(
        [("Goods", "2019", "2020"), ("Grain", "1,200", "1,300"), ("Steel", "700", "(80)")]
    ):
        sheet.line(row[0], 72, 110 + 14 * i, bold=i == 0)
        sheet.line(row[1], 300, 110 + 14 * i, bold=i == 0, right=True)
        sheet.line(row[2], 400, 110 + 14 * i, bold=i == 0, right=True)
    text = read(sheet).text
    assert "Tonnes carried by year (in thousands) — Goods: Grain; 2019: 1,200; 2020: 1,300" in text
    assert "Goods: Steel; 2019: 700; 2020: (80)" in text


def test_running_heads_and_page_numbers_go_and_paragraphs_cross_pages():
    sheet = Sheet()
    goods = ["grain", "steel", "timber", "salt"]
    for number, one in enumerate(goods, 1):
        sheet.line("Port Report of the Town", y=40, size=8).line(str(number), x=300, y=800, size=8)
        sheet.lines([f"of {one} came in, and the rest went out.", *PROSE, f"Of {one} the"], y=100)
        sheet.page()
    text = read(sheet).text
    assert "Port Report of the Town" not in text
    assert "\n2" not in text
    assert "Of steel the of timber came in, and the rest went out." in text


def test_lines_said_alike_inside_pages_stay():
    sheet = Sheet()
    for number in range(4):
        sheet.lines([f"Chapter {c} of the book {c * number}" for c in "abc"], y=100)
        sheet.line("All rights belong to the town.", y=300).lines(["x y z", "u v w"], y=500).page()
    assert read(sheet).text.count("All rights belong to the town.") == 4


def test_boxes_and_pages_agree_with_the_text():
    sheet = Sheet().lines(PROSE, y=100).page().line("Second page says 42 here.", y=100)
    parsed = read(sheet)
    assert [p.number for p in parsed.pages] == [1, 2]
    for box in parsed.boxes:
        assert 0 <= box.x0 < box.x1 <= 1
        assert 0 <= box.y0 < box.y1 <= 1
        page = next(p for p in parsed.pages if p.number == box.page)
        assert page.start <= box.start < box.end <= page.end
    first = parsed.boxes[0]
    assert parsed.text[first.start : first.end] == PROSE[0]
    assert first.x0 == pytest.approx(72 / WIDTH, abs=0.01)
    assert first.y0 < 100 / HEIGHT < first.y1
    assert parsed.text[parsed.boxes[-1].start :] == "Second page says 42 here."


def test_page_without_text_is_warned_of_and_counted():
    parsed = read(Sheet().lines(PROSE).page().page().line("The end of it.").page())
    assert len(parsed.warnings) == 1
    assert parsed.warnings[0].startswith("no text on page 2; scanned or pictures only")
    assert {p.number for p in parsed.pages} == {1, 2, 3}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (Sheet(password="secret").lines(PROSE).bytes(), "locked by a password"),
        (Sheet().lines(PROSE).bytes()[:300], "damaged"),
        (Sheet().page().bytes(), "no page has text"),
    ],
)
def test_locked_damaged_and_scanned_files_are_unreadable(data, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read_bytes(Path("port.pdf"), data)


def test_properties_give_the_title_unless_they_name_a_file():
    assert read(Sheet(title="Plan of the Port").lines(PROSE)).metadata.title == "Plan of the Port"
    sheet = Sheet(title="Microsoft Word - plan.docx").line("The Plan Itself", y=60, size=20)
    assert read(sheet.lines(PROSE)).metadata.title == "The Plan Itself"
