"""A workbook's rows keep headers, title, unit, sheet and range, as the sheet shows them."""

import datetime
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from core.domain import ParsedReport
from ingest.readers import read_bytes
from ingest.readers.office.number_format import day, number


def parsed(book: Workbook, name: str = "trade.xlsx") -> ParsedReport:
    file = BytesIO()
    book.save(file)
    return read_bytes(Path(name), file.getvalue())[0]


def workbook(*rows: Sequence[Any]) -> Workbook:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Trade"
    for row in rows:
        book.active.append(row)
    return book


TABLE = (("Net sales, in million euro",), ("Quarter", "Grain", "Steel"), ("Q1 2020", 12.5, 7))


def test_a_row_is_found_by_its_headers_and_title_and_cited_by_sheet_and_range() -> None:
    report = parsed(workbook(*TABLE, ("Q2 2020", 13, 8), (), ("Prices are those of 2019.",)))
    assert "Net sales, in million euro — Quarter: Q1 2020; Grain: 12.5; Steel: 7" in report.text
    titles = [section.title for section in report.sections]
    assert titles == ["Trade", "Net sales, in million euro (A1:C4)", "Trade (A6:A6)"]
    assert report.metadata.title == "trade"


def test_headers_over_several_columns_and_tables_side_by_side_are_told_apart() -> None:
    book = workbook(
        ("", "2019", "", "", "Berth", "Metres"),
        ("Port", "Grain", "Steel", "", "North", 400),
        ("Veldhaven", 12, 7, "", "South", 350),
    )
    book.active.merge_cells("B1:C1")
    text = parsed(book).text
    assert "Trade — Port: Veldhaven; 2019 Grain: 12; 2019 Steel: 7" in text
    assert "Trade — Berth: South; Metres: 350" in text


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    book = workbook(*TABLE, ("Q2 2020", 13, 8))
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions.group("C", "D", hidden=True)
    book.create_sheet("Draft").append(("Secret", "words"))
    book["Draft"].sheet_state = "hidden"
    report = parsed(book)
    for word in ("Q2", "Steel", "Secret"):
        assert word not in report.text
    assert report.warnings == ("the hidden sheet Draft was not read",)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.125, "0.0%", "12.5%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567, '#,##0,"k"', "1,235k"),
        (12.34, "0.##", "12.34"),
        (1234.5, "#,##0.00 [$€-407]", "1,234.50 €"),
        (1234.5, "[$-10409]#,##0.00", "1,234.50"),
        (0.5, "# ?/?", "0.5"),
        (500, '[>=1000000]0.0,,"M";0', "500"),
        (7, ";;;", ""),
        (12.5, '"€" 0.00', "€12.50"),
        (0.1 + 0.2, "General", "0.3"),
        (2019, "0", "2019"),
        (-3, "0;[Red]-0", "-3"),
    ],
)
def test_numbers_are_read_as_they_are_shown(value: float, code: str, shown: str) -> None:
    assert number(value, code) == shown


def test_dates_are_told_as_dates() -> None:
    when = datetime.datetime(2020, 5, 3)
    report = parsed(workbook(("Day", "Boxes"), (when, 12)))
    assert "Day: 2020-05-03; Boxes: 12" in report.text
    assert (day(when, "mmm-yy"), day(when, "yyyy")) == ("2020-05", "2020")


def test_a_blank_row_under_the_header_and_blank_columns_between_do_not_cut_a_table() -> None:
    report = parsed(
        workbook(
            ("Region", "", "2019", "", "2020"),
            (),
            ("North", "", 12, "", 13),
            ("South", "", 14, "", 15),
        )
    )
    assert "Trade — Region: South; 2019: 14; 2020: 15" in report.text


def test_a_table_without_headers_and_one_with_words_below_its_header_lose_no_row() -> None:
    bare = parsed(workbook(("Population", 12000), ("Area", 45)))
    assert "Trade — Population; 12000" in bare.text
    words = parsed(
        workbook(("Measure", "Status", "Budget"), ("Port", "Planned", "n/a"), ("Road", "Open", 12))
    )
    assert "Measure: Port; Status: Planned; Budget: n/a" in words.text


def test_what_no_one_stated_is_no_title_nor_date() -> None:
    report = parsed(workbook(*TABLE))
    assert (report.metadata.title, report.metadata.publisher) == ("trade", "")
