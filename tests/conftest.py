"""What all tests share: where the originals are, throw-away settings, no network."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.environment import prepare

prepare()

from core.errors import ModelError  # noqa: E402 - after the environment
from core.settings import Settings, load_settings  # noqa: E402
from models.weights import LANGUAGE_MODEL, verified  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "")


def absent(what: str) -> None:
    """Skip on a user's machine, fail in CI, saying what is missing."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}; CI must have it")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the originals and the public question sets."""
    folder = ROOT.parent / "shared"
    if not (folder / "reports").is_dir():
        absent("the original reports are not on this machine (../shared)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that Debian's package installs."""
    path = shutil.which("chromium")
    if path is None:
        absent("chromium is not installed")
    return str(path)


@pytest.fixture(scope="session")
def language_model() -> None:
    """The embedded language model's weights are here."""
    try:
        verified(load_settings().models, LANGUAGE_MODEL)
    except ModelError as error:
        absent(f"the language model is missing: {error}")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of the test's own and no model."""
    return load_settings(data=tmp_path / "data", llm="none")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let tests reach this machine alone."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
