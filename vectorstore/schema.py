"""The catalogue's tables."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA_VERSION = 4

WRITING, CURRENT, OLD = "writing", "current", "old"


class Base(DeclarativeBase):
    """Root of the tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - as SQLAlchemy wants it


class StateRow(Base):
    """The one row that says what this catalogue is and where it stands.

    Attributes:
        index_version: grows by one with each change of what the library answers from.
        generation: grows also when leftovers are cleared away; a reader whose view is of
            another generation makes a new one.
    """

    __tablename__ = "state"

    id: Mapped[int] = mapped_column(primary_key=True)
    schema_version: Mapped[int]
    index_version: Mapped[int]
    generation: Mapped[int]


class RevisionRow(Base):
    """One reading of one report; `number` is never used twice.

    Attributes:
        language: as corrected.
        parsed: as `codec.pack_parsed` gives it, with what the file says of itself.
    """

    __tablename__ = "revisions"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    report_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str]
    parsed: Mapped[dict[str, Any]]


class PassageRow(Base):
    """A passage with what its sentences are ranked by; read only for those that are found.

    Attributes:
        row: `keys.to_row` of its key.
        passage: as `codec.pack_passage` gives it.
        terms: of each sentence, those of the keyword index, parted by blanks.
        vectors: of each sentence, those of all embeddings side by side, as 16-bit floats.
    """

    __tablename__ = "passages"

    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    passage: Mapped[dict[str, Any]]
    terms: Mapped[list[Any]]
    vectors: Mapped[bytes] = mapped_column(LargeBinary)


class ReportRow(Base):
    """A report that answers, and which of its revisions does.

    Attributes:
        about: its metadata, as corrected.
    """

    __tablename__ = "reports"

    report_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("revisions.number"))
    revision: Mapped[str]
    sha256: Mapped[str]
    path: Mapped[str]
    file: Mapped[str]
    media_type: Mapped[str]
    # "metadata" is taken by SQLAlchemy.
    about: Mapped[dict[str, Any]]
    passages: Mapped[int]
    page_count: Mapped[int | None]
    warnings: Mapped[list[Any]]


class CorrectionRow(Base):
    """What a person corrected in the catalogue entry of a report; see `decided.Correction`.

    Attributes:
        path: where the report stood when it went with its file; "" before.
    """

    __tablename__ = "corrections"

    report_id: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    title: Mapped[str]
    publisher: Mapped[str]
    published: Mapped[str]
    language: Mapped[str]


class RetiredRow(Base):
    """A report taken out by decision; see `decided.Retired`."""

    __tablename__ = "retired"

    report_id: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    sha256: Mapped[str]
    file: Mapped[str]
    media_type: Mapped[str]
    said: Mapped[dict[str, Any]]
    retired_at: Mapped[str]


class SupersededRow(Base):
    """Content in whose place a person put another, of the report that has it."""

    __tablename__ = "superseded"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(index=True)
