"""One prompt over some passages: what several peers ask the model."""

from collections.abc import Sequence

from core.errors import ModelError
from eval.peers.base import Reply
from rag.llm.endpoint import EndpointModel

LONGEST = 256
"""Tokens of a reply, as for the other peers."""

_ORDER = (
    "Answer the question from the context and from nothing else. Where the context does not hold "
    "the answer, reply: The reports do not say."
)


def ask_plainly(endpoint: EndpointModel, question: str, passages: Sequence[str]) -> Reply:
    """Put passages and question to the model in one prompt."""
    context = "\n\n".join(passages)
    asked = f"Context:\n{context}\n\nQuestion: {question}"
    try:
        return Reply("".join(endpoint.stream([("system", _ORDER), ("user", asked)], LONGEST)))
    except ModelError as error:
        return Reply("", failed=str(error))
