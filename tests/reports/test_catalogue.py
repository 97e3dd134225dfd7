"""Each digest says what it is a digest of, in its front matter or in the catalogue."""

import pytest

from ingest.readers import read_file

KINDS = {".md": 3, ".pdf": 2}


def test_five_digests_ship_and_two_of_them_as_pdf(digests):
    shipped = [digest.shipped for digest in digests]
    assert all(file.is_file() for file in shipped)
    assert {kind: sum(f.suffix == kind for f in shipped) for kind in KINDS} == KINDS


@pytest.mark.parametrize("field", ["title", "original_title", "publisher", "published", "origin"])
def test_every_entry_is_filled_in(digests, field):
    for digest in digests:
        assert getattr(read_file(digest.shipped).metadata, field), digest.shipped.name


def test_every_digest_is_read_as_one_with_a_stated_date(digests):
    for digest in digests:
        found = read_file(digest.shipped).metadata
        assert found.is_digest
        assert (found.language, found.published_basis) == ("en", "stated")
        assert "digest, in the words of this project" in " ".join(digest.markdown.split())


def test_dates_are_those_of_the_originals(digests, originals):
    for digest in digests:
        theirs = read_file(originals[digest.original]).metadata
        assert read_file(digest.shipped).metadata.published == theirs.published
