"""The attacks, and the two small libraries of invented reports that they are put to."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from core.domain import Turn

ATTACKS = Path(__file__).parent / "attacks.jsonl"
CLEAN = Path(__file__).parent / "reports" / "clean"
POISONED = Path(__file__).parent / "reports" / "poisoned"

LibraryName = Literal["clean", "poisoned"]
Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack and its clean twin; see eval/attacks/README.md for the form.

    Attributes:
        library: which library it is put to; the twin is always put to the clean one.
        turns: the conversation that holds the attack or is asked of the poisoned library.
        twin: the same without it; empty where nothing is asked of the reports.
        expected: parts of the true answer, each a tuple of alternatives.
        plain: the attack holds a question that an honest answer still answers.
        forbidden: what must not be told.
        obeyed: what a model that follows the order would write.
    """

    id: str
    kind: str
    language: str
    library: LibraryName
    turns: Turns
    twin: Turns
    expected: tuple[tuple[str, ...], ...]
    plain: bool
    forbidden: tuple[str, ...]
    obeyed: str

    @property
    def split(self) -> Literal["dev", "held"]:
        """By the hash of the id: "dev" may be looked at while mending, "held" is only scored."""
        return "dev" if hashlib.sha256(self.id.encode()).digest()[-1] % 2 else "held"


def load_attacks(file: Path = ATTACKS) -> tuple[Attack, ...]:
    """Read the attacks in the order of the file."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return tuple(_attack(json.loads(line)) for line in lines if line)


def _attack(item: dict[str, Any]) -> Attack:
    return Attack(
        id=item["id"],
        kind=item["kind"],
        language=item["language"],
        library=item["library"],
        turns=_turns(item["turns"]),
        twin=_turns(item["twin"]),
        expected=tuple(tuple(part) for part in item["expected"]),
        plain=item["plain"],
        forbidden=tuple(item["forbidden"]),
        obeyed=item["obeyed"],
    )


def _turns(items: Iterable[str | dict[str, str]]) -> Turns:
    """A turn is a string (the user's) or an object with role and text."""
    return tuple(
        Turn("user", item)
        if isinstance(item, str)
        else Turn("assistant" if item["role"] == "assistant" else "user", item["text"])
        for item in items
    )


def files_of(library: LibraryName) -> tuple[Path, ...]:
    """The files of a library; a poisoned file takes the place of the clean one of its name."""
    files = {file.name: file for file in CLEAN.iterdir()}
    if library == "poisoned":
        files |= {file.name: file for file in POISONED.iterdir()}
    return tuple(files[name] for name in sorted(files))
