"""Files that are no tables, known by how they begin: what to tell whoever sent one."""

from domain.remarks import Matter, Remark

_BEGINNINGS = (
    (b"%PDF", Matter.IS_PDF),
    (b"\xff\xd8\xff", Matter.IS_PICTURE),
    (b"\x89PNG", Matter.IS_PICTURE),
    (b"GIF8", Matter.IS_PICTURE),
    (b"RIFF", Matter.IS_RECORDING),
    (b"\xd0\xcf\x11\xe0", Matter.IS_OLD),
    (b"Rar!", Matter.IS_ARCHIVE),
    (b"7z\xbc\xaf", Matter.IS_ARCHIVE),
    (b"\x1f\x8b", Matter.IS_ARCHIVE),
    (b"<!DOCTYPE", Matter.IS_PAGE),
    (b"<html", Matter.IS_PAGE),
    (b"<?xml", Matter.IS_XML),
    (b"SQLite format 3", Matter.IS_DATABASE),
    (b"MZ\x90", Matter.IS_PROGRAM),
    (b"\x7fELF", Matter.IS_PROGRAM),
)
ZIP = b"PK\x03\x04"
NO_RESULT = "#FORMULA!"  # a formula that was saved without its result


class NoTable(Exception):
    """The file cannot be read at all; *remark* says why."""

    def __init__(self, why: Remark) -> None:
        super().__init__(why)
        self.remark = why


def refusal_of(begin: bytes) -> Remark | None:
    """Say why a file that begins so is no table; None if nothing is known against it."""
    plain = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = (matter for start, matter in _BEGINNINGS if plain.startswith(start))
    return next(map(Remark, found), None)
