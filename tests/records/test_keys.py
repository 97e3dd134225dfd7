"""Two writings of one question have one key, two questions have two."""

import pytest

from records.keys import LONGEST, question_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many cranes?", "  how   many CRANES "),
        ("How many “cranes”?", 'How many "cranes"'),
        ("Ｈｏｗ ｍａｎｙ １２？", "how many 12"),
        ("起重机 有 几台？", "起重机有几台"),
        ("港口在 2019 年有几台起重机?", "港口在2019年有几台起重机？"),
        ("ストラーセ はどこ。", "ストラーセはどこ"),
        ("Wie heißt die Straße?", "WIE HEISST DIE STRASSE"),
        ("Сколько кранов?", "сколько  кранов"),
        ("har\u00adbour", "harbour"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_width_case_punctuation_and_blanks_do_not_count(one, other):
    assert question_key(one) == question_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many cranes in 2019?", "How many cranes in 2020?"),
        ("A load of 1.5 tonnes", "A load of 15 tonnes"),
        ("Did it grow by 5%?", "Did it grow by 5?"),
        ("Did it grow by -5%?", "Did it grow by 5%?"),
        ("now here", "nowhere"),
        ("At $5?", "At €5?"),
        ("有几台起重机", "有几台起重机车"),
    ],
)
def test_words_figures_and_signs_count(one, other):
    assert question_key(one) != question_key(other)


@pytest.mark.parametrize("text", ["", " \n\t", "?!", "\u200b…"])
def test_without_a_word_there_is_no_key(text):
    assert question_key(text) == ""


def test_long_questions_have_short_keys_that_differ():
    one, other = "crane " * 500, "crane " * 500 + "red"
    assert len(question_key(one)) == len(question_key(other)) == LONGEST
    assert question_key(one) != question_key(other)


def test_a_key_is_its_own_key():
    for text in ("How many %: 5 – 6?", "港口 A 有 -5 台", "ΣΊΣΥΦΟΣ ﬁn İ"):
        assert question_key(question_key(text)) == question_key(text)


@pytest.mark.parametrize(
    ("one", "other"), [("by 3.5%?", "by 3-5%?"), ("5.3", "5 3"), ("1,5", "1-5")]
)
def test_marks_within_numbers_make_another_question(one, other):
    assert question_key(one) != question_key(other)
