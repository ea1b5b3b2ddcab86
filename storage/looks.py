"""Hot statements, compiled once, and the shortest way to their rows."""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Executable, Select, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite import aiosqlite

_DIALECT = aiosqlite.SQLiteDialect_aiosqlite()
Process = Callable[[Any], Any]
Rows = Sequence[Any]  # of rows with a field for each column


class Look:
    """A SELECT that is asked again and again; its values are given by name.

    Made once at module level, where it also holds what was compiled for SQLite.
    """

    def __init__(self, statement: Select[Any]) -> None:
        """*statement* takes its values by `bindparam` and has no IN with a list of values."""
        self.statement = statement
        self.quick = _Quick(statement)


class _Quick:
    """A statement as SQLite's own driver takes it."""

    def __init__(self, statement: Select[Any]) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self._names = list(compiled.positiontup or ())
        self._fixed = dict(compiled.params)
        self.rows = _Shape(statement.selected_columns)

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the values in the order of the statement's question marks."""
        fixed = self._fixed
        return [given[name] if name in given else fixed[name] for name in self._names]


class _Shape:
    """Makes rows with fields out of the driver's, each value as its column's type has it."""

    def __init__(self, columns: Iterable[Any]) -> None:
        columns = list(columns)
        self._row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]
        found = [
            (at, column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None))
            for at, column in enumerate(columns)
        ]
        self._processes = [(at, process) for at, process in found if process is not None]

    def __call__(self, raw: list[tuple[Any, ...]]) -> Rows:
        """Return rows with fields, each value as its type has it."""
        if not self._processes:
            return [self._row._make(row) for row in raw]
        return [self._row._make(self._processed(row)) for row in raw]

    def _processed(self, row: tuple[Any, ...]) -> list[Any]:
        values = list(row)
        for at, process in self._processes:
            values[at] = process(values[at])
        return values


class Deed:
    """A statement that changes something, again and again; its values are given by name."""

    def __init__(
        self,
        build: Callable[[Any], Any],
        columns: Iterable[Any] = (),
        returns: Iterable[Any] = (),
    ) -> None:
        """*build* makes the statement, given the database's own ``insert``: both spell
        ON CONFLICT alike, SQLAlchemy twice. *columns* are those that an INSERT or UPDATE
        sets to values given by the columns' names, *returns* those that it returns.
        """
        columns, returns = list(columns), list(returns)
        self.postgres: Executable = _returning(build(postgresql.insert), returns)
        compiled = _returning(build(sqlite.insert), returns).compile(
            dialect=_DIALECT, column_keys=[column.name for column in columns] or None
        )
        self.sql = str(compiled)
        self.rows = _Shape(returns)
        self._names = list(compiled.positiontup or ())
        self._fixed = dict(compiled.params)
        self._processes = _bind_processes(compiled)

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the values as SQLite's driver takes them, in the order it wants them."""
        return [self._value(name, given) for name in self._names]

    def _value(self, name: str, given: Mapping[str, Any]) -> Any:
        value = given[name] if name in given else self._fixed[name]
        process = self._processes.get(name)
        return process(value) if process else value


def _returning(statement: Any, columns: list[Any]) -> Any:
    return statement.returning(*columns) if columns else statement


def _bind_processes(compiled: Any) -> dict[str, Process]:
    found = (
        (name, bind.type.dialect_impl(compiled.dialect).bind_processor(compiled.dialect))
        for name, bind in compiled.binds.items()
    )
    return {name: process for name, process in found if process is not None}


def among(column: Any, most: int) -> ColumnElement[bool]:
    """Return "column is one of up to *most* values", whose values `choices` gives."""
    within: ColumnElement[bool] = column.in_([bindparam(f"choice_{at}") for at in range(most)])
    return within


def choices(values: Collection[Any], most: int) -> dict[str, Any]:
    """Return the values for `among`: one at least, the last repeated up to *most*."""
    given = sorted(values)
    if not 0 < len(given) <= most:
        raise ValueError(f"from 1 to {most} values, not {len(given)}")
    return {f"choice_{at}": given[min(at, len(given) - 1)] for at in range(most)}


class Looker(Protocol):
    """Runs looks."""

    async def rows(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """Return all rows of *look*, seeing everything that is committed."""
        ...


class SqliteLooker:
    """Looks straight into the file, on the event loop's own thread.

    An indexed look-up takes some ten microseconds and, with a write-ahead log, never waits
    for a writer; handing it to another thread and back costs ten times that.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def rows(self, look: Look, values: Mapping[str, Any]) -> Rows:
        """Return all rows of *look*."""
        quick = look.quick
        cursor = self._open().execute(quick.sql, quick.values(values))
        return quick.rows(cursor.fetchall())

    def close(self) -> None:
        """Close the file; a later look opens it anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            self._connection.execute("PRAGMA query_only = ON")
            self._connection.execute("PRAGMA busy_timeout = 1000")
        return self._connection
