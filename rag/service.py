"""The way of a question: one service for the screen, the command line and the evaluation."""

import contextlib
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from core.domain import (
    Answer,
    CheckedSentence,
    Citation,
    Figure,
    Status,
    Timings,
    Turn,
)
from core.errors import InputError, ModelError
from core.language import detect
from core.settings import Settings
from rag import about, compose, figures, fill, followup, spelling, writer
from rag.constraints import unmet
from rag.decide import is_answerable
from rag.events import Delta, Done, Event, EvidenceFound, Judged, SentenceChecked, Waiting
from rag.evidence import Evidence, cite
from rag.fitting import (
    Asked,
    doubts,
    drawn_from,
    dropped,
    in_full,
    measured_as_asked,
    mended,
    plainly,
    resting_on_what_is_asked,
)
from rag.instructions import without_orders
from rag.llm.base import ChatModel, failed
from rag.llm.factory import make_model
from rag.question import in_words, kind_of, validated
from rag.queue import Searches, TurnQueue
from rag.refusal import NEAREST, refusal
from rag.retrieve import Retrieved, retrieve
from rag.series import same_measure
from rag.verify import han
from rag.verify.check import check
from rag.verify.translated import translated
from rag.words import is_han
from vectorstore.library import Library

UNSTATED = "no passage found states it"

UNMEASURED = "no figure is told in the measure asked for"

AS_LIST = ("broad", "list")
"""Kinds of question that are answered point by point."""

_FIRST = Turn("user", "How many were there in 2020?")
"""Asked of oneself before anybody asks."""

MOST_TRANSLATED = 4
"""Sentences of an answer put into the asker's language; each takes the model two seconds."""


@dataclass(slots=True)
class _Clock:
    """Milliseconds since the question came in."""

    start: float = field(default_factory=time.perf_counter)
    retrieve: float | None = None
    evidence: float | None = None
    token: float | None = None

    def now(self) -> float:
        return round((time.perf_counter() - self.start) * 1000, 1)

    def timings(self) -> Timings:
        return Timings(self.retrieve, self.evidence, self.token, self.now())


class AskService:
    """Answers questions over a library, with or without a language model.

    Args:
        library: where the passages are.
        model: the language model, or None for evidence only.
        settings: token budgets are read from it.
    """

    def __init__(self, library: Library, model: ChatModel | None, settings: Settings) -> None:
        self._library = library
        self._model = model
        self._settings = settings
        # One model, one question at a time: another's prompt would evict what its checks continue.
        self._turns = TurnQueue()
        self._searches = Searches()

    @property
    def library(self) -> Library:
        """The library that is asked."""
        return self._library

    def warm(self) -> None:
        """Load the embedding models and the tagger and, beside them, the language model.

        A language model that cannot be loaded is not told here but with the first answer.

        Raises:
            LibraryError: the embedding models cannot be loaded.
        """
        with ThreadPoolExecutor(max_workers=1) as beside:
            loading = beside.submit(self._model.warm) if self._model is not None else None
            self._library.warm()
            han.warm()
            # What the way of a question loads at its first use is loaded once, here, and not by
            # each of those who ask first.
            for _ in AskService(self._library, None, self._settings).stream([_FIRST]):
                pass
            if loading is not None:
                with contextlib.suppress(ModelError):
                    loading.result()

    def ask(self, turns: Sequence[Turn]) -> Answer:
        """Answer the last turn.

        Raises:
            InputError: the question is empty or too long.
            LibraryError: the index cannot be read.
        """
        for event in self.stream(turns):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a stream ends with Done")

    def converse(self, turns: Sequence[Turn]) -> Answer:
        """Answer the last turn of a conversation whose earlier questions may lack answers.

        A question of the user that no assistant's turn follows is answered first, so that the
        next one may lean on its answer.

        Raises:
            InputError: a question is empty or too long, or there is none.
        """
        if not turns or turns[-1].role != "user":
            raise InputError("a conversation ends with a question of the user")
        said: list[Turn] = []
        for turn in turns[:-1]:
            if said and said[-1].role == turn.role == "user":
                said.append(Turn("assistant", self.ask(said).text))
            said.append(turn)
        if said and said[-1].role == "user":
            said.append(Turn("assistant", self.ask(said).text))
        return self.ask([*said, turns[-1]])

    def stream(self, turns: Sequence[Turn]) -> Generator[Event, None, None]:
        """Answer the last turn, telling each step as it happens; see `rag.events`."""
        clock = _Clock()
        question = validated(turns[-1].text)
        language = detect(question)
        # What is asked, without orders to the machine; the Answer keeps the question as it came.
        plain = in_words(without_orders(question, language))
        turns = (*turns[:-1], Turn("user", plain))
        asked = Asked(question, plain, plain, language, kind_of(plain))
        if asked.kind in ("greeting", "library"):
            yield Done(self._overview(asked, clock))
            return
        search = followup.search_text(turns)
        found = self._find(search, clock)
        clock.evidence = clock.now()
        yield EvidenceFound(search, _cite_all(found.evidence))
        self._searches.give_way()
        if self._model is None or not found.evidence:
            yield Done(self._from_evidence(asked, turns, found.evidence, clock))
            return
        try:
            with self._turns.turn() as places:
                yield from map(Waiting, places)
                yield from self._with_model(asked, turns, found, clock, self._model)
        except ModelError as error:
            answer = self._from_evidence(asked, turns, found.evidence, clock)
            yield Done(replace(answer, model=failed(error)))

    # --- steps -------------------------------------------------------------------------

    def _find(self, question: str, clock: _Clock) -> Retrieved:
        with self._searches.search():
            found = retrieve(self._library, question, self._settings)
        clock.retrieve = clock.now()
        return found

    def _understand(
        self, asked: Asked, turns: Sequence[Turn], evidence: Sequence[Evidence], model: ChatModel
    ) -> Asked:
        """Let the model rewrite what leans on earlier turns, and translate what must be."""
        english = standalone = asked.standalone
        foreign = not is_han(evidence[0].text)

        def in_english(text: str) -> str:
            return writer.in_english(text, model) if foreign else text

        if followup.leans(turns):
            english = standalone = followup.rewrite(turns, model, in_english)
            if is_han(asked.standalone) and not is_han(english):
                standalone = f"{asked.standalone} ({english})"
        if is_han(english):
            english = in_english(english)
        return replace(asked, standalone=standalone, english=english, kind=kind_of(english))

    def _found_again(
        self, asked: Asked, found: Retrieved, clock: _Clock, model: ChatModel, *, leans: bool
    ) -> tuple[Asked, Retrieved]:
        """Search for the question in English, with names as the reports spell them."""
        again = self._find(asked.english, clock)
        if not again.evidence:
            return asked, found
        if leans:  # the model rewrote it from what was said, names and all
            return asked, again
        both = (found.evidence, again.evidence)
        english = spelling.as_in_reports(asked.standalone, asked.english, both, model)
        if english == asked.english:
            return asked, again
        asked = replace(asked, english=english, kind=kind_of(english))
        return asked, self._find(english, clock)

    def _with_model(
        self,
        asked: Asked,
        turns: Sequence[Turn],
        found: Retrieved,
        clock: _Clock,
        model: ChatModel,
    ) -> Iterator[Event]:
        understood = self._understand(asked, turns, found.evidence, model)
        if understood.english != asked.english:
            leans = followup.leans(turns)
            understood, found = self._found_again(understood, found, clock, model, leans=leans)
            yield EvidenceFound(understood.standalone, _cite_all(found.evidence))
        evidence = found.evidence
        foreign = understood.is_translated
        if lacking := unmet(understood.english, evidence, translated=foreign):
            yield Done(self._refused(understood, evidence, lacking, clock))
            return
        sentences, reasons = yield from self._write(understood, found, clock, model)
        if reasons:
            yield Done(self._refused(understood, evidence, reasons, clock, sentences))
            return
        told = self._told(understood, evidence, sentences)
        if not told:
            failed_for = tuple(dict.fromkeys(r for s in sentences for r in s.reasons))[:2]
            reasons = failed_for or (UNMEASURED,)
            yield Done(self._refused(understood, evidence, reasons, clock, sentences))
            return
        if foreign:
            told = yield from _put_into(understood, told, clock, model)
        measured = figures.as_figures(
            understood.standalone, self._readings(understood, evidence), evidence
        )
        as_list = understood.kind in AS_LIST
        yield Done(self._answer(understood, "answered", told, evidence, clock, measured, as_list))

    def _write(
        self, asked: Asked, found: Retrieved, clock: _Clock, model: ChatModel
    ) -> Generator[Event, None, tuple[list[CheckedSentence], tuple[str, ...]]]:
        """Let the model write from the best evidence, and from the next if that states nothing.

        Returns:
            All sentences, checked, and why they answer another question; no reasons if they do.
        """
        end = found.for_model
        first = found.evidence[:end]
        written = yield from self._write_from(asked, first, first, clock, model)
        against = doubts(asked, written, first)
        if against and not asked.is_translated:
            return written, against
        stated = not against and plainly(asked, written, first)
        if stated or (yield from self._states(asked, first, model, doubted=bool(against))):
            return (in_full(written, first) if against else written), ()
        doubted = [dropped(sentence, (UNSTATED,)) for sentence in written]
        after = found.evidence[end : end + found.for_retry]
        if not after or not (yield from self._states(asked, after, model)):
            return doubted, against or (UNSTATED,)
        known = found.evidence[: end + found.for_retry]
        written = yield from self._write_from(asked, after, known, clock, model)
        against = doubts(asked, written, known)
        if (
            against
            and asked.is_translated
            and (yield from self._states(asked, after, model, doubted=True))
        ):
            written, against = in_full(written, known), ()
        return [*doubted, *written], against

    def _states(
        self,
        asked: Asked,
        extracts: Sequence[Evidence],
        model: ChatModel,
        *,
        doubted: bool = False,
    ) -> Generator[Event, None, bool]:
        """Whether the model finds the answer stated in the extracts.

        Of a translated question it is asked in English, where it loses fewer that are answered.
        """
        probability = writer.answers_question(asked.english, extracts, model)
        if probability is not None:
            yield Judged(probability)
        return is_answerable(
            probability,
            broad=asked.kind == "broad",
            across=asked.is_translated,
            doubted=doubted,
        )

    def _write_from(
        self,
        asked: Asked,
        extracts: Sequence[Evidence],
        known: Sequence[Evidence],
        clock: _Clock,
        model: ChatModel,
    ) -> Generator[Event, None, list[CheckedSentence]]:
        """Let the model write from extracts, check each sentence once it is complete, return all.

        `known` is what they are checked against, in the order of citation.
        """
        # A small model writes, and code checks, best in the language of the report; what is to be
        # translated is told when it has been.
        foreign = asked.is_translated
        language = "en" if foreign else asked.language
        messages = writer.conversation(asked.english, extracts, language)
        stream = writer.SentenceStream(language)
        sentences: list[CheckedSentence] = []
        pieces = model.stream(messages, max_tokens=writer.LONGEST_REPLY)
        with contextlib.closing(pieces):  # type: ignore[type-var]
            for piece in pieces:
                checked = [check(text, known) for text in stream.feed(piece)]
                sentences += checked
                if not foreign:
                    clock.token = clock.token or clock.now()
                    yield Delta(piece)
                    yield from map(SentenceChecked, checked)
        checked = [check(text, known) for text in stream.rest()]
        if not foreign:
            yield from map(SentenceChecked, checked)
        sentences += checked
        sentences += drawn_from(asked, sentences, known)
        if foreign:
            sentences += mended(sentences, known)
        return resting_on_what_is_asked(asked, sentences, known)

    # --- answers -----------------------------------------------------------------------

    def _told(
        self, asked: Asked, evidence: tuple[Evidence, ...], written: Sequence[CheckedSentence]
    ) -> list[CheckedSentence]:
        """What was written, then quotes for what it leaves untold; empty if nothing passes."""
        passed = [s for s in written if s.verdict != "unsupported"]
        readings = self._readings(asked, evidence)
        told = list(written)
        told += fill.unsaid(fill.untold_parts(asked.english, passed, evidence), passed)
        fuller = fill.fuller_quote(asked.english, passed, evidence)
        told = fill.outside(told, fuller)
        told += fill.unsaid(fuller, told)
        told += fill.unsaid(fill.closer_quote(asked.english, passed, evidence, readings), told)
        if asked.kind in AS_LIST:
            written_of = [s.text for s in passed] if asked.kind == "list" else None
            told += fill.unsaid(compose.points(asked.english, evidence, written_of), told)
        told_of = [sentence.text for sentence in told if sentence.verdict != "unsupported"]
        if not told_of or not measured_as_asked(asked, told_of):
            return []
        told += fill.unsaid(fill.untold_readings(readings, passed, evidence), told)
        return told if asked.kind in AS_LIST else fill.newest_first(told, readings)

    def _readings(self, asked: Asked, evidence: Sequence[Evidence]) -> tuple[figures.Reading, ...]:
        if not figures.asks_for_number(asked.english):
            return ()
        return same_measure(asked.english, figures.read(asked.english, evidence))

    def _answer(
        self,
        asked: Asked,
        status: Status,
        sentences: Sequence[CheckedSentence],
        evidence: Sequence[Evidence],
        clock: _Clock,
        measured: tuple[Figure, ...] = (),
        as_list: bool = False,
    ) -> Answer:
        used = {n for s in sentences if s.verdict != "unsupported" for n in s.citations}
        return Answer(
            question=asked.text,
            standalone_question=asked.standalone,
            language=asked.language,
            status=status,
            text=compose.text_of(sentences, as_list=as_list),
            sentences=tuple(sentences),
            citations=compose.citations_of(sentences, evidence),
            figures=tuple(f for f in measured if f.citation in used),
            timings=clock.timings(),
            index_version=self._library.index_version,
            model=self._model.name if self._model else "none",
        )

    def _refused(
        self,
        asked: Asked,
        evidence: tuple[Evidence, ...],
        reasons: tuple[str, ...],
        clock: _Clock,
        written: Sequence[CheckedSentence] = (),
    ) -> Answer:
        untold = [dropped(sentence, reasons) for sentence in written]
        nearest = [compose.quoted(evidence, i) for i in range(min(NEAREST, len(evidence)))]
        answer = self._answer(asked, "refused", [*untold, *nearest], evidence, clock)
        return replace(answer, text=refusal(asked.language, reasons, nearest))

    def _from_evidence(
        self, asked: Asked, turns: Sequence[Turn], evidence: tuple[Evidence, ...], clock: _Clock
    ) -> Answer:
        """Without a model the quotes are the answer; all that is shown is cited."""
        search, said = followup.search_text(turns), followup.with_previous(turns)
        asked = replace(asked, standalone=search)
        if not evidence:
            return self._refused(asked, (), (), clock)
        if is_han(said) == is_han(evidence[0].text) and (lacking := unmet(said, evidence)):
            return self._refused(asked, evidence, lacking, clock)
        told = [compose.quoted(evidence, index) for index in range(len(evidence))]
        readings = self._readings(asked, evidence)
        measured = figures.as_figures(search, readings, evidence)
        return self._answer(asked, "evidence_only", told, evidence, clock, measured, True)

    def _overview(self, asked: Asked, clock: _Clock) -> Answer:
        answer = self._answer(asked, "answered", (), (), clock)
        return replace(answer, text=about.overview(self._library.reports(), asked.language))


def _put_into(
    asked: Asked, sentences: Sequence[CheckedSentence], clock: _Clock, model: ChatModel
) -> Generator[Event, None, list[CheckedSentence]]:
    """Put the first sentences that passed into the asker's language, telling each; returns all.

    Those behind them stay as the reports have them.
    """
    told: list[CheckedSentence] = []
    left = MOST_TRANSLATED if asked.language in writer.LANGUAGES else 0
    for sentence in sentences:
        if sentence.verdict == "unsupported" or not left:
            told.append(sentence)
            continue
        left -= 1
        pieces = []
        for piece in writer.translation(sentence.text, asked.language, model):
            clock.token = clock.token or clock.now()
            pieces.append(piece)
            yield Delta(piece)
        told.append(translated(sentence, "".join(pieces), asked.english))
        yield SentenceChecked(told[-1])
    return told


def _cite_all(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    return tuple(cite(item, n) for n, item in enumerate(evidence, start=1))


@contextlib.contextmanager
def open_service(settings: Settings) -> Iterator[AskService]:
    """Open library and model, and close both at the end.

    Raises:
        LibraryError, ModelError: with what to do.
    """
    library = Library(settings)
    try:
        model = make_model(settings)
        try:
            yield AskService(library, model, settings)
        finally:
            if model is not None:
                model.close()
    finally:
        library.close()
