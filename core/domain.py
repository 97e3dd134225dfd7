"""The things the product speaks of. All offsets are Python character offsets.

A report's *stored text* is the mended text made at ingest; sections, pages, boxes,
passages, sentences and quotes are spans of it, half open, `text[start:end]`.
"""

from dataclasses import dataclass, field
from typing import Literal

PublishedBasis = Literal["stated", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class ReportMetadata:
    """What the catalogue says of a report.

    Attributes:
        title: its title, in its language.
        publisher: who published it, or "" where the report does not tell.
        published: ISO date, possibly cut short ("2014", "2014-10", "2014-10-03"), or "".
        published_basis: whether the date is written in the report as its date, inferred
            from the years in its text, or unknown.
        language: ISO 639-1 code of most of its text.
        original_title: title of the work this report digests, or "".
        origin: where the original is to be had, in words, or "".
        is_digest: whether this is a digest of another document.
    """

    title: str
    publisher: str = ""
    published: str = ""
    published_basis: PublishedBasis = "unknown"
    language: str = "en"
    original_title: str = ""
    origin: str = ""
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the span of text it governs (its own line included)."""

    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageSpan:
    """The span of stored text that came from page `number` (counted from 1)."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LineBox:
    """Where one printed line stands: page from 1, box in fractions of the page, origin top left."""

    page: int
    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A file read and mended, before it is cut into passages."""

    metadata: ReportMetadata
    text: str
    sections: tuple[Section, ...] = ()
    pages: tuple[PageSpan, ...] = ()
    boxes: tuple[LineBox, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or heading line, list item, table row) of a passage.

    Attributes:
        page: page where it starts, from 1, or None where the format has no pages.
    """

    start: int
    end: int
    text: str
    page: int | None = None


SECTION_MARK = " › "
"""Between the titles of nested sections."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one section, the unit of retrieval.

    Attributes:
        passage_id: unique over all revisions: "{revision}:{ordinal}".
        revision: "{report_id}@{digest}", one reading of one report.
        ordinal: place in the report, from 0.
        page: page where it starts, from 1, or None where the format has no pages.
        section: titles of the sections it lies in, outermost first, joined by `SECTION_MARK`;
            "" where there is none.
        tokens: length in cl100k tokens.
    """

    passage_id: str
    report_id: str
    revision: str
    ordinal: int
    start: int
    end: int
    text: str
    page: int | None
    section: str
    tokens: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the library, as the catalogue holds it."""

    report_id: str
    revision: str
    sha256: str
    path: str
    media_type: str
    metadata: ReportMetadata
    passages: int
    page_count: int | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with its fused score (higher is better; comparable within one query only).

    Attributes:
        start: in the stored text, where the part of it that bears on the question begins.
        end: where that part ends.
    """

    passage: Passage
    score: float
    start: int
    end: int

    @property
    def page(self) -> int | None:
        """Return the page on which that part begins; None where the format has no pages."""
        pages = (s.page for s in self.passage.sentences if s.start == self.start)
        return next(pages, self.passage.page)

    @property
    def text(self) -> str:
        """Return the part that bears on the question."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence of a passage with its fused score (comparable within one query only)."""

    sentence: Sentence
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that can be reproduced: `quote` is the stored text from `start` to `end`."""

    n: int
    report_id: str
    title: str
    publisher: str
    published: str
    page: int | None
    section: str
    quote: str
    start: int
    end: int
    sha256: str


VerdictName = Literal["supported", "partly", "unsupported"]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of an answer with the verdict of the checks and why, in plain words."""

    text: str
    citations: tuple[int, ...]
    verdict: VerdictName
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One dated value of a measure, and the citation that holds it."""

    measure: str
    value: str
    unit: str
    as_of: str
    citation: int

    @property
    def with_unit(self) -> str:
        """The value in one line, as people write it beside its unit."""
        gap = "" if self.unit == "%" else " "
        told = self.value if self.unit in self.value else f"{self.value}{gap}{self.unit}"
        return " ".join(told.split())


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds since the question came in; None for what did not happen."""

    retrieve_ms: float | None = None
    first_evidence_ms: float | None = None
    first_token_ms: float | None = None
    total_ms: float | None = None


Status = Literal["answered", "refused", "evidence_only"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; `dataclasses.asdict` of it is the contract's JSON."""

    question: str
    standalone_question: str
    language: str
    status: Status
    text: str
    sentences: tuple[CheckedSentence, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    timings: Timings
    index_version: int
    model: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What one ingest did; `dataclasses.asdict` of it is the contract's JSON."""

    added: int = 0
    replaced: int = 0
    retired: int = 0
    unchanged: int = 0
    failed: tuple[dict[str, str], ...] = field(default_factory=tuple)
    passages: int = 0
    index_version: int = 0
    seconds: float = 0.0
