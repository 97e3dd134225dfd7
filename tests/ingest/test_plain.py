"""Text that came out of PDFs and web pages reads as it was meant."""

from ingest.readers.plain import blocks_of


def kinds(text):
    return [(b.kind, b.plain) for b in blocks_of(text)]


DOUBLE = """ 3.1 Widen the Port for the Years to $
Come$
$
The town will build a quay of 400 metres for $
$
ships from the sea and will add two cranes. It $
$
will spend 12.5 million on the new road, which $
$
leads from the quay to the station, and on a $
$
This wide line belongs to another block, which stands beside the column and was drawn before.$
$
The Port in the Years to Come$
 bridge for carts. The work begins in 2031 and $
$
ends when the money does.$
 3.2 Keep the Market$
$
The market stays where it has stood since 1401 $
$
and opens on all days, feast days and days of $
$
mourning among them.$
""".replace("$", "")


def test_double_spaced_columns_become_paragraphs_under_their_headings():
    found = kinds(DOUBLE)
    assert found[0] == ("heading", "3.1 Widen the Port for the Years to Come")
    assert found[1][1].endswith(
        "and on a bridge for carts. The work begins in 2031 and ends when the money does."
    )
    assert ("heading", "The Port in the Years to Come") in found
    assert ("heading", "3.2 Keep the Market") in found
    assert found[-1][1].startswith("The market stays where it has stood since 1401 and opens")


PAGE = """Home \xa0 | \xa0 About \xa0 | \xa0 Directory \xa0 | \xa0 Contact Us
Town news
The harbour opens to the world again after repair
Update: 2019-01-25 \xa0 \xa0 Source: portal.example

The harbour was opened on Monday by the mayor, who cut a ribbon and gave a speech.It was long.

Ribbon and mayor

Ribbon and mayor

The town paid 3.5 million for the repair, which took two years and four months in all.

  • Another story of the day
  • A third story
1 2 3 4 5

Copyright © 2010 The Harbour Office of the Town. All rights reserved.
Email: office@harbour.example"""


def test_page_loses_its_menus_and_keeps_its_facts():
    found = kinds(PAGE)
    said = " ".join(text for _, text in found)
    assert found[0] == ("heading", "The harbour opens to the world again after repair")
    for gone in ("Directory", "Town news", "Another story", "1 2 3 4 5"):
        assert gone not in said
    assert said.count("Ribbon and mayor") == 1
    assert "speech. It was long." in said
    assert [kind for kind, _ in found[-2:]] == ["notice", "notice"]


def test_hard_wrapped_text_becomes_paragraphs():
    text = (
        "The first paragraph is wrapped at a width of some sixty signs, as\n"
        "letters used to be, and it goes on over three lines until at last\n"
        "it ends.\n"
        "The second one follows at once without a blank line between the\n"
        "two, and it ends here.\n\n"
        "The third stands apart from both and is wrapped in the same way as\n"
        "those above it were.\n"
    )
    assert [t.split()[1] for _, t in kinds(text)] == ["first", "second", "third"]


def test_lines_that_are_paragraphs_stay_apart():
    text = "One sentence stands here alone.\nAnother one stands below it.\n"
    assert len(kinds(text)) == 2


def test_wrapped_list_items_are_whole():
    text = "What is planned for the port in the coming year:\n\n  • a quay of stone\n  • a crane\n"
    assert kinds(text)[1:] == [("item", "• a quay of stone"), ("item", "• a crane")]


def test_form_feeds_and_wrapped_chinese_are_joined():
    first = "港口今年的货物吞吐量达到三百五十万吨，比上一年增长了百分之四，其中粮食占了"
    second = "一百二十万吨，钢材占了八十万吨，其余的是木材和其他各类货物，总计与计划相符。"
    assert kinds(f"{first}\n\f{second}\n") == [("text", f"{first} {second}")]
