"""No sentence of an original is carried over into what ships."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.readers import read_file
from tests.reports.conftest import REPORTS, SOURCES

RUN = 8
RUN_WITH_NAMES = 10

WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+")
NAMES = tuple(
    line
    for line in (Path(__file__).parent / "official_names.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)
TEXTS = sorted([*REPORTS.glob("*.md"), *REPORTS.glob("*.toml"), *SOURCES.glob("*.md")])


def words(text: str) -> list[str]:
    """Words and figures; a hyphen or an apostrophe parts words, which makes runs longer."""
    return WORD.findall(text.casefold().replace("’", "'"))


def masked(text: str, names: Sequence[str] = NAMES) -> list[str]:
    """The words of a text, each official name as one."""
    line = f" {' '.join(words(text))} "
    for name in names:
        inner = " ".join(words(name))
        line = line.replace(f" {inner} ", f" {inner.replace(' ', '_')} ")
    return line.split()


def runs(tokens: Sequence[str], length: int) -> Iterator[str]:
    return (" ".join(tokens[i : i + length]) for i in range(len(tokens) - length + 1))


@pytest.fixture(scope="module")
def texts(originals):
    """The originals as they came, and with their cut words and sentences mended."""
    raw = [file.read_text("utf-8") for file in originals.values()]
    return [*raw, *(read_file(file).text for file in originals.values())]


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_no_run_of_eight_words_is_shared_but_for_official_names(texts, file):
    theirs = {run for text in texts for run in runs(masked(text), RUN)}
    assert [run for run in runs(masked(file.read_text("utf-8")), RUN) if run in theirs] == []


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_no_run_of_ten_words_is_shared_names_or_not(texts, file):
    def loose(text: str) -> list[str]:
        return re.findall(r"[\w'’%.-]+", text.lower())

    theirs = {run for text in texts for run in runs(loose(text), RUN_WITH_NAMES)}
    ours = runs(loose(file.read_text("utf-8")), RUN_WITH_NAMES)
    assert [run for run in ours if run in theirs] == []


def test_each_official_name_would_otherwise_make_a_run(texts):
    theirs = {run for text in texts for run in runs(words(text), RUN)}
    ours = {run for file in TEXTS for run in runs(words(file.read_text("utf-8")), RUN)}
    for name in NAMES:
        inner = " ".join(words(name))
        assert any(inner in run or run in inner for run in ours & theirs), name
