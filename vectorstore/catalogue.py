"""The catalogue: which reports there are and which revision of each answers."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import (
    Connection,
    Engine,
    Text,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from core.domain import ParsedReport, Passage, Report, ReportMetadata
from core.errors import InputError, LibraryError
from vectorstore import decisions
from vectorstore.codec import pack_parsed, pack_passage, unpack_parsed, unpack_passage
from vectorstore.decided import Correction, Decided
from vectorstore.embedding import Vectors
from vectorstore.keys import PassageKey, rows_of, to_row
from vectorstore.schema import (
    CURRENT,
    OLD,
    SCHEMA_VERSION,
    WRITING,
    Base,
    PassageRow,
    ReportRow,
    RetiredRow,
    RevisionRow,
    StateRow,
)
from vectorstore.trouble import told

BUSY_SECONDS = 15.0
PASSAGES = 2000
"""Passages kept in memory, the oldest making room; some 20 KB each with their vectors."""

READINGS = 16
"""Readings of reports that are kept unpacked: each answer and each open source looks into some."""
_ONE = 1


@dataclass(frozen=True, slots=True)
class State:
    """Where the catalogue stands; see `StateRow`."""

    index_version: int
    generation: int


@dataclass(frozen=True, slots=True)
class Current:
    """What answers.

    Attributes:
        state: as of which state.
        languages: of the revisions, by their numbers.
        passages: how many they have together.
    """

    state: State
    languages: dict[int, str]
    passages: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage with what its sentences are ranked by.

    Attributes:
        passage: the passage.
        terms: of each sentence, those of the keyword index, parted by blanks.
        vectors: a row for each sentence, those of all embeddings side by side.
    """

    passage: Passage
    terms: Sequence[str]
    vectors: Vectors


@dataclass(frozen=True)
class Found:
    """A passage as it is read back; a question ranks many and tells few, so it stays packed.

    Attributes:
        packed: the passage, as JSON.
        terms: as in `Stored`.
        vectors: as in `Stored`.
    """

    packed: str
    terms: Sequence[str]
    vectors: Vectors

    @cached_property
    def passage(self) -> Passage:
        """The passage, unpacked once."""
        return unpack_passage(json.loads(self.packed))


class Catalogue:
    """The relational side of the library, through SQLAlchemy (SQLite here).

    Every method is one transaction, and may be called from any thread or process.

    Args:
        folder: the data folder; the file is `catalogue.sqlite3` in it, made where missing.

    Raises (all methods):
        LibraryError: it cannot be read or written, or another version made it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(folder / "catalogue.sqlite3")
        self._passages: dict[int, Found] = {}
        self._keeping = Lock()
        self._readings = lru_cache(READINGS)(self._reading)

    def ready(self) -> bool:
        """Return whether the tables are made and can be read by this version."""
        with told(self._folder):
            if not inspect(self._engine).has_table(StateRow.__tablename__):
                return False
        with self._session() as session:
            found = session.scalar(select(StateRow.schema_version))
        if found not in (None, SCHEMA_VERSION):
            raise LibraryError(
                f"the library at {self._folder} was made by another version of askreports "
                f"(its form is {found}, this one reads {SCHEMA_VERSION}); "
                "ingest into a new folder with --data"
            )
        return found is not None

    def create(self) -> None:
        """Make the tables where they are missing."""
        with told(self._folder):
            Base.metadata.create_all(self._engine)
        with self._session() as session:
            if session.get(StateRow, _ONE) is None:
                session.add(
                    StateRow(id=_ONE, schema_version=SCHEMA_VERSION, index_version=0, generation=0)
                )

    def state(self) -> State:
        """Return the index version and the generation."""
        with self._session() as session:
            row = session.execute(select(StateRow.index_version, StateRow.generation)).one()
            return State(row.index_version, row.generation)

    def reports(self) -> tuple[Report, ...]:
        """Return all reports, by title."""
        with self._session() as session:
            rows = session.scalars(select(ReportRow)).all()
            reports = [_report(row) for row in rows]
        return tuple(sorted(reports, key=lambda r: (r.metadata.title, r.report_id)))

    def report(self, report_id: str) -> Report:
        """Return one report.

        Raises:
            InputError: there is no such report.
        """
        with self._session() as session:
            return _report(_row(session, report_id))

    def file(self, report_id: str) -> str:
        """Return the name of the stored copy of a report's file, be it retired.

        Raises as `report`.
        """
        with self._session() as session:
            retired = session.get(RetiredRow, report_id)
            return retired.file if retired else _row(session, report_id).file

    def files(self) -> frozenset[str]:
        """Return the names of all stored copies that a report needs, retired ones too."""
        with self._session() as session:
            needed = set(session.scalars(select(ReportRow.file)))
            return frozenset(needed.union(session.scalars(select(RetiredRow.file))))

    def parsed(self, report_id: str, *, corrected: bool = True) -> ParsedReport:
        """Return the current reading of a report, or what it was before it was corrected.

        Raises as `report`.
        """
        with self._session() as session:
            row = _row(session, report_id)
            number, about = row.number, ReportMetadata(**row.about)
        parsed = self._readings(number)
        return replace(parsed, metadata=about) if corrected else parsed

    def _reading(self, number: int) -> ParsedReport:
        """Return a revision as it was read; its number is never another's."""
        wanted = select(RevisionRow.text, RevisionRow.parsed).where(RevisionRow.number == number)
        with self._session() as session:
            text, packed = session.execute(wanted).one()
        return unpack_parsed(text, packed)

    def decided(self) -> Decided:
        """Return what persons have decided about reports."""
        with self._session() as session:
            return decisions.read(session)

    def current(self) -> Current:
        """Return where the catalogue stands and all that answers, read in one transaction."""
        with self._session() as session:
            state = session.execute(select(StateRow.index_version, StateRow.generation)).one()
            rows = session.execute(
                select(RevisionRow.number, RevisionRow.language)
                .where(RevisionRow.state == CURRENT)
                .order_by(RevisionRow.number)
            ).all()
            passages = session.scalar(select(func.sum(ReportRow.passages)))
        languages = {row.number: row.language for row in rows}
        return Current(State(state.index_version, state.generation), languages, passages or 0)

    def begin(self, report: Report, parsed: ParsedReport) -> int:
        """Write a revision that does not answer yet; return its number."""
        row = RevisionRow(
            report_id=report.report_id,
            state=WRITING,
            language=report.metadata.language,
            text=parsed.text,
            parsed=pack_parsed(parsed),
        )
        with self._session() as session:
            session.add(row)
            session.flush()
            return row.number

    def keep(self, number: int, stored: Sequence[Stored]) -> None:
        """Write some passages of a revision that does not answer yet."""
        rows = [
            {
                "row": to_row((number, item.passage.ordinal)),
                "passage": pack_passage(item.passage),
                "terms": list(item.terms),
                "vectors": item.vectors.astype(np.float16).tobytes(),
            }
            for item in stored
        ]
        with self._session() as session:
            session.execute(insert(PassageRow), rows)

    def stored(self, keys: Collection[PassageKey]) -> dict[PassageKey, Found]:
        """Return passages with what their sentences are ranked by, in the order of `keys`.

        Raises:
            LibraryError: one of them is there no more.
        """
        rows = [to_row(key) for key in keys]
        found = {row: held for row in rows if (held := self._passages.get(row)) is not None}
        if lacking := [row for row in rows if row not in found]:
            found |= self._read_stored(lacking)
        if len(found) < len(rows):
            raise LibraryError(f"passages of the library at {self._folder} are gone; ask again")
        return {key: found[to_row(key)] for key in keys}

    def _read_stored(self, rows: Sequence[int]) -> dict[int, Found]:
        """Read passages and keep them: what stands at a row never changes."""
        wanted = select(
            PassageRow.row,
            type_coerce(PassageRow.passage, Text),
            PassageRow.terms,
            PassageRow.vectors,
        ).where(PassageRow.row.in_(bindparam("rows", expanding=True)))
        with self._session() as session:
            found = {
                row: _found(packed, terms, vectors)
                for row, packed, terms, vectors in session.execute(wanted, {"rows": rows})
            }
        with self._keeping:
            self._passages |= found
            for row in [*self._passages][:-PASSAGES]:
                del self._passages[row]
        return found

    def switch(
        self,
        number: int,
        report: Report,
        passages: int,
        file: str,
        correction: Correction | None = None,
    ) -> None:
        """Make a written revision the one that answers, in a single step.

        Args:
            number: of the revision.
            report: what the catalogue says from now on.
            passages: how many there are.
            file: name of the stored copy.
            correction: takes the place of what the report had; None leaves that.
        """
        with self._session() as session:
            decisions.put(session, report, correction)
            _leave(session, [report.report_id])
            session.execute(
                update(RevisionRow).where(RevisionRow.number == number).values(state=CURRENT)
            )
            session.merge(_report_row(number, report, passages, file))
            _count(session)

    def drop(self, report_ids: Iterable[str]) -> None:
        """Let reports whose files are gone answer no more, all in a single step.

        Raises:
            InputError: one of them is unknown; then all stay.
        """
        with self._session() as session:
            _delete(session, report_ids, decisions.drop)

    def retire(self, report_ids: Iterable[str]) -> None:
        """Let reports answer no more by decision, all in a single step; raises as `drop`."""
        with self._session() as session:
            _delete(session, report_ids, decisions.retire)

    def remove(self, report_ids: Iterable[str]) -> None:
        """Forget reports, retired ones too, and all that was decided of them; raises as `drop`."""
        wanted = set(report_ids)
        with self._session() as session:
            answering = [one for one in wanted if session.get(RetiredRow, one) is None]
            _delete(session, answering, lambda *_: None)
            decisions.forget(session, sorted(wanted))

    def move(self, report_id: str, path: str) -> None:
        """Note a new path for the same content; raises as `report`."""
        with self._session() as session:
            _row(session, report_id).path = path

    def leftovers(self) -> frozenset[int]:
        """Return the numbers of revisions that do not answer: old, or never finished."""
        with self._session() as session:
            return frozenset(
                session.scalars(select(RevisionRow.number).where(RevisionRow.state != CURRENT))
            )

    def forget(self, numbers: Collection[int]) -> None:
        """Delete revisions whose vectors and keywords are gone."""
        with self._session() as session:
            session.execute(
                delete(RevisionRow).where(
                    RevisionRow.number.in_(numbers), RevisionRow.state != CURRENT
                )
            )
            for number in numbers:
                first, behind = rows_of(number)
                session.execute(
                    delete(PassageRow).where(PassageRow.row >= first, PassageRow.row < behind)
                )
            session.execute(update(StateRow).values(generation=StateRow.generation + 1))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with told(self._folder), Session(self._engine) as session, session.begin():
            yield session


def _engine(file: Path) -> Engine:
    # As many connections as threads ask for: to wait for one is slower than to open one.
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": BUSY_SECONDS}, pool_size=20, max_overflow=-1
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # Python's sqlite3 begins a transaction only at the first write; without it two reads
        # of one session could see two states.
        connection.isolation_level = None
        # A passage with its vectors takes some 10 KB: it is read in one page, not in a chain of
        # them. Counts only for a file that is made now.
        connection.execute("PRAGMA page_size = 16384")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _found(packed: str, terms: Sequence[str], vectors: bytes) -> Found:
    numbers = np.frombuffer(vectors, dtype=np.float16).reshape(len(terms), -1)
    return Found(packed, terms, numbers.astype(np.float32))


def _row(session: Session, report_id: str) -> ReportRow:
    row = session.get(ReportRow, report_id)
    if row is None and session.get(RetiredRow, report_id) is not None:
        raise InputError(f"report {report_id!r} is retired; `askreports restore` brings it back")
    if row is None:
        raise InputError(f"no report {report_id!r} in the library; `askreports list` shows them")
    return row


def _delete(
    session: Session, report_ids: Iterable[str], note: Callable[[Session, ReportRow], None]
) -> None:
    """Let reports answer no more; `note` is told of each before it goes."""
    wanted = sorted(set(report_ids))
    for report_id in wanted:
        row = _row(session, report_id)
        note(session, row)
        session.delete(row)
    session.flush()
    _leave(session, wanted)
    if wanted:
        _count(session)


def _leave(session: Session, report_ids: Sequence[str]) -> None:
    session.execute(
        update(RevisionRow)
        .where(RevisionRow.report_id.in_(report_ids), RevisionRow.state == CURRENT)
        .values(state=OLD)
    )


def _count(session: Session) -> None:
    session.execute(
        update(StateRow).values(
            index_version=StateRow.index_version + 1, generation=StateRow.generation + 1
        )
    )


def _report_row(number: int, report: Report, passages: int, file: str) -> ReportRow:
    return ReportRow(
        report_id=report.report_id,
        number=number,
        revision=report.revision,
        sha256=report.sha256,
        path=report.path,
        file=file,
        media_type=report.media_type,
        about=asdict(report.metadata),
        passages=passages,
        page_count=report.page_count,
        warnings=list(report.warnings),
    )


def _report(row: ReportRow) -> Report:
    return Report(
        report_id=row.report_id,
        revision=row.revision,
        sha256=row.sha256,
        path=row.path,
        media_type=row.media_type,
        metadata=ReportMetadata(**row.about),
        passages=row.passages,
        page_count=row.page_count,
        warnings=tuple(row.warnings),
    )
