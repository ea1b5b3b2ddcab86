"""Hot statements, compiled once, and the shortest way to their rows."""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import ColumnElement, CompoundSelect, Dialect, Insert, Select, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.sqlite import aiosqlite

_SQLITE = aiosqlite.SQLiteDialect_aiosqlite()
_POSTGRES = asyncpg.PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # it has no types
_NUMERIC = 1700  # PostgreSQL's number of the type that its numbers with decimals come in
Process = Callable[[Any], Any]
Rows = Sequence[Any]  # of rows with a field for each column


class Quick:
    """A statement as one driver takes it: its text, its values in order, its rows with fields.

    asyncpg and sqlite3 differ in nothing else; SQLAlchemy compiles for both.
    """

    def __init__(
        self,
        statement: Any,
        dialect: Dialect,
        returns: Iterable[Any],
        names: Iterable[str] = (),
    ) -> None:
        """*names* are the columns that an INSERT or UPDATE sets to values by their names."""
        compiled = statement.compile(dialect=dialect, column_keys=[*names] or None)
        self.sql = str(compiled)
        self.rows = _Shape(returns, dialect)
        self.values = _Values(compiled)


class _Values:
    """Puts values given by name into the order of a statement's placeholders.

    Values that stand in the statement itself are made ready once and the others are picked
    all together: a purchase runs some twenty statements.
    """

    def __init__(self, compiled: Any) -> None:
        order, processes = [*enumerate(compiled.positiontup or ())], _bind_processes(compiled)
        asked = [(at, name) for at, name in order if compiled.binds[name].required]
        self._pick = _picker([name for _, name in asked])
        self._places = [at for at, _ in asked]
        self._processes = [(at, processes[name]) for at, name in asked if name in processes]
        own = {
            at: processes.get(name, _as_it_is)(compiled.params[name])
            for at, name in order
            if not compiled.binds[name].required
        }
        self._own = [own.get(at) for at, _ in order] if own else []

    def __call__(self, given: Mapping[str, Any]) -> Sequence[Any]:
        """Return the values in order.

        Raises:
            KeyError: One is missing.
        """
        if not self._own and not self._processes:
            return self._pick(given)
        values = self._filled_in(given) if self._own else [*self._pick(given)]
        for at, process in self._processes:
            values[at] = process(values[at])
        return values

    def _filled_in(self, given: Mapping[str, Any]) -> list[Any]:
        values = self._own.copy()
        for at, value in zip(self._places, self._pick(given), strict=True):
            values[at] = value
        return values


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """Return what takes these out of a mapping, in this order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: [given[name] for name in names]


def _as_it_is(value: Any) -> Any:
    return value


class _Shape:
    """Makes rows with fields out of the driver's, each value as its column's type has it."""

    def __init__(self, columns: Iterable[Any], dialect: Dialect) -> None:
        columns = list(columns)
        self._row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]
        found = [
            (at, column.type.dialect_impl(dialect).result_processor(dialect, _NUMERIC))
            for at, column in enumerate(columns)
        ]
        self._processes = [(at, process) for at, process in found if process is not None]

    def __call__(self, raw: Iterable[Iterable[Any]]) -> Rows:
        """Return rows with fields, each value as its type has it."""
        if not self._processes:
            return [self._row._make(row) for row in raw]
        return [self._row._make(self._processed(row)) for row in raw]

    def _processed(self, row: Iterable[Any]) -> list[Any]:
        values = list(row)
        for at, process in self._processes:
            values[at] = process(values[at])
        return values


class Look:
    """A SELECT that is asked again and again; its values are given by name.

    Made once at module level, where it also holds what is compiled for the database in use.
    """

    def __init__(self, statement: Select[Any] | CompoundSelect[Any]) -> None:
        """*statement* takes its values by `bindparam` and has no IN with a list of values."""
        self.statement = statement

    @cached_property
    def sqlite(self) -> Quick:
        """How SQLite's driver takes it."""
        return Quick(self.statement, _SQLITE, self.statement.selected_columns)

    @cached_property
    def postgres(self) -> Quick:
        """How PostgreSQL's driver takes it."""
        return Quick(self.statement, _POSTGRES, self.statement.selected_columns)


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
        self._build = build
        self._names = [column.name for column in columns]
        self._returns = list(returns)

    @cached_property
    def sqlite(self) -> Quick:
        """How SQLite's driver takes it."""
        return self._quick(self._build(sqlite.insert), _SQLITE)

    @cached_property
    def postgres(self) -> Quick:
        """How PostgreSQL's driver takes it."""
        statement = self._build(postgresql.insert)
        if isinstance(statement, Insert):
            statement = statement.inline()  # or SQLAlchemy has it return the key, unasked
        return self._quick(statement, _POSTGRES)

    def _quick(self, statement: Any, dialect: Dialect) -> Quick:
        return Quick(_returning(statement, self._returns), dialect, self._returns, self._names)


def _returning(statement: Any, columns: list[Any]) -> Any:
    return statement.returning(*columns) if columns else statement


def _bind_processes(compiled: Any) -> dict[str, Process]:
    found = (
        (name, bind.type.dialect_impl(compiled.dialect).bind_processor(compiled.dialect))
        for name, bind in compiled.binds.items()
    )
    return {name: process for name, process in found if process is not None}


@cache
def _choices(most: int) -> tuple[str, ...]:
    return tuple(f"choice_{at}" for at in range(most))


def among(column: Any, most: int) -> ColumnElement[bool]:
    """Return "column is one of up to *most* values", whose values `choices` gives."""
    within: ColumnElement[bool] = column.in_([bindparam(name) for name in _choices(most)])
    return within


def choices(values: Collection[Any], most: int) -> dict[str, Any]:
    """Return the values for `among`: one at least, the last repeated up to *most*."""
    given = sorted(values)
    if not 0 < len(given) <= most:
        raise ValueError(f"from 1 to {most} values, not {len(given)}")
    given += given[-1:] * (most - len(given))
    return dict(zip(_choices(most), given, strict=True))


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
        quick = look.sqlite
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
