"""Finding goods: by what people type, narrowed and ordered by what they tap."""

from dataclasses import dataclass, replace

from domain.catalog import PAGE, ProductPage
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import Field
from domain.money import STARS
from domain.ports.search import Asked, Met, Place
from domain.ports.store import Store, UnitOfWork
from domain.search.phrases import parse
from domain.search.plans import COUNTED
from domain.search.wishes import Order, Wish
from domain.services.asked import asked_before
from domain.services.narrowing import Narrowing
from domain.services.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a search found. A total of `COUNTED` means that or more."""

    asked: Asked
    page: ProductPage

    @property
    def counted(self) -> bool:
        """Whether the total is exact."""
        return self.asked.total < COUNTED


class Search:
    """Looks for goods and remembers how. Reading a search never changes the shop.

    By what it can be narrowed, *narrowing* knows.
    """

    def __init__(self, store: Store, clock: Clock, currency: str) -> None:
        """*currency* (ISO 4217) is what a bare number means: the shop's."""
        self._store = store
        self._clock = clock
        self.currency = currency
        self.narrowing = Narrowing(store, currency)

    async def look_for(self, customer: Customer, text: str, pieces: int = 1) -> Found:
        """Look for what was typed, and remember it; *pieces* of a product are wanted.

        Raises:
            BadText: It is empty or too long.
        """
        typed = ensure_text(Field.SEARCH, text)
        return await self._ask(
            customer, typed, replace(parse(typed, self.currency), pieces=pieces)
        )

    async def browse(self, customer: Customer, category: int | None, order: Order) -> Found:
        """Look through a shelf and all below it, or all goods for None, and remember it.

        It can be turned, narrowed and ordered as what was found by words.
        """
        wish = Wish(category=category, order=order, in_stars=self.currency == STARS)
        return await self._ask(customer, "", wish)

    async def turn(self, customer: Customer, search_id: int, page: int) -> Found:
        """Return a page of a search made before (0: of the last one); the nearest if gone.

        Raises:
            NotFound: The customer has made no such search, or long ago.
        """
        async with self._store.read() as uow:
            asked = await asked_before(uow, customer, search_id)
            ends = asked.ends
            page = min(max(page, 0), len(ends))
            after = ends[page - 1] if page else None
            found, more = await self._page(uow, customer, asked, page, after)
        known = (*ends, more) if more and len(ends) == page else ends
        if known != asked.ends:
            asked = replace(asked, ends=known)
            async with self._store.write() as uow:
                await uow.searches.keep(asked)
        return replace(found, asked=asked)

    async def narrow(self, customer: Customer, search_id: int, wish: Wish) -> Found:
        """Make that search the one that wishes for *wish*.

        Raises:
            NotFound: The customer has made no such search, or long ago.
        """
        async with self._store.read() as uow:
            asked = await asked_before(uow, customer, search_id)
        return await self._ask(customer, asked.text, wish, asked.id)

    async def asked(self, customer: Customer, search_id: int) -> Asked:
        """Return a search as it is remembered. Raises `NotFound`."""
        async with self._store.read() as uow:
            return await asked_before(uow, customer, search_id)

    async def instead(self, customer: Customer, search_id: int) -> Found:
        """Look for what may have been meant; the same again if there was no doubt.

        Raises:
            NotFound: The customer has made no such search, or long ago.
        """
        async with self._store.read() as uow:
            asked = await asked_before(uow, customer, search_id)
        wish = replace(asked.wish, words=asked.instead or asked.wish.words)
        return await self._ask(customer, wish.words or asked.text, wish)

    async def _ask(
        self, customer: Customer, text: str, wish: Wish, search_id: int | None = None
    ) -> Found:
        async with self._store.read() as uow:
            everything = not text or search_id is not None  # all that narrowed was taken off
            read = await Understanding(uow.search, wish, everything=everything).read()
            told = (read.plan, read.total, read.mended, read.missing, read.instead)
            asked = Asked(search_id or 0, customer.id, text, wish, *told)
            found, end = await self._page(uow, customer, asked, 0, None, read.met)
        asked = replace(asked, ends=(end,) if end else ())
        async with self._store.write() as uow:
            if search_id:
                await uow.searches.keep(asked)
            else:
                id_ = await uow.searches.add(asked, self._clock.now())
                asked = replace(asked, id=id_)
        return replace(found, asked=asked)

    async def _page(
        self,
        uow: UnitOfWork,
        customer: Customer,
        asked: Asked,
        page: int,
        after: Place | None,
        met: Met | None = None,
    ) -> tuple[Found, Place | None]:
        leaf = await uow.search.leaf(asked.plan, asked.wish.order, after, PAGE, met)
        rows = await uow.catalog.rows(leaf.product_ids, customer.language)
        return Found(asked, ProductPage(rows, page, asked.total)), leaf.end
