"""The command line in this process (the embedding models load once), and a small library."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from core.errors import ModelError
from core.settings import load_settings
from ingest.sync import sync
from tests.conftest import absent
from vectorstore.library import Library

PORT = "# Port\n\nThe harbour moved twelve thousand boxes in 2019. The mayor opened a new quay.\n"
MILL = "# Mill\n\nThe mill ground forty tonnes of rye in 2018. It stands by the river Aar.\n"


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        assert self.out.count("\n") == 1
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line on standard error of a command that failed."""
        assert self.status != 0
        assert self.err.startswith("askreports: ")
        assert self.err.count("\n") == 1
        return self.err


Command = Callable[..., Ended]


@pytest.fixture
def askreports(capsys, monkeypatch, tmp_path) -> Command:
    """Run one command in an empty working folder; give back how it ended."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def command(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["askreports", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            run()
        said = capsys.readouterr()
        return Ended(left.value.code or 0, said.out, said.err)

    return command


def write_reports(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "port.md").write_text(PORT, "utf-8")
    (folder / "mill.md").write_text(MILL, "utf-8")
    return folder


@pytest.fixture(scope="session")
def indexed(tmp_path_factory) -> Path:
    """A data folder that holds two small reports; tests only read it."""
    place = tmp_path_factory.mktemp("indexed")
    settings = load_settings(data=place / "data")
    library = Library(settings)
    try:
        library.warm()
        sync(library, [write_reports(place / "reports")], settings)
    except ModelError as error:
        absent(str(error))
    finally:
        library.close()
    return settings.data


@pytest.fixture
def folder(tmp_path, indexed) -> Path:
    """Two small reports of the test's own; the models are known to be there."""
    return write_reports(tmp_path / "reports")
