"""Which files an ingest reads."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.errors import InputError
from ingest.readers import SUFFIXES


def list_files(
    paths: Sequence[Path], outside: Path, *, may_be_none: bool = False
) -> tuple[Path, ...]:
    """Return the files under `paths`, absolute, each once, sorted within each path.

    Of a folder: all that have a suffix that is read, hidden ones and READMEs aside, in its
    folders too. A file named directly always counts.

    Args:
        paths: files and folders.
        outside: a folder that is never looked into (the library's own data).
        may_be_none: no file at all is an answer too.

    Raises:
        InputError: a path does not exist, a folder cannot be looked into (its reports would
            else seem gone), or there is no file to read under any.
    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            whole = path.expanduser().resolve()
        except (OSError, RuntimeError) as error:  # a loop of links, an unknown user
            raise InputError(f"{path}: {error}; the library stays as it is") from error
        if not whole.exists():
            raise InputError(f"{path}: no such file or folder")
        found.update(dict.fromkeys(_under(whole, outside.resolve()) if whole.is_dir() else [whole]))
    if not found and not may_be_none:
        named = ", ".join(str(path) for path in paths) or "no path"
        known = ", ".join(sorted(SUFFIXES))
        raise InputError(
            f"no report to read in {named} (read are {known}); the library stays as it is"
        )
    return tuple(found)


def _under(folder: Path, outside: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, onerror=_refuse):
        here = Path(root)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and here / f != outside)
        for name in sorted(files):
            file = here / name
            hidden = name.startswith(".") or file.stem.lower() == "readme"
            if not hidden and file.suffix.lower() in SUFFIXES:
                yield file


def _refuse(error: OSError) -> None:
    raise InputError(
        f"{error.filename} cannot be looked into ({error.strerror}); the library stays as it is"
    ) from error
