"""The texts sent to the language model, one file each, and the function that fills them."""

from functools import cache
from importlib.resources import files
from string import Template


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").strip()


def prompt(name: str, **values: str) -> str:
    """Return the prompt `name`.txt with its $fields filled; a missing field is a KeyError."""
    return Template(_text(name)).substitute(values)


def texts() -> tuple[str, ...]:
    """Return all prompts, unfilled."""
    names = sorted(file.name for file in files(__name__).iterdir())
    return tuple(_text(name.removesuffix(".txt")) for name in names if name.endswith(".txt"))
