"""The sheets of a spreadsheet (.xlsx) as openpyxl reads them, shown as people see them."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from itertools import count, repeat
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles.numbers import BUILTIN_FORMATS, FORMAT_DATE_YYYYMMDD2
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from bot.files.kinds import NO_RESULT, NoTable
from domain.remarks import Matter, remark

_MOST_UNPACKED = 512 << 20  # bytes of all that is read; twenty times what a chat takes
_MOST_TEXTS = 128 << 20  # bytes of the texts that cells share, which are held in memory
_MOST_ELSE = 16 << 20  # bytes of a part that is no sheet, which becomes a tree in memory
_MOST_ROWS = 1_048_576  # as spreadsheets have
_MOST_COLUMNS = 1_000
_LONGEST_CELL = 32_767  # characters, as spreadsheets have
_LONGEST_NUMBER = 15  # digits, as spreadsheets keep
_HUGE = 10**20
_BLOCK = 1 << 16
_SEAM = 512  # bytes of a block that are looked at with the next one
_CONTENTS = "[Content_Types].xml"
_NEEDED = re.compile(r"\[Content_Types\]\.xml|xl/((worksheets|_rels)/)?[^/]+\.(xml|rels)")
_NAMED = re.compile(r"""PartName=["']/([^"']+)["']""")
_UNRESOLVED = re.compile(  # a formula, perhaps an empty value, and the cell ends
    rb"([/:]f|<(\w+:)?f\b[^<>]*/)>(\s*<[^<>]*v\s*/>|\s*<[^<>]*v></[^<>]*v>)?\s*</(\w+:)?c>"
)
_STRICT = b"purl.oclc.org/ooxml"  # "Strict Open XML", in which openpyxl finds no cells
_LEADING_NOUGHTS = re.compile("0{2,}")

# Dates as Chinese, Japanese and Korean programs number them (ECMA-376, part 1, 18.8.30).
BUILTIN_FORMATS.update(dict.fromkeys((*range(27, 37), *range(50, 59)), FORMAT_DATE_YYYYMMDD2))

_Cells = Sequence[Cell | MergedCell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with the results of its formulas, and with these if one is without."""

    results: ReadOnlyWorksheet
    formulas: ReadOnlyWorksheet | None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.results.title

    def rows(self) -> Iterator[list[str]]:
        """Return the rows from the first; those that are not there are empty."""
        written = self.formulas.rows if self.formulas else repeat(())
        for number, cells, formulas in zip(count(1), self.results.rows, written, strict=False):
            if number > _MOST_ROWS:
                raise NoTable(remark(Matter.IS_TOO_BIG))
            yield _row(number, cells[:_MOST_COLUMNS], formulas)


def open_sheets(archive: ZipFile, room: IO[bytes]) -> list[Sheet]:
    """Return the visible sheets; they are read from *room*, which has to stay open meanwhile.

    Raises:
        NoTable: It unpacks to more than any catalogue, or is of another kind.
    """
    warnings.filterwarnings("ignore", module="openpyxl")  # of what saving would lose
    unresolved = _copy(archive, room)
    results = _sheets(room, results=True)
    formulas = _sheets(room, results=False) if unresolved else repeat(None)
    pairs = zip(results, formulas, strict=False)
    return [Sheet(*pair) for pair in pairs if pair[0].sheet_state == "visible"]


def _sheets(file: IO[bytes], *, results: bool) -> list[ReadOnlyWorksheet]:
    try:
        book = load_workbook(file, read_only=True, data_only=results, keep_links=False)
    except OSError as error:  # what openpyxl says of an archive without a workbook
        raise ValueError(error) from error
    sheets = cast(list[ReadOnlyWorksheet], book.worksheets)
    for sheet in sheets:
        sheet.reset_dimensions()  # what a file says of them is often wrong
    return sheets


def _copy(archive: ZipFile, room: IO[bytes]) -> bool:
    """Copy the parts that are read, and tell whether formulas are without a result.

    openpyxl unpacks some parts in one go, however small the archive says they are.
    """
    parts = {one.filename: one for one in archive.infolist() if _NEEDED.fullmatch(one.filename)}
    sizes = {name: part.file_size for name, part in parts.items()}
    if sum(sizes.values()) > _MOST_UNPACKED or any(sizes[name] > _most(name) for name in sizes):
        raise NoTable(remark(Matter.IS_TOO_BIG))
    if _STRICT in _begin(archive, "xl/workbook.xml"):
        raise NoTable(remark(Matter.IS_OTHER_KIND))
    named = _NAMED.findall(_begin(archive, _CONTENTS).decode(errors="replace"))
    meant = {name.lower(): name for name in named}  # 1C writes SharedStrings.xml for sharedStrings
    unresolved = False
    with ZipFile(room, "w", ZIP_DEFLATED, compresslevel=1) as copy:
        for name, part in parts.items():
            with archive.open(part) as packed, copy.open(meant.get(name.lower(), name), "w") as to:
                unresolved |= _copied(packed, to)
    return unresolved


def _most(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return _MOST_UNPACKED
    return _MOST_TEXTS if name.lower() == "xl/sharedstrings.xml" else _MOST_ELSE


def _begin(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MOST_ELSE)


def _copied(part: IO[bytes], copy: IO[bytes]) -> bool:
    """Copy a part block by block, and tell whether it has a formula without a result."""
    found, end = False, b""
    while block := part.read(_BLOCK):
        copy.write(block)
        found = found or bool(_UNRESOLVED.search(end + block))
        end = block[-_SEAM:]
    return found


def _row(number: int, cells: _Cells, formulas: _Cells) -> list[str]:
    row = [_shown(cell) for cell in cells]
    for at, formula in enumerate(formulas[: len(row)]):
        # A formula may well give an empty text.
        if formula.data_type == "f" and not row[at] and cells[at].data_type != "str":
            row[at] = NO_RESULT
    for at, text in enumerate(row, 1):
        if len(text) > _LONGEST_CELL:
            told = remark(Matter.LONG_CELL, row=str(number), column=str(at), n=len(text))
            raise NoTable(told)
    while row and not row[-1]:
        row.pop()
    return row


def _shown(cell: Cell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time.min else f"{value:%Y-%m-%d %H:%M}"
    return unescape(str(value))


def _number(value: float, shown_as: str) -> str:
    """Write a number without an exponent, 7 as 007 where that is meant.

    Thousandths get a nought more, because 12.345 would be twelve thousand for people.
    """
    if not abs(value) < _HUGE:
        return str(value)
    plain = f"{Decimal(f'{value:.{_LONGEST_NUMBER}g}').normalize():f}"
    whole, _, rest = plain.partition(".")
    if _LEADING_NOUGHTS.fullmatch(shown_as) and not rest:
        return whole.zfill(len(shown_as))
    return f"{plain}0" if len(rest) == 3 else plain
