"""The folder of uploaded files: names that are safe, content that is what it says, no leftovers.

A file gets its name there only when the library has it; before, and after a crash, its name
begins with `.half-` and the next write deletes it.
"""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import LibraryError, UnreadableFile
from core.visible import visible
from ingest.readers import READERS, SUFFIXES
from ingest.readers.base import MAX_BYTES, choose

if TYPE_CHECKING:
    from vectorstore.library import Library

FOLDER = "uploads"

_HALF = ".half-"
_MOST_BYTES = 150
"""Of a stem; with a number and a suffix it fits any file system (255)."""
_UNSAFE = re.compile(r'[<>:"|?*]')


def is_upload(path: str) -> bool:
    """Whether a report's path says that it was uploaded; it is relative to the data folder."""
    return path.startswith(f"{FOLDER}/")


def clean_name(name: str) -> str:
    """Return a safe name for a file that somebody calls `name`; a safe one stays as it is.

    No folders, nothing hidden, nothing that does not print; short, and the suffix in small
    letters.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(c for c in visible(last) if unicodedata.category(c)[0] != "C")
    place = Path(_UNSAFE.sub("-", shown).strip(". \u3000") or "report")
    suffix = place.suffix.lower() if len(place.suffix) <= 12 else ""
    stem = place.name.removesuffix(place.suffix) if suffix else place.name
    short = stem.encode()[:_MOST_BYTES].decode(errors="ignore").strip()
    return (short or "report") + suffix


def check(name: str, data: bytes) -> None:
    """Refuse content that no reader takes, or that is not what its name says.

    Args:
        name: a clean one.
        data: the content.

    Raises:
        UnreadableFile: says why.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise UnreadableFile(name, f"{len(data) // 1_000_000} MB; at most {limit} MB are read")
    if not data.strip():
        raise UnreadableFile(name, "the file is empty")
    suffix = Path(name).suffix
    own = next((reader for reader in READERS if suffix in reader.suffixes), None)
    if own is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableFile(name, f"{suffix or 'no suffix'} is not read; these are: {known}")
    reader = choose(READERS, Path(name), data)
    # Texts go by many suffixes: a Markdown file may well be called .txt.
    both_text = reader.media_type.startswith("text/") and own.media_type.startswith("text/")
    if reader is not own and not both_text:
        raise UnreadableFile(name, f"its content is not what {suffix} says but {reader.media_type}")


def free_path(name: str, data: Path, taken: Collection[str]) -> str:
    """Return the path of a new upload, with a number where the name is taken.

    Args:
        name: a clean one.
        data: the data folder.
        taken: paths of the library's reports, retired ones too.
    """
    folder = data / FOLDER
    there = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    # Some file systems hold "Port.pdf" and "port.pdf" to be one.
    used = {
        one.casefold() for one in there | {Path(path).name for path in taken if is_upload(path)}
    }
    stem, suffix = Path(name).stem, Path(name).suffix
    names = (name if n == 1 else f"{stem}-{n}{suffix}" for n in count(1))
    return f"{FOLDER}/{next(one for one in names if one.casefold() not in used)}"


def files(data: Path) -> dict[str, Path]:
    """Return where each upload is, by its path in the catalogue."""
    folder = data / FOLDER
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else ()
    return {
        f"{FOLDER}/{name}": folder / name
        for name in names
        if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
    }


@contextmanager
def half(data: Path, path: str, content: bytes) -> Iterator[Path]:
    """Write an upload under a name for the time being; at the end it gets its own.

    If anything is raised before, it is deleted.

    Args:
        data: the data folder.
        path: that the upload shall have.
        content: what is written.
    """
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_HALF, suffix=Path(path).suffix, dir=folder)
    os.close(handle)
    file = Path(name)
    try:
        file.write_bytes(content)
        yield file
        file.replace(data / path)
    finally:
        file.unlink(missing_ok=True)


def tidy(library: "Library", data: Path) -> None:
    """Make the folder hold what the library says; after a crash, or a replacement, it may not.

    Must be alone on the data folder. Files there that the library does not know stay.

    Args:
        library: the library.
        data: its folder.
    """
    aside = library.decided().aside
    known = {path: one for one, path in all_paths(library).items() if is_upload(path)}
    folder = data / FOLDER
    for file in list(folder.iterdir()) if folder.is_dir() else ():
        unknown = f"{FOLDER}/{file.name}" not in known and file.is_file()
        if unknown and (file.name.startswith(_HALF) or _sha256(file) in aside):
            file.unlink()
    for path, report_id in known.items():
        if not (data / path).is_file():
            with suppress(LibraryError):  # its copy is gone too; what it answers stays
                content = library.original(report_id).read_bytes()
                with half(data, path, content):
                    pass


def all_paths(library: "Library") -> dict[str, str]:
    """Return the path of each report by its id, retired ones too."""
    reports = {report.report_id: report.path for report in library.reports()}
    return reports | {report.report_id: report.path for report in library.decided().retired}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
