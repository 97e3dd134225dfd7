"""Two dates of one measure are two facts; a neighbour's number is nobody's."""

from rag.figures import as_figures, measure_of, read, same_measure
from tests.rag.build import evidence

QUOTES = (
    evidence("The town has 46 lighthouses and 232 taverns.", published="2014"),
    evidence("By 2018 there were 51 lighthouses along the coast."),
    evidence("A tavern serves 90 guests a night.", published="2019"),
)


def told(question: str) -> list[tuple[str, str, int]]:
    readings = same_measure(read(question, QUOTES))
    return [(f.value, f.as_of, f.citation) for f in as_figures(question, readings, QUOTES)]


def test_each_date_of_a_measure_is_told_newest_first() -> None:
    assert told("How many lighthouses are there?") == [("51", "2018", 2), ("46", "2014", 1)]


def test_a_number_of_something_else_is_not_told() -> None:
    assert told("How many mills are there?") == []


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
    readings = same_measure(read(question, quotes))
    assert [r.as_of for r in readings] == ["2014", "2012"]


def test_a_measure_is_named_in_the_words_of_the_question() -> None:
    assert measure_of("How many lighthouses are there?") == "lighthouses"
    assert measure_of("What is the population of Veldhaven?") == "population of Veldhaven"
    assert measure_of("灯塔有多少座？") == "灯塔"


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
