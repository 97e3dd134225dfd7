"""What is planned is not done, and what is done is no plan."""

import pytest

from rag.verify.check import check
from tests.rag.build import evidence

PLANNED_AND_DONE = [
    ("Fumes of the town have to be cut by 7% every year.", "The town cuts fumes by 7% every year."),
    ("Fumes have to be reduced by 7% every year.", "Fumes were reduced by 7% every year."),
    ("Twelve tonnes have to be burnt in Veldhaven.", "Veldhaven burns twelve tonnes."),
    ("Veldhaven will build nine trawlers.", "Veldhaven built nine trawlers."),
    ("The town plans to open a second quay.", "The town has opened a second quay."),
    ("The mill is to be renovated.", "The mill was renovated."),
    ("The port will be the largest of the coast.", "The port is the largest of the coast."),
    ("The yard is expected to hire 40 welders.", "The yard hired 40 welders."),
    ("该市将建造九艘渔船。", "该市已建造九艘渔船。"),
    ("该市计划开放第二座码头。", "该市开放了第二座码头。"),
]


@pytest.mark.parametrize(("planned", "done"), PLANNED_AND_DONE)
def test_a_plan_told_as_done_or_a_deed_as_planned_is_unsupported(planned: str, done: str) -> None:
    assert check(done, (evidence(planned),)).verdict == "unsupported"
    assert check(planned, (evidence(done),)).verdict == "unsupported"


def test_what_only_opened_is_not_planned() -> None:
    claim = "The next fair is planned for Veldhaven."
    told = evidence("The fair opened in Veldhaven, its home.")
    assert check(claim, (told,)).verdict == "unsupported"
    quay = evidence("The port of Veldhaven opened a second quay in 2012.")
    claimed = "A second quay is scheduled by the port of Veldhaven."
    assert check(claimed, (quay,)).verdict == "unsupported"
    assert check(claim, (evidence("The next fair will be in Veldhaven."),)).verdict == "supported"


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Veldhaven will build nine trawlers.", "Veldhaven plans to build nine trawlers."),
        ("Veldhaven will build nine trawlers.", "Veldhaven is building nine trawlers."),
        ("It will cut fees, build a quay and hire staff.", "It is to build a quay."),
        ("The quay, which will be renamed, opened in 2012.", "The quay opened in 2012."),
        ("The ferry failed because of fog.", "The ferry failed due to fog."),
        ("The use of cranes ceased in 1930.", "In 1930 the cranes ceased to be used."),
        ("Building a second quay is planned.", "A second quay will be built."),
        (
            "The town founded the fund to help farmers in Norwick.",
            "The fund was intended to help farmers in Norwick.",
        ),
        (
            "Some 12 tonnes have to be burnt each day in Veldhaven, at a cost above 2 million.",
            "Veldhaven burns 12 tonnes each day.",
        ),
        ("该市拟建造九艘渔船。", "该市将建造九艘渔船。"),
        ("市长将税率降低。", "市长降低了税率。"),
    ],
)
def test_plans_in_other_words_pass(quote: str, claim: str) -> None:
    checked = check(claim, (evidence(quote),))
    assert (checked.verdict, checked.reasons) == ("supported", ())


def test_what_goes_on_is_not_over() -> None:
    quotes = (evidence("The town is building a second quay."),)
    assert check("The town has built a second quay.", quotes).verdict == "unsupported"
