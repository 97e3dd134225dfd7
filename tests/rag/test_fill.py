"""What the model left out is told in the reports' words, and only what answers."""

from core.domain import CheckedSentence
from rag.compose import QUOTED
from rag.figures import read
from rag.fill import (
    best_quote,
    closer_quote,
    covered,
    fuller_quote,
    newest_first,
    outside,
    unsaid,
    untold_parts,
    untold_readings,
)
from tests.rag.build import evidence

QUOTES = (
    evidence("North quay of Veldhaven"),
    evidence("In 2012 the harbour of Veldhaven handled 4,500 ships."),
    evidence("In 2013 the harbour of Veldhaven handled 5,100 ships."),
)


def test_a_caption_or_another_year_is_no_answer() -> None:
    best = best_quote("How many ships did the harbour of Veldhaven handle in 2013?", QUOTES)
    assert best is not None
    assert best.citations == (3,)
    assert best_quote("How many ships did the harbour of Veldhaven handle in 1999?", QUOTES) is None
    assert best_quote("How many ships did the harbour of Norwick handle in 2013?", QUOTES) is None


def test_a_part_that_is_told_is_not_told_again() -> None:
    question = "How many ships did the harbour handle in 2012 and in 2013?"
    told = [CheckedSentence("It handled 4,500 ships in 2012.", (2,), "supported")]
    assert [quote.citations for quote in untold_parts(question, told, QUOTES)] == [(3,)]


def test_a_sentence_without_the_number_asked_for_is_filled_in_by_one_with_it() -> None:
    question = "How many ships did the harbour of Veldhaven handle in 2013?"
    vague = [CheckedSentence("The harbour of Veldhaven handled many ships.", (3,), "supported")]
    assert [quote.citations for quote in untold_parts(question, vague, QUOTES)] == [(3,)]
    exact = [CheckedSentence("The harbour handled 5,100 ships.", (3,), "supported")]
    assert untold_parts(question, exact, QUOTES) == []


def test_nothing_is_said_twice() -> None:
    told = [
        CheckedSentence("In 2012 the harbour handled 4,500 ships in Veldhaven.", (2,), "supported")
    ]
    more = [CheckedSentence(QUOTES[1].text, (2,), "supported")]
    assert unsaid(more, told) == []


def test_a_quote_whose_sentence_told_nearly_all_of_it_is_not_told_again() -> None:
    quote = CheckedSentence(
        "Five new cranes were put under construction and are expected to lift 90 tons daily.",
        (1,), "supported", (QUOTED,),
    )  # fmt: skip
    told = "The booklet states: five new cranes are under construction, to lift 90 tons daily."
    assert unsaid([quote], [CheckedSentence(told, (1,), "supported")]) == []
    # Another source, a number that was left out, or much that was not told: it is told.
    assert unsaid([quote], [CheckedSentence(told, (2,), "supported")]) == [quote]
    less = told.replace("90 tons", "tons")
    assert unsaid([quote], [CheckedSentence(less, (1,), "supported")]) == [quote]
    assert unsaid([quote], [CheckedSentence("Five cranes are new.", (1,), "supported")]) == [quote]


def test_words_around_a_quote_cover_a_question() -> None:
    assert covered("Which ships does the harbour handle?", QUOTES[1:2]) == 1.0
    assert covered("Which trains does the station handle?", QUOTES[1:2]) < 0.5


def test_a_quote_that_holds_far_more_of_the_question_is_told_as_well() -> None:
    far = (evidence("The harbour is old."), *QUOTES)
    question = "How many ships did the harbour of Veldhaven handle in 2012?"
    told = [CheckedSentence("The harbour is old.", (1,), "supported")]
    assert [quote.citations for quote in closer_quote(question, told, far, ())] == [(3,)]
    told = [CheckedSentence("It handled 4,500 ships in 2012.", (3,), "supported")]
    assert closer_quote(question, told, far, ()) == []


def test_a_quote_in_another_script_answers_only_where_there_is_no_other() -> None:
    question = "港口在2012年接待了多少艘船？"
    foreign = QUOTES[1]
    assert best_quote(question, [foreign]) is not None
    assert best_quote(question, [evidence("磨坊建于河边，水轮很大。"), foreign]) is None


def test_money_that_is_not_what_was_asked_for_answers_nothing() -> None:
    quotes = [evidence("The harbour of Veldhaven took fees of US$ 40 million in 2013.")]
    assert best_quote("What fees did Veldhaven take in US dollars in 2013?", quotes)
    assert best_quote("What was the debt of Veldhaven in US dollars in 2013?", quotes) is None


def test_one_value_of_two_dates_is_told_of_both() -> None:
    quotes = [
        evidence("In 2012 the harbour of Veldhaven handled 4,500 ships."),
        evidence("In 2013 the harbour of Veldhaven handled 4,500 ships."),
    ]
    readings = read("How many ships did Veldhaven handle?", quotes)
    told = [CheckedSentence("It handled 4,500 ships in 2012.", (1,), "supported")]
    assert [quote.citations for quote in untold_readings(readings, told, quotes)] == [(2,)]
    both = [CheckedSentence("It handled 4,500 ships in 2012 and 2013.", (1,), "supported")]
    assert untold_readings(readings, both, quotes) == []


def test_a_quote_that_names_someone_is_no_answer_to_who_did_something_else() -> None:
    quotes = [evidence("In 2013 Ilse Brandt counted 90 ships.", around="The mayor of Veldhaven.")]
    assert best_quote("Who was the mayor then?", quotes) is None
    assert best_quote("Who counted the ships?", quotes)


def test_dated_values_are_told_newest_first_and_the_rest_stays() -> None:
    question = "How many ships did the harbour of Veldhaven handle?"
    older = CheckedSentence("In 2012 Veldhaven handled 4,500 ships.", (2,), "supported")
    other = CheckedSentence("The harbour is old.", (1,), "supported")
    newer = CheckedSentence("In 2013 Veldhaven handled 5,100 ships.", (3,), "supported")
    readings = read(question, QUOTES)
    assert newest_first([older, other, newer], readings) == [newer, other, older]
    leaning = CheckedSentence("It grew to 5,100 ships in 2013.", (3,), "supported")
    assert newest_first([older, leaning], readings) == [older, leaning]
    beside = CheckedSentence("In 2013 it was 5,100, 9% over the previous year.", (3,), "supported")
    assert newest_first([older, beside], readings) == [beside, older]
    leaning = CheckedSentence("The year after, Veldhaven handled 5,100 ships.", (3,), "supported")
    assert newest_first([older, leaning], readings) == [older, leaning]
    left_out = CheckedSentence("In 2013 it handled 5,100 ships.", (3,), "unsupported")
    assert newest_first([older, left_out], readings) == [older, left_out]


def test_the_half_of_a_quote_that_was_left_out_is_told_with_what_is_asked_for() -> None:
    quotes = [evidence("Veldhaven has ties with 90 towns and is home to berths of 12 lines.")]
    question = "How many lines keep berths in Veldhaven?"
    wrong_half = [CheckedSentence("Veldhaven has ties with 90 towns.", (1,), "supported")]
    fuller = fuller_quote(question, wrong_half, quotes)
    assert [quote.citations for quote in fuller] == [(1,)]
    assert [s.verdict for s in outside(wrong_half, fuller)] == ["unsupported"]
    assert outside(wrong_half, []) == wrong_half
    right = [CheckedSentence("12 lines keep berths in Veldhaven.", (1,), "supported")]
    assert fuller_quote(question, right, quotes) == []
    assert fuller_quote("Why is Veldhaven home to berths?", wrong_half, quotes) == []


def test_a_count_of_a_part_is_told_with_the_count_of_the_whole() -> None:
    quotes = [evidence("Of 90 entries from 53 towns, five winning towns were chosen in Veldhaven.")]
    part = [CheckedSentence("Five winning towns were chosen.", (1,), "supported")]
    whole = [CheckedSentence("Five winning towns of 53 towns.", (1,), "supported")]
    entered = "How many towns entered in Veldhaven?"
    assert [quote.citations for quote in fuller_quote(entered, part, quotes)] == [(1,)]
    assert fuller_quote(entered, whole, quotes) == []
    assert fuller_quote("How many winning towns were there in Veldhaven?", part, quotes) == []
    different = [CheckedSentence("53 different towns entered.", (1,), "supported")]
    assert fuller_quote(entered, different, quotes) == []


def test_a_share_year_on_year_answers_how_many_percent() -> None:
    quotes = [evidence("The trade of Veldhaven reached 3 million, up 4.9 percent year-on-year.")]
    assert best_quote("By how many percent did the trade of Veldhaven grow?", quotes)


def test_what_is_compared_is_told_in_like_units() -> None:
    quotes = (
        evidence("In 2016 the exports of Norwick grew fast.", published="2016"),
        evidence("In 2017 the exports of Veldhaven reached 90 million euros.", published="2017"),
        evidence("In 2016 the exports of Norwick hired 12 clerks.", published="2016"),
        evidence("In 2016 the exports of Norwick came to 70 million euros.", published="2016"),
    )
    beside = "What were Norwick's exports in 2016 and what were Veldhaven's exports in 2017?"
    assert [quote.citations for quote in untold_parts(beside, [], quotes)] == [(1,), (2,)]
    question = "Compare Norwick's exports in 2016 with Veldhaven's exports in 2017."
    told = [quote.citations for quote in untold_parts(question, [], quotes)]
    assert told == [(1,), (2,), (4,)]
    assert [q.citations for q in untold_parts(question, [], quotes[:3])] == [(1,), (2,)]
