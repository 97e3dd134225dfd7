"""What a question's way tells as it goes, for a screen that shows it live.

Order: one `EvidenceFound`; then, with a model, `Delta` and `SentenceChecked` mixed (a
sentence is checked as soon as it is complete); at last one `Done`.
"""

from dataclasses import dataclass

from core.domain import Answer, CheckedSentence, Citation


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The quotes that matter, best first, numbered as the answer will cite them."""

    standalone_question: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of the model's raw text, not yet checked; show it as provisional."""

    text: str


@dataclass(frozen=True, slots=True)
class SentenceChecked:
    """One complete sentence with its verdict."""

    sentence: CheckedSentence


@dataclass(frozen=True, slots=True)
class Done:
    """The final Answer; replaces everything shown before."""

    answer: Answer


Event = EvidenceFound | Delta | SentenceChecked | Done
