"""Markdown's marks go, its structure stays."""

from pathlib import Path

from ingest.readers import read_bytes

SOURCE = """---
title: Port Plan
publisher: Harbour Office
date: 2021-05-03
lang: en
digest: true
origin: on request
extra: ignored
---
# Port Plan

**The port** grows by 4% and costs US\\$ 12 million; see [the plan](http://x.example/plan).

**New quays for the port.**

The quay is 400 metres long, and ships of all sizes may tie up at it by day and by night.

Table 2. Tonnes by year

| Year | Grain | Steel |
|---|---:|---:|
| 2019 | 1.2 | 0.7 |
| 2020 | 1.3 | |

1. First berth
2. Second berth

- One `crane`
- Two cranes

![A view of the port](port.png)
"""


def read(source, name="port.md"):
    return read_bytes(Path(name), source.encode())[0]


def test_stored_text_has_no_marks():
    text = read(SOURCE).text
    assert not set("*`|[]#\\") & set(text)
    assert "US$ 12 million; see the plan." in text


def test_front_matter_is_metadata():
    found = read(SOURCE).metadata
    assert (found.title, found.publisher, found.published) == (
        "Port Plan",
        "Harbour Office",
        "2021-05-03",
    )
    assert (found.published_basis, found.language, found.is_digest) == ("stated", "en", True)
    assert found.origin == "on request"


def test_each_table_row_says_what_its_figures_are():
    text = read(SOURCE).text
    assert "Table 2. Tonnes by year — Year: 2019; Grain: 1.2; Steel: 0.7\n" in text
    assert "Table 2. Tonnes by year — Year: 2020; Grain: 1.3\n" in text


def test_sections_begin_at_their_headings_and_strong_lines_head_too():
    parsed = read(SOURCE)
    assert [s.title for s in parsed.sections] == ["Port Plan", "New quays for the port."]
    for section in parsed.sections:
        assert parsed.text[section.start :].startswith(section.title)
        assert section.end == len(parsed.text)


def test_lists_keep_order_and_numbers():
    assert "1. First berth\n2. Second berth\n" in read(SOURCE).text
    assert "• One crane\n• Two cranes" in read(SOURCE).text


def test_paragraph_cut_by_a_picture_is_joined():
    source = (
        "# T\n\nThe town lies in a green valley and is carry-\n\nView of the Valley\n\ning trade.\n"
    )
    assert "is carrying trade.\n\nView of the Valley" in read(source).text


def test_text_that_is_markdown_is_read_as_such():
    parsed, media_type = read_bytes(Path("x.txt"), SOURCE.encode())
    assert media_type == "text/markdown"
    assert parsed.metadata.title == "Port Plan"


def test_cover_lines_make_the_title():
    source = (
        "**Voices of\nthe Port**\n\n**Jane Roe**\n\nEastport\n\n# About\n\nText follows here.\n"
    )
    assert read(source).metadata.title == "Voices of the Port: Jane Roe, Eastport"
