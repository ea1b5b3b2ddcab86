"""Units of work: what is hot goes straight to the driver, and belongs to the transaction still."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules

import pytest
from sqlalchemy import (
    Float,
    Numeric,
    bindparam,
    cast,
    insert,
    literal,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.exc import IntegrityError

import storage
from domain.gateways import Hint
from storage.looks import Deed, Look
from storage.repository import Repository
from storage.store import SqlStore
from storage.tables.people import merchants
from storage.unit import SqlUnit

_AT = datetime(2026, 11, 21, 12, 0, 0, 123_000, tzinfo=UTC)
_ADD = Deed(lambda insert: insert(merchants), [merchants.c.name, merchants.c.created_at])
_NAMED = Look(select(merchants).where(merchants.c.name == bindparam("name")))
_SINCE = Look(
    select(merchants.c.name)
    .where(merchants.c.created_at >= bindparam("since", type_=merchants.c.created_at.type))
    .order_by(merchants.c.id)
)


async def _hot(unit: SqlUnit, name: str, at: datetime = _AT) -> int:
    return await Repository(unit.connection).do(_ADD, {"name": name, "created_at": at})


async def _cold(unit: SqlUnit, name: str) -> None:
    await unit.connection.execute(insert(merchants).values(name=name, created_at=_AT))


async def _names(unit: SqlUnit) -> list[str]:
    found = await unit.connection.scalars(select(merchants.c.name).order_by(merchants.c.name))
    return list(found)


async def test_a_unit_that_raises_undoes_hot_statements_and_others_alike(store: SqlStore) -> None:
    async def fail() -> None:
        async with store.write() as unit:
            await _hot(unit, "first of all")  # nothing of SQLAlchemy's has begun anything yet
            await _cold(unit, "second")
            await _hot(unit, "third")
            raise LookupError

    with pytest.raises(LookupError):
        await fail()

    async with store.read() as unit:
        assert await _names(unit) == []


async def test_hot_statements_and_others_see_each_other_before_anybody_else_does(
    store: SqlStore,
) -> None:
    async with store.write() as unit:
        await _cold(unit, "cold")
        await _hot(unit, "hot")
        hot = await Repository(unit.connection).look(_NAMED, {"name": "cold"})
        inside = await _names(unit)
        async with store.read() as other:
            outside = await _names(other)
            missed = await Repository(other.connection).look(_NAMED, {"name": "hot"})
    async with store.read() as unit:
        after = await _names(unit)

    assert ([row.name for row in hot], inside) == (["cold"], ["cold", "hot"])
    assert (outside, list(missed), after) == ([], [], ["cold", "hot"])


@pytest.mark.parametrize("put", [_hot, _cold])
async def test_a_duplicate_is_an_integrity_error_however_it_came(
    store: SqlStore, put: Callable[[SqlUnit, str], Awaitable[object]]
) -> None:
    async def twice() -> None:
        async with store.write() as unit:
            await _hot(unit, "twice")
            await put(unit, "twice")

    with pytest.raises(IntegrityError):
        await twice()
    async with store.write() as unit:
        await _hot(unit, "after")

    async with store.read() as unit:
        assert await _names(unit) == ["after"]


async def test_one_hot_change_for_each_of_many_is_all_or_nothing(store: SqlStore) -> None:
    async def put(*names: str) -> None:
        async with store.write() as unit:
            values = [{"name": name, "created_at": _AT} for name in names]
            await Repository(unit.connection).do_each(_ADD, values)

    await put("a", "b")
    await put()
    with pytest.raises(IntegrityError):
        await put("c", "a")

    async with store.read() as unit:
        assert await _names(unit) == ["a", "b"]


async def test_a_unit_for_looking_changes_nothing(store: SqlStore) -> None:
    async def write() -> None:
        async with store.read() as unit:
            await _hot(unit, "a")

    with pytest.raises(TypeError):
        await write()


async def test_a_hot_statement_is_told_when_a_value_is_missing(store: SqlStore) -> None:
    async def forget() -> None:
        async with store.write() as unit:
            await Repository(unit.connection).do(_ADD, {"name": "a"})

    with pytest.raises(KeyError):
        await forget()


async def test_a_moment_is_compared_as_a_moment_by_who_looks_and_by_who_writes(
    store: SqlStore,
) -> None:
    async with store.write() as unit:
        await _hot(unit, "before", _AT - timedelta(milliseconds=1))
        await _hot(unit, "at it", _AT)
        inside = await Repository(unit.connection).look(_SINCE, {"since": _AT})
    async with store.read() as unit:
        outside = await Repository(unit.connection).look(_SINCE, {"since": _AT})

    assert [row.name for row in inside] == [row.name for row in outside] == ["at it"]


async def test_a_stored_call_is_due_at_its_moment_and_not_before(store: SqlStore) -> None:
    async with store.write() as unit:
        await unit.inbox.put("stripe", Hint("key", "paid", "external"), _AT)
    async with store.read() as unit:
        early = await unit.inbox.due(_AT - timedelta(milliseconds=1), 20)
        due = await unit.inbox.due(_AT, 20)

    assert ([one.external_id for one in early], [one.external_id for one in due]) == (
        [],
        ["external"],
    )


async def test_a_number_comes_as_its_column_has_it_whatever_the_database_counts_in(
    store: SqlStore,
) -> None:
    shares = [
        (cast(literal(3), Float) / 4).label("share"),
        literal_column("3 * 0.25", Float).label("counted"),
        type_coerce(literal_column("0.75"), Numeric(10, 2)).label("exact"),
    ]
    async with store.write() as unit:
        (inside,) = await Repository(unit.connection).look(Look(select(*shares)), {})
    async with store.read() as unit:
        (outside,) = await Repository(unit.connection).look(Look(select(*shares)), {})

    for row in (inside, outside):
        assert (row.share, row.counted, row.exact) == (0.75, 0.75, Decimal("0.75"))
        assert [type(each) for each in row] == [float, float, Decimal]


def _statements() -> list[Look | Deed]:
    """All hot statements of the shop."""
    modules = [import_module(f"storage.{found.name}") for found in iter_modules(storage.__path__)]
    things = [thing for module in modules for thing in vars(module).values()]
    return [thing for thing in things if isinstance(thing, Look | Deed)]


def test_every_hot_statement_is_made_for_both_databases() -> None:
    made = [(each.sqlite.sql, each.postgres.sql) for each in _statements()]

    assert len(made) > 60
    assert all("?" not in postgres and "$" not in sqlite for sqlite, postgres in made)
