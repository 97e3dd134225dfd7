"""Two dates of one measure are two facts; a neighbour's number is nobody's."""

import pytest

from rag.evidence import Evidence
from rag.figures import (
    as_figures,
    asks_for_number,
    head_words,
    other_counted,
    read,
)
from rag.series import same_measure
from tests.rag.build import evidence, quote_of

QUOTES = (
    evidence("The town has 46 lighthouses and 232 taverns.", published="2014"),
    evidence("By 2018 there were 51 lighthouses along the coast."),
    evidence("A tavern serves 90 guests a night.", published="2019"),
)


def told(question: str) -> list[tuple[str, str, int]]:
    readings = same_measure(question, read(question, QUOTES))
    return [(f.value, f.as_of, f.citation) for f in as_figures(question, readings, QUOTES)]


def test_each_date_of_a_measure_is_told_newest_first() -> None:
    assert told("How many lighthouses are there?") == [("51", "2018", 2), ("46", "2014", 1)]


def test_a_number_of_something_else_is_not_told() -> None:
    assert told("How many mills are there?") == []


def test_of_two_numbers_of_one_thing_the_nearer_to_all_that_is_asked_is_told() -> None:
    quotes = (evidence("Veldhaven trades with ships of 80 towns and has berths of 12 towns."),)
    question = "How many towns have berths in Veldhaven?"
    assert [r.quantity.written for r in read(question, quotes)] == ["12"]


def test_the_third_largest_has_a_rank_and_the_third_quay_has_none() -> None:
    question = "Which rank does the port of Veldhaven hold among the ports of Norland?"
    ranked = evidence("Veldhaven is the 3rd largest port of Norland.")
    joined = evidence("Veldhaven is the 3rd-largest port of Norland.")
    named = evidence("The 3rd quay of the port of Veldhaven opened.")
    assert [sorted(r.heads) for r in read(question, (ranked,))] == [["port", "rank"]]
    assert [sorted(r.heads) for r in read(question, (joined,))] == [["port", "rank"]]
    assert [sorted(r.heads) for r in read(question, (named,))] in ([], [["port"]])


def test_a_newspaper_called_daily_is_no_day() -> None:
    assert head_words("How large is the circulation of the Norland Daily?") == {"circul"}


def test_lengths_of_time_ranks_and_rates_are_no_counts() -> None:
    quotes = (
        evidence("The catch grew over five years and is the 3rd largest of the coast."),
        evidence("The catch is 300 tons per boat."),
        evidence("In 2011 the catch was 42 tons."),
    )
    question = "How large was the catch?"
    assert [r.quantity.written for r in read(question, quotes)] == ["42"]


def test_money_and_counts_are_not_one_measure() -> None:
    quotes = (
        evidence("The fleet budget was 30 million euros in 2012."),
        evidence("In 2013 the fleet budget paid for 12 trawlers."),
        evidence("The fleet budget was 45 million euros in 2014."),
    )
    question = "What was the fleet budget?"
    readings = same_measure(question, read(question, quotes))
    assert [r.as_of for r in readings] == ["2014", "2012"]


def test_what_is_counted_must_be_named_near_the_figure() -> None:
    quotes = (
        evidence("Velcorp has 136 members."),
        evidence("A commission has 15 members."),
    )
    assert [r.index for r in read("How many members does Velcorp have?", quotes)] == [0]


def test_a_year_of_the_clause_before_does_not_date_a_figure() -> None:
    quotes = (
        evidence("After the success of 2011, the harbour sent out 12 trawlers in 2012."),
        evidence("In 2013, the harbour sent out 15 trawlers, and 14 in 2014."),
    )
    readings = read("How many trawlers did the harbour send out?", quotes)
    assert [(r.quantity.written, r.as_of) for r in readings] == [("12", "2012"), ("15", "2013")]


def test_a_share_of_something_else_is_not_the_share_asked_for() -> None:
    quotes = (
        evidence("The catch of trout in Veldhaven fell by 3% in 2011."),
        evidence("Veldhaven, the village, spends 4% of its budget on trout."),
    )
    for who in ("the village", "Veldhaven"):
        question = f"What percentage of its budget does {who} spend on trout?"
        assert [r.quantity.written for r in read(question, quotes)] == ["4%"]


def test_either_of_two_figures_asked_about_is_read() -> None:
    readings = read("Are there 46 or 51 lighthouses?", QUOTES)
    assert [r.quantity.written for r in readings] == ["46", "51"]


def test_a_part_of_the_measure_is_told_only_where_nothing_else_is() -> None:
    whole = evidence("Veldhaven has an area of 90 square miles.")
    part = evidence("The built-up area of Veldhaven grew to 12 square miles.")
    garden = evidence("The garden of Norwick covers an area of 3 square miles.")
    question = "What is the area of Veldhaven?"

    def measured(*quotes: Evidence) -> list[str]:
        return [r.quantity.written for r in same_measure(question, read(question, quotes))]

    assert measured(part, whole, garden) == ["90"]
    assert measured(part) == ["12"]


def test_of_two_counts_that_with_more_of_what_is_asked_is_read() -> None:
    quotes = (evidence("Of 90 boats, five winning boats took a prize in Veldhaven."),)
    assert [r.quantity.value for r in read("How many boats won the prize?", quotes)] == [5]


def test_one_of_so_many_counts_nothing_of_its_own() -> None:
    quotes = (evidence("The yard of Veldhaven is one of the four yards of the coast."),)
    assert read("How many yards does Veldhaven have?", quotes) == ()


def test_what_qualifies_the_thing_counted_must_be_told() -> None:
    quotes = (evidence("Veldhaven opened 12 bus lines."),)
    assert other_counted("How many tram lines does Veldhaven have?", quotes)
    assert not other_counted("How many different bus lines does Veldhaven have?", quotes)
    assert not other_counted("How many old bus lines does Veldhaven have?", quotes)


def test_the_report_that_is_asked_is_not_what_is_counted() -> None:
    assert head_words("According to the harbour booklet, how many boats sail?") == head_words(
        "How many boats sail?"
    )
    assert "paper" in head_words("What is the number of papers on ships?")


def test_one_sentence_may_tell_the_measure_at_several_dates() -> None:
    quotes = (evidence("The catch of Veldhaven fell by 2.5% in 2011 and by 3.5% in 2012."),)
    readings = same_measure(
        "How much did the catch of Veldhaven fall each year?",
        read("How much did the catch of Veldhaven fall each year?", quotes),
    )
    assert [(r.as_of, r.quantity.written) for r in readings] == [("2012", "3.5%"), ("2011", "2.5%")]


def test_each_sentence_of_a_quote_dates_its_own_figure() -> None:
    quote = quote_of(
        "In 2012 the port of Veldhaven had 12 cranes.",
        "In 2014 the port of Veldhaven had 15 cranes.",
    )
    readings = same_measure(
        "How many cranes has Veldhaven?", read("How many cranes has Veldhaven?", (quote,))
    )
    assert [(r.as_of, r.quantity.written) for r in readings] == [("2014", "15"), ("2012", "12")]


@pytest.mark.parametrize(
    ("sentences", "as_of"),
    [
        (("Veldhaven has 12 cranes.", "In 2009 it had none."), "2015"),
        (("In 2009 Veldhaven built a quay.", "The port of Veldhaven has 12 cranes."), "2009"),
        (("The cranes of Veldhaven were counted.", "There are 12.", "In 2009 none was."), "2015"),
    ],
)
def test_no_figure_is_dated_by_a_year_that_is_told_only_later(sentences, as_of) -> None:
    readings = read("How many cranes has Veldhaven?", (quote_of(*sentences),))
    assert [(r.as_of, r.quantity.written) for r in readings] == [(as_of, "12")]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Veldhaven had 44 cranes in 2012.", "Rotterdam has 300 cranes."), [("2012", "44")]),
        (
            ("Veldhaven had 44 cranes in 2012.", "In 2014 Rotterdam had 30 cranes."),
            [("2012", "44")],
        ),
        (("Veldhaven had 44 cranes in 2012.", "Of these, 12 cranes were new."), [("2012", "44")]),
        (
            ("Veldhaven had 44 cranes in 2012.", "Veldhaven is to have 90 cranes by 2030."),
            [("2012", "44")],
        ),
        (("The port law of 1972 was signed there.", "Veldhaven has 44 cranes."), [("2015", "44")]),
    ],
)
def test_a_sentence_beside_the_one_that_answers_adds_only_the_same_measure(
    sentences, expected
) -> None:
    readings = same_measure(
        "How many cranes has Veldhaven?",
        read("How many cranes has Veldhaven?", (quote_of(*sentences),)),
    )
    assert [(r.as_of, r.quantity.written) for r in readings] == expected


def test_things_of_another_kind_are_not_counted_where_the_kind_asked_for_is() -> None:
    quotes = (
        evidence("The Sailing Ships of Veldhaven are 32 in number, its Trading Ships are 23."),
        evidence("Yards for sailing ships have room for 3 ships each.", report_id="yards"),
        evidence("Sailing ships and TIDE-19 were the subjects of the fair.", report_id="fair"),
    )
    readings = same_measure(
        "How many sailing ships are there?", read("How many sailing ships are there?", quotes)
    )
    assert [r.quantity.written for r in readings] == ["32"]


def test_the_number_of_a_house_counts_nothing() -> None:
    quote = evidence("The office is at No. 111-115 on Quay Road in the Veldhaven District.")
    assert read("How many districts has Veldhaven?", (quote,)) == ()


def test_two_numbers_of_one_date_are_not_one_measure_at_two() -> None:
    quotes = (evidence("In 2012 the port of Veldhaven had 12 cranes and 30 lifts."),)
    readings = read("How many cranes has Veldhaven?", quotes)
    assert [r.quantity.written for r in readings] == ["12"]


def test_a_table_row_is_dated_by_its_own_cells() -> None:
    row = "Ports in the yearbook of 2016 — Measure: Catch; Value: 300 tons; Year: 2013"
    (reading,) = read("How large was the catch?", (evidence(row, published="2016"),))
    assert reading.as_of == "2013"


def test_how_a_measure_changed_asks_for_its_numbers() -> None:
    assert asks_for_number("How did the catch change from 2011 to 2012?")
    assert head_words("How did the GDP of Veldhaven change?") == {"gdp"}


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("What was the revenue of Veldhaven?",
         "Revenue of Veldhaven was 5 million euros in 2011 and profit was 2 million in 2012.",
         [("2011", "5 million")]),
        ("How large is the population of Veldhaven?",
         "The population of Veldhaven was 12,000 in 2011, of whom 4,000 were fishermen in 2013.",
         [("2011", "12,000")]),
        ("How many visitors has Veldhaven?",
         "Veldhaven had 40,000 visitors in 2012 and hopes for 90,000 visitors by 2030.",
         [("2012", "40,000")]),
        ("How many cranes has Veldhaven?",
         "At 31 December 2015 the port of Veldhaven had 44 cranes, the most since 2008.",
         [("2015", "44")]),
        ("How many cranes has Veldhaven?",
         "After the fire of 2011, Veldhaven had 40 cranes in 2012 and 55 cranes today.",
         [("2012", "40")]),
        ("By how much did exports of Veldhaven grow?",
         "From 2010 to 2015 exports of Veldhaven grew by 30% and imports by 12%.",
         [("2015", "30")]),
        ("How many cranes has the harbour of Veldhaven?",
         "In 2012 the harbour of Veldhaven — a big port — had 44 cranes, more than for 2020.",
         [("2012", "44")]),
        ("What was the revenue of Veldhaven?",
         "Veldhaven raised its revenue to 5 million euros in 2012, with a profit of 1 million.",
         [("2012", "5 million")]),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_own_date_and_subject(question, sentence, expected) -> None:
    quotes = (evidence(sentence, published="2016"),)
    shown = as_figures(question, same_measure(question, read(question, quotes)), quotes)
    assert [(figure.as_of, figure.value) for figure in shown] == expected


@pytest.mark.parametrize(
    "question",
    ["How does climate change affect fishing?", "How do people see the fall of the guild?"],
)
def test_a_change_that_is_not_measured_asks_for_no_number(question: str) -> None:
    assert not asks_for_number(question)
