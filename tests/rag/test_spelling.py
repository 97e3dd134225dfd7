"""A translated name is put as the reports spell it, and another name never into its place."""

from rag.spelling import as_in_reports
from tests.rag.build import evidence
from tests.rag.replying import Replying

FOUND = ((), (evidence("Odd Vestergaard heads the Sand Martins of Harborough."),))


def test_the_model_is_told_the_names_that_were_found_and_is_believed_if_it_finds_more() -> None:
    model = Replying("Who heads the Sand Martins?")
    english = as_in_reports("崖沙燕队由谁领导？", "Who heads the Cliff Swallows?", FOUND, model)
    assert english == "Who heads the Sand Martins?"
    assert "Vestergaard" in model.told
    assert "Harborough" in model.told


def test_a_translation_that_finds_no_more_is_not_taken() -> None:
    model = Replying("Who heads the Swifts?")
    english = "Who heads the Swallows of Harborough?"
    assert as_in_reports("燕子队由谁领导？", english, FOUND, model) == english


def test_an_answer_for_a_translation_is_not_taken() -> None:
    model = Replying("Odd Vestergaard heads the Sand Martins.")
    english = "Who heads the Cliff Swallows?"
    assert as_in_reports("崖沙燕队由谁领导？", english, FOUND, model) == english


def test_names_that_are_all_found_and_chinese_ones_by_their_sound_stand() -> None:
    model = Replying("Who heads Harborough?")
    for question, english in (
        ("崖沙燕队由谁领导？", "Who heads the Sand Martins?"),
        ("谁领导陆丰？", "Who heads Lufeng?"),
    ):
        assert as_in_reports(question, english, FOUND, model) == english
    assert model.told == ""


def test_a_request_without_a_question_mark_may_be_put_anew() -> None:
    model = Replying("Compare the Sand Martins with others.")
    english = "Compare the Cliff Swallows with others."
    assert as_in_reports("比较崖沙燕队和其他队。", english, FOUND, model) == model.reply
