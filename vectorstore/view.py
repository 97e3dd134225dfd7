"""What a search reads: one consistent view of the library, replaced as a whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain import Passage
from core.errors import LibraryError
from vectorstore.catalogue import State
from vectorstore.keys import PassageKey, SentenceKey

if TYPE_CHECKING:
    from vectorstore.dense import DenseIndex


@dataclass(frozen=True, slots=True)
class View:
    """The library as of one generation.

    Attributes:
        state: which.
        dense: an open view of the vectors.
        passages: by number of the revision, all that answers.
    """

    state: State
    dense: "DenseIndex"
    passages: dict[int, tuple[Passage, ...]]

    @property
    def numbers(self) -> frozenset[int]:
        """The revisions that answer."""
        return frozenset(self.passages)

    def passage(self, key: PassageKey) -> Passage:
        """Return the passage of a key."""
        return self.passages[key[0]][key[1]]

    def sentences(self, key: PassageKey) -> list[SentenceKey]:
        """Return the keys of a passage's sentences, in order."""
        return [(*key, place) for place in range(len(self.passage(key).sentences))]

    def check(self, folder: Path) -> None:
        """Make sure that the vectors hold at least what the catalogue names.

        Raises:
            LibraryError: they do not, so the folder is damaged.
        """
        named = sum(len(passages) for passages in self.passages.values())
        if self.dense.count() < named:
            raise LibraryError(
                f"the vectors of the library at {folder} are damaged or gone; "
                "move the folder away and ingest again"
            )
