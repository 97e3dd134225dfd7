"""The gate: a run must not fall below the committed floors."""

import tomllib
from pathlib import Path
from typing import Any

from eval.run import Run

FLOORS = Path(__file__).parent / "floors.toml"


def failures(run: Run, floors: Path = FLOORS) -> list[str]:
    """Tell each score below its floor (or above its ceiling) and the questions answered wrongly.

    Floors stand in a table per mode ("evidence", "model", and "evidence-sample" and
    "model-sample" for a run with a limit); a key is a score of all questions, or
    "kinds.<kind>.<score>"; keys in "most" are ceilings. Empty means passed.
    """
    mode = f"{run.mode}-sample" if run.sample else run.mode
    table: dict[str, Any] = tomllib.loads(floors.read_text(encoding="utf-8")).get(mode, {})
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
    if told:
        told.append("not correct: " + ", ".join(run.wrong()))
    return told


def _look_up(summary: dict[str, Any], name: str) -> float | None:
    value: Any = summary["kinds"] if name.startswith("kinds.") else summary["all"]
    for key in name.removeprefix("kinds.").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return None if value is None else float(value)
