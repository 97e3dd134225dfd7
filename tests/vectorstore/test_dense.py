"""Which passages are nearest when not all of them count."""

from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.conftest import make
from vectorstore.dense import DenseIndex
from vectorstore.writing import Writing

LIMIT = 3


@pytest.mark.parametrize("foreign", [0, 20, 400])
def test_the_nearest_that_count_are_found_however_many_do_not(tmp_path: Path, foreign: int) -> None:
    index = DenseIndex(tmp_path, ["made"])
    # The question is the first axis; all that does not count is nearer than what does.
    for number, (count, begin) in {1: (foreign, 0.0), 2: (5, 1.0)}.items():
        angles = begin + np.arange(count) / 1000
        vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
        passages = make(f"report-{number}", *(f"Line {i}." for i in range(count)))[2]
        index.add("made", Writing(number, "A report", "en"), passages, vectors)
    asked = np.array([1.0, 0.0], dtype=np.float32)
    assert index.search("made", asked, {2}, LIMIT) == [(2, 0), (2, 1), (2, 2)]
    everything = index.search("made", asked, {1, 2}, LIMIT)
    assert everything == [(1 if foreign else 2, i) for i in range(LIMIT)]
    assert len(index.search("made", asked, {2}, 50)) == 5
    index.close()
