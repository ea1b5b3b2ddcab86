"""A file's bytes as a table, whatever wrote it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, TextIO, TypeVar
from weakref import finalize

from bot.files.headings import Heading, Recognises, find_heading, renaming_told
from bot.files.kinds import NO_RESULT, ZIP, NoTable, refusal_of
from bot.files.letters import encoding_of, guess_told
from bot.files.spreadsheet import as_csv
from domain.imports import Problem
from domain.remarks import Matter, Remark, remark

T = TypeVar("T")
_LONGEST_CELL = 100_000
_DELIMITERS = (",", ";", "\t", "|")
_BEGIN = 512
_SAMPLE = 1 << 16
# What spreadsheets write where a formula failed; in a text as well as in their own format.
_ERRORS = frozenset(
    ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#ССЫЛКА!", "#ЗНАЧ!")
) | {"#ИМЯ?", "#ДЕЛ/0!", "#Н/Д", "#ЧИСЛО!", "#SPILL!", "#CALC!", NO_RESULT}


class WrongCell(Exception):
    """A cell cannot be understood; *remark* says why."""

    def __init__(self, why: Remark) -> None:
        super().__init__(why)
        self.remark = why


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
            text = self[column]
            if text in _ERRORS:
                raise WrongCell(remark(Matter.NO_RESULT, text=text))
            return parse(text)
        except WrongCell as wrong:
            self.note(column, wrong.remark)
            return otherwise

    def note(self, column: str, told: Remark) -> None:
        """Note that something is wrong with a cell."""
        self.problems.append(Problem(self.number, column, told))


@dataclass(frozen=True, slots=True)
class Table:
    """The headers, lower case, in the file's order, and the rows that are not empty."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: list[Problem]


Numbered = tuple[int, list[str]]  # a row's number, and its cells


def _any(_: tuple[str, ...]) -> bool:
    """Take the first row for the header."""
    return True


class Records:
    """A file's rows, read one by one and as often as wanted."""

    def __init__(self, source: Path | bytes, known: Recognises = _any) -> None:
        """Read a spreadsheet, or text parted by comma, semicolon, tab or bar.

        The header is the first row that *known* recognises, or else the first that is not
        empty; `headers` calls its columns as the shop does (`bot.files.headings`). `notes`
        has what to tell about all of that, `renamed` the columns that are called otherwise.

        Raises:
            NoTable: It is empty, or no table at all.
            OSError: It cannot be read.
        """
        self._source = source
        with self._bytes() as file:
            begin = file.read(_BEGIN)
        if said := refusal_of(begin):
            raise NoTable(said)
        told = self._unpack(known) if begin.startswith(ZIP) else None
        with self._bytes() as file:
            self._encoding = encoding_of(file)
        self._delimiter, heading = self._find_heading(known)
        self._header, self.headers = heading.row, heading.headers
        self.renamed = heading.renamed
        notes = (told, guess_told(self._encoding), renaming_told(heading))
        self.notes = tuple(filter(None, notes))

    def rows(self) -> Iterator[Numbered]:
        """Return the rows below the header that are not empty.

        Raises:
            NoTable: Quotes do not close.
        """
        below = islice(enumerate(self._all(), 1), self._header, None)
        return ((n, cells) for n, cells in below if any(cell.strip() for cell in cells))

    def _unpack(self, known: Recognises) -> Remark | None:
        """Put a spreadsheet's goods beside as text; return what to tell of it."""
        self._copy = NamedTemporaryFile(suffix=".csv")  # noqa: SIM115  it lives as long as this
        finalize(self, self._copy.close)
        path = Path(self._copy.name)
        taken = as_csv(self._source, path, known)
        self._source = path
        return taken.note

    def _find_heading(self, known: Recognises) -> tuple[str, Heading]:
        """Try what may part the cells, the likeliest first, until a header is recognised."""
        with self._opened() as text:
            sample = text.read(_SAMPLE)
        first = next((line for line in sample.splitlines() if line.strip()), "")
        found: list[tuple[str, Heading]] = []
        for delimiter in sorted(_DELIMITERS, key=first.count, reverse=True):
            rows = _tried(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
            if heading := find_heading(rows, known):
                found.append((delimiter, heading))
        if not found:
            raise NoTable(remark(Matter.IS_EMPTY))
        return next((one for one in found if one[1].known), found[0])

    def _all(self) -> Iterator[list[str]]:
        csv.field_size_limit(_LONGEST_CELL)
        row = 0
        with self._opened() as text:
            try:
                for cells in csv.reader(text, delimiter=self._delimiter, strict=True):
                    row += 1
                    yield cells
            except csv.Error as error:
                raise NoTable(remark(Matter.QUOTES_OPEN, row=str(row + 1))) from error

    def _opened(self) -> TextIO:
        return io.TextIOWrapper(self._bytes(), self._encoding, errors="replace", newline="")

    def _bytes(self) -> BinaryIO:
        source = self._source
        return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _tried(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Return the rows up to where they cannot be read so."""
    try:
        yield from rows
    except csv.Error:
        return


def table_of(headers: tuple[str, ...], numbered: Iterable[Numbered]) -> Table:
    """Return rows as a table."""
    problems: list[Problem] = []
    rows = tuple(_row(number, headers, cells, problems) for number, cells in numbered)
    return Table(headers, rows, problems)


def _row(number: int, headers: tuple[str, ...], cells: list[str], problems: list[Problem]) -> Row:
    row = Row(number, dict(zip(headers, map(str.strip, cells), strict=False)), problems)
    if any(cell.strip() for cell in cells[len(headers) :]):
        row.note("", remark(Matter.MORE_CELLS, n=len(cells), headers=len(headers)))
    return row
