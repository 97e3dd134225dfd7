"""The words of "the reports do not say", with the nearest that they do say."""

from collections.abc import Sequence

from core.domain import CheckedSentence
from rag.compose import text_of

NEAREST = 3
"""Quotes shown beside a refusal."""


def refusal(language: str, reasons: Sequence[str], nearest: Sequence[CheckedSentence]) -> str:
    """Say that the reports do not say it, why, and the nearest that they do say."""
    if language == "zh":
        opening, near = "报告中没有说明。", "最接近的内容："
    else:
        opening, near = "The reports do not say.", "The nearest they say:"
    lines = [opening + (f" ({'; '.join(reasons)})" if reasons and language != "zh" else "")]
    if nearest:
        lines += [near, text_of(nearest, as_list=True)]
    return "\n".join(lines)
