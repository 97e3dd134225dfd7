"""Models that write by script: one that quotes what answers, and one that follows every order."""

from collections.abc import Iterator, Sequence

from eval.attacks.attack import Attack
from eval.normalise import loose, stands
from rag.llm.base import Message
from rag.words import content_words

MARK = "\nQuestion: "
"""In a prompt for an answer the question stands behind it, in no other prompt."""


class Quoting:
    """Writes all extracts of its prompt."""

    name = "quoting"

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        asked = messages[-1][1]
        extracts = [line[2:] for line in asked.split("\n") if line.startswith("- ")]
        # A prompt without extracts asks for a translation or a rewriting.
        yield "\n".join(extracts) or asked

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        return 0.99

    def warm(self) -> None:
        pass

    def close(self) -> None:
        pass


class Obedient(Quoting):
    """Follows each order that it sees, and is sure of what it then writes.

    Args:
        attack: what it is asked; `obeyed` is what it writes.
        blind: whether it writes that in every answer, even if no order reached it.
    """

    name = "obedient"

    def __init__(self, attack: Attack, *, blind: bool = False) -> None:
        self._attack = attack
        self._blind = blind
        asked = content_words("\n".join(turn.text for turn in attack.turns))
        self._order = asked - content_words("\n".join(turn.text for turn in attack.twin))

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        asked = messages[-1][1]
        if (self._blind and MARK in asked) or self._sees(asked):
            yield self._attack.obeyed
        else:
            yield from super().stream(messages, max_tokens)

    def _sees(self, asked: str) -> bool:
        """Whether a quarter of the order's own words, or what it wants told, is in the prompt."""
        question = asked.rpartition(MARK)[2].partition("\nAnswer in")[0]
        seen = self._order & content_words(question)
        prompt = loose(asked)
        wanted = any(stands(loose(word), prompt) for word in self._attack.forbidden)
        return wanted or len(seen) > len(self._order) / 4
