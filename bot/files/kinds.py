"""Files that are no tables, known by how they begin: what to tell whoever sent one."""

_CSV = "Save the goods as CSV (UTF-8) or .xlsx and send that."
_BEGINNINGS = (
    (b"%PDF", f"This is a PDF. {_CSV}"),
    (b"\xff\xd8\xff", f"This is a picture. {_CSV}"),
    (b"\x89PNG", f"This is a picture. {_CSV}"),
    (b"GIF8", f"This is a picture. {_CSV}"),
    (b"RIFF", f"This is a picture or a recording. {_CSV}"),
    (
        b"\xd0\xcf\x11\xe0",
        "This is a spreadsheet that is locked by a password, or of an old kind (.xls). Save it "
        "as .xlsx without a password, or as CSV, and send that.",
    ),
    (b"Rar!", "This is an archive. Take the file out of it and send that."),
    (b"7z\xbc\xaf", "This is an archive. Take the file out of it and send that."),
    (b"\x1f\x8b", "This is an archive. Take the file out of it and send that."),
    (b"<!DOCTYPE", f"This is a web page. {_CSV}"),
    (b"<html", f"This is a web page. {_CSV}"),
    (b"<?xml", f"This is XML. {_CSV}"),
    (b"SQLite format 3", f"This is a database. {_CSV}"),
    (b"MZ\x90", f"This is a program. {_CSV}"),
    (b"\x7fELF", f"This is a program. {_CSV}"),
)
ZIP = b"PK\x03\x04"
TOO_BIG = "This spreadsheet is too big. Save it as CSV and send that."
OTHER_KIND = "This is a spreadsheet of another kind. Save it as .xlsx or CSV and send that."
NO_RESULT = "#FORMULA!"  # a formula that was saved without its result


class NoTable(Exception):
    """The file cannot be read at all; the sentence says why."""


def refusal_of(begin: bytes) -> str:
    """Say why a file that begins so is no table; empty if nothing is known against it."""
    plain = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((said for start, said in _BEGINNINGS if plain.startswith(start)), "")
