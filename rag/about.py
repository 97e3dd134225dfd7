"""The answer to a greeting or to "what can I ask?": what the library holds, from the catalogue."""

from collections.abc import Sequence

from core.domain import Report

_WORDS = {
    "en": (
        "I answer questions from the reports of this library and show where each sentence stands.",
        "The library holds:",
        "The library is empty; add reports with `askreports ingest PATH`.",
        "about ",
    ),
    "zh": (
        "我根据本库中的报告回答问题，并标明每句话的出处。",
        "本库收有：",
        "本库还没有报告；请用 `askreports ingest PATH` 添加。",
        "约 ",
    ),
}


def overview(reports: Sequence[Report], language: str) -> str:
    """List the library, one report a line with publisher and date, in the asker's language."""
    opening, holds, empty, about = _WORDS.get(language, _WORDS["en"])
    if not reports:
        return empty
    lines = [_line(report, about) for report in reports]
    return "\n".join([opening, holds, *lines])


def _line(report: Report, about: str) -> str:
    meta = report.metadata
    date = (about if meta.published_basis == "inferred" else "") + meta.published
    told = [part for part in (meta.publisher, date.strip() if meta.published else "") if part]
    return f"- {meta.title}" + (f" ({', '.join(told)})" if told else "")
