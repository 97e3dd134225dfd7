"""Cut paragraphs come back whole, nothing is lost, and captions wait until they end."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block, Line, block
from ingest.mend import drop_repeats, rejoin, settle_headings

CUT = "The council will spend the money on schools, on roads and on the repair of"
REST = "bridges that the flood of 2016 took away."
WHOLE = "A complete paragraph that has nothing to do with the one before it, ending well."


def texts(blocks):
    return [b.plain for b in blocks]


def test_paragraph_cut_by_a_page_break_is_joined():
    assert texts(rejoin([block(CUT), block(REST)])) == [f"{CUT} {REST}"]


def test_caption_in_a_cut_paragraph_comes_after_it():
    made = rejoin([block(CUT), block("Old Bridge and Market Square"), block(REST)])
    assert texts(made) == [f"{CUT} {REST}", "Old Bridge and Market Square"]


def test_tail_of_a_column_returns_over_complete_blocks():
    heading = Block("heading", (Line("Prospects of the Town"),), 1)
    made = rejoin([block(CUT), block(WHOLE), heading, block(REST)])
    assert texts(made) == [f"{CUT} {REST}", WHOLE, "Prospects of the Town"]


def test_capital_start_is_joined_only_where_the_sentence_needs_more():
    assert len(rejoin([block(CUT), block("Wooden bridges and all the roads to them.")])) == 1
    assert len(rejoin([block(WHOLE), block("Wooden bridges stand.")])) == 2


def test_items_and_headings_are_never_swallowed():
    item = block("• bridges", "item")
    heading = Block("heading", (Line("of interest"),), 2)
    assert len(rejoin([block(CUT), item, heading])) == 3


def test_web_address_is_not_the_rest_of_a_paragraph_further_up():
    blocks = [block(CUT), block("A Caption of Note"), block("www.town.example")]
    assert len(rejoin(blocks)) == 3


def test_heading_under_its_paragraph_goes_over_it():
    before = Block("text", (Line(WHOLE),), new_page=True)
    late = Block("heading", (Line("8.5 Trade"),), 2)
    caption = Block("heading", (Line("View of the Fair"),), 1)
    after = Block("text", (Line("Another page."),), new_page=True)
    made = settle_headings([before, late, caption, after])
    assert texts(made) == ["8.5 Trade", WHOLE, "View of the Fair", "Another page."]
    assert [b.kind for b in made] == ["heading", "text", "text", "text"]
    assert made[0].new_page


def test_heading_with_a_body_stays():
    heading = Block("heading", (Line("8.5 Trade"),), 2)
    blocks = (block(WHOLE), heading, block(WHOLE))
    assert settle_headings(blocks) == blocks


def test_caption_said_twice_is_kept_once():
    twice = [block("The old bridge"), block("The old bridge"), block(WHOLE), block(WHOLE)]
    assert texts(drop_repeats(twice)) == ["The old bridge", WHOLE, WHOLE]


@given(st.lists(st.sampled_from([CUT, REST, WHOLE, "A Caption", "and more", "www.x.org"])))
def test_rejoining_loses_and_invents_no_line(lines):
    made = rejoin([block(line) for line in lines])
    assert sorted(line.text for b in made for line in b.lines) == sorted(lines)
