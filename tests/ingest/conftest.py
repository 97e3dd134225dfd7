"""A library of the test's own whose embeddings are cheap and counted."""

import pytest

from tests.ingest.shelves import open_library


@pytest.fixture
def shelf_and_embedded(settings):
    library, embedded = open_library(settings)
    yield library, embedded
    library.close()


@pytest.fixture
def cheap(shelf_and_embedded):
    """The library alone."""
    return shelf_and_embedded[0]


@pytest.fixture
def embedded(shelf_and_embedded):
    """All texts that it embeds."""
    return shelf_and_embedded[1]
