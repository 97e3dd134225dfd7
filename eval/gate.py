"""The gate: no run may fall below the committed floors, nor beyond noise below the accepted one."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scipy import stats

from core.errors import InputError
from eval.compare import NOISE
from eval.run import Run
from eval.store import FACTS, load_run

FLOORS = Path(__file__).parent / "floors.toml"
BASELINE = Path(__file__).parent / "baseline.json"
"""Of each mode and library, which questions the accepted build answered right."""


def failures(run: Run, floors: Path = FLOORS, baseline: Path = BASELINE) -> list[str]:
    """Tell each score below its floor or above its ceiling, and a fall beyond noise.

    Floors stand in a table per mode ("evidence", "model", and "model-sample" for a run with a
    limit); a key is a score of all questions, or "kinds.<kind>.<score>"; keys in "most" are
    ceilings, those in "least_of_pdf" floors where a PDF is cited. A score that should be there and
    is not has failed. A fall is beyond noise when so many more questions turned wrong than right
    would turn by chance less than once in twenty times (the exact sign test, one-sided). Empty
    means passed.
    """
    if run.header.get("what", FACTS) != FACTS:
        return ["floors and baseline are of the facts that come with the product, not of others"]
    table = tomllib.loads(floors.read_text(encoding="utf-8")).get(_mode(run))
    if table is None:
        return [f"{floors.name} has no floors for {_mode(run)}, so nothing is known of this run"]
    told = [*_off(table, run.summary()), *_fallen(run, _accepted(baseline).get(_key(run)))]
    if told:
        told.append("not correct: " + ", ".join(run.wrong()))
    return told


def _off(table: Mapping[str, Mapping[str, float]], summary: dict[str, Any]) -> Iterator[str]:
    """Say which scores are on the wrong side of what the table asks."""
    for name, floor in {**table.get("least", {}), **table.get("least_of_pdf", {})}.items():
        value = _look_up(summary, name)
        if value is None and name in table.get("least", {}):
            yield f"{name} is not scored, and its floor is {floor:.3f}"
        elif value is not None and value < floor:
            yield f"{name} is {value:.3f}, below its floor {floor:.3f}"
    for name, ceiling in table.get("most", {}).items():
        value = _look_up(summary, name)
        if value is None:
            yield f"{name} is not scored, and its ceiling is {ceiling:.3f}"
        elif value > ceiling:
            yield f"{name} is {value:.3f}, above its ceiling {ceiling:.3f}"


def _fallen(run: Run, accepted: Mapping[str, int] | None) -> Iterator[str]:
    """Say that more turned wrong than chance would turn, and which did."""
    if accepted is None:
        yield "no run of these questions, reports and model is accepted; `askreports eval accept`"
        return
    now = run.outcomes()
    lost = [name for name, right in accepted.items() if right and not now[name]]
    won = [name for name, right in accepted.items() if not right and now[name]]
    if not lost:
        return
    chance = stats.binomtest(len(lost), len(lost) + len(won), alternative="greater").pvalue
    if chance < NOISE:
        yield (
            f"correct fell beyond noise: {len(lost)} turned wrong, {len(won)} right "
            f"(p = {chance:.4f}): {', '.join(lost)}"
        )


def accept(run: Run, baseline: Path = BASELINE) -> None:
    """Make the outcomes of a run those that later ones are compared with.

    Raises:
        InputError: the file cannot be written.
    """
    document = {**_accepted(baseline), _key(run): run.outcomes()}
    try:
        baseline.write_text(json.dumps(document, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{baseline} cannot be written: {error}") from error


def load_and_accept(data: Path, name: str) -> str:
    """Accept a stored run over the known facts; return its name; raises as `load_run`, `accept`."""
    run = load_run(data, name, FACTS)
    accept(run)
    return str(run.header["name"])


def _accepted(baseline: Path) -> Mapping[str, dict[str, int]]:
    if not baseline.is_file():
        return {}
    document: dict[str, dict[str, int]] = json.loads(baseline.read_text(encoding="utf-8"))
    return document


def _mode(run: Run) -> str:
    return run.mode if run.header["options"].get("limit") is None else f"{run.mode}-sample"


def _key(run: Run) -> str:
    """Runs are compared that asked one model the same questions about the same reports."""
    header = run.header
    return ":".join((_mode(run), header["model"], header["library"], header["questions"]))


def _look_up(summary: dict[str, Any], name: str) -> float | None:
    value: Any = summary["kinds"] if name.startswith("kinds.") else summary["all"]
    for key in name.removeprefix("kinds.").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return None if value is None else float(value)
