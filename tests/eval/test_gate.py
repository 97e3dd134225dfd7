"""The gate fails on a fall below a floor and names the questions; real runs must pass it."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.settings import Settings
from eval.gate import accept, failures
from eval.known_facts import run_facts
from eval.run import Row, Run

SAMPLE = 24
"""Questions asked with the model in every build: two of each kind, or nearly."""

HEADER = {"model": "m", "options": {"limit": None}, "library": "l", "questions": "q"}


def row(name: str, *, right: bool, loose: int = 0) -> Row:
    measures = {"correct": (float(right), 1.0), "unsupported_figures": (float(loose), 0.0)}
    return Row(name, "figure", "", measures, {}, {})


def run(*rows: Row) -> Run:
    return Run(HEADER, rows)


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    file = tmp_path / "floors.toml"
    file.write_text(
        "[model.least]\ncorrect = 0.9\n'kinds.figure.correct' = 0.8\n"
        "[model.most]\nunsupported_figures = 0\n"
    )
    return file


def told(some: Run, floors: Path) -> list[str]:
    baseline = floors.with_name("baseline.json")
    if not baseline.exists():
        accept(some, baseline)
    return failures(some, floors, baseline)


def test_a_run_above_its_floors_passes(floors: Path) -> None:
    assert told(run(row("f", right=True)), floors) == []


def test_a_fall_names_scores_and_questions(floors: Path) -> None:
    lines = told(run(row("f", right=False)), floors)
    assert any(line.startswith("correct is 0.000") for line in lines)
    assert any(line.startswith("kinds.figure.correct") for line in lines)
    assert lines[-1] == "not correct: f"


def test_a_figure_without_support_is_above_its_ceiling(floors: Path) -> None:
    assert any(
        "above its ceiling" in line for line in told(run(row("f", right=True, loose=1)), floors)
    )


def test_a_fall_beyond_noise_names_the_questions_that_turned(floors: Path) -> None:
    accept(run(*(row(f"q{n}", right=True) for n in range(60))), floors.with_name("baseline.json"))
    fewer = run(*(row(f"q{n}", right=n > 4) for n in range(60)))
    lines = told(fewer, floors)
    assert lines[0].startswith("correct fell beyond noise: 5 turned wrong, 0 right (p = 0.03")
    assert lines[0].endswith("q0, q1, q2, q3, q4")


def test_what_is_not_scored_does_not_pass(floors: Path) -> None:
    bare = run(Row("f", "figure", "", {"correct": (1.0, 1.0)}, {}, {}))
    floors.write_text("[model.least]\npages = 0.9\n[model.least_of_pdf]\npage_right = 0.9\n")
    assert told(bare, floors)[0] == "pages is not scored, and its floor is 0.900"
    floors.write_text("[other.least]\ncorrect = 0.9\n")
    assert "no floors for model" in told(bare, floors)[0]


def test_a_fall_within_noise_passes(floors: Path) -> None:
    rows = [row(f"q{n}", right=n != 9) for n in range(60)]
    accept(run(*rows), floors.with_name("baseline.json"))
    turned = run(*(row(f"q{n}", right=n > 3) for n in range(60)))
    assert told(turned, floors) == []


def test_a_run_of_what_was_never_accepted_does_not_pass(floors: Path) -> None:
    accept(run(*(row(f"q{n}", right=True) for n in range(60))), floors.with_name("baseline.json"))
    other = replace(run(row("q0", right=True)), header={**HEADER, "library": "other"})
    assert told(other, floors)[0].startswith("no run of these questions, reports and model")


def test_a_run_over_other_facts_passes_no_gate(floors: Path) -> None:
    other = replace(run(row("q0", right=True)), header={**HEADER, "what": "facts:desk"})
    assert len(failures(other, floors, floors.with_name("baseline.json"))) == 1


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
    second = run_facts(settings(tmp_path / "again", "none"), reports=shared / "reports")
    assert [r.measures for r in second.rows] == [r.measures for r in first.rows]
    texts = [[r.detail["record"]["answer"]["text"] for r in some.rows] for some in (first, second)]
    assert texts[0] == texts[1]


@pytest.mark.model
def test_a_sample_with_the_model_passes_the_gate(language_model: None, tmp_path: Path) -> None:
    found = run_facts(settings(tmp_path, "embedded"), reports=Path("reports"), limit=SAMPLE)
    assert failures(found) == []
