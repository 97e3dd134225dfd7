"""The PDFs that ship are what the script makes of their sources, and read back as these."""

import re

import frontmatter
import pypdfium2
import pytest

from ingest.readers import read_file
from scripts.typeset import catalogue, typeset
from tests.reports.conftest import REPORTS, SOURCES

NAMES = sorted(source.stem for source in SOURCES.glob("*.md"))
RULE = re.compile(r"^\|[-| :]+\|$")


def source_of(name: str) -> str:
    return (SOURCES / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_source_gives_the_bytes_that_ship(name):
    assert typeset(source_of(name)) == (REPORTS / f"{name}.pdf").read_bytes()


def test_the_catalogue_is_that_of_the_sources():
    made = catalogue({f"{name}.pdf": source_of(name) for name in NAMES})
    assert made == (REPORTS / "catalogue.toml").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_there_are_several_pages_and_none_is_nearly_empty(name):
    document = pypdfium2.PdfDocument(REPORTS / f"{name}.pdf")
    lines = [len(page.get_textpage().get_text_range().splitlines()) for page in document]
    document.close()
    assert len(lines) > 1
    assert min(lines) > 10


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_items_and_headings_read_back_whole(name):
    read = {line.removeprefix("• ") for line in read_file(REPORTS / f"{name}.pdf").text.split("\n")}
    for part in re.split(r"\n\n+|\n(?=- )", frontmatter.loads(source_of(name)).content):
        if not part.startswith("|"):
            said = re.sub(r"^(?:#+|-) ", "", " ".join(part.split()))
            assert said in read


@pytest.mark.parametrize("name", NAMES)
def test_each_row_of_the_table_reads_back_under_its_headers(name):
    text = read_file(REPORTS / f"{name}.pdf").text
    table = [line for line in source_of(name).split("\n") if line.startswith("|")]
    headers, *rows = ([cell.strip() for cell in t.strip("|").split("|")]
                      for t in table if not RULE.match(t))  # fmt: skip
    assert len(rows) > 1
    for row in rows:
        said = "; ".join(f"{h}: {cell}" for h, cell in zip(headers, row, strict=True))
        assert said in text


def test_a_block_or_a_character_that_cannot_be_set_is_refused():
    front = "---\ntitle: T\noriginal_title: T\npublisher: P\npublished: '2020'\n"
    front += "language: en\norigin: O\ndigest: true\n---\n\n# T\n\n"
    with pytest.raises(ValueError, match="no way to typeset a fence"):
        typeset(front + "```\ncode\n```\n")
    with pytest.raises(ValueError, match="the font lacks 州"):
        typeset(front + "Guangzhou (广州) is a city.\n".replace("广", ""))
