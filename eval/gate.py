"""The gate: a run must not fall below the committed floors, nor beyond noise below the last one."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scipy import stats

from core.errors import InputError
from eval.compare import NOISE
from eval.run import Run
from eval.store import load_run

FLOORS = Path(__file__).parent / "floors.toml"
BASELINE = Path(__file__).parent / "baseline.json"
"""Of each mode and library, which questions the accepted build answered right."""


def failures(run: Run, floors: Path = FLOORS, baseline: Path = BASELINE) -> list[str]:
    """Tell each score below its floor or above its ceiling, and a fall beyond noise.

    Floors stand in a table per mode ("evidence", "model", and "evidence-sample" and
    "model-sample" for a run with a limit); a key is a score of all questions, or
    "kinds.<kind>.<score>"; keys in "most" are ceilings. A fall is beyond noise when so many more
    questions turned wrong than right would turn by chance less than once in twenty times (the
    exact sign test, one-sided). Empty means passed.
    """
    table: dict[str, Any] = tomllib.loads(floors.read_text(encoding="utf-8")).get(_mode(run), {})
    summary = run.summary()
    told = []
    for name, floor in table.get("least", {}).items():
        value = _look_up(summary, name)
        if value is not None and value < floor:
            told.append(f"{name} is {value:.3f}, below its floor {floor:.3f}")
    for name, ceiling in table.get("most", {}).items():
        value = _look_up(summary, name)
        if value is not None and value > ceiling:
            told.append(f"{name} is {value:.3f}, above its ceiling {ceiling:.3f}")
    accepted = _accepted(baseline).get(_key(run), {})
    now = run.outcomes()
    lost = [name for name, right in accepted.items() if right and not now.get(name, right)]
    won = [name for name, right in accepted.items() if not right and now.get(name, right)]
    chance = (
        stats.binomtest(len(lost), len(lost) + len(won), alternative="greater") if lost else None
    )
    if chance is not None and chance.pvalue < NOISE:
        told.append(
            f"correct fell beyond noise: {len(lost)} turned wrong, {len(won)} right "
            f"(p = {chance.pvalue:.4f})"
        )
    if told:
        told += [f"turned wrong: {', '.join(lost)}"] if lost else []
        told.append("not correct: " + ", ".join(run.wrong()))
    return told


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
    run = load_run(data, name)
    if run.header["what"] != "facts":
        raise InputError(f"{run.header['name']} is no run over the known facts")
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
    """Runs are compared that are of one mode and model, over the same reports."""
    return f"{_mode(run)}:{run.header['model']}:{run.header['library']}"


def _look_up(summary: dict[str, Any], name: str) -> float | None:
    value: Any = summary["kinds"] if name.startswith("kinds.") else summary["all"]
    for key in name.removeprefix("kinds.").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return None if value is None else float(value)
