"""A shop with sales, for tests: what is typed, and what the clock makes of it."""

from datetime import UTC, datetime

from sqlalchemy import select

from domain.customers import Customer
from domain.money import Money
from domain.sales import Planned, SaleLine, State, Tag, Why
from domain.services.sale_clock import SaleClock
from domain.services.sales import Sales
from domain.services.stock import StockRoom
from domain.stock import Refused
from storage.store import SqlStore
from storage.tables.chat import outbox
from storage.tables.goods import products
from tests.conftest import StandingClock
from tests.services.stockroom import ANNA, BORIS, add, know


class SellingShop:
    """Blue mugs for $12.90 and the people who reduce them."""

    def __init__(self, store: SqlStore, clock: StandingClock) -> None:
        self.store = store
        self.clock = clock
        self.sales = Sales(store, clock, "USD")
        self.hands = SaleClock(store, clock)
        self.room = StockRoom(store, clock, "USD")
        self._cause = 100

    async def open(self, *skus: str) -> None:
        """Have the people known and these SKUs on the shelf."""
        await know(self.store, self.clock, ANNA, BORIS)
        for sku in skus:
            await add(self.store, self.clock, sku, 4)

    async def says(self, text: str, actor: Customer = ANNA) -> tuple[Planned | Refused, ...]:
        """Type lines after /sale."""
        self._cause += 1
        return await self.sales.plan(actor, text, self._cause)

    async def plans(self, text: str) -> Planned:
        """Type one line that works."""
        (answer,) = await self.says(text)
        assert isinstance(answer, Planned), answer
        return answer

    async def is_refused(self, text: str) -> Refused:
        """Type one line that does not."""
        (answer,) = await self.says(text)
        assert isinstance(answer, Refused), answer
        return answer

    async def on(self, day: str) -> int:
        """Have it be that moment, and what is due be done."""
        self.clock.at = datetime.fromisoformat(day).replace(tzinfo=UTC)
        return await self.hands.turn()

    async def tag(self, sku: str = "BM-1") -> tuple[int, int | None]:
        """What an article costs and what that is compared with, in cents."""
        async with self.store.write() as uow:
            count = await uow.stock.count(sku)
            assert count
            (article,) = await uow.sales.lock([count.variant_id])
        return cents(article.tag)

    async def price_from(self, sku: str = "BM-1") -> int:
        """What its product costs from, in cents."""
        async with self.store.read() as uow:
            count = await uow.stock.count(sku)
            assert count
            found = await uow.connection.execute(
                select(products.c.price_from).where(products.c.id == count.product_id)
            )
            return int(found.scalar_one())

    async def standing(self, sale_id: int = 1) -> list[tuple[State, Why | None]]:
        """Where the articles of a sale stand, and why."""
        async with self.store.read() as uow:
            view = await uow.sales.view(sale_id)
        assert view
        return [(line.state, line.why) for line in view.lines]

    async def lines(self, sale_id: int = 1) -> tuple[SaleLine, ...]:
        """The first articles of a sale."""
        return (await self.sales.get(ANNA, sale_id)).lines

    async def costs(self, sku: str, price: str) -> bool:
        """Change a price by hand; whether that ended a sale."""
        (answer,) = await self.room.price(BORIS, f"{sku} {price}")
        assert not isinstance(answer, Refused)
        return answer.sale_over

    async def notes(self) -> list[tuple[int, str]]:
        """Of which sale admins are told that it ended otherwise, and why."""
        async with self.store.read() as uow:
            rows = await uow.connection.scalars(
                select(outbox.c.payload).where(outbox.c.kind == "sale_note").order_by(outbox.c.id)
            )
            return [(row["sale_id"], row["why"]) for row in rows]

    async def is_sound(self) -> bool:
        """Whether every rule about what is stored holds."""
        async with self.store.read() as uow:
            return await uow.health.broken(3) == ()


def cents(tag: Tag) -> tuple[int, int | None]:
    """A price tag in minor units."""
    return tag.price.amount, tag.compare_at.amount if tag.compare_at else None


def usd(amount: int) -> Money:
    """That many cents."""
    return Money(amount, "USD")
