"""Scores against hand-worked examples and against libraries made for them."""

import ir_measures
import numpy as np
import pytest
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from eval.metrics import retrieval
from eval.metrics.intervals import (
    interval_of_percentile,
    interval_of_ratio,
    paired_p,
    ratio,
)
from eval.report.plots import Bin, reliability
from eval.run import Row, balanced


def test_a_share_counts_all_questions_together() -> None:
    assert ratio([(1, 2), (3, 4)]) == pytest.approx(4 / 6)
    assert ratio([]) is None
    assert ratio([(3, 0)]) is None


def test_an_interval_is_that_of_the_binomial_nearly_and_the_same_each_time() -> None:
    pairs = [(1.0, 1.0)] * 80 + [(0.0, 1.0)] * 20
    found = interval_of_ratio(pairs)
    assert found is not None and found == interval_of_ratio(pairs)
    # Wilson: (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96.
    assert found == pytest.approx((0.7112, 0.8666), abs=0.0002)


def test_all_right_is_not_told_as_certain() -> None:
    low, high = interval_of_ratio([(1.0, 1.0)] * 5) or (1, 1)
    assert low == pytest.approx(0.5655, abs=0.0002) and high == 1.0


def test_an_interval_of_parts_is_resampled() -> None:
    pairs = [(n % 3, 3.0) for n in range(60)]
    low, high = interval_of_ratio(pairs) or (0, 0)
    # Of parts told 0, 1 or 2 of 3: mean 1/3, deviation of a question's share 0.272.
    assert (low, high) == pytest.approx((1 / 3 - 0.069, 1 / 3 + 0.069), abs=0.02)


def test_an_interval_of_a_percentile_holds_it() -> None:
    values = [float(n) for n in range(1, 101)]
    low, high = interval_of_percentile(values, 50) or (0, 0)
    assert low < 50 < high
    assert interval_of_percentile([1.0], 50) is None
    assert interval_of_ratio([(1, 1)]) is None


@pytest.mark.parametrize(
    ("before", "after", "p"),
    [
        ([1, 1, 0, 1], [1, 1, 0, 1], 1.0),
        # Five questions turned, all one way: two of the 2^5 ways are as far from even.
        ([1] * 5 + [0] * 5, [0] * 10, 2 / 32),
        # One turned: it might as well have turned the other way.
        ([1, 1, 0], [0, 1, 0], 1.0),
        # One turned each way.
        ([1, 0, 1], [0, 1, 1], 1.0),
    ],
)
def test_two_runs_are_told_apart_by_the_questions_that_turned(before, after, p) -> None:
    told = ([(value, 1.0) for value in run] for run in (before, after))
    assert paired_p(*told) == pytest.approx(p, abs=1e-4)


def test_a_share_of_parts_is_tested_as_it_is_told() -> None:
    """One question gains ten parts of ten, nine lose one of one: the share told rises."""
    before = [(0.0, 10.0)] + [(1.0, 1.0)] * 9
    after = [(10.0, 10.0)] + [(0.0, 1.0)] * 9
    # All nine losses turned the other way would be a greater difference, and so for its mirror.
    assert 0.9 < paired_p(before, after) <= 1.0


def test_a_score_that_applies_in_one_run_alone_counts_in_it() -> None:
    """Ten refusals that were due; in the other run ten more that were not."""
    due = [(1.0, 1.0)] * 10
    assert paired_p(due + [(0.0, 0.0)] * 10, due + [(0.0, 1.0)] * 10) < 0.01


def test_balanced_accuracy_is_the_mean_of_both_sides() -> None:
    assert balanced(0.1, 0.6) == 0.75
    assert balanced(None, 0.6) is None


def test_retrieval_is_scored_as_a_library_made_for_it_does() -> None:
    rng = np.random.default_rng(7)
    for _ in range(40):
        ranking = [str(n) for n in rng.permutation(30)]
        gold = {str(n) for n in rng.choice(30, size=rng.integers(1, 5), replace=False)}
        qrels = [Qrel("q", name, 1) for name in gold]
        found = [ScoredDoc("q", name, -place) for place, name in enumerate(ranking)]
        measures = [nDCG @ 10, RR @ 10, R @ 10, Success @ 5]
        theirs = ir_measures.calc_aggregate(measures, qrels, found)
        assert retrieval.ndcg(ranking, gold, 10) == pytest.approx(theirs[nDCG @ 10], abs=1e-4)
        assert retrieval.reciprocal_rank(ranking, gold, 10) == pytest.approx(theirs[RR @ 10])
        assert retrieval.recall(ranking, gold, 10) == pytest.approx(theirs[R @ 10])
        assert retrieval.hit(ranking, gold, 5) == pytest.approx(theirs[Success @ 5])


def judged(name: str, answerable: bool, *probabilities: float) -> Row:
    detail = {"record": {"judged": probabilities}, "fact": {"answerable": answerable}}
    return Row(name, "figure", "", {}, {}, detail)


def test_reliability_compares_what_was_said_with_what_could_be_answered() -> None:
    rows = [
        judged("a", True, 0.1, 0.9),
        judged("b", False, 0.95),
        judged("c", False, 0.1),
        judged("d", True),
    ]
    assert reliability(rows) == [
        Bin(pytest.approx(0.1), 0.0, 1),
        Bin(pytest.approx(0.925), 0.5, 2),
    ]
