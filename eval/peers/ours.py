"""The product itself, asked as everything else asks it."""

from core.domain import Turn
from eval.peers.base import Reply
from rag.service import AskService


class Ours:
    """Asks the service.

    Args:
        service: over a warm library, with a language model that is started.
    """

    name = "askreports"

    def __init__(self, service: AskService) -> None:
        self._service = service

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`; quotes in place of a broken model count as failed."""
        answer = self._service.ask([Turn("user", question)])
        failed = answer.model if answer.status == "evidence_only" else ""
        return Reply(answer.text, answer, failed)
