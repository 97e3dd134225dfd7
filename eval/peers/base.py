"""What a system must do to be compared."""

from dataclasses import dataclass
from typing import Protocol

from core.domain import Answer


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system said to one question.

    Attributes:
        text: the whole answer as a reader sees it.
        answer: its Answer, where the system is this one; what others say is read from the text.
        failed: why there is no answer by the system's own way, or "".
    """

    text: str
    answer: Answer | None = None
    failed: str = ""


class System(Protocol):
    """A system that is ready to answer: reports indexed, models loaded.

    Attributes:
        name: what it is called in tables.
        index_bytes: of its index, as it would be saved.
    """

    name: str
    index_bytes: int

    def ask(self, question: str) -> Reply:
        """Answer one question that stands alone, with nothing kept from earlier ones."""
        ...
