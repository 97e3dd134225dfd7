"""A question asked of the service, step by step as the screen shows it, and kept."""

import logging
import time
from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace

from core.domain import Answer, Citation, Timings, Turn
from core.errors import AskReportsError, InputError
from rag.events import Delta
from rag.followup import leans
from rag.service import AskService
from records.judgements import Standing
from records.store import Records
from records.stored import StoredAnswer
from ui.chat.exchange import Exchange, advanced
from ui.chat.pulse import pulsed
from ui.chat.suggestions import next_questions
from ui.words import Words
from ui.words.said import message

SEEN_EVERY = 0.08
"""Seconds between two pictures of a running draft; more often than that nobody reads."""

PULSE = 1.0
"""Seconds after which the same picture is shown again: only there is it noticed that the person
stopped the answer or went away, while the model keeps silent."""

OTHERS = 5
"""Reports beside the cited ones that are looked through for what may be asked next."""

Exchanges = tuple[Exchange, ...]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Talk:
    """Answers questions of conversations, and keeps what it answered.

    Attributes:
        service: what answers.
        records: where conversations are kept.
        words: the language of the screen.
    """

    service: AskService
    records: Records
    words: Words

    def answering(
        self, question: str, exchanges: Sequence[Exchange], conversation_id: str
    ) -> Generator[Exchanges, None, None]:
        """Answer a question; yield all exchanges after each step that the screen should show.

        Args:
            question: as typed.
            exchanges: those before it.
            conversation_id: where the answer is kept; "" begins a conversation.
        """
        before = tuple(exchanges)
        exchange = Exchange(question.strip())
        yield (*before, exchange)
        turns = _turns(before, question)
        last = 0.0
        try:
            if pinned := self._pinned(turns):
                # Its own times: that of the first answer would count as this one's.
                answer = replace(
                    pinned.stored.answer, question=exchange.question, timings=Timings()
                )
                exchange = replace(exchange, evidence=pinned.stored.evidence, answer=answer)
                yield (*before, self._kept(exchange, before, conversation_id, pinned))
                return
            with closing(pulsed(self.service.stream(turns), PULSE)) as events:
                for event in events:
                    exchange = advanced(exchange, event) if event is not None else exchange
                    if isinstance(event, Delta) and time.monotonic() - last < SEEN_EVERY:
                        continue
                    last = time.monotonic()
                    if exchange.answer is None:
                        yield (*before, exchange)
            yield (*before, self._kept(exchange, before, conversation_id, None))
        except AskReportsError as error:
            yield (*before, Exchange(exchange.question, problem=self._problem(error)))
        except Exception:  # the person who asked must hear of it, the details are for the log
            _log.exception("a question failed")
            yield (*before, Exchange(exchange.question, problem=self.words.broken))

    def restored(self, answers: Sequence[StoredAnswer], *, own: bool) -> Exchanges:
        """Return kept answers as exchanges; only to their owner are they a conversation to share.

        What staff found of them since is told too.
        """
        made: list[Exchange] = []
        for stored in answers:
            made.append(
                Exchange(
                    stored.answer.question,
                    evidence=stored.evidence,
                    answer=stored.answer,
                    answer_id=stored.answer_id,
                    conversation_id=stored.conversation_id if own else "",
                    feedback=stored.feedback.kind if stored.feedback and own else "",
                    standing=self._standing(stored.answer, tuple(made)),
                )
            )
        if made:
            last = made[-1]
            made[-1] = replace(last, next_questions=self._next(last.answer, made[:-1], last))
        return tuple(made)

    def _problem(self, error: AskReportsError) -> str:
        told = message(str(error), self.words)
        stop = "" if told.endswith((".", "!", "?")) else self.words.full_stop
        return f"{told[:1].upper()}{told[1:]}{stop}"

    def _pinned(self, turns: Sequence[Turn]) -> Standing | None:
        """An answer to this very question that staff found right and whose sources still stand.

        Mere evidence is looked up anew: by now there may be a model, or more to find.
        """
        if leans(turns):
            return None
        try:
            standing = self.records.judgements.standing(turns[-1].text)
        except AskReportsError:
            _log.exception("what staff found cannot be looked up")
            return None
        if standing is None or standing.judgement.verdict != "right":
            return None
        answer, version = standing.stored.answer, self.service.library.index_version
        if answer.status == "evidence_only":
            return None
        if answer.status == "refused" and answer.index_version != version:
            return None  # what was added since may say it
        return standing if all(map(self._stands, answer.citations)) else None

    def _stands(self, citation: Citation) -> bool:
        """Whether a citation's words still stand in a report that is called as it was."""
        try:
            report = self.service.library.report(citation.report_id)
        except InputError:
            return False
        about = report.metadata
        return (report.sha256, about.title, about.publisher, about.published) == (
            citation.sha256,
            citation.title,
            citation.publisher,
            citation.published,
        ) and self.service.library.parsed(citation.report_id).text[
            citation.start : citation.end
        ] == citation.quote

    def _kept(
        self,
        exchange: Exchange,
        before: Exchanges,
        conversation_id: str,
        pinned: Standing | None,
    ) -> Exchange:
        """Keep the answer; where that fails the reader still has it, and the log says why."""
        answer = exchange.answer
        if answer is None:
            return exchange
        try:
            alone = not self._leans(answer, before)
            stored = self._add(answer, exchange.evidence, conversation_id, pinned, alone=alone)
            exchange = replace(
                exchange,
                answer_id=stored.answer_id,
                conversation_id=stored.conversation_id,
                standing=pinned or self._standing(answer, before),
            )
        except AskReportsError:
            _log.exception("an answer could not be kept")
        return replace(exchange, next_questions=self._next(answer, before, exchange))

    def _add(
        self,
        answer: Answer,
        evidence: Sequence[Citation],
        conversation_id: str,
        pinned: Standing | None,
        *,
        alone: bool,
    ) -> StoredAnswer:
        kept = self.records.conversations
        source = pinned.stored.answer_id if pinned else None
        if conversation_id:
            # It may have been forgotten meanwhile, in a tab that was left open.
            with suppress(InputError):
                return kept.add(conversation_id, answer, evidence, source, stands_alone=alone)
        return kept.add(kept.begin(), answer, evidence, source, stands_alone=alone)

    def _standing(self, answer: Answer, before: Exchanges) -> Standing | None:
        """What staff found; a follow-up that nobody rewrote is another question each time."""
        if self._leans(answer, before):
            return None
        return self.records.judgements.standing(answer.standalone_question)

    @staticmethod
    def _leans(answer: Answer, before: Exchanges) -> bool:
        """Whether what the question leans on was not put into its standalone form."""
        rewritten = answer.standalone_question != answer.question
        return not rewritten and leans(_turns(before, answer.question))

    def _next(
        self, answer: Answer | None, before: Sequence[Exchange], exchange: Exchange
    ) -> tuple[str, ...]:
        if answer is None:
            return ()
        library = self.service.library
        cited = {citation.report_id for citation in answer.citations}
        # Sorting is stable: the cited reports first, then as many others as it is worth reading.
        reports = sorted(library.reports(), key=lambda report: report.report_id not in cited)
        near = [(r, library.parsed(r.report_id)) for r in reports[: len(cited) + OTHERS]]
        return next_questions(answer, [e.question for e in (*before, exchange)], near)


def stopped(exchanges: Sequence[Exchange]) -> Exchanges:
    """Return the exchanges with the last one marked as stopped, if it was not done."""
    if not exchanges or not exchanges[-1].working:
        return tuple(exchanges)
    return (*exchanges[:-1], replace(exchanges[-1], stopped=True))


def _turns(exchanges: Sequence[Exchange], question: str) -> list[Turn]:
    turns = []
    for exchange in exchanges:
        if exchange.answer is not None:
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.text)]
    return [*turns, Turn("user", question)]
