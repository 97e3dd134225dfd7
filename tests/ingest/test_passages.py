"""Passages are exact spans of whole sentences of one section, and together the whole text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain import PageSpan, ParsedReport, ReportMetadata
from core.tokens import count_tokens
from ingest.assemble import assemble
from ingest.blocks import Block, Line, block
from ingest.passages import page_at, split

SENTENCE = "The town of ships has {} boats on the river and a mill for each of them."


def report(blocks):
    made = assemble(blocks)
    return ParsedReport(ReportMetadata("T"), made.text, made.sections, made.pages, made.boxes)


def heading(text, level=1):
    return Block("heading", (Line(text),), level)


def paragraph(first, count):
    return block(" ".join(SENTENCE.format(first + i) for i in range(count)))


def cut(blocks, size=100):
    return split(report(blocks), "r", "r@1", size)


def solid(text):
    return "".join(text.split())


def test_passages_never_cross_a_heading_and_carry_its_title():
    made = cut([heading("One"), paragraph(0, 2), heading("Two"), paragraph(9, 2)])
    assert [p.section for p in made] == ["One", "Two"]
    assert all(p.text.startswith(p.section) for p in made)


def test_heading_without_text_joins_the_next():
    made = cut([heading("Part"), heading("Chapter", 2), paragraph(0, 1)])
    assert [(p.section, p.sentences[0].text) for p in made] == [("Part › Chapter", "Part")]


def test_text_before_the_first_heading_is_kept():
    made = cut([paragraph(0, 1), heading("One"), paragraph(1, 1)])
    assert [p.section for p in made] == ["", "One"]


def test_long_sections_are_cut_into_even_pieces():
    made = cut([heading("One"), paragraph(0, 30)])
    sizes = [p.tokens for p in made]
    assert max(sizes) <= 100
    assert min(sizes[:-1]) > 50


def test_lead_in_stays_with_its_list():
    items = [block(f"• {SENTENCE.format(n)}", "item") for n in range(4)]
    lead = block("The following boats were counted on the river by the town in that year:")
    made = cut([paragraph(0, 4), lead, *items])
    assert not any(p.text.endswith(":") for p in made)


def test_pages_are_where_a_passage_starts():
    pages = (PageSpan(2, 5, 9), PageSpan(1, 0, 5), PageSpan(3, 9, 9))
    assert [page_at(pages, i) for i in (0, 4, 5, 8)] == [1, 1, 2, 2]
    assert page_at((), 3) is None


def test_ids_count_up_within_the_revision():
    made = cut([paragraph(0, 30)])
    assert [p.passage_id for p in made] == [f"r@1:{i}" for i in range(len(made))]
    assert [p.ordinal for p in made] == list(range(len(made)))


PIECES = st.one_of(
    st.builds(heading, st.sampled_from(["Trade", "Port", "8.1 Fish"]), st.integers(1, 3)),
    st.builds(paragraph, st.integers(0, 99), st.integers(1, 12)),
    st.builds(lambda n: block(f"• boat {n}; its mast: {n}", "item"), st.integers(0, 99)),
    st.just(block("货物吞吐量达到三百五十万吨，比上一年增长了百分之四。" * 9)),
    st.just(block("word " * 400)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12), st.sampled_from([40, 120, 200]))
def test_spans_are_exact_and_cover_the_text(blocks, size):
    parsed = report(blocks)
    made = split(parsed, "r", "r@1", size)
    for passage in made:
        assert passage.text == parsed.text[passage.start : passage.end]
        assert passage.tokens == count_tokens(passage.text) <= size
        for sentence in passage.sentences:
            assert sentence.text == parsed.text[sentence.start : sentence.end]
            assert passage.start <= sentence.start < sentence.end <= passage.end
    assert solid("".join(s.text for p in made for s in p.sentences)) == solid(parsed.text)
    assert all(a.end <= b.start for a, b in pairwise(made))


@pytest.mark.parametrize("text", ["", "   "])
def test_empty_text_has_no_passages(text):
    assert split(ParsedReport(ReportMetadata("T"), text), "r", "r@1", 100) == ()


def test_a_paragraph_that_does_not_fit_goes_whole_to_the_next_passage():
    # Three paragraphs of 3, 2 and 4 sentences of which five fit a passage.
    made = cut([paragraph(0, 3), paragraph(3, 3), paragraph(6, 3)], size=90)
    assert [p.text.count("boats") for p in made] == [3, 3, 3]


def test_a_sentence_has_the_page_on_which_it_starts_not_that_of_its_passage():
    text = "The mill is old. The pier is long."
    pages = (PageSpan(1, 0, 17), PageSpan(2, 17, len(text)))
    parsed = ParsedReport(ReportMetadata("T"), text, pages=pages)
    (passage,) = split(parsed, "r", "r@1", 100)
    assert passage.page == 1
    assert [sentence.page for sentence in passage.sentences] == [1, 2]
