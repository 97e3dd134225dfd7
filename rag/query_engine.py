"""Library and service as LlamaIndex has them, so that they fit wherever it is expected."""

from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from core.domain import Answer, RankedPassage, Turn
from rag.service import AskService
from vectorstore.library import Library


class ReportsRetriever(BaseRetriever):
    """Finds passages of a library, each trimmed to the part that bears on the query.

    Args:
        library: what is searched.
        k: how many passages.
    """

    def __init__(self, library: Library, k: int = 5) -> None:
        super().__init__()
        self._library = library
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._library.search(query_bundle.query_str, self._k).passages
        return [NodeWithScore(node=_node(item), score=item.score) for item in found]


class ReportsQueryEngine(BaseQueryEngine):
    """Answers a query through `AskService`; citations come as source nodes.

    The whole Answer stands in the response's metadata under "answer".
    """

    def __init__(self, service: AskService) -> None:
        super().__init__(callback_manager=CallbackManager([]))
        self._service = service

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self._service.ask([Turn("user", query_bundle.query_str)])
        return Response(
            response=answer.text,
            source_nodes=source_nodes(answer),
            metadata={"answer": answer},
        )

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._query(query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _get_prompts(self) -> dict[str, Any]:
        return {}


def _node(item: RankedPassage) -> TextNode:
    return TextNode(
        id_=item.passage.passage_id,
        text=item.text,
        metadata={
            "report_id": item.passage.report_id,
            "page": item.page,
            "section": item.passage.section,
            "start": item.start,
            "end": item.end,
        },
    )


def source_nodes(answer: Answer) -> list[NodeWithScore]:
    """One node a citation: its text is the quote, its metadata where the quote stands."""
    return [
        NodeWithScore(
            node=TextNode(
                id_=f"{citation.report_id}:{citation.start}-{citation.end}",
                text=citation.quote,
                metadata={
                    "citation": citation.n,
                    "report_id": citation.report_id,
                    "title": citation.title,
                    "page": citation.page,
                    "section": citation.section,
                    "start": citation.start,
                    "end": citation.end,
                },
            ),
            score=None,
        )
        for citation in answer.citations
    ]
