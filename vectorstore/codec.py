"""The things of the domain as JSON for the catalogue, and back."""

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


def pack_passage(passage: Passage) -> dict[str, Any]:
    """Return a passage with its words; a sentence that differs from its span keeps its own."""
    return {
        "id": [passage.passage_id, passage.report_id, passage.revision, passage.ordinal],
        "span": [passage.start, passage.end],
        "text": passage.text,
        "page": passage.page,
        "section": passage.section,
        "tokens": passage.tokens,
        "sentences": [_packed(s, passage) for s in passage.sentences],
    }


def unpack_passage(packed: dict[str, Any]) -> Passage:
    """Undo `pack_passage`."""
    passage_id, report_id, revision, ordinal = packed["id"]
    start, end = packed["span"]
    text = packed["text"]
    return Passage(
        passage_id=passage_id,
        report_id=report_id,
        revision=revision,
        ordinal=ordinal,
        start=start,
        end=end,
        text=text,
        page=packed["page"],
        section=packed["section"],
        tokens=packed["tokens"],
        sentences=tuple(
            Sentence(s[0], s[1], s[3] if len(s) > 3 else text[s[0] - start : s[1] - start], s[2])
            for s in packed["sentences"]
        ),
    )


def _packed(sentence: Sentence, passage: Passage) -> list[Any]:
    start, end = sentence.start, sentence.end
    words = passage.text[start - passage.start : end - passage.start]
    own = [] if words == sentence.text else [sentence.text]
    return [start, end, sentence.page, *own]
