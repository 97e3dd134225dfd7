"""What a search reads: one consistent view of the library, replaced as a whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain import Passage
from core.errors import LibraryError
from vectorstore.catalogue import Revision, State
from vectorstore.keys import PassageKey, SentenceKey

if TYPE_CHECKING:
    from vectorstore.dense import DenseIndex


@dataclass(frozen=True, slots=True)
class View:
    """The library as of one generation.

    Attributes:
        state: which.
        dense: an open view of the vectors.
        revisions: by their numbers, all that answer.
    """

    state: State
    dense: "DenseIndex"
    revisions: dict[int, Revision]

    def by_language(self) -> dict[str, frozenset[int]]:
        """Return the numbers of the revisions in each language."""
        found: dict[str, set[int]] = {}
        for number, revision in self.revisions.items():
            found.setdefault(revision.language, set()).add(number)
        return {language: frozenset(numbers) for language, numbers in found.items()}

    def passage(self, key: PassageKey) -> Passage:
        """Return the passage of a key."""
        return self.revisions[key[0]].passages[key[1]]

    def sentences(self, key: PassageKey) -> list[SentenceKey]:
        """Return the keys of a passage's sentences, in order."""
        return [(*key, place) for place in range(len(self.passage(key).sentences))]

    def check(self, folder: Path) -> None:
        """Make sure that the vectors hold at least what the catalogue names.

        Raises:
            LibraryError: they do not, so the folder is damaged.
        """
        named = sum(len(revision.passages) for revision in self.revisions.values())
        if self.dense.count() < named:
            raise LibraryError(
                f"the vectors of the library at {folder} are damaged or gone; "
                "move the folder away and ingest again"
            )
