"""A broad question finds what stands under a heading about it, plans first where they are asked."""

from core.domain import RankedPassage
from rag.broad import broadened
from tests.rag.build import passage, ranked

YARD = passage(
    "Steel came from the north last year.",
    "The yard will build nine trawlers.",
    section="Fleet › Renewal of the fishing fleet",
)
INN = passage("The inn serves the fleet with soup.", section="Taverns", start=500)


def order(question: str) -> list[str]:
    found = [RankedPassage(whole, 1.0, whole.start, whole.end) for whole in (YARD, INN)]
    lifted = broadened(question, ranked(INN), found, across=False)
    return [item.sentence.text for item in lifted]


def test_a_heading_lifts_what_stands_under_it() -> None:
    assert order("How is the fishing fleet renewed?")[-1].startswith("The inn")


def test_plans_come_first_where_they_are_asked_for() -> None:
    assert order("What is planned for the fishing fleet?")[0].startswith("The yard will")
