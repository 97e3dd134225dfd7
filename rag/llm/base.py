"""What the answer's way asks of a language model."""

from collections.abc import Iterator, Sequence
from typing import Protocol

Message = tuple[str, str]
"""(role, content); role is "system", "user" or "assistant"."""

_FAILED = "none ("


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


def failed(why: Exception) -> str:
    """What an Answer's `model` says when its model failed and the evidence is the answer."""
    return f"{_FAILED}{why})"


def why_failed(model: str) -> str:
    """Why the model failed, from an Answer's `model`; "" where it did not."""
    return model.removeprefix(_FAILED).removesuffix(")") if model.startswith(_FAILED) else ""
