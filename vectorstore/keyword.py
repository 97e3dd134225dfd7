"""The keyword index: BM25 over passages."""

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from operator import itemgetter
from pathlib import Path

from vectorstore.keys import ORDINAL_BITS, PassageKey, from_row, rows_of, to_row
from vectorstore.trouble import told

BUSY_SECONDS = 15.0
MAX_POSTINGS = 5_000
"""Passages that a question's terms may stand in, counted for each term, before common ones name
none: what half of a large library holds tells nothing, and costs the most."""

# What stands between two blanks is one term, whatever its script: marks of vowels are part of it.
_TOKENS = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '.・゠゛゜'"
_SCHEMA = f"""
    PRAGMA journal_mode = WAL;
    CREATE VIRTUAL TABLE IF NOT EXISTS passages USING fts5(
        terms, tokenize = "{_TOKENS}");
    CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(passages, row);
"""


class KeywordIndex:
    """SQLite FTS5 over terms that this project makes itself (`vectorstore.terms`).

    A connection lives for one call, so any thread and any process may read while one writes.

    Args:
        file: the database.

    Raises (all methods):
        LibraryError: the file cannot be read or written.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
    2009, with the constants of SQLite's FTS5 (k1 1.2, b 0.75).
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def create(self) -> None:
        """Make the tables where they are missing."""
        with self._open() as connection:
            connection.executescript(_SCHEMA)

    def add(self, entries: Iterable[tuple[PassageKey, str]]) -> None:
        """Index passages by their terms, parted by blanks; if anything fails, none of them."""
        with self._open() as connection, connection:
            connection.executemany(
                "INSERT INTO passages (rowid, terms) VALUES (?, ?)",
                ((to_row(key), terms) for key, terms in entries),
            )

    def remove(self, numbers: Collection[int]) -> None:
        """Forget these writings; unknown numbers are nothing to forget."""
        with self._open() as connection, connection:
            for number in numbers:
                connection.execute(
                    "DELETE FROM passages WHERE rowid >= ? AND rowid < ?", rows_of(number)
                )

    def counts(self, wanted: Sequence[str]) -> dict[str, int]:
        """Return how many passages hold each term; terms that none holds are left out."""
        with self._open() as connection:
            return dict(
                connection.execute(
                    "SELECT term, doc FROM vocabulary "
                    "WHERE term IN (SELECT value FROM json_each(?))",
                    (json.dumps(list(wanted)),),
                ).fetchall()
            )

    def search(
        self, wanted: Collection[str], numbers: Collection[int], limit: int
    ) -> list[PassageKey]:
        """Return the keys of the passages that hold any of the terms, best first.

        Args:
            wanted: terms made by `vectorstore.terms`; none finds nothing.
            numbers: the writings that count.
            limit: at most so many.
        """
        if not wanted:
            return []
        with self._open() as connection:
            # FTS5's bm25() is the more negative the better.
            rows = connection.execute(
                "SELECT rowid FROM passages WHERE passages MATCH ? "
                f"AND rowid >> {ORDINAL_BITS} IN (SELECT value FROM json_each(?)) "
                "ORDER BY bm25(passages), rowid LIMIT ?",
                (any_of(wanted), json.dumps(sorted(numbers)), limit),
            ).fetchall()
        return [from_row(row) for (row,) in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with (
            told(self._file.parent),
            closing(sqlite3.connect(self._file, timeout=BUSY_SECONDS)) as connection,
        ):
            yield connection


def weights(counts: Mapping[str, int], passages: int) -> dict[str, float]:
    """Return what each term tells (inverse document frequency), the rarest first.

    As FTS5 counts: a term that more than half of the passages hold tells next to nothing.

    Args:
        counts: passages that hold each term; what is being written beside the passages that
            answer may hold it too.
        passages: how many answer.
    """
    return {
        term: max(math.log((max(passages - count, 0) + 0.5) / (count + 0.5)), 1e-6)
        for term, count in sorted(counts.items(), key=itemgetter(1))
    }


def rarest(counts: Mapping[str, int]) -> list[str]:
    """Return the terms that together stand in at most `MAX_POSTINGS` passages; one at least."""
    kept: list[str] = []
    postings = 0
    for term, count in sorted(counts.items(), key=itemgetter(1)):
        postings += count
        if kept and postings > MAX_POSTINGS:
            break
        kept.append(term)
    return kept


def any_of(wanted: Iterable[str]) -> str:
    """Return the FTS5 expression that matches any of the terms, each quoted as a string."""
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in wanted)
