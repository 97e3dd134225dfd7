"""A conversation is its owner's."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.ui.attacks.target import APES, CRANES, TIGERS
from tests.ui.attacks.wire import called, event, got, posted
from tests.ui.screen import ask
from tests.ui.screen import ended as answered
from ui.words import ENGLISH

pytestmark = pytest.mark.browser


def test_ids_cannot_be_guessed_or_listed(target, asked):
    made = [asked(CRANES) for _ in range(3)]
    shares = [target.records.conversations.share(one.conversation_id) for one in made]
    ids = [*shares, *(id for one in made for id in (one.answer_id, one.conversation_id))]
    assert len(set(ids)) == 9
    assert all(re.fullmatch(r"[\w-]{22}", one) for one in ids)
    assert len({one[:4] for one in ids}) == 9
    for path in ("/answers", "/answers/", "/answers/1.json", "/answers/*.json", "/answers/%25.json",
                 "/conversations", "/conversations/", "/answers/_.json"):  # fmt: skip
        assert got(target.address, path).status == 404
    for guess in ("1", "%25", "_", "*", "' OR 1=1 --", made[0].conversation_id[:-1]):
        for act in ("share", "unshare"):
            path = f"/conversations/{quote(guess, safe='')}/{act}"
            assert posted(target.address, path).status == 404


def test_a_link_shows_a_conversation_only_while_it_is_shared(page, target, asked):
    stored = asked(CRANES)
    path = posted(target.address, f"/conversations/{stored.conversation_id}/share").json["path"]
    page.goto(target.address + path)
    expect(page.locator("article.exchange")).to_contain_text("9 cranes")
    assert posted(target.address, f"/conversations/{stored.conversation_id}/unshare").status == 204
    page.goto(target.address + path)
    expect(page.locator("#talk .problem")).to_have_text(ENGLISH.gone)
    expect(page.locator("article.exchange")).to_have_count(0)
    for never in (stored.conversation_id, stored.answer_id, "", "%25", "x"):
        told = called(target.address, event(target.address, "load"), ["", never])
        assert "9 cranes beside" not in told


def test_who_reads_a_shared_conversation_learns_nothing_that_lets_them_change_it(
    page, target, asked
):
    stored = asked(CRANES)
    conversations = target.records.conversations
    share = conversations.share(stored.conversation_id)
    told = called(target.address, event(target.address, "load"), ["", share])
    assert "9 cranes beside" in told and stored.conversation_id not in told
    page.goto(f"{target.address}/?shared={share}")
    article = page.locator("article.exchange")
    expect(article).to_have_attribute("data-conversation", "")
    assert page.locator("#conversation textarea, #conversation input").evaluate_all(
        "(all) => all.every((one) => one.value === '')"
    )
    assert stored.conversation_id not in page.content()
    assert page.evaluate("sessionStorage.getItem('conversation')") is None
    for ending in ("md", "json"):
        assert (
            stored.conversation_id
            not in got(target.address, f"/answers/{stored.answer_id}.{ending}").text
        )
    for known in (share, stored.answer_id):
        assert posted(target.address, f"/conversations/{known}/unshare").status == 404
    assert [one.answer_id for one in conversations.shared(share)] == [stored.answer_id]
    # What a reader asks below it goes into a conversation of their own.
    exchange = ask(page, APES)
    answered(exchange)
    assert len(conversations.answers(stored.conversation_id)) == 1


def test_a_reader_cannot_replace_an_answer_of_the_conversation_that_was_shared(page, target, asked):
    stored = asked(CRANES)
    conversations = target.records.conversations
    share = conversations.share(stored.conversation_id)
    number, session = event(target.address, "submit", "talk"), "reader"
    called(target.address, event(target.address, "load"), ["", share], session=session)
    said = {"question": TIGERS, "replaces": True}
    told = called(target.address, number, [None, ""], said, session)
    assert TIGERS in told
    assert not conversations.answer(stored.answer_id).superseded
    # Nor by telling the server what stands in its memory.
    forged = [{"answer_id": stored.answer_id, "conversation_id": "x", "question": "x"}]
    called(target.address, number, [forged, ""], said, "forger")
    page.goto(f"{target.address}/?shared={share}")
    page.get_by_role("button", name=ENGLISH.again).click()
    expect(page.locator("article.exchange")).to_have_attribute("data-state", "evidence_only")
    expect(page.locator("article.exchange")).not_to_have_attribute("data-answer", stored.answer_id)
    assert [one.answer_id for one in conversations.shared(share)] == [stored.answer_id]
    # Its owner can, even from a page that this server did not know.
    own = called(target.address, number, [None, stored.conversation_id], said, "owner")
    assert TIGERS in own
    left = conversations.answers(stored.conversation_id)
    assert [one.answer.question for one in left] == [TIGERS]
