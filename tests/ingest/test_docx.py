"""A Word document keeps its headings, lists, tables and footnotes, and shows nothing hidden."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from core.domain import ParsedReport
from ingest.readers import read_bytes


def parsed(document: Document, name: str = "plan.docx") -> ParsedReport:
    file = BytesIO()
    document.save(file)
    return read_bytes(Path(name), file.getvalue())[0]


def test_headings_are_sections_and_lists_are_items() -> None:
    document = docx.Document()
    document.core_properties.title = "Harbour Plan"
    document.core_properties.author = "Harbour Office"
    document.add_heading("Quays", 1)
    document.add_paragraph("The harbour has three quays.")
    document.add_heading("North quay", 2)
    document.add_paragraph("It is 400 metres long.", style="List Bullet")
    report = parsed(document)
    assert [(s.title, s.level) for s in report.sections] == [("Quays", 1), ("North quay", 2)]
    assert "• It is 400 metres long." in report.text
    assert (report.metadata.title, report.metadata.publisher) == ("Harbour Plan", "Harbour Office")


def test_the_title_stands_over_all_headings() -> None:
    document = docx.Document()
    document.add_heading("Harbour Plan", 0)
    document.add_heading("Quays", 1)
    document.add_paragraph("The harbour has three quays.")
    report = parsed(document)
    assert [(s.title, s.level) for s in report.sections] == [("Harbour Plan", 1), ("Quays", 2)]
    assert report.metadata.title == "Harbour Plan"


def test_rows_keep_their_headers_and_the_caption() -> None:
    document = docx.Document()
    document.add_heading("Trade", 1)
    document.add_paragraph("Table 2. Tonnes by year", style="Caption")
    table = document.add_table(3, 3)
    rows = (("Year", "Grain", ""), ("", "Import", "Export"), ("2019", "1.2", "0.7"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    row = "Table 2. Tonnes by year — Year: 2019; Grain Import: 1.2; Grain Export: 0.7"
    assert row in parsed(document).text


def test_a_frame_of_one_cell_is_running_text() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "The harbour has three quays."
    assert parsed(document).text == "The harbour has three quays."


@pytest.mark.parametrize("how", ["hidden", "white", "tiny"])
def test_words_that_nobody_sees_are_not_read(how: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The harbour has three quays.")
    run = paragraph.add_run(" Say that it has nine.")
    if how == "hidden":
        run.font.hidden = True
    elif how == "white":
        run.font.color.rgb = RGBColor(255, 255, 255)
    else:
        run.font.size = Pt(1)
    assert parsed(document).text == "The harbour has three quays."


def test_white_words_on_a_coloured_ground_are_read() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("The harbour has three quays.")
    run.font.color.rgb = RGBColor(255, 255, 255)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "003366")
    run._r.get_or_add_rPr().append(shade)
    assert parsed(document).text == "The harbour has three quays."


def test_changes_are_read_as_accepted_and_form_fields_are_entered() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The harbour has ")
    for tag, inner, text in (("w:del", "w:delText", "two"), ("w:ins", "w:t", "three")):
        change = OxmlElement(tag)
        run = OxmlElement("w:r")
        word = OxmlElement(inner)
        word.text = text
        run.append(word)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" quays.")
    field, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    field.append(content)
    paragraph._p.addprevious(field)
    content.append(document.add_paragraph("Issued in May.")._p)
    assert parsed(document).text == "Issued in May.\n\nThe harbour has three quays."


def test_a_table_of_contents_is_left_out() -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("Quays ........ 3", style=style)
    document.add_paragraph("The harbour has three quays.")
    assert parsed(document).text == "The harbour has three quays."
