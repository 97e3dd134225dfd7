"""What staff find of answers, and which answers wait for them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast, get_args

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select, true
from sqlalchemy.orm import aliased

from core.domain import Answer
from core.errors import InputError
from records.clock import Clock, utc_now
from records.codec import short, unpack_answer
from records.database import Database
from records.keys import question_key
from records.log import Log
from records.schema import AnswerRow, FeedbackRow, JudgementRow
from records.stored import FLAGS, StoredAnswer, locked_answer, stored, with_feedback

Judged = Literal["right", "wrong_place", "wrong_answer", "should_have_refused"]
Show = Literal["open", "judged", "all"]

WHOLE = "answer"
"""Target of a judgement of the whole answer."""

LONGEST_NOTE = 5000

_NEWEST = (JudgementRow.judged_at.desc(), JudgementRow.id.desc())

_PART = re.compile(r"(sentence|citation):(0|[1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one account found of an answer, or of one part of it.

    Attributes:
        target: "answer", "sentence:N" (its index, from 0) or "citation:N" (its number).
        note: why, or "".
        correct: what the right answer is, or "".
        undone: it counts no more.
    """

    judgement_id: int
    answer_id: str
    target: str
    verdict: Judged
    note: str
    correct: str
    account: str
    judged_at: datetime
    undone: bool


@dataclass(frozen=True, slots=True)
class Queued:
    """An answer of the queue, with its judgements, newest first, undone ones too."""

    stored: StoredAnswer
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The judgement that counts for a question, and the answer it was made of."""

    judgement: Judgement
    stored: StoredAnswer


class Judgements:
    """All judgements; each method is one transaction, for any thread or process.

    Raises (all methods):
        RecordsError: the database cannot be read or written.
    """

    def __init__(self, database: Database, log: Log, now: Clock = utc_now) -> None:
        self._database = database
        self._log = log
        self._now = now

    def judge(
        self,
        answer_id: str,
        target: str,
        verdict: Judged,
        account: str,
        note: str = "",
        correct: str = "",
    ) -> Judgement:
        """Keep a judgement beside those that there are.

        Raises:
            InputError: there is no such answer, it has no such part, there is no such verdict,
                or a text is longer than `LONGEST_NOTE` characters.
        """
        if verdict not in get_args(Judged):
            raise InputError(f"no verdict {verdict!r}; say {', '.join(get_args(Judged))}")
        row = JudgementRow(
            answer_id=answer_id,
            target=target,
            verdict=verdict,
            note=short(note, LONGEST_NOTE, "the note"),
            correct=short(correct, LONGEST_NOTE, "the right answer"),
            account=account,
            judged_at=self._now(),
        )
        with self._database.session() as session:
            _check(target, unpack_answer(locked_answer(session, answer_id).answer))
            session.add(row)
            session.flush()
            detail = {"judgement": row.id, "verdict": verdict}
            self._log.add(session, account, "judge", f"{answer_id} {target}", detail)
            return _judgement(row)

    def undo(self, judgement_id: int, account: str) -> None:
        """Let a judgement count no more; it stays to be seen.

        Raises:
            InputError: there is none, or it is undone already.
        """
        with self._database.session() as session:
            row = session.get(JudgementRow, judgement_id, with_for_update=True)
            if row is None:
                raise InputError(f"there is no judgement {judgement_id}")
            if row.undone_at is not None:
                raise InputError(f"judgement {judgement_id} is undone already, by {row.undone_by}")
            row.undone_at, row.undone_by = self._now(), account
            detail = {"judgement": row.id, "verdict": row.verdict}
            self._log.add(session, account, "undo", f"{row.answer_id} {row.target}", detail)

    def of(self, answer_id: str) -> tuple[Judgement, ...]:
        """Return the judgements of an answer, newest first, undone ones too."""
        with self._database.reading() as session:
            rows = session.scalars(_newest_first().where(JudgementRow.answer_id == answer_id))
            return tuple(_judgement(row) for row in rows)

    def queue(self, show: Show = "open", limit: int = 50, offset: int = 0) -> tuple[Queued, ...]:
        """Return what waits for a judgement, or has one that stands, or both.

        What readers call wrong comes first, then what they vote down, then the rest, the newest
        of each first. Superseded answers, small talk and judged answers shown again are
        left out, unless a reader flagged them.
        """
        urgency = case((FeedbackRow.kind == "wrong", 0), (FeedbackRow.kind == "down", 1), else_=2)
        query = (
            with_feedback()
            .where(_in_queue(show))
            .order_by(urgency, AnswerRow.asked_at.desc(), AnswerRow.number.desc(), AnswerRow.id)
            .limit(limit)
            .offset(offset)
        )
        with self._database.reading() as session:
            answers = [stored(row, said) for row, said in session.execute(query)]
            ids = [answer.answer_id for answer in answers]
            rows = session.scalars(_newest_first().where(JudgementRow.answer_id.in_(ids)))
            of = _by_answer(rows)
        return tuple(Queued(answer, of.get(answer.answer_id, ())) for answer in answers)

    def count_open(self) -> int:
        """Return how many answers wait for a judgement."""
        query = select(func.count()).select_from(AnswerRow).where(_in_queue("open"))
        with self._database.reading() as session:
            return session.scalar(query) or 0

    def standing(self, question: str) -> Standing | None:
        """Return the newest judgement of a whole answer to the same question, None without one.

        Args:
            question: in a form that stands on its own, as `Answer.standalone_question` does; one
                that leans on a conversation is another question in each.
        """
        key = question_key(question)
        query = _of_whole_answers().where(AnswerRow.question_key == key).order_by(*_NEWEST).limit(1)
        if not key:
            return None
        with self._database.reading() as session:
            found = session.execute(query).one_or_none()
            return None if found is None else _with_answer(*found)

    def of_whole_answers(self) -> tuple[Standing, ...]:
        """Return all judgements of whole answers that stand, with the answers, newest first."""
        query = _of_whole_answers().order_by(*_NEWEST)
        with self._database.reading() as session:
            return tuple(_with_answer(*found) for found in session.execute(query))


def _check(target: str, answer: Answer) -> None:
    if target == WHOLE:
        return
    part = _PART.fullmatch(target)
    if part is None:
        raise InputError(f"{target!r} cannot be judged; say answer, sentence:N or citation:N")
    number = int(part[2])
    known = {c.n for c in answer.citations}
    if part[1] == "sentence":
        known = set(range(len(answer.sentences)))
    if number not in known:
        raise InputError(f"the answer has no {part[1]} {number}")


def _in_queue(show: Show) -> ColumnElement[bool]:
    judged = exists().where(
        JudgementRow.answer_id == AnswerRow.id, JudgementRow.undone_at.is_(None)
    )
    chosen = {"open": ~judged, "judged": judged, "all": true()}[show]
    # The queue itself is joined with the feedback; this one is another look at it.
    said = aliased(FeedbackRow)
    flagged = exists().where(said.answer_id == AnswerRow.id, said.kind.in_(FLAGS))
    plain = and_(
        AnswerRow.superseded.is_(False),
        AnswerRow.small_talk.is_(False),
        AnswerRow.pinned_from.is_(None),
    )
    return and_(plain | flagged, chosen)


def _newest_first() -> Select[JudgementRow]:
    return select(JudgementRow).order_by(*_NEWEST)


def _of_whole_answers() -> Select[JudgementRow, AnswerRow, FeedbackRow | None]:
    query = (
        select(JudgementRow, AnswerRow, FeedbackRow)
        .join(AnswerRow, AnswerRow.id == JudgementRow.answer_id)
        .outerjoin(FeedbackRow, FeedbackRow.answer_id == AnswerRow.id)
        .where(JudgementRow.target == WHOLE, JudgementRow.undone_at.is_(None))
    )
    return cast("Select[JudgementRow, AnswerRow, FeedbackRow | None]", query)


def _with_answer(judgement: JudgementRow, row: AnswerRow, said: FeedbackRow | None) -> Standing:
    return Standing(_judgement(judgement), stored(row, said))


def _by_answer(rows: Iterable[JudgementRow]) -> dict[str, tuple[Judgement, ...]]:
    of: defaultdict[str, list[Judgement]] = defaultdict(list)
    for row in rows:
        of[row.answer_id].append(_judgement(row))
    return {answer_id: tuple(judgements) for answer_id, judgements in of.items()}


def _judgement(row: JudgementRow) -> Judgement:
    return Judgement(
        judgement_id=row.id,
        answer_id=row.answer_id,
        target=row.target,
        verdict=cast("Judged", row.verdict),
        note=row.note,
        correct=row.correct,
        account=row.account,
        judged_at=row.judged_at,
        undone=row.undone_at is not None,
    )
