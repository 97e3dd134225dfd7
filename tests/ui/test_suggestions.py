import time
from dataclasses import replace

import pytest

from core.domain import Citation, ParsedReport, Report, Section
from tests.ui.build import answer, citation, report
from ui.chat.examples import questions
from ui.chat.shapes import HAN, NEARBY, SHAPES, turned
from ui.chat.suggestions import MOST, next_questions

CRANES = (
    "Bergen is to build 20 new quays for ferries. Bergen will clean 147 rivers and streams. "
    "Bergen has 12 tall cranes in the harbour."
)
TRADE = "Ada Berg leads the Harbour Office of Bergen. Bergen will open 30 new markets for fish."


def made(name: str, *parts: tuple[str, str], language: str = "en") -> tuple[Report, ParsedReport]:
    """A report of headings and what stands below each."""
    text, sections = "", []
    for heading, body in parts:
        start = len(text)
        text += f"{heading}\n\n{body}\n\n"
        sections.append(Section(heading, 1, start, len(text)))
    one, parsed = report(text, title=name, sections=tuple(sections), language=language)
    return replace(one, report_id=name, revision=f"{name}@{hash(text)}"), parsed


def cited(of: tuple[Report, ParsedReport], quote: str) -> Citation:
    one, parsed = of
    start = parsed.text.index(quote)
    return citation(quote=quote, report_id=one.report_id, start=start, end=start + len(quote))


HARBOUR = made("harbour", ("Cranes and quays", CRANES), ("Trade and markets", TRADE))


def asked_next(quote: str, *asked: str, library=(HARBOUR,), question: str = "What of ferries?"):
    told = answer(text=quote, question=question, citations=(cited(library[0], quote),))
    return next_questions(told, asked, library)


def test_the_section_that_is_cited_comes_before_the_rest_of_its_report():
    assert asked_next("Bergen is to build 20 new quays for ferries.") == (
        "How many rivers and streams will Bergen clean?",
        "How many tall cranes does Bergen have in the harbour?",
        "How many new markets will Bergen open for fish?",
    )


def test_what_is_quoted_is_not_asked_about():
    quote = "Ada Berg leads the Harbour Office of Bergen."
    assert "Who leads the Harbour Office of Bergen?" not in asked_next(quote)


@pytest.mark.parametrize(
    "asked",
    [
        "How many rivers and streams will Bergen clean?",
        "how MANY rivers, and streams will bergen clean",
        "Which rivers and streams will Bergen clean?",
    ],
)
def test_what_was_asked_is_not_asked_again_however_it_was_written(asked):
    quote = "Bergen is to build 20 new quays for ferries."
    assert "How many rivers and streams will Bergen clean?" not in asked_next(quote, asked)
    assert "How many rivers and streams will Bergen clean?" not in asked_next(quote, question=asked)


def test_the_last_one_is_put_to_another_report_on_the_same_subject():
    other = made("oslo", ("Other", "Oslo will build 40 new quays for ferries."))
    quote = "Bergen is to build 20 new quays for ferries."
    told = asked_next(quote, library=(HARBOUR, other))
    assert told[-1] == "How many new quays for ferries will Oslo build?" and len(told) == MOST


def test_a_report_on_another_subject_is_left_alone():
    other = made("zoo", ("Lions", "Tarnwick will keep 47 lions behind fences."))
    quote = "Bergen is to build 20 new quays for ferries."
    assert "lions" not in " ".join(asked_next(quote, library=(HARBOUR, other)))


def test_headings_are_asked_about_only_where_no_sentence_makes_a_question():
    assert not any("What do the reports say" in q for q in asked_next("Bergen is to build 20 new"))
    bare = made("bare", ("Deep water berths", "Berths are deep."), ("Ferry services", "They run."))
    assert asked_next("Berths are deep.", library=(bare,)) == (
        "What do the reports say about ferry services?",
    )


def test_small_talk_is_followed_by_examples_not_asked_yet():
    examples = questions([HARBOUR])
    told = next_questions(answer(question="Hello"), [examples[0].upper()], [HARBOUR])
    assert told and set(told) <= set(questions([HARBOUR], besides=examples[:1]))
    assert examples[0] not in told


def test_a_chinese_report_is_asked_about_in_chinese():
    text = "2020年，卑尔根将新建20个码头。港口吞吐量增长12%。"
    chinese = made("zh", ("港口建设", text), ("渔业市场发展", "没有。"), language="zh")
    told = asked_next("2020年，卑尔根将新建20个码头。", library=(chinese,), question="码头？")
    assert told[0] == "港口吞吐量增长了多少？"


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("The turnover of the harbour rose by 12% in 2014.",
         "By how much did the turnover of the harbour rise in 2014?"),
        ("Bergen's harbour turnover was US$ 5 million in 2012.",
         "What was Bergen's harbour turnover in 2012?"),
        ("The number of ships reached 3,500 in 2012.", "What was the number of ships in 2012?"),
        ("In 2012 Bergen spent 5 million on three cranes for the harbour.",
         "How much did Bergen spend on three cranes for the harbour?"),
        ("In 2012 Bergen opened 12 new quays for ferries.",
         "How many new quays for ferries did Bergen open?"),
        ("As of 2018, 301 foreign ships were present in Bergen.",
         "How many foreign ships were present in Bergen in 2018?"),
        ("In May 2012, Bergen opened the New Fish Market.",
         "When did Bergen open the New Fish Market?"),
        ("Bergen joined the League of Harbours in 2012.",
         "When did Bergen join the League of Harbours?"),
        ("Ada Berg, head of the office, said that the New Harbour will grow.",
         "What did Ada Berg say about the New Harbour?"),
        ("Bergen helps the fishermen in three ways: a, b and c.",
         "In which three ways does Bergen help the fishermen?"),
    ],
)  # fmt: skip
def test_a_sentence_near_an_answer_is_turned_into_the_question_that_it_answers(told, question):
    assert [text for _, text in turned(told, (*SHAPES, *NEARBY))] == [question]


@pytest.mark.parametrize(
    "told",
    [
        "The review says exports rose by 12% in 2014.",
        "The first fair was 3 days long in 2014.",
        "It rose by 12% in 2014.",
        "He said that the New Harbour will grow.",
    ],
)
def test_a_sentence_that_tells_of_another_or_leans_on_others_makes_no_question(told):
    assert not list(turned(told, NEARBY))


@pytest.mark.parametrize("told", ["该港将新建20个码头。", "我们拥有20个码头。"])
def test_a_chinese_sentence_that_leans_on_others_makes_no_question(told):
    assert not list(turned(told, HAN))


def test_an_empty_library_has_no_questions():
    assert next_questions(answer(citations=(citation(),)), [], []) == ()


def test_a_corrected_catalogue_is_seen_at_once():
    one, parsed = made("plain", ("Plain", "Nothing."))
    told = answer(question="Hi")
    before = next_questions(told, [], [(one, parsed)])
    about = replace(one.metadata, title="The Ferries of Bergen")
    after = next_questions(told, [], [(replace(one, metadata=about), parsed)])
    assert before != after and "Ferries" in after[0]


def test_five_reports_that_were_seen_before_take_little_time():
    body = " ".join(
        f"Bergen will build {n} new quays for line {n}. Ships came." for n in range(400)
    )
    library = [made(f"r{n}", ("Cranes and quays", body)) for n in range(5)]
    told = answer(citations=(cited(library[0], "Bergen will build 7 new quays"),), text="quays")
    next_questions(told, [], library)
    started = time.process_time()
    next_questions(told, [], library)
    assert time.process_time() - started < 0.1
