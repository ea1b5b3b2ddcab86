"""Finding goods: by what people type, narrowed and ordered by what they tap."""

import unicodedata
from dataclasses import dataclass, replace

from domain.catalog import PAGE, Category, ProductPage
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import Field, NotFound
from domain.money import Money
from domain.ports.search import Asked, Place
from domain.ports.store import Store, UnitOfWork
from domain.search.phrases import parse
from domain.search.wishes import Wish
from domain.services.understanding import COUNTED, Understanding

_SAMPLED = 300  # goods that say which shelves and prices are worth offering
_SHELVES = 8
_NICE = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a search found. A total of `COUNTED` means that or more."""

    asked: Asked
    page: ProductPage

    @property
    def counted(self) -> bool:
        """Whether the total is exact."""
        return self.asked.total < COUNTED


@dataclass(frozen=True, slots=True)
class Choices:
    """What a search can be narrowed by: shelves, and prices that part the goods.

    *prices* are minor units, ascending; *category* is the title of the shelf chosen now.
    """

    asked: Asked
    shelves: tuple[Category, ...] = ()
    prices: tuple[Money, ...] = ()


class Search:
    """Looks for goods and remembers how. Reading a search never changes the shop."""

    def __init__(self, store: Store, clock: Clock, currency: str) -> None:
        """*currency* (ISO 4217) is what a bare number means: the shop's."""
        self._store = store
        self._clock = clock
        self.currency = currency

    async def look_for(self, customer: Customer, text: str, pieces: int = 1) -> Found:
        """Look for what was typed, and remember it; *pieces* of a product are wanted.

        Raises:
            BadText: It is empty or too long.
        """
        typed = ensure_text(Field.SEARCH, "".join(map(_written, text)))
        return await self._ask(
            customer, typed, replace(parse(typed, self.currency), pieces=pieces)
        )

    async def turn(self, customer: Customer, search_id: int, page: int) -> Found:
        """Return a page of a search made before (0: of the last one); the nearest if gone.

        Raises:
            NotFound: The customer has made no such search, or long ago.
        """
        async with self._store.read() as uow:
            asked = await _asked(uow, customer, search_id)
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
            asked = await _asked(uow, customer, search_id)
        return await self._ask(customer, asked.text, wish, asked.id)

    async def wish(self, customer: Customer, search_id: int) -> Wish:
        """Return what a search wishes for. Raises `NotFound`."""
        async with self._store.read() as uow:
            return (await _asked(uow, customer, search_id)).wish

    async def instead(self, customer: Customer, search_id: int) -> Found:
        """Look for what may have been meant; the same again if there was no doubt.

        Raises:
            NotFound: The customer has made no such search, or long ago.
        """
        async with self._store.read() as uow:
            asked = await _asked(uow, customer, search_id)
        wish = replace(asked.wish, words=asked.instead or asked.wish.words)
        return await self._ask(customer, wish.words or asked.text, wish)

    async def choices(self, customer: Customer, search_id: int) -> Choices:
        """Return by what a search can be narrowed, looking at its best-selling goods.

        Raises:
            NotFound: The customer has made no such search, or long ago.
        """
        async with self._store.read() as uow:
            asked = await _asked(uow, customer, search_id)
            free = replace(asked.wish, category=None, low=None, high=None)
            plan = replace(asked.plan, facets=tuple(free.facets()), low=None, high=None)
            sample = await uow.search.sample(plan, _SAMPLED)
            ids = tuple(product_id for _, product_id in sample)
            shelves = await uow.catalog.shelves_of(ids, customer.language) if ids else ()
            chosen = asked.wish.category
            if chosen and chosen not in {shelf.id for shelf in shelves}:
                own, _ = await uow.catalog.shelf(chosen, customer.language)
                shelves = (own, *shelves) if own else shelves
        steps = _steps([price for price, _ in sample])
        return Choices(asked, shelves[:_SHELVES], tuple(Money(s, self.currency) for s in steps))

    async def _ask(
        self, customer: Customer, text: str, wish: Wish, search_id: int | None = None
    ) -> Found:
        async with self._store.read() as uow:
            read = await Understanding(uow.search, wish).read()
            told = (read.plan, read.total, read.mended, read.missing, read.instead)
            asked = Asked(search_id or 0, customer.id, text, wish, *told)
            found, end = await self._page(uow, customer, asked, 0, None)
        asked = replace(asked, ends=(end,) if end else ())
        async with self._store.write() as uow:
            if search_id:
                await uow.searches.keep(asked)
            else:
                id_ = await uow.searches.add(asked, self._clock.now())
                asked = replace(asked, id=id_)
        return replace(found, asked=asked)

    async def _page(
        self, uow: UnitOfWork, customer: Customer, asked: Asked, page: int, after: Place | None
    ) -> tuple[Found, Place | None]:
        leaf = await uow.search.leaf(asked.plan, asked.wish.order, after, PAGE)
        rows = await uow.catalog.rows(leaf.product_ids, customer.language)
        return Found(asked, ProductPage(rows, page, asked.total)), leaf.end


async def _asked(uow: UnitOfWork, customer: Customer, search_id: int) -> Asked:
    asked = await uow.searches.get(customer.id, search_id)
    if not asked:
        raise NotFound("search")
    return asked


def _written(sign: str) -> str:
    """Return a sign as it can be kept: no database takes NUL or half a character."""
    return " " if unicodedata.category(sign) in ("Cc", "Cs") else sign


def _steps(prices: list[int]) -> list[int]:
    """Return up to three round prices that part the goods about evenly."""
    ordered = sorted(prices)
    if len(ordered) < 2 or ordered[0] == ordered[-1]:
        return []
    parts = (ordered[len(ordered) * n // 4] for n in (1, 2, 3))
    return [step for step in dict.fromkeys(map(_round, parts)) if ordered[0] < step]


def _round(price: int) -> int:
    """Return the nearest of 1, 2, 5, 10, 20, 50, ... minor units."""
    scale = int("1" + "0" * (len(str(price)) - 1))
    return min((nice * scale for nice in _NICE), key=lambda nice: abs(nice - price))
