"""What a search reads: one consistent view of the library, replaced as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import LibraryError
from vectorstore.catalogue import Current
from vectorstore.keyword import KeywordIndex

if TYPE_CHECKING:
    from vectorstore.dense import DenseIndex

TERMS = 10_000
"""Terms whose counts are kept."""


@dataclass(frozen=True, slots=True)
class View:
    """The library as of one generation.

    Attributes:
        current: what answers.
        dense: an open view of the vectors.
    """

    current: Current
    dense: "DenseIndex"
    _counts: dict[str, int] = field(default_factory=dict)

    def counts(self, keyword: KeywordIndex, wanted: Sequence[str]) -> dict[str, int]:
        """Return how many passages hold each term, those that any holds.

        Counting the passages of a common term takes as long as reading them, and common terms
        stand in many questions: what was counted once holds as long as the view.
        """
        known = {t: count for t in wanted if (count := self._counts.get(t)) is not None}
        if unknown := [term for term in wanted if term not in known]:
            found = keyword.counts(unknown)
            counted = {term: found.get(term, 0) for term in unknown}
            if len(self._counts) > TERMS:
                self._counts.clear()
            self._counts.update(counted)
            known |= counted
        return {term: known[term] for term in wanted if known[term]}

    def by_language(self) -> dict[str, frozenset[int]]:
        """Return the numbers of the revisions in each language."""
        found: dict[str, set[int]] = {}
        for number, language in self.current.languages.items():
            found.setdefault(language, set()).add(number)
        return {language: frozenset(numbers) for language, numbers in found.items()}

    def check(self, folder: Path) -> None:
        """Make sure that the vectors hold at least what the catalogue names.

        Raises:
            LibraryError: they do not, so the folder is damaged.
        """
        if self.dense.count() < self.current.passages:
            raise LibraryError(
                f"the vectors of the library at {folder} are damaged or gone; "
                "move the folder away and ingest again"
            )
