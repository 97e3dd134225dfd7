"""The keyword index: BM25 over passages, sentences, and sentences with their neighbours."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from vectorstore.keys import Writing
from vectorstore.terms import terms
from vectorstore.trouble import told

KINDS = ("passages", "sentences", "windows")
BUSY_SECONDS = 15.0

_SCHEMA = "PRAGMA journal_mode = WAL;" + "".join(
    f"""
    CREATE TABLE IF NOT EXISTS {kind}_items (
        id INTEGER PRIMARY KEY, number INTEGER NOT NULL, key TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS {kind}_by_number ON {kind}_items (number);
    CREATE VIRTUAL TABLE IF NOT EXISTS {kind} USING fts5(
        terms, tokenize = "unicode61 remove_diacritics 0 tokenchars '.'");
    """
    for kind in KINDS
)


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

    def add(self, writing: Writing) -> None:
        """Index a writing as a whole or, if anything fails, not at all."""
        with self._open() as connection, connection:
            for kind, key, text in _entries(writing):
                cursor = connection.execute(
                    f"INSERT INTO {kind}_items (number, key) VALUES (?, ?)",
                    (writing.number, json.dumps(key)),
                )
                connection.execute(
                    f"INSERT INTO {kind} (rowid, terms) VALUES (?, ?)",
                    (cursor.lastrowid, " ".join(terms(text, writing.language))),
                )

    def remove(self, numbers: Collection[int]) -> None:
        """Forget these writings; unknown numbers are nothing to forget."""
        wanted = (json.dumps(sorted(numbers)),)
        some = "number IN (SELECT value FROM json_each(?))"
        with self._open() as connection, connection:
            for kind in KINDS:
                connection.execute(
                    f"DELETE FROM {kind} WHERE rowid IN (SELECT id FROM {kind}_items WHERE {some})",
                    wanted,
                )
                connection.execute(f"DELETE FROM {kind}_items WHERE {some}", wanted)

    def search(
        self, kind: str, wanted: Sequence[str], numbers: Collection[int], limit: int
    ) -> list[tuple[int, ...]]:
        """Return the keys that hold any of the terms, best first.

        Args:
            kind: one of `KINDS`; windows have the keys of the sentences in their middle.
            wanted: terms made by `vectorstore.terms`; none finds nothing.
            numbers: the writings that count.
            limit: at most so many.
        """
        if not wanted:
            return []
        with self._open() as connection:
            # FTS5's bm25() is the more negative the better.
            rows = connection.execute(
                f"SELECT i.key FROM {kind} JOIN {kind}_items AS i ON i.id = {kind}.rowid "
                f"WHERE {kind} MATCH ? AND i.number IN (SELECT value FROM json_each(?)) "
                f"ORDER BY bm25({kind}), i.id LIMIT ?",
                (any_of(wanted), json.dumps(sorted(numbers)), limit),
            ).fetchall()
        return [tuple(json.loads(key)) for (key,) in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with (
            told(self._file.parent),
            closing(sqlite3.connect(self._file, timeout=BUSY_SECONDS)) as connection,
        ):
            yield connection


def any_of(wanted: Iterable[str]) -> str:
    """Return the FTS5 expression that matches any of the terms, each quoted as a string."""
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in wanted)


def _entries(writing: Writing) -> Iterator[tuple[str, tuple[int, ...], str]]:
    for passage in writing.passages:
        key = (writing.number, passage.ordinal)
        yield "passages", key, f"{passage.section}\n{passage.text}"
        texts = [sentence.text for sentence in passage.sentences]
        for place, text in enumerate(texts):
            yield "sentences", (*key, place), text
            yield "windows", (*key, place), "\n".join(texts[max(0, place - 1) : place + 2])
