import re

from core.domain import LineBox, PageSpan, Section
from tests.ui.build import HOSTILE, report
from ui.chat.library import panel
from ui.source.pane import SLACK, apology, pane
from ui.words import ENGLISH

TEXT = "Cranes\n\nThe harbour has 12 cranes. They lift ships.\n\nQuays\n\nThere are 3 quays."
SECTIONS = (
    Section("Cranes", 1, 0, TEXT.index("Quays")),
    Section("Quays", 1, TEXT.index("Quays"), len(TEXT)),
)


def marked(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)


def test_the_quote_is_marked_to_the_letter_in_its_section():
    start = TEXT.index("They")
    html = pane(*report(TEXT, sections=SECTIONS), start, start + 16, None, ENGLISH)
    assert marked(html) == ["They lift ships."]
    assert "<h3>Cranes</h3>" in html and "12 cranes" in html
    assert "quays" not in html


def test_the_heading_of_a_section_is_not_told_twice():
    start = TEXT.index("There")
    html = pane(*report(TEXT, sections=SECTIONS), start, len(TEXT), None, ENGLISH)
    assert html.count("Quays") == 1


def test_a_long_section_is_cut_around_the_quote_and_says_so():
    text = "a " * 4000 + "Here it is." + " b" * 4000
    html = pane(*report(text), 8000, 8011, None, ENGLISH)
    assert marked(html) == ["Here it is."]
    assert len(html) < 5000 and "… " in html and " …" in html


def test_spans_outside_the_text_mark_nothing_and_break_nothing():
    for start, end in ((0, 0), (-5, -1), (9999, 10001), (20, 3)):
        assert marked(pane(*report(TEXT, sections=SECTIONS), start, end, None, ENGLISH)) == []


def test_a_report_cannot_write_into_the_page():
    text = f"{HOSTILE}\n\n{HOSTILE}"
    made = report(text, title=HOSTILE, sections=(Section(HOSTILE, 1, 0, len(text)),))
    html = pane(*made, len(HOSTILE) + 2, len(text), None, ENGLISH)
    assert "<script" not in html and '"so on"' not in html
    assert "<script" not in panel([made[0]], ENGLISH) + apology(HOSTILE, ENGLISH)


PAGES = (PageSpan(1, 0, 40), PageSpan(2, 40, len(TEXT)))
BOXES = (
    LineBox(1, 0, 20, 0.1, 0.10, 0.5, 0.12),
    LineBox(1, 20, 40, 0.1, 0.14, 0.5, 0.16),
    LineBox(2, 40, 60, 0.1, 0.10, 0.5, 0.12),
)


def pdf(start: int, end: int, page: int | None = None, **how) -> str:
    made = report(TEXT, media_type="application/pdf", pages=PAGES, boxes=BOXES)
    return pane(*made, start, end, page, ENGLISH, **how)


def test_a_pdf_quote_is_shown_on_its_page_with_its_lines_marked():
    html = pdf(10, 30)
    assert f"{ENGLISH.on_page.format(1)} / 2" in html
    assert 'src="/page/harbour/1.png?of=abababababababab"' in html
    tops = re.findall(r"top:([\d.]+)%", html)
    assert tops == ["10.00", "14.00"]


def test_a_mark_stands_where_the_words_are_printed():
    html = pdf(
        10, 15, extent=lambda line, printed: (0.33, 0.44) if printed == TEXT[10:15] else None
    )
    assert "left:33.00%;" in html and "width:11.00%" in html


def test_a_mark_whose_words_are_not_found_covers_them_and_little_besides():
    left, width = map(float, re.search(r"left:([\d.]+)%;.*?width:([\d.]+)%", pdf(10, 15)).groups())
    # 20 letters stand in 40% of the page's width, so letters 10 to 15 from 30% to 40%.
    letter = 2.0
    assert left == 30.0 - SLACK * letter and width == 10.0 + 2 * SLACK * letter


def test_a_quote_over_two_pages_is_marked_on_both():
    assert pdf(35, 50).count("<mark") == 1
    assert pdf(35, 50, 2).count("<mark") == 1


def test_pages_can_be_turned_and_end_where_the_report_ends():
    first, last = pdf(0, 5), pdf(0, 5, 99)
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert f"{ENGLISH.on_page.format(2)} / 2" in last and 'rel="next"' not in last


def test_the_library_tells_title_publisher_and_date_and_calls_a_guess_a_guess():
    html = panel([report(basis="inferred")[0]], ENGLISH)
    assert "The Harbour Review" in html and "Port Office · about 2015" in html
    assert ENGLISH.empty_library in panel([], ENGLISH)
