"""Files go through the real index and come back found."""

import pytest

from core.errors import ModelError
from ingest.sync import sync
from tests.conftest import absent
from vectorstore.library import Library


@pytest.fixture
def library(settings):
    library = Library(settings)
    try:
        library.warm()
    except ModelError as error:
        absent(str(error))
    yield library
    library.close()


def test_synced_files_are_found_replaced_moved_and_retired(tmp_path, settings, library):
    folder = tmp_path / "reports"
    folder.mkdir()
    port = folder / "port.md"
    port.write_text("# Port\n\nThe harbour moved twelve thousand boxes in 2019.\n", "utf-8")
    (folder / "mill.txt").write_text("The mill ground forty tonnes of rye in 2018.\n", "utf-8")
    first = sync(library, [folder], settings)
    assert (first.added, first.passages) == (2, 2)
    best = library.search("How many boxes did the harbour move?").sentences[0]
    assert best.sentence.text == "The harbour moved twelve thousand boxes in 2019."

    port.write_text("# Port\n\nThe harbour moved nine thousand boxes in 2020.\n", "utf-8")
    (folder / "mill.txt").rename(folder / "old mill.txt")
    second = sync(library, [folder], settings)
    assert (second.replaced, second.unchanged, second.retired) == (1, 1, 0)
    assert second.index_version > first.index_version
    parsed = library.parsed("port")
    found = library.search("boxes in the harbour").sentences[0].sentence
    assert parsed.text[found.start : found.end] == found.text
    assert "2020" in found.text

    port.unlink()
    assert sync(library, [folder], settings).retired == 1
    assert [r.report_id for r in library.reports()] == ["mill"]
