"""Comma-separated values and their kin."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from core.domain import ParsedReport
from core.errors import UnreadableFile
from ingest.assemble import assemble
from ingest.characters import clean
from ingest.metadata.describe import describe
from ingest.readers.encoding import decode
from ingest.readers.sheet import MOST_CELLS, blocks_of_sheet

_SAMPLE = 20_000
_DELIMITERS = "\t;|"


class DelimitedReader:
    """Reads `.csv` and `.tsv`."""

    media_type = "text/csv"
    suffixes = frozenset({".csv", ".tsv"})

    def accepts(self, data: bytes) -> bool | None:
        """Never sure: any text may be rows."""
        return None

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a table of values, a sentence for each row.

        Raises:
            UnreadableFile: the bytes are no text, no rows can be made of it, or too many.
        """
        text = decode(path, data)
        try:
            rows = [[clean(cell) for cell in row] for row in _rows(text)]
        except csv.Error as error:
            raise UnreadableFile(str(path), f"no rows can be made of it: {error}") from error
        width = max(map(len, rows), default=0)
        if len(rows) * width > MOST_CELLS:
            reason = f"it spans {len(rows):,} by {width:,} cells; at most {MOST_CELLS:,} are read"
            raise UnreadableFile(str(path), reason)
        blocks = blocks_of_sheet([row + [""] * (width - len(row)) for row in rows])
        made = assemble(blocks)
        body = [one for one in blocks if one.kind != "heading"]
        return ParsedReport(describe(path, body, made.text), made.text, made.sections)


def _rows(text: str) -> Iterator[list[str]]:
    """The rows, split at what stands in most of the first lines, else at commas.

    `csv.Sniffer` takes a comma between digits for the delimiter and an apostrophe for a quote.
    """
    lines = text[:_SAMPLE].splitlines()
    marks = (mark for mark in _DELIMITERS if 2 * sum(mark in line for line in lines) > len(lines))
    return csv.reader(StringIO(text, newline=""), delimiter=next(marks, ","))
