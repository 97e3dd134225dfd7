"""The things of the domain as JSON for the catalogue, and back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.domain import (
    LineBox,
    PageSpan,
    ParsedReport,
    Passage,
    ReportMetadata,
    Section,
    Sentence,
)


def pack_parsed(parsed: ParsedReport) -> dict[str, Any]:
    """Return all of a reading but its text."""
    return {
        "metadata": asdict(parsed.metadata),
        "sections": [[s.title, s.level, s.start, s.end] for s in parsed.sections],
        "pages": [[p.number, p.start, p.end] for p in parsed.pages],
        "boxes": [[b.page, b.start, b.end, b.x0, b.y0, b.x1, b.y1] for b in parsed.boxes],
        "warnings": list(parsed.warnings),
    }


def unpack_parsed(text: str, packed: dict[str, Any]) -> ParsedReport:
    """Undo `pack_parsed`."""
    return ParsedReport(
        metadata=ReportMetadata(**packed["metadata"]),
        text=text,
        sections=tuple(Section(*row) for row in packed["sections"]),
        pages=tuple(PageSpan(*row) for row in packed["pages"]),
        boxes=tuple(LineBox(*row) for row in packed["boxes"]),
        warnings=tuple(packed["warnings"]),
    )


def pack_passages(passages: Sequence[Passage], text: str) -> list[Any]:
    """Return passages as spans of `text`; a passage or sentence that differs keeps its words."""
    return [
        {
            "id": [p.passage_id, p.report_id, p.revision, p.ordinal],
            "span": _span(p.start, p.end, p.text, text),
            "page": p.page,
            "section": p.section,
            "tokens": p.tokens,
            "sentences": [_span(s.start, s.end, s.text, text) for s in p.sentences],
        }
        for p in passages
    ]


def unpack_passages(packed: Sequence[Any], text: str) -> tuple[Passage, ...]:
    """Undo `pack_passages`."""
    return tuple(_passage(row, text) for row in packed)


def _span(start: int, end: int, words: str, text: str) -> list[Any]:
    return [start, end] if text[start:end] == words else [start, end, words]


def _words(span: list[Any], text: str) -> str:
    return str(span[2]) if len(span) > 2 else text[span[0] : span[1]]


def _passage(row: dict[str, Any], text: str) -> Passage:
    passage_id, report_id, revision, ordinal = row["id"]
    start, end = row["span"][:2]
    return Passage(
        passage_id=passage_id,
        report_id=report_id,
        revision=revision,
        ordinal=ordinal,
        start=start,
        end=end,
        text=_words(row["span"], text),
        page=row["page"],
        section=row["section"],
        tokens=row["tokens"],
        sentences=tuple(Sentence(s[0], s[1], _words(s, text)) for s in row["sentences"]),
    )
