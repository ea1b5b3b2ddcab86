"""A spreadsheet (.xlsx) as CSV: the sheet with the goods, as people see it in the program."""

import csv
import io
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryFile
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from bot.files.headings import Recognises, find_heading
from bot.files.kinds import NoTable
from domain.remarks import Matter, Remark, remark

_LARGE = 1 << 20  # bytes unpacked from which another process reads it, to keep this one lively
_MOST_MEMORY = 2 << 30  # bytes that such a process may take; a file may nest what unpacks to more
_MOST_NAMED = 5
_BROKEN = (
    *(BadZipFile, ParseError, zlib.error, EOFError, KeyError, IndexError, ValueError, TypeError),
    *(AttributeError, OverflowError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """The sheet that was taken; *others* seem to hold goods, too, and were not."""

    name: str
    others: tuple[str, ...] = ()

    @property
    def note(self) -> Remark | None:
        """What to tell of sheets that were not read; None if there are none."""
        if not self.others:
            return None
        named = tuple(remark(Matter.QUOTED, name=one) for one in self.others[:_MOST_NAMED])
        return remark(Matter.OTHER_SHEETS, name=self.name, others=named)


def as_csv(source: Path | bytes, target: Path, known: Recognises) -> Taken:
    """Write the first visible sheet whose header is *known* to *target*, as UTF-8 CSV.

    Rows keep their numbers. Formulas count as their results, dates as 2026-12-31; where cells
    are merged the first one has the value.

    Raises:
        NoTable: It is no spreadsheet, damaged, locked, or unreasonably large.
    """
    try:
        with _archive(source) as archive:
            _require_workbook(set(archive.namelist()))
            size = sum(one.file_size for one in archive.infolist())
        if size < _LARGE:
            return _written(source, target, known)
        with ProcessPoolExecutor(1, get_context("spawn"), _modest) as apart:
            return apart.submit(_written, source, target, known).result()
    except (MemoryError, BrokenProcessPool) as error:  # it may die of what it may not take
        raise NoTable(remark(Matter.IS_TOO_BIG)) from error
    except _BROKEN as error:
        raise NoTable(remark(Matter.IS_DAMAGED)) from error


def _archive(source: Path | bytes) -> ZipFile:
    return ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)


def _require_workbook(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if names & {"content.xml", "Index/Document.iwa", "xl/workbook.bin"}:
        raise NoTable(remark(Matter.IS_OTHER_KIND))
    raise NoTable(remark(Matter.IS_ARCHIVE))


def _modest() -> None:
    """Have this process refuse memory beyond what the largest honest file needs."""
    with suppress(ImportError, ValueError):  # Windows has no such bound; one may be stricter
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.RLIM_INFINITY))


def _written(source: Path | bytes, target: Path, known: Recognises) -> Taken:
    from bot.files.workbook import open_sheets  # loaded with the first spreadsheet

    with _archive(source) as archive, TemporaryFile() as room:
        sheets = open_sheets(archive, room)
        fits = [one for one in sheets if _has_goods(one.rows(), known)]
        if not sheets:
            raise NoTable(remark(Matter.IS_EMPTY))
        chosen = (fits or sheets)[0]
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(chosen.rows())
        return Taken(chosen.name, tuple(one.name for one in fits[1:]))


def _has_goods(rows: Iterator[list[str]], known: Recognises) -> bool:
    heading = find_heading(rows, known)
    return heading is not None and heading.known
