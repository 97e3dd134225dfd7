"""Names are told from other words, where they open a sentence too, in English and Chinese."""

import pytest

from rag.verify import han
from rag.verify.names import missing, names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("London opened a school.", ("London",)),
        ("Researchers opened a school.", ()),
        ("The yard of Veldhaven paid RMB 5 million.", ("Veldhaven",)),
        ("What did Chen He say?", ("Chen He",)),
        ("What does He say?", ()),
    ],
)
def test_a_first_word_is_a_name_if_it_is_mostly_written_as_one(
    text: str, found: tuple[str, ...]
) -> None:
    assert names(text) == found


def test_what_other_texts_name_is_known_where_it_opens_a_sentence() -> None:
    assert names("Bergen opened a school.") == ()
    assert names("Bergen opened a school.", frozenset({"Bergen"})) == ("Bergen",)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Italian", "a firm of Italy"),
        ("Italy", "an Italian firm"),
        ("PA", "the Port Authority"),
        ("UK", "in the U.K."),
        ("ICP", "ICP备案"),
    ],
)
def test_a_name_in_another_form_is_held(name: str, source: str) -> None:
    assert missing((name,), source) == ()


def test_a_part_of_another_word_holds_no_name() -> None:
    assert missing(("Man",), "in Manchester") == ("Man",)


def test_chinese_names_are_found_and_held_in_parts() -> None:
    told = han.names("挪威工程师奥勒·汉森在卑尔根市领导造船厂。")
    assert {"挪威", "卑尔根市"} <= set(told)
    assert han.missing(("卑尔根市",), "卑尔根的造船厂") == ()
    assert han.missing(("卑尔根市",), "奥斯陆的造船厂") == ("卑尔根市",)


def test_a_surname_and_a_given_name_are_held_together_alone() -> None:
    assert missing(("Chen He",), "He met Chen in the yard.") == ("Chen He",)
    assert missing(("Chen He",), "Chen He built the yard.") == ()


def test_the_letter_of_a_form_is_no_name_and_what_else_follows_a_number_is() -> None:
    assert names("Do the 10-Qs of Bergen tell it?") == ("Bergen",)
    assert names("Is it the 737-MAX or the 2021-Tokyo plan?") == ("MAX", "Tokyo")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Ogedei", "the reign of Ögedei"),
        ("Königsfeld", "the town of Konigsfeld"),
        ("Switzerland", "a Swiss politician"),
        ("Irish", "towns of Ireland"),
        ("WWII", "after World War II"),
    ],
)
def test_accents_peoples_and_numbered_acronyms_are_held(name: str, source: str) -> None:
    assert missing((name,), source) == ()


def test_a_name_in_no_form_is_not_held() -> None:
    assert missing(("WWII", "Dutch"), "after World War I, in Denmark") == ("WWII", "Dutch")
    assert missing(("WWII",), "in World War I under Wilhelm II")
    assert missing(names("the anti-Norwick party"), "the pro-Norwick party")
    assert names("Which non-Norwick yard is it?") == ("Norwick",)
