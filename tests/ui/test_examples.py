import pytest

from core.domain import Section
from tests.ui.build import report
from ui.chat.examples import MOST, questions


def asked(text: str) -> tuple[str, ...]:
    return questions([report(text, title="A Review", sections=(Section("A Review", 1, 0, 9),))])


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("Bergen is to build 20 new quays.", "How many new quays is Bergen to build?"),
        ("Bergen will clean 147 rivers and streams.",
         "How many rivers and streams will Bergen clean?"),
        ("In May 2014 the Port of Bergen has 136 member cities.",
         "How many member cities does the Port of Bergen have?"),
        ("More than 100 old houses will be renovated.", "How many old houses will be renovated?"),
        ("Ada Berg leads the Harbour Office of Bergen.", "Who leads the Harbour Office of Bergen?"),
        ("The Bergen Fair was first held in Norway in 1957.",
         "When was the Bergen Fair first held in Norway?"),
        ("In 2004 the town of Bergen had 47 cranes, 3 more than the year before.",
         "How many cranes did the town of Bergen have in 2004?"),
        ("Bergen will build three global institutions: a, b, and c.",
         "Which three global institutions will Bergen build?"),
        ("The plan of Bergen names four aims for trade: speed and so on.",
         "Which four aims does the plan of Bergen name for trade?"),
    ],
)  # fmt: skip
def test_a_sentence_is_turned_into_the_question_that_it_answers(told, question):
    assert asked(f"A Review\n\n• {told} More follows.")[0] == question


@pytest.mark.parametrize(
    "told",
    [
        "It will clean 147 rivers and streams.",
        "The essay names four city malaises: a and b.",
        "They are to build 20 parks.",
        "Bergen has 12 million people.",
    ],
)
def test_a_sentence_that_leans_on_others_makes_no_question(told):
    assert asked(told) == ("What do the reports say about “A Review”?",)


def test_each_report_has_its_turn_and_kinds_change():
    one = report("Bergen will build 20 quays. Ada Berg leads the Harbour Office of Bergen.")
    two = report("Oslo will build 30 quays soon. Bo Dahl heads the Harbour Office of Oslo.")
    first, second, *_ = questions([one, two])
    assert first == "How many quays will Bergen build?"
    assert second == "Who heads the Harbour Office of Oslo?"


def test_without_a_fitting_sentence_a_heading_is_asked_about():
    sections = (
        Section("About this report", 1, 0, 5),
        Section("2.1 Foreign trade", 1, 5, 9),
        Section("For the year ended in May", 1, 5, 9),
        Section("Contact", 1, 9, 12),
    )
    assert questions([report("Nothing.", sections=sections)]) == (
        "What do the reports say about foreign trade?",
    )


def test_a_chinese_report_is_asked_about_in_chinese():
    made = report("没有。", language="zh", sections=(Section("对外贸易发展", 1, 0, 3),))
    assert questions([made]) == ("关于“对外贸易发展”，报告说了什么？",)


def test_never_more_than_five_and_never_one_twice():
    many = [report(f"Bergen will build {n} quays.") for n in range(10, 20)]
    made = questions(many)
    assert len(made) == len(set(made)) <= MOST
    assert questions([]) == ()
