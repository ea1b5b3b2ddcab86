"""What a spreadsheet (.xlsx) is made of: its sheets, shared texts and formats of numbers.

ECMA-376, part 1, chapter 18. A spreadsheet is an archive of XML files, which anybody may
have made: declared sizes are checked before anything is unpacked, and no file may define
entities.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath
from xml.parsers import expat
from zipfile import ZipFile

from bot.files.kinds import NoTable

_MOST_UNPACKED = 512 << 20  # bytes of one part; twenty times what a chat takes
_MOST_TEXTS = 128 << 20  # of the texts, which are held in memory
_BLOCK = 1 << 16
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NO_PART_OF_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|General', re.IGNORECASE)
_LEADING_NOUGHTS = re.compile(r"0{2,}")
_ESCAPED = re.compile("_x(0009|000[AaDd])_")  # what XML would not keep as it is
_LONGEST = 15  # digits that a spreadsheet keeps of a number
_HUGE = 10**20

Begin = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet: what it is called, where it is in the archive, and whether people see it."""

    name: str
    path: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Formats:
    """How numbers are shown, by the number of a cell's style, and from when days count."""

    codes: tuple[tuple[int, str], ...] = ()
    epoch: datetime = datetime(1899, 12, 30)

    def shown(self, number: str, style: int) -> str:
        """Write a number as people see it: dates as 2026-12-31, 7 as 007 where that is meant.

        Thousandths get a nought more, because 12.345 would be twelve thousand for people.
        """
        try:
            value = Decimal(number)
        except InvalidOperation:
            return number
        if not value.is_finite() or abs(value) >= _HUGE:
            return number
        id_, code = self.codes[style] if style < len(self.codes) else (0, "")
        if _is_date(id_, code) and 0 < value < 2_958_466:
            return self._moment(value)
        plain = f"{Decimal(f'{value:.{_LONGEST}g}').normalize():f}"
        whole, _, rest = plain.partition(".")
        if _LEADING_NOUGHTS.fullmatch(code) and not rest:
            return whole.zfill(len(code))
        return f"{plain}0" if len(rest) == 3 else plain

    def _moment(self, days: Decimal) -> str:
        at = self.epoch + timedelta(seconds=round(float(days) * 86_400))
        return f"{at:%Y-%m-%d}" if days == int(days) else f"{at:%Y-%m-%d %H:%M}"


def _is_date(id_: int, code: str) -> bool:
    if not code:
        return id_ in _DATES
    return bool(re.search("[ymdhs年月日]", _NO_PART_OF_A_DATE.sub("", code.split(";")[0].lower())))


def entries(archive: ZipFile) -> tuple[list[SheetEntry], datetime]:
    """Return the sheets in their order, and the day from which days are counted."""
    targets: dict[str, str] = {}
    found: list[SheetEntry] = []
    epochs = [datetime(1899, 12, 30)]

    def relation(name: str, told: Mapping[str, str]) -> None:
        if name == "Relationship":
            targets[told.get("Id", "")] = _path(told.get("Target", ""))

    def sheet(name: str, told: Mapping[str, str]) -> None:
        if name == "workbookPr" and told.get("date1904") in ("1", "true"):
            epochs.append(datetime(1904, 1, 1))
        if name == "sheet":
            path = targets.get(next((v for k, v in told.items() if k.endswith(":id")), ""), "")
            visible = told.get("state", "visible") == "visible"
            found.append(SheetEntry(told.get("name", ""), path, visible))

    for _ in walk(archive, _RELATIONS, relation):
        pass
    for _ in walk(archive, _WORKBOOK, sheet):
        pass
    return [one for one in found if one.path in archive.namelist()], epochs[-1]


def _path(target: str) -> str:
    """Where a relation leads to in the archive; "/xl/…" and "worksheets/…" are both written."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def texts(archive: ZipFile) -> list[str]:
    """Return the texts that cells share, without their phonetic guides."""
    path = _first(archive, "sharedstrings.xml")
    if not path:
        return []
    if archive.getinfo(path).file_size > _MOST_TEXTS:
        raise NoTable("This spreadsheet is too big. Save it as CSV and send that.")
    found: list[str] = []
    collect = Texts()

    def end(name: str) -> None:
        if name == "si":
            found.append(collect.take())
        collect.end(name)

    for _ in walk(archive, path, collect.begin, end, collect.said):
        pass
    return found


class Texts:
    """Puts the runs of a rich text together."""

    __slots__ = ("_aside", "_on", "_parts")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._on = False
        self._aside = False

    def begin(self, name: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "rPh":
            self._aside = True
        self._on = name == "t" and not self._aside

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._aside = False
        self._on = False

    def said(self, text: str) -> None:
        """Characters were read."""
        if self._on:
            self._parts.append(text)

    def take(self) -> str:
        """Return what was said, and begin anew."""
        text, self._parts = "".join(self._parts), []
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def formats(archive: ZipFile, epoch: datetime) -> Formats:
    """Return how cells show their numbers."""
    path = _first(archive, "styles.xml")
    own: dict[int, str] = {}
    used: list[int] = []
    inside: list[str] = []

    def begin(name: str, told: Mapping[str, str]) -> None:
        inside.append(name)
        if name == "numFmt":
            own[int(told.get("numFmtId", 0))] = told.get("formatCode", "")
        if name == "xf" and "cellXfs" in inside:
            used.append(int(told.get("numFmtId", 0)))

    def end(_: str) -> None:
        inside.pop()

    for _ in walk(archive, path, begin, end) if path else ():
        pass
    return Formats(tuple((id_, own.get(id_, "")) for id_ in used), epoch)


def _first(archive: ZipFile, name: str) -> str:
    return next((path for path in archive.namelist() if path.lower() == f"xl/{name}"), "")


def _nothing(_: str) -> None:
    """What is said does not matter."""


def walk(
    archive: ZipFile, path: str, begin: Begin, end: End = _nothing, said: Said = _nothing
) -> Iterator[None]:
    """Read an XML file of the archive, block by block; names come without their prefixes.

    Raises:
        NoTable: It is larger unpacked than any catalogue, or defines entities.
    """
    if archive.getinfo(path).file_size > _MOST_UNPACKED:
        raise NoTable("This spreadsheet is too big. Save it as CSV and send that.")

    def refuse(*_: object) -> None:
        raise NoTable("This spreadsheet is damaged. Save it as CSV and send that.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, told: begin(name.rpartition(":")[2], told)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = said
    with archive.open(path) as file:
        while block := file.read(_BLOCK):
            parser.Parse(block)
            yield
    parser.Parse(b"", True)
