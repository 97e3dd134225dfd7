"""Measures are named as a table would name them."""

import pytest

from rag.measure import measure_of


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many lighthouses are there?", "lighthouses"),
        ("What is the population of Veldhaven?", "population of Veldhaven"),
        ("灯塔有多少座？", "灯塔"),
        ("How many cranes did Veldhaven have in 2004?", "cranes of Veldhaven"),
        ("What was the GDP of Veldhaven in 2013 and in 2014?", "GDP of Veldhaven"),
        ("How many lighthouses are in Veldhaven, according to the booklet?",
         "lighthouses in Veldhaven"),
        ("How has the number of boats in Veldhaven developed over the years?",
         "boats in Veldhaven"),
        ("By how many percent did the herring catch grow in 2013?", "change of herring catch"),
        ("How large is the harbour's area?", "harbour's area"),
        ("What were the harbour's tolls in the third quarter of 2013?", "harbour's tolls"),
        ("What were the harbour's tolls in the latest yearbook?", "harbour's tolls"),
        ("2013年费尔德港有多少座灯塔？", "费尔德港灯塔"),
        ("2013年第三季度费尔德港通行费是多少？", "费尔德港通行费"),
        ("What?", "What"),
    ],
)  # fmt: skip
def test_a_measure_is_named_in_the_words_of_the_question(question: str, named: str) -> None:
    assert measure_of(question) == named
