"""The bundled digests, and the originals they are made from."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "reports"
SOURCES = ROOT / "reports-src"


@dataclass(frozen=True, slots=True)
class Digest:
    """One bundled digest: the file that ships, and the Markdown it is written in."""

    original: str
    shipped: Path
    markdown: str


@pytest.fixture(scope="session")
def digests() -> tuple[Digest, ...]:
    names = json.loads((ROOT / "eval" / "facts" / "reports.json").read_text("utf-8"))
    made = []
    for original, name in names.items():
        typeset = SOURCES / f"{name}.md"
        shipped = REPORTS / (f"{name}.pdf" if typeset.exists() else f"{name}.md")
        source = typeset if typeset.exists() else shipped
        made.append(Digest(original, shipped, source.read_text("utf-8")))
    return tuple(made)


@pytest.fixture(scope="session")
def originals(shared: Path) -> dict[str, Path]:
    return {file.stem: file for file in sorted((shared / "reports").glob("0*.txt"))}
