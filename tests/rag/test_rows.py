"""Numbers of a table's rows, with the scale that the table tells once."""

import pytest

from rag.dating import as_of
from rag.figures import as_figures, read
from rag.series import same_measure
from rag.verify.check import check
from rag.verify.dates import day
from rag.verify.rows import is_row, scaled
from tests.rag.build import quote_of

ROW = (
    "(crowns in millions) — Tolls by canal: Total tolls; Three Months Ended July 2, 2011: $4,812; "
    "Three Months Ended July 3, 2010: $4,377; Change: 10 %; Six Months Ended July 2, 2011: $9,105"
)


@pytest.mark.parametrize(
    ("row", "read_as"),
    [
        (
            "(in millions) — Tolls; May 1, 2011: 4,812; Change: 3 %",
            "(in ) — Tolls; May 1, 2011: 4,812 million; Change: 3 %",
        ),
        (
            "Year: 2011; Tolls (million euros): 4.8; Share (%): 12.5; Locks: 31",
            "Year: 2011; Tolls ( euros): 4.8 million euros; Share (%): 12.5%; Locks: 31",
        ),
        (
            "Fleet (thousand tonnes) — Port: Veldhaven; 2011: 312; Crew per boat: 7; Growth: 3",
            "Fleet ( tonnes) — Port: Veldhaven; 2011: 312 thousand; Crew per boat: 7; Growth: 3",
        ),
        (
            "(In millions, except number of shares) — Shares sold; 2011: 512",
            "(In , except number of shares) — Shares sold; 2011: 512",
        ),
        (
            "(net tolls in millions and boats in thousands) — Sum: Net tolls; 2011: $48",
            "(net tolls in  and boats in ) — Sum: Net tolls; 2011: $48 million",
        ),
        (
            "(net tolls in millions and boats in thousands) — Locks; 2011: 48",
            "(net tolls in  and boats in ) — Locks; 2011: 48",
        ),
        ("年份: 2011; 旅客（万人）: 48.2", "年份: 2011; 旅客（万人）: 48.2万人"),
        ("表 单位：亿元 — 项目: 运费; 2011年: 4.8", "表 单位：亿元 — 项目: 运费; 2011年: 4.8亿元"),
    ],
)
def test_a_cell_has_the_scale_of_its_column_or_table(row: str, read_as: str) -> None:
    assert scaled(row) == read_as


@pytest.mark.parametrize(
    "text",
    [
        "The toll (about 3 million) — the highest so far: 12; it fell later.",
        "(tolls in millions and boats in thousands) was said: 12",
        "Locks (rebuilt): 12; Boats: 31",
    ],
)
def test_what_no_table_scales_stays_as_it_is(text: str) -> None:
    assert scaled(text) == text


def test_a_sentence_may_write_the_scale_that_the_table_tells() -> None:
    quote = quote_of(ROW)
    told = "Total tolls were $4,812 million in the three months ended July 2, 2011."
    assert check(told, [quote]).verdict == "supported"
    assert check(told.replace(" million", " billion"), [quote]).verdict == "unsupported"
    assert check(told.replace("4,812", "9,501"), [quote]).verdict == "unsupported"


def test_columns_called_by_a_day_are_figures_of_that_day() -> None:
    quotes = (quote_of(ROW),)
    question = "How have total tolls changed over time?"
    shown = as_figures(question, same_measure(question, read(question, quotes)), quotes)
    # The six months are another measure: their column is called otherwise.
    assert [(f.value, f.as_of) for f in shown] == [
        ("4,812 million", "2011-07-02"),
        ("4,377 million", "2010-07-03"),
    ]


def test_sums_at_dates_tell_more_of_a_change_than_one_share() -> None:
    quotes = (quote_of("Total tolls increased 10% in the second quarter of 2011."), quote_of(ROW))
    question = "How have total tolls changed over time?"
    shown = as_figures(question, same_measure(question, read(question, quotes)), quotes)
    assert [f.unit for f in shown] == ["USD", "USD"]
    question = "What was the growth of total tolls?"
    assert [r.quantity.unit for r in same_measure(question, read(question, quotes))] == ["%"]


def test_a_day_is_told_with_its_year() -> None:
    assert day("Three Months Ended July 2, 2011") == day("2 July 2011") == "2011-07-02"
    assert day("截至2011年7月2日") == "2011-07-02"
    assert day("July 2011") == day("from July 2, 2011 to July 9, 2011") == ""
    assert as_of("On July 2, 2011 it was 12.", 25, 27) == "2011"


def test_the_number_of_a_note_at_a_row_s_label_is_no_value() -> None:
    row = "(crowns in millions) — Tolls by canal: Westmark (1); July 2, 2011: $4,812; Change: (2)%"
    (reading,) = read("What were the tolls of the Westmark canal?", [quote_of(row)])
    assert (reading.quantity.value, reading.as_of) == (4_812_000_000, "2011-07-02")


def test_a_row_is_told_from_prose() -> None:
    assert is_row("(in millions) — Tolls; May 1, 2011: 4,812")
    assert not is_row("The toll — the highest so far — rose in 2011.")
    assert not is_row("Tolls — rebuilt: yes; open: no")
    assert not is_row("The locks — in short: 12; 30 more are planned.")


def test_a_row_without_its_currency_does_not_hide_the_others() -> None:
    bare = "(crowns in millions) — Tolls: Total tolls; July 2, 2011: 4,812"
    other = "(crowns in millions) — Tolls: Total tolls; July 3, 2010: $4,377; July 4, 2009: $4,102"
    readings = read("What were the total tolls?", [quote_of(bare), quote_of(other)])
    told = same_measure("What were the total tolls?", readings)
    assert [reading.as_of for reading in told] == ["2010-07-03", "2009-07-04"]


def test_a_number_in_brackets_keeps_them() -> None:
    quote = quote_of("(in millions) — Cost of tolls; July 2, 2011: (512); July 3, 2010: (498)")
    asked = "What was the cost of tolls?"
    told = as_figures(asked, same_measure(asked, read(asked, [quote])), [quote])
    assert [figure.value for figure in told] == ["(512) million", "(498) million"]
