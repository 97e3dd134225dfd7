"""A translation counts only if every figure and year came through."""

import pytest

from core.domain import CheckedSentence
from rag.verify.sums import WORKED_OUT
from rag.verify.translated import TRANSLATED, translated

CHECKED = CheckedSentence("In 2016 trade reached 99.68 billion yuan. [1]", (1,), "supported")


ASKED = "How large was the trade in 2016?"


@pytest.mark.parametrize("text", ["2016年贸易额达到996.8亿元。", "2016年贸易额达到99.68亿元。"])
def test_figures_survive_and_a_lost_scale_is_put_right(text: str) -> None:
    told = translated(CHECKED, text, ASKED)
    assert told.text == "2016年贸易额达到996.8亿元。"
    assert told.citations == (1,)
    assert told.reasons == (TRANSLATED + "In 2016 trade reached 99.68 billion yuan.",)


def test_a_month_by_its_number_is_the_month_by_its_name() -> None:
    checked = CheckedSentence("She was born in March 1956.", (1,), "supported")
    assert translated(checked, "她生于1956年3月。", ASKED).text == "她生于1956年3月。"
    assert translated(checked, "她生于1956年5月。", ASKED) == checked


@pytest.mark.parametrize("text", ["2017年贸易额达到996.8亿元。", "2016年贸易额达到88亿元。", ""])
def test_a_changed_or_lost_figure_leaves_the_sentence_as_it_was_checked(text: str) -> None:
    assert translated(CHECKED, text, ASKED) == CHECKED


def test_names_survive_as_they_are_by_their_sound_or_as_they_were_asked() -> None:
    checked = CheckedSentence("Microsoft opened in Lufeng.", (1,), "supported")
    assert translated(checked, "Microsoft在陆丰开业。", ASKED).text == "Microsoft在陆丰开业。"
    asked = "Where did Microsoft open?"
    assert translated(checked, "微软在陆丰开业。", asked).text == "微软在陆丰开业。"
    assert translated(checked, "微软在龙华开业。", asked) == checked


def test_how_a_figure_was_worked_out_stays_with_its_translation() -> None:
    checked = CheckedSentence("It grew by 20.", (1,), "supported", (WORKED_OUT + "120 - 100 = 20",))
    told = translated(checked, "它增长了20。", ASKED)
    assert told.reasons == (TRANSLATED + "It grew by 20.", WORKED_OUT + "120 - 100 = 20")
