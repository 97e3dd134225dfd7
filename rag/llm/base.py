"""What the answer's way asks of a language model."""

from collections.abc import Iterator, Sequence
from typing import Protocol

Message = tuple[str, str]
"""(role, content); role is "system", "user" or "assistant"."""


class ChatModel(Protocol):
    """A chat model behind an endpoint. Every call may raise `core.errors.ModelError`."""

    @property
    def name(self) -> str:
        """What the Answer's `model` says."""
        ...

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        """Yield the reply's text piece by piece, greedy (temperature 0, fixed seed).

        Closing the iterator cancels the reply at the server.
        """
        ...

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        """Return P(yes)/(P(yes)+P(no)) of a one-token reply, or None where it is not told."""
        ...

    def warm(self) -> None:
        """Load what must be loaded before the first reply; nothing for a remote endpoint."""
        ...

    def close(self) -> None:
        """Free what the model holds."""
        ...
