"""A spreadsheet (.xlsx) as CSV: the sheet with the goods, as people see it in the program."""

import csv
import io
import zlib
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from bot.files.headings import Recognises, find_heading
from bot.files.kinds import NoTable
from bot.files.workbook import (
    Formats,
    SheetEntry,
    Texts,
    entries,
    formats,
    texts,
    walk,
)

_MOST_ROWS = 1_048_576  # as spreadsheets have
_MOST_COLUMNS = 1_000
_LONGEST_CELL = 32_767  # characters, as spreadsheets have
_LARGE = 4 << 20  # bytes unpacked from which another process reads it, to keep this one lively
_MOST_NAMED = 5
_DAMAGED = "This spreadsheet is damaged or locked. Save it as CSV and send that."
NO_RESULT = "#FORMULA!"  # a formula that was saved without its result
_BROKEN = (
    *(BadZipFile, ExpatError, zlib.error, EOFError, KeyError, ValueError, RuntimeError),
    *(NotImplementedError, IndexError),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """The sheet that was taken; *others* seem to hold goods, too, and were not."""

    name: str
    others: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What to tell of sheets that were not read; empty if there are none."""
        if not self.others:
            return ""
        named = ", ".join(f'"{name}"' for name in self.others[:_MOST_NAMED])
        return f'Only the sheet "{self.name}" was read, not {named}. Send each as a file.'


def as_csv(source: Path | bytes, target: Path, known: Recognises) -> Taken:
    """Write the first visible sheet whose header is *known* to *target*, as UTF-8 CSV.

    Rows keep their numbers. Formulas count as their results, dates as 2026-12-31; where cells
    are merged the first one has the value.

    Raises:
        NoTable: It is no spreadsheet, damaged, locked, or unreasonably large.
    """
    try:
        with ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
            size = sum(one.file_size for one in archive.infolist())
        if size < _LARGE:
            return _written(source, target, known)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            return apart.submit(_written, source, target, known).result()
    except _BROKEN as error:
        raise NoTable(_DAMAGED) from error


def _written(source: Path | bytes, target: Path, known: Recognises) -> Taken:
    with ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            raise NoTable(_no_workbook(names))
        sheets, epoch = entries(archive)
        shared, styles = texts(archive), formats(archive, epoch)
        visible = [one for one in sheets if one.visible]
        fits = [one for one in visible if _has_goods(archive, one, shared, styles, known)]
        if not visible:
            raise NoTable("The file is empty.")
        chosen = (fits or visible)[0]
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_rows(archive, chosen.path, shared, styles))
        return Taken(chosen.name, tuple(one.name for one in fits[1:]))


def _no_workbook(names: set[str]) -> str:
    if "content.xml" in names or "Index/Document.iwa" in names or "xl/workbook.bin" in names:
        return "This is a spreadsheet of another kind. Save it as .xlsx or CSV and send that."
    return "This is an archive. Take the file out of it and send that."


def _has_goods(
    archive: ZipFile, sheet: SheetEntry, shared: Sequence[str], styles: Formats, known: Recognises
) -> bool:
    with closing(_rows(archive, sheet.path, shared, styles)) as rows:
        heading = find_heading(rows, known)
    return heading is not None and heading.known


def _rows(
    archive: ZipFile, path: str, shared: Sequence[str], styles: Formats
) -> Generator[list[str], None, None]:
    """Return the rows of a sheet from the first; those that are not there are empty."""
    reading = _Sheet(shared, styles)
    number = 0
    for _ in walk(archive, path, reading.begin, reading.end, reading.said):
        for at, cells in reading.take():
            yield from ([] for _ in range(at - number - 1))
            yield cells
            number = at


class _Sheet:
    """Hears the XML of a sheet and keeps the rows it has heard whole."""

    __slots__ = (
        *("_at", "_cells", "_done", "_formula", "_inline", "_is", "_kind", "_on", "_row"),
        *("_said", "_shared", "_style", "_styles"),
    )

    def __init__(self, shared: Sequence[str], styles: Formats) -> None:
        self._shared = shared
        self._styles = styles
        self._done: list[tuple[int, list[str]]] = []
        self._cells: list[str] = []
        self._inline = Texts()
        self._said: list[str] = []
        self._row = self._at = self._style = 0
        self._kind = ""
        self._on = self._is = self._formula = False

    def begin(self, name: str, told: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "row":
            self._row = _within(int(told.get("r", self._row + 1)), self._row + 1, _MOST_ROWS)
            self._cells, self._at = [], 0
        elif name == "c":
            self._at = _column(told["r"]) if "r" in told else self._at + 1
            self._kind, self._style = told.get("t", "n"), int(told.get("s", 0))
            self._formula, self._said = False, []
        elif name == "is":
            self._is = True
        elif name == "f":
            self._formula = True
        self._on = name == "v"
        if self._is:
            self._inline.begin(name, told)

    def said(self, text: str) -> None:
        """Characters were read."""
        if self._on:
            self._said.append(text)
        elif self._is:
            self._inline.said(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "c":
            self._put(self._value())
        elif name == "row" and self._cells:
            self._done.append((self._row, self._cells))
        elif name == "is":
            self._is = False
        self._on = False
        if self._is:
            self._inline.end(name)

    def take(self) -> list[tuple[int, list[str]]]:
        """Return the rows that are whole, each with its number, and forget them."""
        done, self._done = self._done, []
        return done

    def _put(self, value: str) -> None:
        if not value or not 0 < self._at <= _MOST_COLUMNS:
            return
        if len(value) > _LONGEST_CELL:
            at = f"Row {self._row}, column {self._at}"
            raise NoTable(f"{at} has {len(value):,} characters. That is no catalogue's.")
        self._cells += [""] * (self._at - len(self._cells))
        self._cells[self._at - 1] = value

    def _value(self) -> str:
        said = "".join(self._said)
        if self._kind == "inlineStr":
            return self._inline.take()
        if self._formula and not said and self._kind != "str":
            return NO_RESULT
        if self._kind == "s":
            return self._shared[int(said)] if said else ""
        if self._kind == "b":
            return "yes" if said == "1" else "no"
        return self._styles.shown(said, self._style) if self._kind == "n" and said else said


def _column(name: str) -> int:
    """Return the number of a column from 1: "AB7" is in 28."""
    number = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


def _within(value: int, least: int, most: int) -> int:
    if not least <= value <= most:
        raise ValueError(value)
    return value
