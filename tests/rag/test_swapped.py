"""A name, a figure or a year that stands nearby does not make a claim true in its place."""

import pytest

from rag.verify.check import check
from tests.rag.build import evidence

EVIDENCE = (
    evidence("Mayor Ilse Brandt opened the north quay of Veldhaven in 2012."),
    evidence("Pieter Holm leads the yard of Norwick, which has 46 cranes."),
    evidence("In 2013 the ferry of Norwick carried 44 buses. In 2014 it carried nobody."),
    evidence("The Port Authority (PA) owns 12 tugs and the Lighthouse Trust owns 9 barges."),
    evidence("2012年，布兰特市长为维尔德港的北码头揭幕。"),
    evidence("霍尔姆领导诺维克船厂。"),
)


@pytest.mark.parametrize(
    "claim",
    [
        "Mayor Pieter Holm opened the north quay of Veldhaven in 2012.",
        "Mayor Ilse Brandt opened the north quay of Norwick in 2012.",
        "Norwick's north quay was opened by Ilse Brandt in 2012.",
        "Ilse Brandt leads the yard of Norwick.",
        "The yard of Norwick has 44 cranes.",
        "In 2014 the ferry of Norwick carried 44 buses.",
        "2012年，霍尔姆市长为维尔德港的北码头揭幕。",
        "2012年，布兰特市长为诺维克的北码头揭幕。",
    ],
)
def test_what_takes_the_place_of_another_is_unsupported(claim: str) -> None:
    checked = check(claim, EVIDENCE)
    assert checked.verdict == "unsupported"
    assert checked.reasons


@pytest.mark.parametrize(
    "claim",
    [
        "Ilse Brandt opened Veldhaven's north quay in 2012.",
        "In 2012 the north quay of Veldhaven was opened by Mayor Brandt.",
        "The Norwick yard has 46 cranes and is led by Pieter Holm.",
        "The ferry of Norwick carried 44 buses in 2013.",
        "The PA owns 12 tugs.",
        "The Lighthouse Trust owns 9 barges.",
        "维尔德港的北码头于2012年由布兰特市长揭幕。",
        "诺维克船厂由霍尔姆领导。",
    ],
)
def test_the_same_in_another_order_is_supported(claim: str) -> None:
    checked = check(claim, EVIDENCE)
    assert (checked.verdict, checked.reasons) == ("supported", ())


@pytest.mark.xfail(strict=True, reason="both names and both figures stand in one quote")
def test_two_owners_of_one_sentence_exchanged_are_unsupported() -> None:
    assert check("The Lighthouse Trust owns 12 tugs.", EVIDENCE).verdict == "unsupported"


def test_a_name_from_the_passage_may_resolve_what_the_quote_leaves_open() -> None:
    quotes = (evidence("It will build nine trawlers.", around="Veldhaven grows."),)
    assert check("Veldhaven will build nine trawlers.", quotes).verdict == "supported"


def test_a_nationality_is_held_by_its_country() -> None:
    quotes = (evidence("The economy of Italy grew in 2012."),)
    assert check("The Italian economy grew in 2012.", quotes).verdict == "supported"


def test_a_word_put_between_the_neighbours_of_another_is_seen() -> None:
    quotes = [evidence("The firm, known for its first stone bridge, built ferries in Norwick.")]
    made_up = check("The firm built its first steel bridge in Norwick.", quotes)
    assert made_up.reasons == ("the quoted words say stone, not steel",)
    assert check("The firm built its first bridge in Norwick.", quotes).verdict == "supported"


def test_names_of_two_reports_make_no_one_sentence() -> None:
    quotes = [
        evidence("The castle of the dukes was called Brandburg.", report_id="castles"),
        evidence("After the siege the fort was renamed San Marco.", report_id="forts"),
    ]
    stitched = check("The castle Brandburg was renamed San Marco.", quotes)
    assert stitched.reasons == ("Brandburg and Marco are named in different reports",)
    opened = check("After the siege, the castle Brandburg was renamed San Marco.", quotes)
    assert opened.verdict == "unsupported"
    beside = check("The castle was called Brandburg and the fort was renamed San Marco.", quotes)
    assert beside.verdict == "supported"
