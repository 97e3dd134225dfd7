"""The way of a question through the service, with a model that says what the test says."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from core.domain import Turn
from core.settings import load_settings
from ingest.sync import sync
from rag.decide import LEAST_ACROSS, LEAST_ANSWERABLE
from rag.fill import IN_FULL
from rag.llm.base import Message
from rag.service import AskService
from rag.verify.translated import TRANSLATED
from vectorstore.library import Library

HARBOUR = """# Harbour

The harbour of Veldhaven moved four thousand boxes by crane and by hand in the year 2019, most of
them in spring, when the ice on the river had gone and the barges came down to the sea again.

The harbour moved its boxes by night, since the council had closed the bridge to carts by day, as
the mayor told the assembly of the merchants of Veldhaven in the summer of the same year.
"""
SURE, UNCERTAIN, UNSURE = 0.95, (LEAST_ACROSS + LEAST_ANSWERABLE) / 2, 0.2


class Scripted:
    """Writes and doubts by the words of the last message, and notes what it was sent."""

    name = "scripted"

    def __init__(self, writes: Callable[[str], str], states: Callable[[str], float]) -> None:
        self._writes = writes
        self._states = states
        self.sent: list[str] = []

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        self.sent.append(messages[-1][1])
        yield self._writes(messages[-1][1])

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        return self._states(messages[-1][1])

    def warm(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def harbour(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One report of two long sentences; `library` has seen to it that the models are there."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.md").write_text(HARBOUR, "utf-8")
    settings = load_settings(data=folder / "data")
    made = Library(settings)
    try:
        sync(made, [folder / "harbour.md"], settings)
        yield made
    finally:
        made.close()


def ask(library: Library, model: Scripted, question: str, **settings: int):
    service = AskService(library, model, load_settings(llm="none", **settings))
    return service.ask([Turn("user", question)])


def _extracts(sent: str) -> str:
    return sent.split("Question:")[0]


def test_what_the_first_extracts_do_not_state_is_looked_for_in_the_next(harbour: Library) -> None:
    question = "Why did the harbour of Veldhaven move boxes in spring?"
    model = Scripted(
        writes=lambda asked: "The harbour moved its boxes by night.",
        states=lambda asked: SURE if "by night" in _extracts(asked) else UNSURE,
    )
    answer = ask(harbour, model, question, prompt_tokens=50)
    assert ["by night" in _extracts(sent) for sent in model.sent] == [False, True]
    assert answer.status == "answered"
    assert [s.verdict for s in answer.sentences[:2]] == ["unsupported", "supported"]
    cited = {c.n: c.quote for c in answer.citations}
    assert all("by night" in cited[n] for n in answer.sentences[1].citations)


def test_what_no_extracts_state_is_refused(harbour: Library) -> None:
    model = Scripted(writes=lambda asked: "The harbour moved boxes.", states=lambda asked: UNSURE)
    answer = ask(harbour, model, "Why did the harbour of Veldhaven move boxes?", prompt_tokens=50)
    assert answer.status == "refused"
    assert len(model.sent) == 1


def test_quotes_are_translated_with_the_answer_and_say_so(harbour: Library) -> None:
    english = "How many boxes did the harbour move in 2019?"
    chinese = "2019年，Veldhaven港口运了4000箱。"

    def writes(asked: str) -> str:
        if "Extracts:" in asked:
            return "The harbour was busy."
        return english if "港口" in asked else chinese

    answer = ask(harbour, Scripted(writes, lambda asked: SURE), "2019年港口运了多少箱？")
    told = [s for s in answer.sentences if s.verdict != "unsupported"]
    assert chinese in [s.text for s in told]
    quote = next(s for s in told if s.text == chinese)
    assert quote.reasons[0].startswith(TRANSLATED + "The harbour of Veldhaven moved")
    assert "four thousand boxes" in answer.citations[0].quote
    assert f"{chinese}（译自：The harbour of Veldhaven moved" in answer.text


@pytest.mark.parametrize(("states", "status"), [(SURE, "answered"), (UNSURE, "refused")])
def test_what_fails_on_a_translated_question_is_mended_by_its_quote(
    harbour: Library, states: float, status: str
) -> None:
    chinese = "Veldhaven港口在夜里运箱子，因为议会白天不让车过桥。"

    def writes(asked: str) -> str:
        if "Extracts:" in asked:
            return "The Portuguese harbour moved its boxes by night, since the bridge was closed."
        return "Why was freight handled after dusk?" if "为什么" in asked else chinese

    answer = ask(harbour, Scripted(writes, lambda asked: states), "港口为什么在夜里运箱子？")
    assert answer.status == status
    assert answer.sentences[0].verdict == "unsupported"
    assert "by night, since the council" in answer.citations[0].quote


@pytest.mark.parametrize(("states", "status"), [(SURE, "answered"), (UNCERTAIN, "refused")])
def test_a_noun_that_the_quotes_lack_raises_the_bar_for_a_translated_question(
    harbour: Library, states: float, status: str
) -> None:
    """The translation may have called the boxes by another word than the report does."""

    def writes(asked: str) -> str:
        if "Extracts:" in asked:
            return "The harbour of Veldhaven moved four thousand boxes in 2019."
        if "运了多少" in asked:
            return "How many containers did the harbour of Veldhaven move in 2019?"
        return "2019年，Veldhaven港口运了4000箱。"

    answer = ask(harbour, Scripted(writes, lambda asked: states), "2019年港口运了多少集装箱？")
    assert answer.status == status
    assert "four thousand boxes" in answer.citations[0].quote
    assert answer.sentences[0].verdict == "unsupported"
    if status == "answered":  # the quote is told, and not what was picked out of it
        assert answer.sentences[0].reasons == (IN_FULL,)
        assert "（译自：The harbour of Veldhaven moved" in answer.text


def test_a_translated_question_is_asked_for_less_certainty(harbour: Library) -> None:
    english = "Why did the harbour of Veldhaven move its boxes by night?"

    def writes(asked: str) -> str:
        if "Extracts:" in asked:
            return "The harbour moved its boxes by night, since the council had closed the bridge."
        return english if "为什么" in asked else "因为议会白天不让车过桥。"

    def ask_uncertain(question: str) -> str:
        return ask(harbour, Scripted(writes, lambda asked: UNCERTAIN), question).status

    assert ask_uncertain("港口为什么在夜里运箱子？") == "answered"
    assert ask_uncertain(english) == "refused"


def test_the_quote_of_a_sentence_that_failed_by_its_words_is_told_in_its_place(
    harbour: Library,
) -> None:
    model = Scripted(
        writes=lambda asked: "Veldhaven dispatched 4,000 containers worldwide, all nicely stacked.",
        states=lambda asked: SURE,
    )
    answer = ask(harbour, model, "How many boxes did the harbour of Veldhaven move in 2019?")
    assert answer.sentences[0].verdict == "unsupported"
    assert answer.status == "answered"
    assert answer.text.count("four thousand boxes") == 1
