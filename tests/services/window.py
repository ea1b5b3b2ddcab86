"""A shop window to look for things in, and those who look."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import text

from bot.phones import CountryPhones
from domain.customers import Customer
from domain.goods import ProductSheet, VariantSheet
from domain.money import Money
from domain.ports.sheets import Placed
from domain.search.wishes import Wish
from domain.services.customers import Customers, Profile
from domain.services.search import Found, Search
from storage.store import SqlStore
from tests.conftest import StandingClock

Shelf = tuple[str, ...]


def sheet(title: str, price: int = 1000, *, stock: int = 5, **more: object) -> ProductSheet:
    """A product with one variant; its SKU is made of the title unless *sku* is given."""
    sku = str(more.pop("sku", "")) or f"{title}-sku"
    was = more.pop("was", None)
    compare_at = Money(was, "USD") if isinstance(was, int) else None
    variant = VariantSheet(sku, Money(price, "USD"), compare_at=compare_at, stock=stock)
    made = ProductSheet(f"{title}-{sku}".lower(), title, (variant,))
    return replace(made, **more)  # type: ignore[arg-type]


class Window:
    """Puts goods on sale and looks for them as Anna does."""

    def __init__(self, store: SqlStore, clock: StandingClock, currency: str = "USD") -> None:
        self.store = store
        self.clock = clock
        self.search = Search(store, clock, currency)
        self.anna = Customer(1001, "Anna", None, "en")

    async def put(self, *sheets: ProductSheet) -> None:
        """Have these on sale, each at a moment of its own."""
        people = Customers(self.store, self.clock, lambda code: code or "en", CountryPhones("US"))
        await people.seen(Profile(self.anna.id, "Anna", language_code="en"))
        async with self.store.write() as uow:
            merchant = await uow.staff.add_merchant("Souk", self.clock.now())
            await uow.sheets.add_categories(dict.fromkeys(one.category for one in sheets))
            ids = {one.path: one.id for one in await uow.sheets.categories()}
            placed = [Placed(one, merchant, ids.get(one.category), None) for one in sheets]
            await uow.sheets.save(placed, None, self.clock.now())

    async def finds(self, text_: str) -> list[str]:
        """The titles that the first page shows."""
        return titles(await self.search.look_for(self.anna, text_))

    async def narrowed(self, found: Found, wish: Wish) -> list[str]:
        """The titles that are left."""
        return titles(await self.search.narrow(self.anna, found.asked.id, wish))

    async def all_pages(self, text_: str) -> list[str]:
        """The titles of every page, turned one after the other."""
        found = await self.search.look_for(self.anna, text_)
        shown = titles(found)
        while len(found.asked.ends) > found.page.page:
            found = await self.search.turn(self.anna, found.asked.id, found.page.page + 1)
            shown += titles(found)
        return shown

    async def documents(self) -> Sequence[tuple[object, ...]]:
        """Everything the index has, as rows to compare."""
        bag = "bag"
        if self.store.writer.dialect.name == "postgresql":
            bag = "array_to_string(tsvector_to_array(bag), ' ')"
        columns = f"id, product_id, {bag}, price, created_at, standing"
        statement = text(f"SELECT {columns} FROM search_docs")  # noqa: S608
        async with self.store.write() as uow:
            rows = await uow.connection.execute(statement)
            skus = await uow.connection.execute(text("SELECT product_id, sku FROM search_skus"))
            return [
                *sorted((*row[:2], tuple(sorted(row[2].split())), *row[3:]) for row in rows),
                *sorted(tuple(row) for row in skus),
            ]


def titles(found: Found) -> list[str]:
    """What a page shows."""
    return [row.title for row in found.page.rows]
