"""Excel workbooks: each table's rows with their headers, title, sheet and range of cells."""

import datetime
import warnings
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from core.domain import ParsedReport
from core.errors import UnreadableFile
from ingest.assemble import assemble
from ingest.blocks import Block
from ingest.characters import clean
from ingest.metadata.describe import describe
from ingest.metadata.given import Given
from ingest.readers.office.number_format import day, number
from ingest.readers.office.package import is_kind, made_on, stated, unpacked
from ingest.readers.sheet import MOST_CELLS, Grid, blocks_of_sheet

_WHITE = "FFFFFFFF"


class XlsxReader:
    """Reads `.xlsx` and `.xlsm`; macros are never run."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffixes = frozenset({".xlsx", ".xlsm"})

    def accepts(self, data: bytes) -> bool | None:
        """Sure either way: by the content type of the main part."""
        return is_kind(data, b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")

    def read(self, path: Path, data: bytes) -> ParsedReport:
        """Return the report in a workbook, as it was last calculated.

        Hidden sheets, rows and columns are left out; hidden sheets are named in the warnings.

        Raises:
            UnreadableFile: it is locked, too large when unpacked, or a sheet spans too many cells.
        """
        blocks: list[Block] = []
        told: list[str] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that are drawn and not read
            book = openpyxl.load_workbook(unpacked(path, data), data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                told.append(f"the hidden sheet {sheet.title} was not read")
            else:
                blocks += blocks_of_sheet(_grid(path, sheet), clean(sheet.title))
        made = assemble(blocks)
        said = book.properties
        given = Given(title=stated(said.title), publisher=stated(said.creator))
        body = [one for one in blocks if one.kind != "heading"]
        metadata = describe(path, body, made.text, given, made_on(data, said.created))
        return ParsedReport(metadata, made.text, made.sections, warnings=tuple(told))


def _grid(path: Path, sheet: Worksheet) -> Grid:
    # Asked for its rows, the sheet makes a cell for each place up to the last one ever formatted.
    cells = [cell for cell in sheet._cells.values() if cell.value is not None]
    height = max((cell.row for cell in cells), default=0)
    width = max((cell.column for cell in cells), default=0)
    if height * width > MOST_CELLS:
        reason = f"the sheet {sheet.title} spans {height:,} by {width:,} cells"
        raise UnreadableFile(str(path), f"{reason}; at most {MOST_CELLS:,} are read")
    rows = {at for at, row in sheet.row_dimensions.items() if row.hidden}
    columns = {
        at
        for column in sheet.column_dimensions.values()
        if column.hidden
        for at in range(column.min or 0, (column.max or 0) + 1)
    }
    grid = [[""] * width for _ in range(height)]
    for cell in cells:
        if cell.row not in rows and cell.column not in columns:
            grid[cell.row - 1][cell.column - 1] = _shown(cell)
    for merged in sheet.merged_cells.ranges:
        covered = range(merged.min_row - 1, min(merged.max_row, height))
        across = range(merged.min_col - 1, min(merged.max_col, width))
        for row, column in ((r, c) for r in covered for c in across):
            grid[row][column] = grid[covered.start][across.start]
    return grid


def _shown(cell: Cell) -> str:
    """What a reader of the sheet sees in a cell."""
    colour = cell.font.color
    white = colour is not None and (colour.rgb == _WHITE or colour.theme == 0)
    if white and cell.fill.fill_type is None:
        return ""
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    if isinstance(cell.value, int | float):
        return number(cell.value, str(cell.number_format))
    if isinstance(cell.value, datetime.datetime | datetime.date):
        return day(cell.value, str(cell.number_format))
    return clean(str(cell.value))
