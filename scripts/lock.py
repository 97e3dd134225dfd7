"""Writes requirements.lock and requirements-dev.lock: the exact versions of this .venv.

The runtime lock is the closure of pyproject's dependencies; the dev lock adds the closure of
its extras. Markers are evaluated for the Python and platform that run this.
"""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent


def name_of(name: str) -> str:
    """Normalise a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(requirements: list[str]) -> dict[str, str]:
    """Return name to version of everything that `requirements` bring."""
    found: dict[str, str] = {}
    pending = [(Requirement(text), frozenset[str]()) for text in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while pending:
        wanted, _ = pending.pop()
        extras = frozenset(wanted.extras)
        name = name_of(wanted.name)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = package.version.split("+")[0]
        for text in package.requires or []:
            needed = Requirement(text)
            environments = [{"extra": extra} for extra in (*extras, "")]
            if needed.marker is None or any(map(needed.marker.evaluate, environments)):
                pending.append((needed, extras))
    return found


def main() -> None:
    """Write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime = closure(project["dependencies"])
    dev = closure([name for extra in project["optional-dependencies"].values() for name in extra])
    for file, packages in (
        ("requirements.lock", runtime),
        ("requirements-dev.lock", {k: v for k, v in dev.items() if k not in runtime}),
    ):
        lines = sorted(f"{name}=={version}\n" for name, version in packages.items())
        (ROOT / file).write_text("".join(lines))
        print(f"{file}: {len(lines)} packages")


if __name__ == "__main__":
    main()
