"""Weights are believed by their hash alone."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from core.errors import ModelError, WeightsError

FETCH = "run `askreports models fetch`"


def verify(file: Path, sha256: str) -> None:
    """Make sure that `file` is, byte for byte, the published one.

    A file once hashed is not hashed again while its size and times of change stay the same;
    that is noted beside it in `<name>.checked`. Of the two times, anyone can set back the
    content's, nobody the entry's.

    Raises:
        ModelError: there is no such file, or it cannot be read.
        WeightsError: its SHA-256 differs.
    """
    try:
        status = file.stat()
    except OSError as error:
        raise ModelError(f"no weights at {file}; {FETCH}") from error
    note = file.with_name(file.name + ".checked")
    seen = {
        "size": status.st_size,
        "mtime_ns": status.st_mtime_ns,
        "ctime_ns": status.st_ctime_ns,
        "sha256": sha256,
    }
    with suppress(OSError, ValueError):
        if json.loads(note.read_text()) == seen:
            return
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"{file} cannot be read ({error.strerror}); mend that or {FETCH}"
        ) from error
    if found != sha256:
        raise WeightsError(
            f"{file} is not the published file (SHA-256 {found[:12]}…, "
            f"expected {sha256[:12]}…); delete it and {FETCH}"
        )
    with suppress(OSError):  # a models folder that cannot be written costs a hash per start
        note.write_text(json.dumps(seen))
