"""A model for tests that gives one reply."""

from collections.abc import Iterator, Sequence

from rag.llm.base import Message


class Replying:
    """Replies what the test says, to anything, and keeps the instructions it was given."""

    name = "replying"

    def __init__(self, reply: str) -> None:
        self.reply = reply
        self.told = ""

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        self.told = messages[0][1]
        yield self.reply

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        return None

    def warm(self) -> None: ...

    def close(self) -> None: ...
