"""Two small reports to ask."""

from collections.abc import Iterator

import pytest

from core.errors import ModelError
from core.settings import load_settings
from ingest.sync import sync
from tests.cli.conftest import write_reports
from tests.conftest import absent
from vectorstore.library import Library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Tests only read it."""
    place = tmp_path_factory.mktemp("asked")
    settings = load_settings(data=place / "data")
    library = Library(settings)
    try:
        library.warm()
        sync(library, [write_reports(place / "reports")], settings)
        yield library
    except ModelError as error:
        absent(str(error))
    finally:
        library.close()
