"""What persons have decided, in the catalogue's tables; each call is part of a transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.domain import Report, ReportMetadata
from vectorstore.decided import Correction, Decided, Retired
from vectorstore.schema import CorrectionRow, ReportRow, RetiredRow, RevisionRow, SupersededRow


def read(session: Session) -> Decided:
    """Return all that is decided."""
    rows = {row.report_id: row for row in session.scalars(select(CorrectionRow))}
    corrections = {report_id: _correction(row) for report_id, row in rows.items()}
    latest = select(RetiredRow).order_by(RetiredRow.retired_at.desc(), RetiredRow.report_id)
    retired = tuple(
        _retired(row, corrections.get(row.report_id, Correction()))
        for row in session.scalars(latest)
    )
    there = set(session.scalars(select(ReportRow.report_id))) | {r.report_id for r in retired}
    return Decided(
        corrections=corrections,
        retired=retired,
        superseded=frozenset(session.scalars(select(SupersededRow.sha256))),
        former={row.path: row.report_id for row in rows.values() if row.report_id not in there},
    )


def put(session: Session, report: Report, correction: Correction | None) -> None:
    """Note that a report is about to be put.

    It is retired no more; if it stood at another path, a person put this content in the place
    of that one, which is superseded. A `correction` takes the place of the one it had.
    """
    old = session.get(ReportRow, report.report_id)
    if old is not None and old.path != report.path:
        session.merge(SupersededRow(sha256=old.sha256, report_id=report.report_id))
        session.flush()
    session.execute(delete(SupersededRow).where(SupersededRow.sha256 == report.sha256))
    session.execute(delete(RetiredRow).where(RetiredRow.report_id == report.report_id))
    if correction is None:
        return
    if correction:
        session.merge(CorrectionRow(report_id=report.report_id, path="", **asdict(correction)))
    else:
        session.execute(delete(CorrectionRow).where(CorrectionRow.report_id == report.report_id))


def drop(session: Session, row: ReportRow) -> None:
    """Note that a report is about to go with its file; its correction waits for it."""
    if (correction := session.get(CorrectionRow, row.report_id)) is not None:
        correction.path = row.path


def retire(session: Session, row: ReportRow) -> None:
    """Note that a report is about to be retired."""
    packed = session.scalars(
        select(RevisionRow.parsed).where(RevisionRow.number == row.number)
    ).one()
    session.add(
        RetiredRow(
            report_id=row.report_id,
            path=row.path,
            sha256=row.sha256,
            file=row.file,
            media_type=row.media_type,
            said=packed["metadata"],
            retired_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def forget(session: Session, report_ids: Sequence[str]) -> None:
    """Forget all that was decided of reports."""
    for table in (RetiredRow, CorrectionRow, SupersededRow):
        session.execute(delete(table).where(table.report_id.in_(report_ids)))


def _correction(row: CorrectionRow) -> Correction:
    return Correction(row.title, row.publisher, row.published, row.language)


def _retired(row: RetiredRow, correction: Correction) -> Retired:
    said = ReportMetadata(**row.said)
    return Retired(
        report_id=row.report_id,
        path=row.path,
        sha256=row.sha256,
        media_type=row.media_type,
        metadata=correction.over(said),
        said=said,
        retired_at=row.retired_at,
    )
