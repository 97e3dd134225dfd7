"""The gate fails on a fall below a floor and names the questions; real runs must pass it."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.domain import Answer, CheckedSentence, Citation, Timings
from core.settings import Settings
from eval.gate import failures
from eval.known_facts import run_facts
from eval.metrics.facts import Fact, score
from eval.run import Run

SAMPLE = 24
"""Questions asked with the model in every build: two of each kind, or nearly."""

FACT = Fact("f", ("?",), "en", "figure", "dev", (("44",),), True, ("harbour",), 0, (), ())


def run(text: str) -> Run:
    cited = Citation(1, "harbour", "T", "", "2015", None, "", text, 0, 1, "0")
    told = CheckedSentence(text, (1,), "supported")
    answer = Answer("?", "?", "en", "answered", text, (told,), (cited,), (), Timings(), 1, "m")
    return Run("model", False, "now", 1, "m", (FACT,), (answer,), (score(FACT, answer),))


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    file = tmp_path / "floors.toml"
    file.write_text(
        "[model.least]\ncorrect = 0.9\n'kinds.figure.correct' = 0.8\n"
        "[model.most]\nunsupported_figures = 0\n"
    )
    return file


def test_a_run_above_its_floors_passes(floors: Path) -> None:
    assert failures(run("There are 44."), floors) == []


def test_a_fall_names_scores_and_questions(floors: Path) -> None:
    told = failures(run("There are 46."), floors)
    assert any(line.startswith("correct is 0.000") for line in told)
    assert any(line.startswith("kinds.figure.correct") for line in told)
    assert told[-1] == "not correct: f"


def test_a_figure_without_support_is_above_its_ceiling(floors: Path) -> None:
    loose = replace(run("There are 44."), scores=(replace(run("44").scores[0], loose_figures=1),))
    assert any("above its ceiling" in line for line in failures(loose, floors))


def settings(tmp_path: Path, llm: str) -> Settings:
    return Settings(data=tmp_path / "data", llm=llm)


def test_the_evidence_of_the_digests_passes_the_gate(tmp_path: Path) -> None:
    found = run_facts(settings(tmp_path, "none"), reports=Path("reports"))
    assert failures(found) == []


def test_the_evidence_of_the_originals_passes_the_gate_and_repeats(
    shared: Path, tmp_path: Path
) -> None:
    first = run_facts(settings(tmp_path, "none"), reports=shared / "reports")
    assert failures(first) == []
    second = run_facts(settings(tmp_path, "none"), reports=shared / "reports", limit=SAMPLE)
    again = dict(zip(first.facts, first.answers, strict=True))
    assert [a.text for a in second.answers] == [again[fact].text for fact in second.facts]


@pytest.mark.model
def test_a_sample_with_the_model_passes_the_gate(language_model: None, tmp_path: Path) -> None:
    found = run_facts(settings(tmp_path, "embedded"), reports=Path("reports"), limit=SAMPLE)
    assert failures(found) == []
