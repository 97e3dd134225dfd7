"""A presentation keeps titles, lists, tables, charts and notes; its pages are the slides."""

from io import BytesIO
from pathlib import Path

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.util import Inches

from core.domain import ParsedReport
from ingest.readers import read_bytes

BOX = (Inches(1), Inches(2), Inches(6), Inches(3))
TITLE_ONLY = 5
TITLE_AND_CONTENT = 1


def parsed(deck: Presentation) -> ParsedReport:
    file = BytesIO()
    deck.save(file)
    return read_bytes(Path("plan.pptx"), file.getvalue())[0]


def slide(deck: Presentation, title: str, layout: int = TITLE_ONLY):
    made = deck.slides.add_slide(deck.slide_layouts[layout])
    made.shapes.title.text = title
    return made


def test_slides_are_pages_under_their_titles_with_their_notes() -> None:
    deck = pptx.Presentation()
    slide(deck, "Harbour Plan")
    second = slide(deck, "Quays", TITLE_AND_CONTENT)
    second.placeholders[1].text = "Three quays\nTwo cranes"
    second.notes_slide.notes_text_frame.text = "The third quay opened in 2019."
    report = parsed(deck)
    assert [section.title for section in report.sections] == ["Harbour Plan", "Quays"]
    assert "• Three quays\n• Two cranes" in report.text
    at = report.text.index("The third quay")
    assert next(p.number for p in report.pages if p.start <= at < p.end) == 2


def test_tables_and_charts_are_rows_with_their_headers() -> None:
    deck = pptx.Presentation()
    table = slide(deck, "Trade").shapes.add_table(2, 2, *BOX).table
    for at, text in enumerate(("Year", "Boxes", "2019", "12")):
        table.cell(at // 2, at % 2).text = text
    data = CategoryChartData()
    data.categories = ["2019", "2020"]
    data.add_series("Boxes", (12, 14.5))
    chart = slide(deck, "Growth").shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data)
    chart.chart.has_title = True
    chart.chart.chart_title.text_frame.text = "Boxes a year, thousand"
    text = parsed(deck).text
    assert "Trade — Year: 2019; Boxes: 12" in text
    assert "Boxes a year, thousand — 2020; Boxes: 14.5" in text


def test_text_in_groups_is_read_and_hidden_slides_are_not() -> None:
    deck = pptx.Presentation()
    group = slide(deck, "Quays").shapes.add_group_shape()
    group.shapes.add_textbox(*BOX).text_frame.text = "Three quays."
    hidden = slide(deck, "Draft")
    hidden.element.set("show", "0")
    report = parsed(deck)
    assert "Three quays." in report.text
    assert "Draft" not in report.text
    assert report.warnings == ("the hidden slide 2 was not read",)
