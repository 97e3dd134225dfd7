"""A library that is gone after the measuring."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.settings import Settings
from vectorstore.embedding import Embedders
from vectorstore.library import Library


@contextmanager
def throw_away(
    settings: Settings, embedders: Embedders | None = None
) -> Iterator[tuple[Library, Settings]]:
    """Open an empty library in a folder of its own, with the settings that lead to it."""
    with tempfile.TemporaryDirectory(prefix="askreports-") as place:
        aside = settings.model_copy(update={"data": Path(place) / "data"})
        library = Library(aside, embedders)
        try:
            yield library, aside
        finally:
            library.close()
