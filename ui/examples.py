"""Questions to begin with, made from what the library holds."""

import re
from collections.abc import Sequence

from core.domain import Report, Section

MOST = 5
_NUMBERING = re.compile(r"^[\d.]+\s*|^(first|second|third|fourth|fifth),?\s+", re.IGNORECASE)
_DIGEST = re.compile(r"\s*\((digest|summary)\)\s*$", re.IGNORECASE)
_LIKELY = range(3, 10)
"""Words of a heading that names a topic: fewer name nothing, more are sentences."""


def questions(library: Sequence[tuple[Report, Sequence[Section]]]) -> tuple[str, ...]:
    """Return up to five questions, one of each report before a second of any."""
    topics = [_topics(report, sections) for report, sections in library]
    asked = [
        f"What do the reports say on “{mine[turn]}”?"
        for turn in range(MOST)
        for mine in topics
        if turn < len(mine)
    ]
    return tuple(dict.fromkeys(asked))[:MOST]


def _topics(report: Report, sections: Sequence[Section]) -> list[str]:
    """Headings that name a topic, else the title."""
    title = _DIGEST.sub("", report.metadata.title)
    named = [_NUMBERING.sub("", section.title).strip(" .:;") for section in sections]
    topics = [
        name
        for name in named
        if len(name.split()) in _LIKELY and name.casefold() not in title.casefold()
    ]
    return topics or [title]
