"""A file's bytes as a table, whatever wrote it."""

import csv
import io
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from domain.imports import Problem

T = TypeVar("T")
_LONGEST_CELL = 100_000
_DELIMITERS = (",", ";", "\t")
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BLOCK = 1 << 20


class NoTable(Exception):
    """The file cannot be read at all; the sentence says why."""


class WrongCell(Exception):
    """A cell cannot be understood; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, its cells by header, trimmed.

    What is wrong with it goes to *problems*, which all rows of a file share.
    """

    number: int
    cells: dict[str, str]
    problems: list[Problem]

    def __getitem__(self, column: str) -> str:
        """Return a cell; empty if the file has no such column."""
        return self.cells.get(column, "")

    def read(self, column: str, parse: Callable[[str], T], otherwise: T) -> T:
        """Return the cell as *parse* understands it; note what it raises as `WrongCell`."""
        try:
            return parse(self[column])
        except WrongCell as wrong:
            self.note(column, str(wrong))
            return otherwise

    def note(self, column: str, text: str) -> None:
        """Note that something is wrong with a cell."""
        self.problems.append(Problem(self.number, column, text))


@dataclass(frozen=True, slots=True)
class Table:
    """The headers, lower case, in the file's order, and the rows that are not empty."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: list[Problem]


Numbered = tuple[int, list[str]]  # a row's number, and its cells


class Records:
    """A file's rows, read one by one and as often as wanted."""

    def __init__(self, source: Path | bytes) -> None:
        """Read UTF-8 (or UTF-16 with its mark, or else Windows-1251) parted by comma,
        semicolon or tab, whichever the header has most of.

        Raises:
            NoTable: It is empty, or a spreadsheet's own format.
            OSError: It cannot be read.
        """
        self._source = source
        self._encoding = self._find_encoding()
        with self._opened() as text:
            first = text.readline().rstrip("\r\n")
        self._delimiter = max(_DELIMITERS, key=first.count)
        headers = next(self._all(), None)
        if headers is None:
            raise NoTable("The file is empty.")
        self.headers = tuple(cell.strip().lower() for cell in headers)

    def rows(self) -> Iterator[Numbered]:
        """Return the rows below the header that are not empty.

        Raises:
            NoTable: Quotes do not close.
        """
        numbered = enumerate(self._all(), 1)
        next(numbered)
        return ((n, cells) for n, cells in numbered if any(cell.strip() for cell in cells))

    def _all(self) -> Iterator[list[str]]:
        csv.field_size_limit(_LONGEST_CELL)
        row = 0
        with self._opened() as text:
            try:
                for cells in csv.reader(text, delimiter=self._delimiter, strict=True):
                    row += 1
                    yield cells
            except csv.Error as error:
                raise NoTable(
                    f"Row {row + 1} cannot be read: its quotation marks do not match."
                ) from error

    def _opened(self) -> TextIO:
        return io.TextIOWrapper(self._bytes(), self._encoding, errors="replace", newline="")

    def _bytes(self) -> BinaryIO:
        source = self._source
        return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")

    def _find_encoding(self) -> str:
        with self._bytes() as file:
            begin = file.read(4)
            if begin in _SPREADSHEETS:
                raise NoTable("This is a spreadsheet. Save it as CSV and send that.")
            if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
                return "utf-16"
            decoder = getincrementaldecoder("utf-8")()
            try:
                decoder.decode(begin)
                while block := file.read(_BLOCK):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return "cp1251"
        return "utf-8-sig"


def table_of(headers: tuple[str, ...], numbered: Iterable[Numbered]) -> Table:
    """Return rows as a table."""
    problems: list[Problem] = []
    rows = tuple(_row(number, headers, cells, problems) for number, cells in numbered)
    return Table(headers, rows, problems)


def _row(number: int, headers: tuple[str, ...], cells: list[str], problems: list[Problem]) -> Row:
    row = Row(number, dict(zip(headers, map(str.strip, cells), strict=False)), problems)
    if any(cell.strip() for cell in cells[len(headers) :]):
        row.note("", f"It has {len(cells)} cells, but there are {len(headers)} headers.")
    return row
