"""Rows of separated values are sentences with their headers."""

from pathlib import Path

import pytest

from ingest.readers import read_bytes


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_row_keeps_its_headers_whatever_separates(mark: str) -> None:
    rows = (("Year", "Net sales", "Port"), ("2019", "12.5", "Veldhaven"), ("2020", "13", "Lufeng"))
    data = "\n".join(mark.join(row) for row in rows).encode()
    report, media_type = read_bytes(Path("net-sales.csv"), data)
    assert "Year: 2020; Net sales: 13; Port: Lufeng" in report.text
    assert [section.title for section in report.sections] == ["(A1:C3)"]
    assert (report.metadata.title, media_type) == ("net sales", "text/csv")


def test_a_title_over_the_header_belongs_to_each_row_and_quotes_hold_commas() -> None:
    data = 'Boxes by port\n\nPort,Boxes\n"Veldhaven, north","1,200"\n'.encode("gb18030")
    report, _ = read_bytes(Path("a.csv"), data)
    assert "Boxes by port — Port: Veldhaven, north; Boxes: 1,200" in report.text
