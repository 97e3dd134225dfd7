"""What persons have decided about reports; no ingest undoes it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from core.domain import ReportMetadata


@dataclass(frozen=True, slots=True)
class Correction:
    """Fields of a catalogue entry as a person wants them; "" where the file's own word holds."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        """Whether anything is corrected."""
        return any(getattr(self, one.name) for one in fields(self))

    def over(self, said: ReportMetadata) -> ReportMetadata:
        """Return what the catalogue says of a report of which the file says `said`."""
        return replace(
            said,
            title=self.title or said.title,
            publisher=self.publisher or said.publisher,
            published=self.published or said.published,
            published_basis="stated" if self.published else said.published_basis,
            language=self.language or said.language,
        )


@dataclass(frozen=True, slots=True)
class Retired:
    """A report taken out by decision; its stored copy is kept.

    Attributes:
        path: where its file stood, as in `Report`.
        metadata: what the catalogue said of it, corrections and all.
        said: what the file says of itself.
        retired_at: when, in UTC, as ISO 8601 with seconds.
    """

    report_id: str
    path: str
    sha256: str
    media_type: str
    metadata: ReportMetadata
    said: ReportMetadata
    retired_at: str


@dataclass(frozen=True, slots=True)
class Decided:
    """All that persons have decided.

    Attributes:
        corrections: by report id; also of reports that are retired, or gone with their file.
        retired: the reports taken out by decision, the latest first.
        superseded: sha256 of contents in whose place a person put another.
        former: path to id of reports that went with their file while they were corrected:
            should the file come back, it is that report again.
    """

    corrections: Mapping[str, Correction] = field(default_factory=dict)
    retired: tuple[Retired, ...] = ()
    superseded: frozenset[str] = frozenset()
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def aside(self) -> frozenset[str]:
        """Return the sha256 of all contents that an ingest shall not bring back."""
        return self.superseded | {report.sha256 for report in self.retired}

    @property
    def reserved(self) -> frozenset[str]:
        """Return the report ids that no new report may get."""
        return frozenset(self.former.values()) | {report.report_id for report in self.retired}
