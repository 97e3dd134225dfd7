import re

from core.domain import CheckedSentence
from rag.events import Delta, Done, EvidenceFound, SentenceChecked, Waiting
from tests.ui.build import HOSTILE, answer, citation, figure, quoted, sentence
from ui.chat.exchange import Exchange, advanced
from ui.chat.render import article
from ui.words import CHINESE, ENGLISH


def shown(exchange: Exchange) -> str:
    """What is seen at once: without the words for a screen reader, and quotes to be pointed at."""
    return re.sub(r' data-(?:say|quote)="[^"]*"', "", article(exchange, 0, ENGLISH))


def done(*args, evidence=(), **kwargs) -> str:
    return shown(Exchange("How many cranes?", evidence, answer=answer(*args, **kwargs)))


def test_states_follow_the_events_of_the_service():
    exchange = Exchange("How many cranes?")
    seen = [exchange.state]
    told = sentence("It has 12 cranes.", 1)
    for event in (
        EvidenceFound("How many cranes?", (citation(),)),
        Waiting(1),
        Waiting(0),
        Delta("It has 12 cranes. "),
        SentenceChecked(told),
        Done(answer(told, citations=(citation(),))),
    ):
        exchange = advanced(exchange, event)
        seen.append(exchange.state)
    assert seen == ["looking", "found", "waiting", "found", "writing", "writing", "answered"]


def test_who_waits_sees_the_evidence_and_the_place_in_plain_words():
    for before, told in ((1, "yours is next"), (3, "3 questions are answered before yours")):
        exchange = Exchange("How many cranes?", (citation(),), before=before)
        assert "The harbour has 12 cranes." in shown(exchange)
        assert told in shown(exchange)
        assert told in article(exchange, 0, ENGLISH).split('data-say="')[1].split('"')[0]


def test_evidence_is_quoted_and_cited_before_any_answer():
    html = shown(Exchange("How many cranes?", (citation(),)))
    assert "The harbour has 12 cranes." in html
    assert 'href="/source/harbour?start=10&amp;end=36"' in html
    assert "The Harbour Review · 2015" in html
    assert "checked</span>" not in html


def test_a_running_draft_shows_checked_sentences_apart_from_the_unchecked_rest():
    html = shown(
        Exchange(
            "How many cranes?",
            (citation(),),
            "- It has 12 cranes. It has 90 ships. It wa",
            (
                sentence("It has 12 cranes.", 1),
                sentence("It has 90 ships.", 1, verdict="unsupported", why="no 90"),
            ),
        )
    )
    assert '<p class="sentence written">It has 12 cranes.' in html
    assert "<del>It has 90 ships.</del>" in html
    assert '<p class="draft">It wa</p>' in html


def test_a_checked_sentence_and_a_quote_are_told_apart():
    html = done(
        sentence("It has 12 cranes.", 1),
        quoted("Ships come daily."),
        citations=(citation(),),
    )
    written, own = html.split('<p class="sentence ')[1:3]
    assert "checked</span>" in written and "quoted</span>" not in written
    assert "“Ships come daily.”" in own and "quoted</span>" in own


def test_what_was_dropped_is_not_in_the_answer_but_can_be_looked_up_with_its_reason():
    html = done(
        sentence("It has 12 cranes.", 1),
        sentence("It has 90 ships.", 1, verdict="unsupported", why="the figure 90 is not there"),
        citations=(citation(),),
    )
    reply, _, rest = html.partition("<details")
    assert "90" not in reply
    assert "<del>It has 90 ships.</del> <span>The figure 90 is not there.</span>" in rest
    assert f"{ENGLISH.left_out} (1)" in rest


def test_a_figure_that_was_worked_out_is_shown_with_its_sum():
    html = done(
        sentence("It grew by 20.", 1, why="worked out: 120 - 100 = 20"), citations=(citation(),)
    )
    assert f"{ENGLISH.worked_out}: 120 - 100 = 20" in html


def test_a_translated_sentence_shows_what_it_is_translated_from():
    html = done(
        sentence("该港运了4000箱。", 1, why="translated; checked as: It moved 4,000 boxes."),
        citations=(citation(),),
    )
    assert f"{ENGLISH.translated_from}: It moved 4,000 boxes." in html


def test_a_quoted_sentence_tells_its_source_beneath():
    html = done(quoted("Ships come daily.", 2), citations=(citation(2, "Ships come daily."),))
    assert '<span class="from">The Harbour Review · 2015</span>' in html
    assert ENGLISH.sources not in html


def test_the_proof_repeats_no_words_that_the_answer_quotes():
    html = done(
        quoted("The harbour has 12 cranes.", 1),
        sentence("Ships come daily, it is said.", 2),
        citations=(citation(1), citation(2, "Ships come daily.")),
    )
    assert html.count("The harbour has 12 cranes.") == 1
    assert "<blockquote>Ships come daily.</blockquote>" in html


def test_evidence_that_the_answer_did_not_need_stays_within_reach():
    html = done(
        sentence("It has 12 cranes.", 1),
        citations=(citation(1),),
        evidence=(citation(1), citation(2, "Ships come daily.")),
    )
    assert "Ships come daily." in html.partition("<details")[2]


def test_a_list_answer_is_a_list_and_its_quotes_keep_their_own_lists():
    quote = "Three things are planned:\n• 12 cranes\n• a quay"
    html = done(
        quoted(" ".join(quote.split()), 1),
        quoted("Ships come daily.", 2),
        text="- a\n- b",
        citations=(citation(1, quote), citation(2, "Ships come daily.")),
    )
    assert '<ul class="points"><li class="sentence own-words">' in html
    assert "<p>Three things are planned:</p><ul><li>12 cranes</li><li>a quay</li></ul>" in html
    assert "•" not in html


def test_marks_of_markdown_are_not_shown():
    html = done(sentence("1. **Cranes**: 12 and `quays`.", 1), citations=(citation(),))
    assert ">Cranes: 12 and quays." in html


def test_a_refusal_says_so_first_then_why_then_the_nearest():
    html = done(
        quoted("Ships come daily."),
        status="refused",
        text="The reports do not say. (nothing is said of Berlin)\nThe nearest they say:\n...",
        citations=(citation(1, "Ships come daily."),),
    )
    order = [
        html.index(part)
        for part in (
            "The reports do not say.",
            "Nothing is said of Berlin.",
            ENGLISH.nearest,
            "Ships come daily.",
        )
    ]
    assert order == sorted(order)
    assert "checked</span>" not in html


def test_a_refusal_is_told_in_the_language_of_the_page():
    exchange = Exchange("柏林有多少人？", answer=answer(status="refused", text="报告中没有说明。"))
    assert '<p class="said">报告中没有说明。</p></div>' in article(exchange, 0, CHINESE)


def test_evidence_only_says_that_no_model_took_part_and_folds_the_long_tail():
    cited = tuple(citation(n, f"Quote number {n}.") for n in range(1, 8))
    html = done(status="evidence_only", text="x", citations=cited, model="none")
    assert ENGLISH.evidence_only in html
    open_part, _, folded = html.partition("<details")
    assert "Quote number 4." in open_part and "Quote number 5." not in open_part
    assert "Quote number 7." in folded and f"{ENGLISH.more} (3)" in folded


def test_a_failed_model_is_named_as_the_reason():
    html = done(status="evidence_only", citations=(citation(),), model="none (it is <slow>)")
    assert ENGLISH.model_failed in html and "it is &lt;slow&gt;" in html


def test_figures_stand_in_a_table_with_their_dates_and_sources():
    html = done(
        sentence("It has 12 cranes.", 1, 2),
        citations=(citation(1), citation(2)),
        figures=(figure("12", "2015", 1), figure("35", "2013", 2, "%")),
    )
    assert '<th scope="row">35%</th><td>2013</td>' in html
    assert ENGLISH.conflict not in html


def test_one_figure_needs_no_table_and_two_of_one_date_are_pointed_out():
    one = done(sentence("12.", 1), citations=(citation(),), figures=(figure("12", "2015", 1),))
    assert "<table" not in one
    two = done(
        sentence("12.", 1),
        citations=(citation(1), citation(2)),
        figures=(figure("12", "2015", 1), figure("14", "2015", 2)),
    )
    assert ENGLISH.conflict in two


def test_a_figure_without_a_cited_source_is_not_shown():
    html = done(
        sentence("12.", 1),
        citations=(citation(1),),
        figures=(figure("12", "2015", 1), figure("14", "2014", 9)),
    )
    assert "<table" not in html


def test_a_follow_up_shows_how_it_was_understood():
    html = done(sentence("12.", 1), citations=(citation(),), standalone="How many <cranes>?")
    assert f"{ENGLISH.understood}: How many &lt;cranes&gt;?" in html


def test_an_overview_without_checked_sentences_keeps_its_list():
    html = done(text="I answer questions.\n- One report\n- Another")
    assert '<p>I answer questions.</p><ul class="points"><li>One report</li>' in html


def test_whatever_is_written_by_others_is_escaped_everywhere():
    cited = (citation(1, HOSTILE, title=HOSTILE), citation(2, HOSTILE, report_id=HOSTILE))
    bad = CheckedSentence(HOSTILE, (1,), "unsupported", (HOSTILE,))
    for exchange in (
        Exchange(HOSTILE),
        Exchange(HOSTILE, problem=HOSTILE),
        Exchange(HOSTILE, cited, HOSTILE + " " + HOSTILE, (bad,)),
        Exchange(HOSTILE, cited, answer=answer(sentence(HOSTILE, 1), bad, quoted(HOSTILE, 2),
                 citations=cited, figures=(figure(HOSTILE, HOSTILE, 1, HOSTILE),) * 2,
                 standalone=HOSTILE + "!")),
        Exchange(HOSTILE, cited, answer=answer(bad, status="refused", text=HOSTILE,
                 citations=cited)),
        Exchange(HOSTILE, cited, answer=answer(status="evidence_only", text=HOSTILE,
                 citations=cited, model=f"none ({HOSTILE})")),
        Exchange(HOSTILE, answer=answer(text=f"{HOSTILE}\n- {HOSTILE}")),
    ):  # fmt: skip
        html = article(exchange, 0, ENGLISH)
        assert "<script" not in html and '"so on"' not in html


def test_a_screen_reader_is_told_each_state_and_never_the_unchecked_draft():
    said = article(Exchange("q", (citation(),), "It has 90"), 0, ENGLISH)
    assert f'data-say="{ENGLISH.found}"' in said
    said = article(
        Exchange("q", answer=answer(sentence("Twelve.", 1), text="Twelve. [1]")), 0, ENGLISH
    )
    assert 'data-say="Twelve. [1]"' in said
