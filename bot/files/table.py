"""A file's bytes as a table, whatever wrote it."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from domain.imports import Problem

T = TypeVar("T")
_LONGEST_CELL = 100_000
_DELIMITERS = (",", ";", "\t")


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


def read_table(content: bytes) -> Table:
    """Read UTF-8 (or UTF-16 with its mark, or else Windows-1251) parted by comma, semicolon
    or tab, whichever the header has most of.

    Raises:
        NoTable: It is empty, a spreadsheet's own format, or its quotes do not close.
    """
    text = _decoded(content)
    lines = text.split("\n", 1)
    delimiter = max(_DELIMITERS, key=lines[0].count)
    records = _records(text, delimiter)
    if not records:
        raise NoTable("The file is empty.")
    headers = tuple(cell.strip().lower() for cell in records[0])
    problems: list[Problem] = []
    rows = [
        _row(number, headers, cells, problems)
        for number, cells in enumerate(records[1:], 2)
        if any(cell.strip() for cell in cells)
    ]
    return Table(headers, tuple(rows), problems)


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NoTable("This is a spreadsheet. Save it as CSV and send that.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error as error:
        near = len(records) + 1
        raise NoTable(f"Row {near} cannot be read: its quotation marks do not match.") from error
    return records


def _row(number: int, headers: tuple[str, ...], cells: list[str], problems: list[Problem]) -> Row:
    row = Row(number, dict(zip(headers, map(str.strip, cells), strict=False)), problems)
    if any(cell.strip() for cell in cells[len(headers) :]):
        row.note("", f"It has {len(cells)} cells, but there are {len(headers)} headers.")
    return row
