"""PostgreSQL's lanes: errors come up as from SQLAlchemy, connections come back in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Executable, bindparam, insert, literal_column, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.looks import Deed, Look
from storage.repository import Repository
from storage.store import SqlStore
from storage.tables.people import cart_lines, merchants, staff
from storage.unit import SqlUnit
from tests.conftest import open_postgres

_AT = datetime(2026, 11, 21, 12, 0, 0, 123_000, tzinfo=UTC)
_MOST = 8  # connections for writing
_PID = text("SELECT pg_backend_pid()")
_ADD = Deed(lambda insert: insert(merchants), [merchants.c.name, merchants.c.created_at])
_RENAME = Deed(lambda _: update(merchants).values(name=merchants.c.name + "!"))
_MOVE = Deed(
    lambda _: (
        update(merchants)
        .where(merchants.c.name == bindparam("name"))
        .values(chat_id=bindparam("chat"))
    )
)
Fault = Callable[[], Executable]


@pytest.fixture
async def shop(postgres_url: str) -> AsyncIterator[SqlStore]:
    """An empty shop on PostgreSQL."""
    opened = await open_postgres(postgres_url)
    yield opened
    await opened.close()


async def _put(unit: SqlUnit, name: str) -> None:
    await Repository(unit.connection).do(_ADD, {"name": name, "created_at": _AT})


async def _names(store: SqlStore) -> list[str]:
    async with store.read() as unit:
        found = await unit.connection.scalars(select(merchants.c.name).order_by(merchants.c.name))
        return list(found)


async def _kill(store: SqlStore, unit: SqlUnit) -> None:
    """Have the server end a unit's connection, as it does when it restarts."""
    pid = await unit.connection.scalar(_PID)
    async with store.read() as other:
        await other.connection.execute(text(f"SELECT pg_terminate_backend({pid}, 5000)"))


def _duplicate() -> Executable:
    return insert(merchants).values(name="there", created_at=_AT)


def _nobody() -> Executable:
    return insert(staff).values(role="owner", merchant_id=404, added_at=_AT)


def _nothing() -> Executable:
    return insert(merchants).values(name=None, created_at=_AT)


def _negative() -> Executable:
    return insert(cart_lines).values(customer_id=1, variant_id=1, quantity=-1, seen_price=1)


def _division() -> Executable:
    return select(literal_column("1 / 0").label("endless"))


def _unknown() -> Executable:
    return select(literal_column("nowhere"))


_FAULTS = (_duplicate, _nobody, _nothing, _negative, _division, _unknown)


async def _raised(store: SqlStore, run: Callable[[SqlUnit], Awaitable[object]]) -> Any:
    """Return the facts of the error that something raises inside a unit of work."""
    with pytest.raises(DBAPIError) as caught:
        async with store.write() as unit:
            await run(unit)
    error = caught.value
    kind, orig = type(error), type(error.orig)
    return kind, orig, getattr(error.orig, "sqlstate", None), error.connection_invalidated


@pytest.mark.parametrize("fault", _FAULTS)
async def test_an_error_is_the_same_by_the_short_way_and_by_sqlalchemys(
    shop: SqlStore, fault: Fault
) -> None:
    async with shop.write() as unit:
        await _put(unit, "there")

    async def short(unit: SqlUnit) -> object:
        statement: Any = fault()
        if statement.is_select:
            return await Repository(unit.connection).look(Look(statement), {})
        return await Repository(unit.connection).do(Deed(lambda _: statement), {})

    async def usual(unit: SqlUnit) -> object:
        return await unit.connection.execute(fault())

    assert await _raised(shop, short) == await _raised(shop, usual)
    assert await _names(shop) == ["there"]


async def test_many_at_once_raise_what_one_does(shop: SqlStore) -> None:
    values = [{"name": "a", "created_at": _AT}, {"name": "a", "created_at": _AT}]

    async def each(unit: SqlUnit) -> None:
        await Repository(unit.connection).do_each(_ADD, values)

    assert (await _raised(shop, each))[0] is IntegrityError
    assert await _names(shop) == []


async def test_of_two_that_wait_for_each_other_one_is_told_and_the_other_goes_through(
    shop: SqlStore,
) -> None:
    async with shop.write() as unit:
        await _put(unit, "left")
        await _put(unit, "right")
    both = asyncio.Barrier(2)

    async def rename(first: str, second: str) -> None:
        async with shop.write() as unit:
            await unit.connection.exec_driver_sql("SET LOCAL deadlock_timeout = '10ms'")
            await Repository(unit.connection).do(_MOVE, {"name": first, "chat": len(first)})
            await both.wait()
            await Repository(unit.connection).do(_MOVE, {"name": second, "chat": len(first)})

    told = await asyncio.gather(
        rename("left", "right"), rename("right", "left"), return_exceptions=True
    )

    (error,) = [each for each in told if each is not None]
    assert isinstance(error, DBAPIError)
    assert getattr(error.orig, "sqlstate", "") == "40P01"
    async with shop.read() as unit:
        chats = set(await unit.connection.scalars(select(merchants.c.chat_id)))
    assert len(chats) == 1, "whoever lost has left nothing"


async def test_a_lost_connection_is_told_undone_and_replaced(shop: SqlStore) -> None:
    async def lose(unit: SqlUnit) -> None:
        await _put(unit, "lost")
        await _kill(shop, unit)
        await _put(unit, "never")

    *_, invalidated = await _raised(shop, lose)
    async with shop.write() as unit:
        await _put(unit, "after")

    assert invalidated
    assert await _names(shop) == ["after"]


async def test_a_connection_lost_before_the_commit_is_told_and_nothing_queued_is_told_of(
    shop: SqlStore,
) -> None:
    heard: list[Sequence[str]] = []
    shop.on_queued = lambda kinds: heard.append([*kinds])

    async def lose(unit: SqlUnit) -> None:
        unit.queued.add("order_card")
        await _put(unit, "lost")
        await _kill(shop, unit)

    *_, invalidated = await _raised(shop, lose)

    assert (invalidated, heard, await _names(shop)) == (True, [], [])


async def test_a_connection_lost_while_nobody_used_it_is_noticed_by_nobody(
    shop: SqlStore,
) -> None:
    async with shop.write() as unit:
        pid = await unit.connection.scalar(_PID)
    async with shop.read() as unit:
        await unit.connection.execute(text(f"SELECT pg_terminate_backend({pid}, 5000)"))

    async with shop.write() as unit:
        await _put(unit, "after")

    assert await _names(shop) == ["after"]


async def test_what_the_server_refuses_at_the_commit_is_told_and_undone(shop: SqlStore) -> None:
    async def defer(unit: SqlUnit) -> None:
        await _put(unit, "with it")
        await unit.connection.exec_driver_sql(
            "CREATE TEMP TABLE late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)"
        )
        await unit.connection.exec_driver_sql("INSERT INTO late VALUES (1), (1)")

    kind, *_ = await _raised(shop, defer)

    assert kind is IntegrityError
    assert await _names(shop) == []


async def test_what_the_block_raises_comes_up_although_the_connection_is_lost(
    shop: SqlStore,
) -> None:
    async def fail() -> None:
        async with shop.write() as unit:
            await _kill(shop, unit)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with shop.write() as unit:
        await _put(unit, "after")

    assert await _names(shop) == ["after"]


@pytest.mark.parametrize("times", [1, 2])
async def test_whoever_is_cancelled_while_waiting_for_a_lock_leaves_nothing_and_no_connection(
    shop: SqlStore, times: int
) -> None:
    async with shop.write() as unit:
        await _put(unit, "a")

    async def wait_for_it() -> None:
        async with shop.write() as unit:
            await _put(unit, "undone")
            await Repository(unit.connection).do(_RENAME, {})

    for _ in range(_MOST + 1):
        async with shop.write() as unit:
            await Repository(unit.connection).do(_RENAME, {})
            waiting = asyncio.create_task(wait_for_it())
            await _somebody_waits(shop)
            for _ in range(times):  # the second time while it is rolled back
                waiting.cancel()
                await asyncio.sleep(0)
            with pytest.raises(asyncio.CancelledError):
                await waiting

    assert await _names(shop) == ["a" + "!" * (_MOST + 1)]


async def _somebody_waits(store: SqlStore) -> None:
    """Come back when the server has somebody wait for a lock."""
    waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while True:
        async with store.read() as unit:
            if await unit.connection.scalar(waits):
                return


async def test_more_units_than_connections_take_turns(shop: SqlStore) -> None:
    async def put(number: int) -> None:
        async with shop.write() as unit:
            await _put(unit, f"{number:02}")
            pids.add(await unit.connection.scalar(_PID))

    pids: set[int] = set()
    await asyncio.gather(*(put(number) for number in range(3 * _MOST)))

    assert len(await _names(shop)) == 3 * _MOST
    assert len(pids) <= _MOST


async def test_whoever_writes_can_look_although_all_others_write_too(shop: SqlStore) -> None:
    everybody = asyncio.Barrier(_MOST)

    async def write(number: int) -> list[str]:
        async with shop.write() as unit:
            await _put(unit, str(number))
            await everybody.wait()
            seen = await _names(shop)
            await everybody.wait()
            return seen

    seen = await asyncio.gather(*(write(number) for number in range(_MOST)))

    assert seen == [[]] * _MOST


async def test_a_warm_shop_opens_no_connection_for_those_who_write(shop: SqlStore) -> None:
    everybody = asyncio.Barrier(_MOST)
    pids = text("SELECT pid FROM pg_stat_activity WHERE application_name = 'souk'")

    async def write() -> Any:
        async with shop.write() as unit:
            await everybody.wait()
            return await unit.connection.scalar(_PID)

    await shop.warm()
    async with shop.read() as unit:
        warm = set(await unit.connection.scalars(pids))

    assert set(await asyncio.gather(*(write() for _ in range(_MOST)))) <= warm
