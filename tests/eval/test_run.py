"""Points and figures are counted over all questions that have them; traits are told apart."""

from core.domain import Answer, Timings
from eval.metrics.citations import CitationScore
from eval.metrics.facts import Fact, Score
from eval.metrics.figures import FigureScore
from eval.metrics.measures import measures
from eval.record import Record
from eval.run import Row, Run

UNCITED = CitationScore((0, 0), (0, 0), (0, 0))
NOTHING = Answer("?", "?", "en", "answered", "", (), (), (), Timings(), 1, "m")


def fact(name: str, kind: str, points: int, trait: str = "") -> Fact:
    expected = tuple((str(n),) for n in range(points))
    return Fact(name, ("?",), "en", kind, "dev", expected, True, (), 0, (), (), (), trait)


def score(parts: int, figures: FigureScore | None = None) -> Score:
    return Score(True, False, True, True, 0, parts, figures)


def run(*rows: tuple[Fact, Score]) -> Run:
    told = Record(NOTHING)
    return Run(
        {"model": "m", "options": {}},
        tuple(Row(f.id, f.kind, f.trait, measures(f, told, s, UNCITED), {}, {}) for f, s in rows),
    )


def test_key_points_are_those_of_broad_questions_over_all_and_per_question() -> None:
    told = run(
        (fact("a", "broad", 4), score(4)),
        (fact("b", "broad", 6), score(3)),
        (fact("c", "list", 9), score(0)),
    ).summary()
    assert told["all"]["points_told"] == 0.7
    assert told["all"]["points_told_macro"] == 0.75
    assert told["kinds"]["list"]["points_told"] is None


def test_figures_are_counted_where_dated_values_are_known() -> None:
    told = run(
        (fact("a", "conflict", 1), score(1, FigureScore(3, 2, 4, 2, True))),
        (fact("b", "conflict", 1), score(1, FigureScore(1, 1, 1, 1, None))),
        (fact("c", "conflict", 1), score(1)),
    ).summary()["all"]
    assert (told["figures_told"], told["figures_right"]) == (0.75, 0.6)
    assert told["newest_first"] == 1.0


def test_traits_are_scored_within_their_kind() -> None:
    told = run(
        (fact("a", "talk", 1, "pronoun"), score(1)),
        (fact("b", "broad", 1, "plan"), score(1)),
        (fact("c", "broad", 1), score(1)),
    ).summary()["traits"]
    assert {name: scores["questions"] for name, scores in told.items()} == {
        "talk.pronoun": 1,
        "broad.plan": 1,
    }
