"""Numbers are compared by value, scale and unit, however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify.quantities import missing, quantities, years


def values(text: str) -> list[tuple[Decimal, str]]:
    return [(q.value, q.unit) for q in quantities(text, as_source=True)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("output of RMB 2.5 trillion", Decimal("2.5e12"), "CNY"),
        ("RMB2.5 trillion Yuan", Decimal("2.5e12"), "CNY"),
        ("产值为2.5万亿元", Decimal("2.5e12"), "CNY"),
        ("sales of US$ 40 billion", Decimal("4e10"), "USD"),
        ("up 7.5 per cent", Decimal("7.5"), "%"),
        ("增长百分之七点五", Decimal("7.5"), "%"),
        ("thirty-nine bridges", Decimal(39), ""),
        ("三十九座桥", Decimal(39), ""),
        ("12,345 firms", Decimal(12345), ""),
        ("120万居民", Decimal(1200000), ""),
        ("ranked 5th", Decimal(5), ""),
        ("ranks third", Decimal(3), ""),
    ],
)
def test_a_number_is_read_with_scale_and_unit(text: str, value: Decimal, unit: str) -> None:
    assert (value, unit) in values(text)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It sold 4,000 boats.", "The yard sold four thousand boats."),
        ("产值2万亿元", "an output of RMB 2 trillion"),
        ("It grew by 3%.", "growth of 3 percent"),
        ("The total was 1,350 billion yuan.", "a total of 1.35 trillion RMB"),
    ],
)
def test_the_same_number_in_other_words_is_found(claim: str, source: str) -> None:
    assert missing(claim, source) == ()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It sold 4,000 boats.", "The yard sold 40,000 boats."),
        ("It earned 5 million dollars.", "It earned 5 million yuan."),
        ("It grew by 3%.", "It grew by 3 units."),
        ("an output of 2 billion", "an output of 2 trillion"),
        ("产值2亿元", "产值2万亿元"),
    ],
)
def test_another_value_scale_or_unit_is_missing(claim: str, source: str) -> None:
    assert len(missing(claim, source)) == 1


def test_citation_marks_are_no_figures() -> None:
    assert quantities("A plain sentence. [12]", as_source=True) == ()


def test_years_are_told_from_counts() -> None:
    assert years("In 2012, 1,950 firms; the plan 2018-2035; 2,100 km") == {2012, 2018, 2035}


@given(st.integers(min_value=4, max_value=10**13))
def test_every_whole_number_is_found_in_its_own_sentence(number: int) -> None:
    sentence = f"They counted {number:,} parcels."
    assert missing(sentence, sentence) == ()


@given(st.integers(min_value=2200, max_value=10**9), st.integers(min_value=1, max_value=50))
def test_a_changed_number_is_always_missing(number: int, change: int) -> None:
    assert missing(f"They counted {number + change} parcels.", f"They counted {number} parcels.")


def test_a_count_is_held_though_a_length_of_time_has_its_number() -> None:
    source = "In 2011 the town opened 100 urban and rural lines within 100 days."
    assert missing("2011年开通了100条线路。", source) == ()
    assert missing("The town opened 100 lines.", "It took 100% of 100 days.") != ()


def test_the_scale_of_a_table_counts_nothing() -> None:
    assert not quantities("Tolls by lock (in millions, reflected in thousands)", as_source=True)
    (told,) = quantities("The harbour trades in millions of crowns.", as_source=True)
    assert told.value == 1_000_000


def test_a_roman_numeral_behind_a_name_holds_its_number() -> None:
    assert not missing("the 33rd Veldhaven Games", "the Veldhaven Games XXXIII")
    assert not missing("Phase 2 of the canal", "Phase II of the canal")
    assert missing("Phase 3 of the canal", "Phase II of the canal")
    assert missing("2 phases of the canal", "Phase II of the canal")
    assert missing("It counts 200 boats.", "The yard of C.C. Holm counts boats.")


def test_an_age_is_one_in_years() -> None:
    assert not missing("She was 38 years old.", "She took office at age 38.")
    assert missing("She has 38 ferries.", "She took office at age 38.")
    assert not missing("a share of 38%", "It aged 38%.")
    assert missing("cheese aged 18 years", "cheese aged 18 months")
    assert not missing("a 12-week-old lamb", "a lamb aged 12 weeks")
