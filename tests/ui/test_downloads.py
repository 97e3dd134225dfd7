import json
from dataclasses import asdict
from datetime import UTC, datetime

import pypdfium2 as pdfium
import pytest
from markdown_it import MarkdownIt

from core.domain import Answer
from tests.ui.build import answer, citation, figure, quoted, sentence
from ui.chat.downloads import as_json, markdown, pdf
from ui.chat.markdown import escaped
from ui.words import CHINESE, ENGLISH

WHEN = datetime(2024, 5, 3, 10, 20, tzinfo=UTC)
WHY = "the figure 5 is not in the quoted words"
HOSTILE = (
    "<b>bold</b> <script>alert(1)</script> & &lt; [click](javascript:alert(1)) ![i](http://x.y/z) "
    "**strong** _em_ `code` ~~gone~~ | cell | $x$ @someone https://evil.example www.evil.example"
)
OPENINGS = ("# heading", "- point", "+ point", "* point", "1. point", "1) point", "> quote",
            "--- ", "===", "    code", "```", ":--", "[1]: http://x.y")  # fmt: skip
HAN = "港口有十二台起重机。"


def told(**changes: object) -> Answer:
    """An answer of every kind of sentence, with figures and sources."""
    given: dict[str, object] = {
        "citations": (
            citation(1, "The harbour has 12 cranes.", page=3),
            citation(2, "In 2010 it had 9.\n• two old\n• seven new"),
        ),
        "figures": (figure("12", "2015", 1), figure("9", "2010", 2)),
        "question": "How many cranes has it?",
        "standalone": "How many cranes has the harbour?",
        "model": "tiny",
    }
    return answer(
        sentence("There are 12 cranes.", 1),
        quoted("In 2010 it had 9.", 2),
        sentence("Each lifts 5 tonnes.", 1, verdict="unsupported", why=WHY),
        sentence("Half of them are old.", 2, verdict="partly"),
        **(given | changes),  # type: ignore[arg-type]
    )


def pages(made: bytes) -> list[str]:
    document = pdfium.PdfDocument(made)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def text(made: bytes) -> str:
    """All letters, without the line breaks that the width of the page makes."""
    return "".join("".join(pages(made)).split())


ALL = (
    "How many cranes has it?", "How many cranes has the harbour?", "2024-05-03 10:20 UTC",
    "There are 12 cranes.", "In 2010 it had 9.", "Each lifts 5 tonnes.", "Half of them are old.",
    ENGLISH.checked, ENGLISH.quoted, ENGLISH.partly, ENGLISH.left_out, WHY, "The Harbour Review",
    "Port Office", "page 3", "Cranes", "The harbour has 12 cranes.", "seven new", "tiny",
    ENGLISH.figures,
)  # fmt: skip


@pytest.mark.parametrize("part", ALL)
def test_every_document_tells_all_of_the_answer(part):
    assert part in markdown(told(), WHEN, ENGLISH).replace("\\", "")
    assert "".join(part.split()) in text(pdf(told(), WHEN, ENGLISH))


def test_the_json_is_the_contract_and_when_it_was_asked():
    read = json.loads(as_json(told(), WHEN, "Found wrong."))
    assert read.pop("asked_at") == "2024-05-03T10:20:00+00:00"
    assert read.pop("judged") == "Found wrong."
    assert read == json.loads(json.dumps(asdict(told())))


def test_figures_are_a_table():
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(told(), WHEN, ENGLISH))
    assert "<table>" in rendered and "<td>12</td>" in rendered and "<td>2010</td>" in rendered


def test_a_left_out_sentence_is_struck_out():
    assert "~~Each lifts 5 tonnes. \\[1\\]~~" in markdown(told(), WHEN, ENGLISH)


@pytest.mark.parametrize("hostile", [HOSTILE, *OPENINGS])
def test_what_was_written_stays_text_in_markdown(hostile):
    made = markdown(
        told(
            citations=(citation(1, hostile, title=hostile, section=hostile),),
            figures=(figure(hostile, hostile, 1),),
            question=hostile,
            # A point of the answer's own list is a point.
            text=hostile.removeprefix("- "),
        ),
        WHEN,
        ENGLISH,
    )
    assert "https://" not in made and "www." not in made
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(made)
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(
        markdown(told(citations=(citation(1, "x"),), figures=(figure("x", "x", 1),),
                      question="x", text="x"), WHEN, ENGLISH)
    )  # fmt: skip

    def tags(html: str) -> list[str]:
        return sorted(part.split(">")[0] for part in html.split("<")[1:])

    assert tags(rendered) == tags(plain)


@pytest.mark.parametrize("line", [HOSTILE, *OPENINGS, "12.5 is a number", "a\nb\tc", "x\\_y"])
def test_an_escaped_line_is_read_as_it_was_written(line):
    rendered = MarkdownIt("commonmark").render(escaped(line))
    read = rendered.removeprefix("<p>").strip().removesuffix("</p>")
    for mark, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        read = read.replace(mark, letter)
    assert read == " ".join(line.split())


def test_what_was_written_stays_text_in_a_pdf():
    hostile = answer(
        sentence(HOSTILE, 1),
        citations=(citation(1, HOSTILE, title=HOSTILE, section="</para><font color=red>"),),
        figures=(figure("<img src=x>", "<br/>", 1),),
        question=HOSTILE,
    )
    read = text(pdf(hostile, WHEN, ENGLISH))
    assert read.count("".join(HOSTILE.split())) >= 5
    assert "</para><fontcolor=red>" in read and "<imgsrc=x>" in read and "<br/>" in read


def test_a_pdf_holds_every_script_that_its_fonts_have():
    scripts = f"Größe, Ελλάδα, Україна, x² ≤ 5 ‰ €, {HAN} 起重機がある。 항구 크레인"
    read = text(pdf(told(citations=(citation(1, scripts),)), WHEN, CHINESE))
    assert "".join(scripts.split()) in read


def test_letters_that_no_font_has_leave_a_mark():
    read = text(pdf(told(citations=(citation(1, "crane नमस्ते crane \U0001f3d7"),)), WHEN, ENGLISH))
    assert "crane□□" in read


def test_words_of_the_document_are_in_the_language_of_the_page():
    made = told(question=HAN, standalone=HAN)
    assert CHINESE.sources in text(pdf(made, WHEN, CHINESE))
    assert "引文中没有数字 5" in markdown(made, WHEN, CHINESE)


def test_quotes_of_any_length_and_words_without_end_find_room():
    long = "The harbour of Bergen has cranes. " * 800
    endless, han = "w" * 6000, HAN * 400
    made = pdf(
        told(
            citations=(citation(1, long), citation(2, endless), citation(3, han, title=endless)),
            figures=(figure("12", "2010", 3), figure("9", "2011", 1)),
        ),
        WHEN,
        ENGLISH,
    )
    read = text(made)
    assert "".join(long.split()) in "".join(c for c in read if not c.isdigit())
    assert read.count("w") >= 6000 and read.count("起重机") >= 400


def test_pages_are_numbered():
    made = pages(pdf(told(citations=(citation(1, "The harbour. " * 2000),)), WHEN, ENGLISH))
    assert len(made) > 2
    assert all(page.split()[-1] == str(n) or str(n) in page for n, page in enumerate(made, 1))


def test_a_pdf_is_the_same_each_time_and_is_called_after_its_question():
    made = pdf(told(), WHEN, ENGLISH)
    assert made == pdf(told(), WHEN, ENGLISH)
    document = pdfium.PdfDocument(made)
    assert document.get_metadata_value("Title") == "How many cranes has it?"
    document.close()


def test_control_characters_and_broken_ones_do_no_harm():
    odd = "a\x00b\x1f\ud800c\u2028d\x0c"
    made = told(citations=(citation(1, odd),), question=odd, text=odd)
    assert pdf(made, WHEN, ENGLISH) and markdown(made, WHEN, ENGLISH).encode()


def test_an_answer_of_nothing_but_text_is_a_document_too():
    bare = answer(text="The library holds:\n- one\n- two", question="What do you hold?", model="")
    assert "- one\n" in markdown(bare, WHEN, ENGLISH)
    assert "two" in text(pdf(bare, WHEN, ENGLISH))


def test_what_staff_found_goes_along_with_a_copy():
    assert "Found wrong" in markdown(told(), WHEN, ENGLISH, "Found wrong.")
