"""Each metric against an example worked by hand."""

import math
from dataclasses import replace

import pytest

from eval.bench.retrieval import percentile
from eval.metrics.answers import best_inside, exact_match, stands_in, token_f1
from eval.metrics.characters import overlap
from eval.metrics.facts import loose_figures
from eval.metrics.retrieval import hit, ndcg, reciprocal_rank
from eval.normalise import loose, squad
from tests.ui.build import answer, citation, sentence


def test_rankings_count_distinct_documents() -> None:
    ranking = ["a", "a", "b", "c", "b", "d"]
    assert hit(ranking, {"c"}, 3) == 1.0
    assert hit(ranking, {"d"}, 3) == 0.0
    assert reciprocal_rank(ranking, {"c", "d"}, 10) == pytest.approx(1 / 3)


def test_ndcg_of_two_gold_documents_at_places_one_and_three() -> None:
    gained = 1 + 1 / math.log2(4)
    ideal = 1 + 1 / math.log2(3)
    assert ndcg(["a", "x", "b"], {"a", "b"}, 10) == pytest.approx(gained / ideal)


def test_characters_count_overlaps_once_above_and_twice_below() -> None:
    # Gold 0-100; two windows of 100 share 50 characters and cover 0-150.
    found = overlap([("d", 0, 100), ("d", 50, 150)], [("d", 0, 100)])
    assert found.recall == 1.0
    assert found.precision == pytest.approx(100 / 200)
    assert found.iou == pytest.approx(100 / 200)


def test_missed_characters_lower_iou() -> None:
    found = overlap([("d", 0, 50), ("other", 0, 50)], [("d", 0, 100)])
    assert (found.recall, found.precision) == (0.5, 0.5)
    assert found.iou == pytest.approx(50 / 150)


def test_squad_scores() -> None:
    assert exact_match("The Tower!", ["tower"]) == 1.0
    assert token_f1("the old tower", "tower of London") == pytest.approx(
        2 * 0.5 / (0.5 + 1 / 3) / 3
    )
    assert squad("广州塔，2010年") == "广 州 塔 2010 年"


def test_a_short_answer_is_found_inside_a_sentence_and_only_whole() -> None:
    assert best_inside("It opened in May 1957 in the old hall.", ["May 1957"]) == (1.0, 1.0)
    assert stands_in("It has 1440 rooms.", ["1440"])
    assert not stands_in("It has 1440 rooms.", ["144"])


def test_loose_text_joins_thousands_and_opens_dashes() -> None:
    assert loose("One-hour, 12,000 Firms") == "one hour, 12000 firms"


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], 50) == 2.0
    assert percentile([1.0, 2.0, 3.0, 4.0], 95) == 4.0
    assert percentile([], 50) is None


def test_a_figure_worked_out_of_two_quoted_ones_is_not_loose() -> None:
    quote = citation(quote="The yard built 120 boats in 2012 and 100 boats in 2011.")
    told = answer(sentence("The number of boats rose by 20.", 1), citations=(quote,))
    assert loose_figures(told) == 0
    assert loose_figures(replace(told, sentences=(sentence("It rose by 25.", 1),))) == 1
