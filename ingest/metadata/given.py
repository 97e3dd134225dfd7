"""What is said of a report outside its text: front matter, a catalogue beside it, its format."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from core.errors import InputError

CATALOGUE = "catalogue.toml"


@dataclass(frozen=True, slots=True)
class Given:
    """Fields as given; "" (None for `digest`) where nothing is."""

    title: str = ""
    original_title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    origin: str = ""
    digest: bool | None = None

    def over(self, other: "Given") -> "Given":
        """Return what this says, and where it is silent what `other` says."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        return Given(**{k: getattr(other, k) if v in ("", None) else v for k, v in mine.items()})


_NAMES = tuple(f.name for f in fields(Given))
_SCALARS = (str, int, float, bool, datetime.date)
_ALIASES = {"date": "published", "author": "publisher", "lang": "language", "source": "origin"}


def given_of(table: Mapping[str, Any]) -> Given:
    """Return the fields found in a mapping such as front matter; unknown keys are passed over."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if not isinstance(value, _SCALARS):  # a list, or worse
            continue
        name = key.lower() if key.lower() in _NAMES else _ALIASES.get(key.lower(), "")
        if name and value != "" and (key.lower() in _NAMES or name not in table):
            found[name] = bool(value) if name == "digest" else str(value).strip()
    return Given(**found)


def catalogued(path: Path) -> Given:
    """Return what the `catalogue.toml` beside a file says of it.

    Raises:
        InputError: the catalogue cannot be opened, is no TOML, or a field in it is unknown.
    """
    file = path.parent / CATALOGUE
    if not file.is_file():
        return Given()
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}") from error
    entry = table.get(path.name, {})
    if not isinstance(entry, dict):
        raise InputError(f'{file}: "{path.name}" must be a table of fields')
    for key in entry:
        if key not in _NAMES:
            raise InputError(f"{file}: unknown field {key!r}; the fields are {', '.join(_NAMES)}")
    return given_of(entry)
