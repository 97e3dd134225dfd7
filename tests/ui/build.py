"""Answers, citations and reports made for tests of the screen."""

from dataclasses import replace

from core.domain import (
    Answer,
    CheckedSentence,
    Citation,
    Figure,
    ParsedReport,
    Report,
    ReportMetadata,
    Section,
    Status,
    Timings,
)
from rag.compose import QUOTED

HOSTILE = "</p><script>alert('x')</script> & \"so on\" ${1} {{2}}"


def citation(n: int = 1, quote: str = "The harbour has 12 cranes.", **changes: object) -> Citation:
    made = Citation(
        n=n,
        report_id="harbour",
        title="The Harbour Review",
        publisher="Port Office",
        published="2015",
        page=None,
        section="Cranes",
        quote=quote,
        start=10,
        end=10 + len(quote),
        sha256="0" * 64,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def sentence(text: str, *citations: int, verdict: str = "supported", why: str = ""):
    reasons = (why,) if why else ()
    return CheckedSentence(text, citations, verdict, reasons)  # type: ignore[arg-type]


def quoted(text: str, n: int = 1) -> CheckedSentence:
    return CheckedSentence(text, (n,), "supported", (QUOTED,))


def answer(
    *sentences: CheckedSentence,
    status: Status = "answered",
    text: str = "",
    citations: tuple[Citation, ...] = (),
    figures: tuple[Figure, ...] = (),
    question: str = "How many cranes?",
    standalone: str = "",
    model: str = "tiny",
) -> Answer:
    return Answer(
        question=question,
        standalone_question=standalone or question,
        language="en",
        status=status,
        text=text or " ".join(s.text for s in sentences),
        sentences=sentences,
        citations=citations,
        figures=figures,
        timings=Timings(),
        index_version=1,
        model=model,
    )


def figure(value: str, as_of: str, citation: int, unit: str = "") -> Figure:
    return Figure("cranes", value, unit, as_of, citation)


def report(
    text: str = "",
    *,
    title: str = "The Harbour Review",
    sections: tuple[Section, ...] = (),
    media_type: str = "text/plain",
    language: str = "en",
    basis: str = "stated",
    **parsed: object,
) -> tuple[Report, ParsedReport]:
    about = ReportMetadata(title, "Port Office", "2015", basis, language)  # type: ignore[arg-type]
    made = Report(
        "harbour", "harbour@1", "ab" * 32, "harbour.txt", media_type, about, 1,
        2 if media_type == "application/pdf" else None,
    )  # fmt: skip
    return made, ParsedReport(about, text, sections, **parsed)  # type: ignore[arg-type]
