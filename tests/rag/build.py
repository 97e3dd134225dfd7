"""Small reports and evidence made for tests."""

from core.domain import Passage, RankedSentence, Report, ReportMetadata, Sentence
from rag.evidence import Evidence


def report(report_id: str = "harbour", published: str = "2015") -> Report:
    return Report(
        report_id=report_id,
        revision=f"{report_id}@1",
        sha256="0" * 64,
        path=f"/{report_id}.txt",
        media_type="text/plain",
        metadata=ReportMetadata(
            title=f"The {report_id.title()} Review", publisher="Port Office", published=published
        ),
        passages=1,
        page_count=None,
    )


def passage(
    *sentences: str, report_id: str = "harbour", section: str = "", start: int = 0
) -> Passage:
    spans, at = [], start
    for text in sentences:
        spans.append(Sentence(at, at + len(text), text))
        at += len(text) + 1
    return Passage(
        passage_id=f"{report_id}@1:{start}",
        report_id=report_id,
        revision=f"{report_id}@1",
        ordinal=start,
        start=start,
        end=at - 1,
        text=" ".join(sentences),
        page=None,
        section=section,
        tokens=10,
        sentences=tuple(spans),
    )


def evidence(
    text: str, *, around: str = "", report_id: str = "harbour", published: str = "2015"
) -> Evidence:
    whole = passage(text, *([around] if around else []), report_id=report_id)
    return Evidence(text, 0, len(text), None, whole, report(report_id, published), 1.0)


def ranked(*passages: Passage) -> tuple[RankedSentence, ...]:
    return tuple(
        RankedSentence(sentence, whole, 1.0 / (n + 1))
        for n, (whole, sentence) in enumerate((p, s) for p in passages for s in p.sentences)
    )


def quote_of(*sentences: str) -> Evidence:
    """A quote of whole sentences, from a report of its own."""
    whole = passage(*sentences)
    return Evidence(whole.text, 0, len(whole.text), None, whole, report(), 1.0)
