"""The meaning index: vectors of passages in Chroma, embedded or a server."""

import weakref
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import uuid4

import chromadb
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from chromadb.config import System
from llama_index.core.schema import TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from core.domain import Passage
from core.errors import LibraryError
from vectorstore.embedding import Vectors
from vectorstore.keys import PassageKey, from_id, to_id
from vectorstore.trouble import told
from vectorstore.writing import Writing

EMBEDDED = "embedded"
# Chroma's graph is searched wider than the list asked of it: of 3,450 sentences of
# English articles, the fifty that it named for 625 questions held 0.998 of the true fifty and
# all of the true five, by either embedding. Twice as wide and as careful a graph named 0.9999,
# and took longer to write.
_WIDTH = 200
_GRAPH = {"space": "cosine", "ef_construction": 100, "ef_search": _WIDTH, "num_threads": 1}
_opening = Lock()


class DenseIndex:
    """One open view of the Chroma folder, a collection for each embedding.

    Chroma keeps one system for each path of a process, and that system does not see what
    another process deletes: every view here has a system of its own, and a reader makes a new
    view when the index has changed.

    Args:
        folder: Chroma's folder; made where there is none.
        names: of the embeddings to keep.
        server: the URL of a Chroma server to keep them on instead, where the collections of each
            folder have a name that the folder holds; "embedded" for none.

    Raises (all methods):
        LibraryError: the folder or the server cannot be read or written.
    """

    def __init__(self, folder: Path, names: Sequence[str], server: str = EMBEDDED) -> None:
        self._folder = folder
        with told(folder.parent):
            folder.mkdir(parents=True, exist_ok=True)
            embedded = server == EMBEDDED
            self._client, close = _open(folder) if embedded else _connect(server)
            suffix = "" if embedded else f"-{_name_of(folder)}"
            self._collections = {
                name: self._client.get_or_create_collection(
                    f"passages-{name}{suffix}",
                    configuration={"hnsw": _GRAPH},
                    embedding_function=None,
                )
                for name in names
            }
        self._close = weakref.finalize(self, close)

    def add(self, name: str, writing: Writing, part: Sequence[Passage], vectors: Vectors) -> None:
        """Keep the vectors, a row each, that an embedding made of some passages of a writing."""
        store = ChromaVectorStore(chroma_collection=self._collections[name])
        nodes = [
            TextNode(
                id_=to_id((writing.number, passage.ordinal)),
                text=passage.text,
                metadata=_metadata(writing, passage),
                embedding=vector.tolist(),
            )
            for passage, vector in zip(part, vectors, strict=True)
        ]
        with told(self._folder.parent):
            for batch in _batches(nodes, self._client.get_max_batch_size()):
                store.add(batch)

    def remove(self, numbers: Collection[int]) -> None:
        """Forget these writings; unknown numbers are nothing to forget."""
        with told(self._folder.parent):
            for collection in self._collections.values():
                collection.delete(where={"number": {"$in": sorted(numbers)}})

    def search(
        self, name: str, vector: Vectors, numbers: Collection[int], limit: int
    ) -> list[PassageKey]:
        """Return the keys of the nearest passages, best first.

        Args:
            name: of the embedding that made `vector`.
            vector: the question's.
            numbers: the writings that count; others are passed over.
            limit: at most so many.
        """
        collection = self._collections[name]
        with told(self._folder.parent):
            # Something is being written or was left behind, or is in another language, where not
            # all of what is nearest counts: a longer list is cheaper than Chroma's filter.
            for width in (limit, _WIDTH):
                found = self._nearest(collection, vector, width, None)
                wanted = [key for key in found if key[0] in numbers]
                if len(wanted) >= min(limit, len(found)):
                    return wanted[:limit]
            where = {"number": {"$in": sorted(numbers)}}
            return self._nearest(collection, vector, limit, where)

    def count(self) -> int:
        """Return how many passages are kept, answering or not: the fewest of any embedding."""
        with told(self._folder.parent):
            return int(min(c.count() for c in self._collections.values()))

    def close(self) -> None:
        """Let go of the files; a closed view cannot be used."""
        self._close()

    def _nearest(
        self,
        collection: chromadb.Collection,
        vector: Vectors,
        limit: int,
        where: dict[str, Any] | None,
    ) -> list[PassageKey]:
        found = collection.query(
            query_embeddings=cast(Any, [vector]),
            n_results=limit,
            where=where,
            include=["distances"],
        )
        return [from_id(text) for text in found["ids"][0]]


def _open(folder: Path) -> tuple[Any, Callable[[], None]]:
    """Return a client of a new embedded system, and what stops it."""
    settings = ChromaSettings(
        is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False
    )
    with _opening:
        system = System(settings)
        system.start()
        return Client.from_system(system), system.stop


def _connect(server: str) -> tuple[Any, Callable[[], None]]:
    """Return a client of a Chroma server, and what closes it."""
    address = urlsplit(server)
    secure = address.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=address.hostname or "",
            port=address.port or (443 if secure else 80),
            ssl=secure,
            settings=ChromaSettings(anonymized_telemetry=False),
        )
    except Exception as error:  # Chroma raises what the other side happens to answer
        said = " ".join(str(error).split())[:200]
        raise LibraryError(
            f"the Chroma server at {server} cannot be used ({said}); see that it runs"
        ) from error

    def close() -> None:
        # Chroma closes the client and leaves the connections under it open, and those of the
        # second client that it makes for itself.
        inner = cast(Any, client)
        sessions = [one._server._session for one in (inner, inner._admin_client)]
        inner.close()
        for session in sessions:
            session.close()

    return client, close


def _name_of(folder: Path) -> str:
    """The name that a folder's collections have on a server; it stays when the folder moves."""
    file = folder / "name"
    if not file.exists():
        file.write_text(uuid4().hex[:12], "ascii")
    return file.read_text("ascii")


def _batches(nodes: list[TextNode], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(nodes), size):
        yield nodes[start : start + size]


def _metadata(writing: Writing, passage: Passage) -> dict[str, str | int]:
    return {
        "number": writing.number,
        "report_id": passage.report_id,
        "revision": passage.revision,
        "passage": passage.ordinal,
        "section": passage.section,
        "page": passage.page or 0,
        "start": passage.start,
        "end": passage.end,
    }
