"""What a question's way tells as it goes, for a screen that shows it live.

Order: one `EvidenceFound`; then, with a model that is busy with another's question, `Waiting`
until its turn comes; then `Delta` and `SentenceChecked` mixed (a sentence is checked as soon as
it is complete), and, where the model put the question in other words, a second `EvidenceFound`;
at last one `Done`. `Judged` may come at any place among the sentences.
"""

from dataclasses import dataclass

from core.domain import Answer, CheckedSentence, Citation


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The quotes that matter, best first, numbered as the answer will cite them."""

    standalone_question: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The model works on other questions first.

    Attributes:
        place: how many they are; 0 tells that the turn has come. The same place is told again
            once in a while.
    """

    place: int


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of the model's raw text, not yet checked; show it as provisional."""

    text: str


@dataclass(frozen=True, slots=True)
class SentenceChecked:
    """One complete sentence with its verdict."""

    sentence: CheckedSentence


@dataclass(frozen=True, slots=True)
class Judged:
    """The model's own probability that the extracts it wrote from state the answer."""

    probability: float


@dataclass(frozen=True, slots=True)
class Done:
    """The final Answer; replaces everything shown before."""

    answer: Answer


Event = EvidenceFound | Waiting | Delta | SentenceChecked | Judged | Done
