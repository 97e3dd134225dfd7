"""A sentence passes only if its quotes hold its figures, years, names and wording."""

import pytest

from rag.verify.check import check
from tests.rag.build import evidence

QUOTES = (
    evidence("In 2012 the harbour of Veldhaven moved 4.5 million tons of cargo."),
    evidence("Mayor Ilse Brandt opened the north quay, which cost 30 million euros."),
    evidence("The ferry line carries 1,200 passengers a day.", published="2016"),
)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Veldhaven's harbour moved 4.5 million tons of cargo in 2012.", (1,)),
        ("The north quay cost 30 million euros and was opened by Ilse Brandt. [3]", (2,)),
        ("In 2016 the ferry line carried 1200 passengers a day.", (3,)),
    ],
)
def test_what_a_quote_holds_is_supported_and_cited_by_code(
    sentence: str, cited: tuple[int, ...]
) -> None:
    checked = check(sentence, QUOTES)
    assert (checked.verdict, checked.citations, checked.reasons) == ("supported", cited, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2012 the harbour of Veldhaven moved 5.4 million tons of cargo.",
        "In 2012 the harbour of Veldhaven moved 4.5 billion tons of cargo.",
        "In 2013 the harbour of Veldhaven moved 4.5 million tons of cargo.",
        "The north quay cost 30 million dollars.",
        "Mayor Pieter Brandt opened the north quay.",
        "Mayor Ilse Brandt opened the north quay of Rotterdam.",
        "The harbour employs many sailors, dockers, clerks and engineers all year.",
    ],
)
def test_a_changed_figure_year_unit_name_or_matter_is_unsupported(sentence: str) -> None:
    checked = check(sentence, QUOTES)
    assert checked.verdict == "unsupported"
    assert checked.reasons


def test_a_sentence_over_two_quotes_cites_both() -> None:
    checked = check("It moved 4.5 million tons of cargo and 1,200 passengers a day.", QUOTES)
    assert checked.verdict == "supported"
    assert checked.citations == (1, 3)


def test_chinese_claims_are_held_to_the_figures_of_english_quotes() -> None:
    assert check("2012年港口吞吐量为450万吨。", QUOTES).verdict == "supported"
    assert check("2012年港口吞吐量为460万吨。", QUOTES).verdict == "unsupported"


def test_without_evidence_nothing_is_supported() -> None:
    assert check("Anything at all.", ()).verdict == "unsupported"


def test_a_chinese_claim_needs_a_chinese_quote_that_speaks_of_it() -> None:
    quotes = (evidence("2012年，市长为北码头揭幕。"),)
    assert check("渔业正在萎缩。", quotes).reasons == ("no quote speaks of this",)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The Harbour Review (2015) plans a second quay by 2030.", "supported"),
        ("The Mill Review (2015) plans a second quay by 2030.", "unsupported"),
        ("According to the report The Mill Review, it plans a second quay.", "unsupported"),
        ("The report says that the harbour plans a second quay by 2030.", "supported"),
        ("The Mill Review says that the mill grinds 12 tonnes.", "supported"),
    ],
)
def test_what_a_named_report_says_is_quoted_from_it(claim: str, verdict: str) -> None:
    quotes = (
        evidence("The harbour plans a second quay by 2030.", report_id="harbour"),
        evidence("The mill grinds 12 tonnes.", report_id="mill"),
    )
    assert check(claim, quotes).verdict == verdict


def test_words_that_stand_in_a_title_name_no_report() -> None:
    """Few of them, or the subject of a report whose title is that subject."""
    quotes = (
        evidence("The council of the town of Kiel met in 2012.", report_id="harbour"),
        evidence("It rained.", report_id="history of the town of norwick"),
    )
    claim = "According to the report, the council of the town of Kiel met in 2012."
    assert check(claim, quotes).verdict == "supported"
    quotes = (evidence("In 2012 The Harbour Review printed 400 pages.", published="2015"),)
    assert check("In 2015 The Harbour Review printed 400 pages.", quotes).verdict == "unsupported"


def test_a_report_is_told_from_another_of_its_series() -> None:
    quotes = (
        evidence("Ice lost 9 metres from 1970 to 2021.", report_id="ice yearbook 2022"),
        evidence("Ice lost 8 metres from 1970 to 2020.", report_id="ice yearbook 2021"),
    )
    claim = "The report The Ice Yearbook 2021 Review says that ice lost 9 metres from 1970."
    assert check(claim, quotes).verdict == "unsupported"
    assert check(claim.replace("9", "8", 1), quotes).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("In 2012, Veldhaven's imports and exports were RMB 1.35 trillion.", "unsupported"),
        ("In 2012, Veldhaven's GDP was RMB 1.35 trillion.", "supported"),
        ("It was RMB 1.35 trillion in 2012.", "supported"),
        ("Exports of Veldhaven rose by 7.5%.", "unsupported"),
        ("The growth of the GDP was 7.5%.", "supported"),
    ],
)
def test_money_and_shares_are_told_of_what_the_quote_tells_them_of(
    claim: str, verdict: str
) -> None:
    told = "In 2012, the GDP of Veldhaven amounted to RMB 1.35 trillion and rose by 7.5%."
    beside = "Imports and exports of Veldhaven are its pride."
    assert check(claim, (evidence(told, around=beside),)).verdict == verdict
