"""What a search ranks, by hand-worked examples."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.conftest import make
from vectorstore import keyword
from vectorstore.catalogue import Catalogue, Found, Stored
from vectorstore.keys import from_row, rows_of, to_row
from vectorstore.keyword import KeywordIndex
from vectorstore.library import Library
from vectorstore.pool import Pool
from vectorstore.terms import terms


def stored() -> dict[tuple[int, int], Found]:
    return {
        (7, 0): Found("", ["pier long", "old"], np.eye(3, dtype=np.float32)[:2]),
        (9, 0): Found("", ["mill old"], np.eye(3, dtype=np.float32)[2:]),
    }


def test_passages_of_one_writing_lie_together() -> None:
    first, behind = rows_of(7)
    assert first <= to_row((7, 0)) < to_row((7, 5000)) < behind == rows_of(8)[0]
    assert from_row(to_row((7, 5000))) == (7, 5000)


def test_sentences_are_ranked_by_meaning_and_cut_off() -> None:
    vector = np.array([0.1, 0.3, 0.2], dtype=np.float32)
    assert Pool(stored()).by_meaning(vector, slice(0, 3), {7, 9}, 2) == [(7, 0, 1), (9, 0, 0)]
    assert Pool(stored()).by_meaning(vector[:1], slice(0, 1), {7, 9}, 1) == [(7, 0, 0)]


def test_sentences_of_reports_that_are_not_asked_take_no_place() -> None:
    vector = np.array([0.3, 0.2, 0.1], dtype=np.float32)
    assert Pool(stored()).by_meaning(vector, slice(0, 3), {9}, 1) == [(9, 0, 0)]


def test_sentences_are_ranked_by_words_alone_and_with_neighbours() -> None:
    alone, around = Pool(stored()).by_words({"pier": 2.0, "old": 1.0}, {7, 9}, 9)
    # "old" alone is the shorter sentence; the neighbour lends it "pier", the mill has none.
    assert alone == [(7, 0, 0), (7, 0, 1), (9, 0, 0)]
    assert around == [(7, 0, 0), (7, 0, 1), (9, 0, 0)]
    alone, around = Pool(stored()).by_words({"pier": 2.0}, {7, 9}, 9)
    assert (alone, around) == ([(7, 0, 0)], [(7, 0, 0), (7, 0, 1)])


def test_sentences_of_other_reports_do_not_count() -> None:
    assert Pool(stored()).by_words({"old": 1.0}, {9}, 9) == ([(9, 0, 0)], [(9, 0, 0)])


def test_passages_come_back_as_they_went_in(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    catalogue.create()
    report, parsed, passages = make("town", "The pier is long. It is old.", "The mill is old.")
    number = catalogue.begin(report, parsed)
    vectors = np.array([[0.5, -0.25], [1.0, 0.0]], dtype=np.float32)
    catalogue.keep(number, [Stored(passages[0], ["pier long", "old"], vectors)])
    found = catalogue.stored([(number, 0)])[number, 0]
    assert (found.passage, found.terms) == (passages[0], ["pier long", "old"])
    assert np.array_equal(found.vectors, vectors)
    catalogue.close()


@pytest.fixture
def words(tmp_path: Path) -> Iterator[KeywordIndex]:
    index = KeywordIndex(tmp_path / "keyword.sqlite3")
    index.create()
    texts = ["pier the", "mill the", "mill the", "the", "the"]
    index.add(((1, ordinal), text) for ordinal, text in enumerate(texts))
    yield index


def test_a_term_tells_the_more_the_fewer_passages_hold_it(words: KeywordIndex) -> None:
    counts = words.counts(["the", "pier", "mill", "inn"])
    assert counts == {"the": 5, "pier": 1, "mill": 2}
    weights = keyword.weights(counts, 5)
    assert list(weights) == ["pier", "mill", "the"]
    assert weights["pier"] == pytest.approx(math.log(4.5 / 1.5))
    assert weights["the"] == 1e-6


def test_terms_of_every_script_are_known_as_they_are_made(words: KeywordIndex) -> None:
    for ordinal, (text, language) in enumerate(
        [("ที่กรุงเทพ", "th"), ("データ・センター", "ja"), ("12,000.5 tons", "en"), ("广州港", "zh")],
        10,
    ):
        made = terms(text, language)
        words.add([((1, ordinal), " ".join(made))])
        assert set(words.counts(made)) == set(made), language


def test_common_terms_name_no_passages_where_that_would_read_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keyword, "MAX_POSTINGS", 3)
    assert keyword.rarest({"the": 5, "pier": 1, "mill": 2}) == ["pier", "mill"]
    assert keyword.rarest({"the": 5}) == ["the"]


def test_a_view_counts_each_term_once(
    words: KeywordIndex, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = library._current()
    assert view.counts(words, ["pier", "inn"]) == {"pier": 1}
    asked: list[Sequence[str]] = []

    def counts(wanted: Sequence[str]) -> dict[str, int]:
        asked.append(wanted)
        return {"mill": 2}

    monkeypatch.setattr(words, "counts", counts)
    assert view.counts(words, ["mill", "pier", "inn"]) == {"mill": 2, "pier": 1}
    assert asked == [["mill"]]


def test_a_passage_is_trimmed_to_what_bears_on_the_question(
    library: Library, original: Path
) -> None:
    villages = [f"Nobody in village {name} objected to that. " for name in "ABCDEFGHIJKL"]
    wanted = "The dock handled 412 ferries in 2013. "
    others = [f"Ferry {number} was handled by the dock in 2013." for number in range(35)]
    library.put(*make("dock", "".join([*villages[:6], wanted, *villages[6:]])), original)
    library.put(*make("ferries", *others), original)
    found = library.search("How many ferries did the dock handle in 2013?", k=99).passages
    dock = next(item for item in found if item.passage.report_id == "dock")
    assert wanted.strip() in dock.text
    assert len(dock.text) < len(dock.passage.text)
