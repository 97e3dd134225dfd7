"""What a search reads: one consistent view of the library, replaced as a whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import LibraryError
from vectorstore.catalogue import Current

if TYPE_CHECKING:
    from vectorstore.dense import DenseIndex


@dataclass(frozen=True, slots=True)
class View:
    """The library as of one generation.

    Attributes:
        current: what answers.
        dense: an open view of the vectors.
    """

    current: Current
    dense: "DenseIndex"

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
