"""Two dates of one measure are two facts; a neighbour's number is nobody's."""

from rag.figures import as_figures, read, same_measure
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
