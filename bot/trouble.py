"""What an operator reads when a command cannot go on, and that is no fault of the program."""

import errno
import sqlite3
from collections.abc import Iterator


class Trouble(Exception):
    """The program cannot go on; the message says why, and what the operator can do."""


_ADVICE = "Check DATABASE_URL, and that the database runs."
_FULL = "The disk is full. Make room, and start again: what was not finished was not saved."
_OF_SQLITE = {
    sqlite3.SQLITE_CANTOPEN: "The database file cannot be opened. "
    "Is its folder there, and may this user write to it?",
    sqlite3.SQLITE_PERM: "This user may not open the database file.",
    sqlite3.SQLITE_READONLY: "This user may not write to the database file or its folder.",
    sqlite3.SQLITE_NOTADB: "What DATABASE_URL names is a file, but no SQLite database.",
    sqlite3.SQLITE_CORRUPT: "The database file is damaged. Restore the latest copy of it.",
    sqlite3.SQLITE_BUSY: "Another program has held the database for too long. Try again.",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "The database file cannot be read or written. Is the disk full?",
}
# By SQLSTATE, or the class it belongs to: its first two characters.
_OF_POSTGRES = {
    "28": "The database does not let this user in. Check user and password in DATABASE_URL.",
    "3D000": "The database server has no database of this name. Create it, or check DATABASE_URL.",
    "42501": "This user may not make tables in the database. Make it the database's owner.",
    "25006": "The database may only be read: it is a stand-by, or set so. Check DATABASE_URL.",
    "53100": _FULL,
    "53": "The database server has no connection or no memory left. Try again.",
    "55P03": "Another program has held the database for too long. Try again.",
    "57P": f"The database server is starting or stopping. {_ADVICE}",
    "08": f"The connection to the database was lost. {_ADVICE}",
}
_OF_THE_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
}


def explained(error: BaseException) -> str | None:
    """Return what the operator should read of *error*; None if it may be a fault of ours.

    Neither the database's address nor anything else that is secret is in it.
    """
    for one in _causes(error):
        if isinstance(one, Trouble):
            return str(one)
        if told := _of_sqlite(one) or _of_postgres(one) or _of_the_system(one):
            return told
    return None


def no_database(error: OSError) -> Trouble:
    """Return what to raise when no connection to a database server can be made."""
    return Trouble(f"The database does not answer: {reason(error)}. {_ADVICE}")


def not_listening(error: OSError, host: str, port: int, setting: str) -> Trouble:
    """Return what to raise when nobody can be heard at *host* and *port*.

    *setting* is where another port can be said.
    """
    if error.errno == errno.EADDRINUSE:
        why = f"Another program listens on {host}:{port} already. Stop it, or choose another port"
    else:
        why = f"It is not possible to listen on {host}:{port}: {reason(error)}. Choose another"
    return Trouble(f"{why}: {setting}.")


def reason(error: OSError) -> str:
    """Return what the system says of *error*, in few words."""
    return (error.strerror or str(error) or type(error).__name__).rstrip(".")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__


def _of_sqlite(error: BaseException) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _OF_SQLITE.get(code & 0xFF)


def _of_postgres(error: BaseException) -> str | None:
    state = getattr(error, "sqlstate", None) or ""
    return next((_OF_POSTGRES[state[:n]] for n in (5, 3, 2) if state[:n] in _OF_POSTGRES), None)


def _of_the_system(error: BaseException) -> str | None:
    return _OF_THE_SYSTEM.get(error.errno or 0) if isinstance(error, OSError) else None
