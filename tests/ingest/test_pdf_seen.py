"""Print that nobody can see on a page is none of the report's words."""

from pathlib import Path

import pytest

from ingest.readers import read_bytes
from tests.ingest.pdfs import Sheet

TRUE = "The harbour opened on Monday with twelve berths."
LIE = "The harbour has ninety nine berths."


def read(sheet: Sheet) -> str:
    return read_bytes(Path("x.pdf"), sheet.bytes())[0].text


def printed() -> Sheet:
    return Sheet().line(TRUE).line("Ships carried grain to the north.", y=160)


@pytest.mark.parametrize("colour", ["white", "#fefefe"])
def test_white_print_on_white_paper_is_not_read(colour: str) -> None:
    assert LIE not in read(printed().ink(colour).line(LIE, y=220))


def test_white_print_on_a_dark_ground_is_read() -> None:
    sheet = printed().box(60, 230, 400, 30, "navy").ink("white").line(LIE, y=220)
    assert LIE in read(sheet)


def test_print_without_ink_is_read_only_over_a_picture_of_it() -> None:
    assert LIE not in read(printed().ink(mode=3).line(LIE, y=220))
    # Stripes stand in for the scan of a line.
    scan = printed()
    for x in range(70, 300, 4):
        scan.box(x, 222, 2, 10, "black")
    assert LIE in read(scan.ink(mode=3).line(LIE, y=220))


def test_tiny_print_and_print_off_the_page_are_not_read() -> None:
    assert LIE not in read(printed().line(LIE, y=220, size=0.5))
    assert LIE not in read(printed().line(LIE, x=2000, y=220))
    assert LIE in read(printed().line(LIE, y=220, size=5))


def test_seen_print_keeps_its_place() -> None:
    assert TRUE in read(printed().ink("white").line(LIE, y=130))
    assert TRUE in read(printed().ink("#999999").line(LIE, y=130))
