"""Which letters a file's bytes stand for, where nothing in the file says so."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import BinaryIO

from bot.files.kinds import NoTable
from domain.remarks import Matter, Remark, Word, remark

_BLOCK = 1 << 20
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_GUESSED = (Word.CYRILLIC, Word.WESTERN, Word.CHINESE)
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
# Bytes below those of Cyrillic letters, but for the quotes, dashes and signs that stand there.
_LOW_HALF = re.compile(
    rb"[\x81\x82\x86-\x90\x98-\x9f\xa1-\xa7\xa9\xaa\xac-\xaf\xb1-\xb7\xba\xbc-\xbf]"
)
_PAIRS = re.compile(rb"(?:[\x81-\xfe][\x80-\xfe])+")
_TOGETHER = re.compile(rb"[\xa8\xb8\xc0-\xff]{2}")
_AMONG_ASCII = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[a-z])")
_MOSTLY = 0.8  # of the bytes beyond ASCII
_CHINESE = 0.15  # so many are below C0 at least; Cyrillic has nearly none there


def encoding_of(file: BinaryIO) -> str:
    """Return the name of the encoding in which all of *file* can be read.

    A file with a mark says it; what is UTF-8 throughout is that. Else the bytes tell Chinese,
    Cyrillic and Western letters apart: by how they stand together, not by chance.

    Raises:
        NoTable: None fits, or some lines are damaged UTF-8.
    """
    begin = file.read(_BLOCK)
    if marked := next((name for mark, name in _MARKS if begin.startswith(mark)), None):
        return marked
    if bare := _bare_utf_16(begin):
        return bare
    if _reads(file, "utf-8"):
        return "utf-8-sig"
    _ensure_not_damaged(file)
    sample = _strange(file)
    for name in _likely(sample):
        if _reads(file, name):
            return name
    raise NoTable(remark(Matter.NO_ENCODING))


def guess_told(encoding: str) -> Remark | None:
    """Say which letters were guessed; None where nothing had to be."""
    if encoding not in _GUESSED:
        return None
    return remark(Matter.LETTERS_GUESSED, letters=Word(encoding))


def _bare_utf_16(begin: bytes) -> str:
    """UTF-16 without its mark: every other byte of the header is nought."""
    even, odd = begin[:200:2], begin[1:200:2]
    if odd and odd.count(0) * 2 > len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) * 2 > len(even) and odd and not odd.count(0) else ""


def _reads(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    decoder = getincrementaldecoder(name)()
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _ensure_not_damaged(file: BinaryIO) -> None:
    """Raise `NoTable` for UTF-8 of which a byte is broken: guessed, all of it would be wrong."""
    high = told = 0
    for _, line in _lines(file):
        high += len(_HIGH.findall(line))
        told += sum(map(len, _UTF_8.findall(line)))
    if told < _MOSTLY * high:
        return
    for number, line in _lines(file):
        try:
            line.decode()
        except UnicodeDecodeError:
            raise NoTable(remark(Matter.LETTER_DAMAGED, line=str(number))) from None


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    file.seek(0)
    return enumerate(iter(lambda: file.readline(_BLOCK), b""), 1)


def _strange(file: BinaryIO) -> bytes:
    """The first lines that have letters beyond ASCII, a block of them."""
    found = bytearray()
    for _, line in _lines(file):
        if len(found) > _BLOCK:
            break
        found += line if _HIGH.search(line) else b""
    return bytes(found)


def _likely(sample: bytes) -> tuple[str, ...]:
    high, low = len(_HIGH.findall(sample)), len(_LOW_HALF.findall(sample))
    western = len(_AMONG_ASCII.findall(sample)) > len(_TOGETHER.findall(sample))
    alphabets = ("cp1252", "cp1251") if western else ("cp1251", "cp1252")
    paired = sum(map(len, _PAIRS.findall(sample)))
    if not western and low >= _CHINESE * high and paired >= _MOSTLY * high:
        return ("gb18030", *alphabets)
    return alphabets
