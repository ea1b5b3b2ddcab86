"""A small stocked shop and its people, for tests of those who keep the goods."""

from sqlalchemy import func, select

from domain.clock import Clock
from domain.customers import Customer, Post, Role
from domain.goods import NewProduct
from domain.money import Money
from domain.services.goods import Goods, Keeping
from storage.store import SqlStore
from storage.tables.chat import journal
from storage.tables.goods import stock, stock_movements, variants

ANNA = Customer(1, "Anna", None, "en", posts=frozenset({Post(Role.ADMIN)}))
BORIS = Customer(2, "Boris", None, "en", posts=frozenset({Post(Role.ADMIN)}))
CLARA = Customer(3, "Clara", None, "en")  # a customer, nothing more


def potter(merchant_id: int) -> Customer:
    """Somebody who works for that merchant only."""
    return Customer(4, "Dan", None, "en", posts=frozenset({Post(Role.MERCHANT, merchant_id)}))


def goods_of(store: SqlStore, clock: Clock) -> Goods:
    """The service that adds goods, of a shop called Souk."""
    return Goods(store, clock, "Souk")


async def know(store: SqlStore, clock: Clock, *people: Customer) -> None:
    """Have the shop know these people by name."""
    async with store.write() as uow:
        for person in people:
            await uow.customers.add(_seen(person, clock), clock.now())


def _seen(person: Customer, clock: Clock) -> Customer:
    return Customer(person.id, person.first_name, None, person.language, seen_at=clock.now())


async def add(
    store: SqlStore, clock: Clock, sku: str, pieces: int, actor: Customer = ANNA
) -> Keeping:
    """Put a blue mug for $12.90 on the shelf."""
    draft = NewProduct("Blue mug", Money(1290, "USD"), pieces, sku=sku)
    cause = sum(map(ord, sku)) + 1_000 * actor.id
    return await goods_of(store, clock).add(actor, draft, cause)


async def on_hand(store: SqlStore, sku: str) -> int:
    """How many pieces of a SKU are on the shelf."""
    async with store.read() as uow:
        count = await uow.stock.count(sku)
    return count.on_hand if count else -1


async def reserve(store: SqlStore, clock: Clock, sku: str, pieces: int) -> None:
    """Have some order hold pieces."""
    async with store.write() as uow:
        count = await uow.stock.count(sku)
        if not count or not await uow.stock.take(count.variant_id, pieces, 77, clock.now()):
            raise ValueError(sku)


async def movements(store: SqlStore, sku: str) -> list[tuple[int, str]]:
    """Every movement of a SKU on hand: by how many, and why."""
    async with store.read() as uow:
        rows = await uow.connection.execute(
            select(stock_movements.c.delta_on_hand, stock_movements.c.reason)
            .join(variants, variants.c.id == stock_movements.c.variant_id)
            .where(variants.c.sku == sku, stock_movements.c.delta_reserved == 0)
            .order_by(stock_movements.c.id)
        )
        return [(row.delta_on_hand, row.reason) for row in rows]


async def journal_lines(store: SqlStore) -> list[tuple[int | None, str, str, str]]:
    """Who did what, from what, to what."""
    async with store.read() as uow:
        rows = await uow.connection.execute(select(journal).order_by(journal.c.id))
        return [(row.actor_id, row.action, row.before, row.after) for row in rows]


async def all_pieces(store: SqlStore) -> int:
    """How many pieces the whole shop has."""
    async with store.read() as uow:
        found = await uow.connection.execute(select(func.sum(stock.c.on_hand)))
        return int(found.scalar_one() or 0)
