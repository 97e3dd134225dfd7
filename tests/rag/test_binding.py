"""A figure counts what it counts in the quote, and who acts there acts in the claim."""

import pytest

from rag.verify.binding import miscounted, misplaced_offices, reversed_roles, turned
from rag.verify.check import check
from tests.rag.build import evidence

HARBOUR = (
    evidence("The harbour has piers of 46 shipping lines and is home to 44 foreign cranes."),
    evidence("Danish firms invested 62 million euros in Veldhaven over ten years."),
    evidence("In 2011 the catch fell by 2.97%, while exports grew by 12%."),
    evidence("Ilse Brandt is president of the Harbour League and lives in Norway."),
    evidence("Veldhaven will build nine trawlers.", around="Norwick looks on."),
    evidence("The Norwick dock is one of the four deep docks of Norway."),
    evidence("The city will mend more than 100 old mills and open clinics in Veldhaven."),
    evidence("Statistics from the Bergen office show that Danish firms own 70 boats in Bergen."),
    evidence("Veldhaven, the capital of Zeemark, is also the heart of the trade of Norland."),
    evidence("The Tide Tables are issued by the Veldhaven Tide Centre of Norland Academy of Seas."),
    evidence("Silver notes were printed in 1921 by the Bank of Zeemark."),
    evidence("In 2012 there was an increase of 5% in exports of Zeemark."),
    evidence("Companies reduced waste by 30% in Norwick."),
)


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour has 46 foreign cranes.",
        "Veldhaven has invested 62 million euros.",
        "In 2011 the catch grew by 2.97%.",
        "In 2011 the catch took 2.97% of its budget.",
        "Ilse Brandt is president of Norway.",
        "Norwick will build nine trawlers.",
        "Ilse Brandt leads Norway.",
        "Norway is led by Ilse Brandt.",
        "Norwick has four deep docks.",
        "The city will open 100 clinics.",
        "Bergen owns 70 boats.",
        "Veldhaven is the capital of Norland.",
        "Night trains reach 46 shipping lines.",
        "Norland Academy of Seas issues the Tide Tables.",
        "Norwick reduced waste by 30%.",
    ],
)
def test_a_figure_or_an_office_told_of_another_is_unsupported(claim: str) -> None:
    checked = check(claim, HARBOUR)
    assert checked.verdict == "unsupported"
    assert checked.reasons


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour is home to 44 foreign cranes.",
        "There are piers of 46 shipping lines in the harbour.",
        "Danish companies invested 62 million euros in Veldhaven.",
        "The catch fell by 2.97% in 2011.",
        "Exports grew by 12%.",
        "Exports grew by 12% of the exports before.",
        "Ilse Brandt is president of the Harbour League.",
        "Ilse Brandt leads the Harbour League.",
        "Norwick has one of the four deep docks.",
        "Veldhaven is the capital of Zeemark.",
        "The city will mend over 100 old mills.",
        "The Veldhaven Tide Centre issues the Tide Tables.",
        "The Bank of Zeemark printed silver notes in 1921.",
        "Exports of Zeemark increased by 5% in 2012.",
    ],
)
def test_what_the_quote_says_in_other_words_is_supported(claim: str) -> None:
    assert check(claim, HARBOUR).verdict == "supported", check(claim, HARBOUR).reasons


def test_a_count_without_a_noun_counts_what_stands_around() -> None:
    assert miscounted("It has 232 taverns.", ["Taverns: 232"], "Taverns: 232") == []
    assert miscounted("It has 232 mills.", ["Taverns: 232"], "Taverns: 232") != []


def test_a_passive_and_a_possessive_name_no_doer() -> None:
    told = ["Firms invested 62 million euros in Veldhaven."]
    assert reversed_roles("Veldhaven was invested in by firms.", told) == []
    assert reversed_roles("Veldhaven's firms invested 62 million euros.", told) == []


def test_a_direction_that_the_quote_does_not_tell_is_not_judged() -> None:
    assert turned("The catch rose to 12 tons.", ["The catch was 12 tons."]) == []


def test_an_office_may_stand_behind_its_place() -> None:
    assert misplaced_offices("She is mayor of Veldhaven.", "Veldhaven's mayor spoke.") == []
