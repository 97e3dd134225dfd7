"""Weights are believed by their hash alone."""

import hashlib
import os

import pytest

from core.errors import ModelError, WeightsError
from core.weights import verify

PUBLISHED = b"the published weights"
SHA256 = hashlib.sha256(PUBLISHED).hexdigest()


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "model.bin"
    file.write_bytes(PUBLISHED)
    return file


def test_published_file_is_hashed_once(file, monkeypatch):
    verify(file, SHA256)
    monkeypatch.setattr(hashlib, "file_digest", None)
    verify(file, SHA256)


def test_missing_file_says_how_to_get_it(tmp_path):
    with pytest.raises(ModelError, match="models fetch"):
        verify(tmp_path / "none.bin", SHA256)


def test_altered_file_is_refused_each_time_and_not_noted(file):
    file.write_bytes(b"the published weightz")
    for _ in range(2):
        with pytest.raises(WeightsError, match="is not the published file"):
            verify(file, SHA256)
    assert list(file.parent.iterdir()) == [file]


def test_file_altered_after_it_was_verified_is_refused_even_with_its_time_set_back(file):
    verify(file, SHA256)
    before = file.stat()
    file.write_bytes(b"the published weightz")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    with pytest.raises(WeightsError):
        verify(file, SHA256)


def test_note_for_another_hash_or_unreadable_note_counts_for_nothing(file):
    verify(file, SHA256)
    with pytest.raises(WeightsError):
        verify(file, "0" * 64)
    (file.parent / "model.bin.checked").write_bytes(b"\xff")
    verify(file, SHA256)


def test_folder_in_place_of_the_file_is_one_line(tmp_path):
    (tmp_path / "model.bin").mkdir()
    with pytest.raises(ModelError, match="cannot be read"):
        verify(tmp_path / "model.bin", SHA256)
