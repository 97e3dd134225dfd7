"""The product itself, asked as everything else asks it."""

from core.domain import Turn
from core.settings import Settings
from eval.peers.base import Reply
from ingest.passages import split
from rag.llm.base import ChatModel
from rag.service import AskService
from vectorstore.library import Library


class Ours:
    """Indexes the same stored texts as its peers do, and asks the service.

    Args:
        library: whose reports are indexed anew.
        aside: an empty library, with the settings that lead to it.
        model: the language model.
    """

    name = "askreports"

    def __init__(self, library: Library, aside: tuple[Library, Settings], model: ChatModel) -> None:
        own, settings = aside
        for report in library.reports():
            parsed = library.parsed(report.report_id)
            passages = split(parsed, report.report_id, report.revision, settings.passage_tokens)
            own.put(report, parsed, passages, library.original(report.report_id))
        originals = settings.data / "files"  # copies for showing pages, which no index needs
        files = [file for file in settings.data.rglob("*") if file.is_file()]
        self.index_bytes = sum(f.stat().st_size for f in files if originals not in f.parents)
        self._service = AskService(own, model, settings)
        self._service.warm()

    def ask(self, question: str) -> Reply:
        """See `eval.peers.base.System`; quotes in place of a broken model count as failed."""
        answer = self._service.ask([Turn("user", question)])
        failed = answer.model if answer.status == "evidence_only" else ""
        return Reply(answer.text, answer, failed)
