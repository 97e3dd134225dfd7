"""Readers never crash on a changed file; the long run is `python -m tests.ingest.fuzz 600`."""

from tests.ingest.fuzz import fuzz

ROUNDS = 25


def test_a_changed_file_is_read_or_refused_in_time() -> None:
    found = fuzz(ROUNDS, seed=11)
    assert sum(found.values()) == 8 * ROUNDS
    assert any(name.endswith("read") for name in found)
    assert any(not name.endswith("read") for name in found)
