"""Evidence is quoted to the letter, inside its budget, nothing twice."""

from dataclasses import replace

from core.tokens import count_tokens
from rag.evidence import is_statement, select
from tests.rag.build import passage, ranked, report

LONG = "The yard built {} boats of oak and steel for the northern fishing fleet last winter."
REPORTS = {"harbour": report()}


def test_quotes_stay_inside_the_budget() -> None:
    items = ranked(*(passage(LONG.format(n), start=n * 1000) for n in range(20)))
    chosen = select(items, REPORTS, 60)
    assert 1 < len(chosen) < 20
    assert sum(count_tokens(item.text) for item in chosen) <= 60


def test_a_quote_is_the_passage_text_at_its_span() -> None:
    whole = passage("First, the quay.", LONG.format(7), LONG.format(8), start=50)
    for item in select(ranked(whole), REPORTS, 200):
        assert item.text == whole.text[item.start - whole.start : item.end - whole.start]


def test_a_short_sentence_takes_the_next_one_along() -> None:
    whole = passage("First, the quay.", LONG.format(7))
    assert select(ranked(whole), REPORTS, 200)[0].text == whole.text


def test_nothing_is_quoted_twice() -> None:
    twice = ranked(passage(LONG.format(1)), passage(LONG.format(1), start=500))
    assert len(select(twice, REPORTS, 200)) == 1


def test_a_lead_in_takes_its_whole_list_and_no_more() -> None:
    whole = passage(
        "The yard plans three ships:", "• A trawler.", "• A ferry.", "• A tug.", "Nobody objects."
    )
    quote = select(ranked(whole), REPORTS, 200)[0].text
    assert quote == "The yard plans three ships: • A trawler. • A ferry. • A tug."


def test_headings_over_one_another_are_no_quote() -> None:
    section = "3 Yards › 3.1 Trawlers for the north"
    whole = passage("3 Yards 3.1 Trawlers for the north", LONG.format(7), section=section)
    assert select(ranked(whole), REPORTS, 200)[0].text == LONG.format(7)


def test_a_sentence_that_points_back_takes_the_one_before_along() -> None:
    whole = passage(LONG.format(7), "Its crane lifted the heaviest boats of the northern fleet.")
    last = ranked(whole)[1]
    assert select([last], REPORTS, 200)[0].text == whole.text
    assert select([last], REPORTS, 14)[0].text == last.sentence.text


def test_a_quote_has_the_page_on_which_it_starts() -> None:
    mill = "The old mill on the north bank has ground wheat and rye for six villages since 1871."
    whole = passage(mill, "The pier is 90 m long.")
    paged = tuple(replace(s, page=n) for n, s in enumerate(whole.sentences, start=4))
    taken = select(ranked(replace(whole, page=4, sentences=paged)), {"harbour": report()}, 100)
    assert {item.text: item.page for item in taken}["The pier is 90 m long."] == 5


def test_a_title_with_a_number_of_its_own_says_nothing() -> None:
    assert not is_statement("Note 2 – Ways of the Herring Trade")
    assert is_statement("Figure 2 shows a catch of 40 tons")
