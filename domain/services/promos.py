"""Promo codes: customers use them, admins set them."""

from dataclasses import dataclass
from datetime import UTC, tzinfo

from domain.carts import Cart
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound
from domain.pages import page_or_first, pages_of
from domain.ports.store import Entry, Store, UnitOfWork
from domain.price_errors import PromoDays, PromoRefusal, PromoRefused, UsedBefore
from domain.promo import LONGEST, Promo, as_code
from domain.promo_terms import PromoLine, parse_promo
from domain.services.shelf_names import shelf_choices, shelf_named

PAGE = 5


@dataclass(frozen=True, slots=True)
class PromoPage:
    """Promo codes, those that are on first, then the newest; *total* counts all."""

    promos: tuple[Promo, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


class Promos:
    """Keeps the shop's promo codes, and each customer's with their cart."""

    def __init__(self, store: Store, clock: Clock, zone: tzinfo = UTC) -> None:
        """*zone* is that of the days admins type."""
        self._zone = zone
        self._store = store
        self._clock = clock

    async def apply(self, customer: Customer, text: str) -> Cart:
        """Have the next order use a code, in whatever case it was typed. Nothing counts yet.

        Raises:
            PromoRefused: It cannot be used for this cart; one that was there stays.
        """
        code = as_code(text)
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            cart = await uow.carts.get(customer.id, customer.language)
            found = await uow.promos.offered(code, customer.id)
            if not found:
                raise PromoRefused(code[:LONGEST], PromoRefusal.UNKNOWN)
            if refusal := found.refusal(cart, self._clock.now()):
                raise refusal
            await uow.carts.promo(customer.id, code)
            return await uow.carts.get(customer.id, customer.language)

    async def drop(self, customer: Customer) -> Cart:
        """Have the next order use no code."""
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            await uow.carts.promo(customer.id, "")
            return await uow.carts.get(customer.id, customer.language)

    async def page(self, actor: Customer, page: int) -> PromoPage:
        """Return a page of the codes. Raises `NotAllowed` for all but admins."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return PromoPage(*await page_or_first(lambda at: uow.promos.page(at, PAGE), page))

    async def edit(self, actor: Customer, text: str, currency: str) -> Promo:
        """Carry out what was typed after /promo, and return the code as it stands then.

        The terms of a known code are replaced by the new ones; orders that used it keep
        theirs, and its uses stay counted.

        Raises:
            NotAllowed: They are no admin. BadTerms: It is not understood.
            NotFound: There is no such code, category or SKU.
            AmbiguousShelf: Several categories are called so.
            UsedBefore: It has more uses than the new terms allow.
            PromoDays: It would end before it begins, or is over already.
        """
        actor.ensure_admin()
        line = parse_promo(text, currency, self._zone)
        if line.terms and (ends := line.terms.ends_at) and ends <= self._clock.now():
            raise PromoDays(ends, over=True)
        async with self._store.write() as uow:
            known = await uow.promos.by_code(line.code, lock=True)
            if line.terms is not None:
                promo = await self._save(uow, actor, line, line.terms, known)
            elif known is None:
                raise NotFound("promo", line.code)
            elif line.on is not None:
                await self._switch(uow, actor, known, line.on)
                promo = known
            else:
                return known
            return await uow.promos.by_code(promo.code) or promo

    async def switch(self, actor: Customer, promo_id: int, on: bool) -> None:
        """Switch a code on or off; the same call twice changes nothing more.

        Raises:
            NotAllowed: They are no admin. NotFound: There is no such code.
        """
        actor.ensure_admin()
        async with self._store.write() as uow:
            known = await uow.promos.get(promo_id)
            if known is None:
                raise NotFound("promo")
            await self._switch(uow, actor, known, on)

    async def _switch(self, uow: UnitOfWork, actor: Customer, promo: Promo, on: bool) -> None:
        if await uow.promos.set_active(promo.id, on):
            before, after = ("off", "on") if on else ("on", "off")
            await self._note(uow, actor, promo.code, before, after)

    async def _save(
        self, uow: UnitOfWork, actor: Customer, line: PromoLine, terms: Promo, known: Promo | None
    ) -> Promo:
        if known:
            await _ensure_uses_fit(uow, known, terms)
        categories, products = await _targets(uow, actor, line.goods)
        saved = await uow.promos.save(terms, categories, products, self._clock.now())
        before = f"{known.kind} {known.amount}" if known else ""
        await self._note(uow, actor, saved.code, before, f"{saved.kind} {saved.amount}")
        return saved

    async def _note(
        self, uow: UnitOfWork, actor: Customer, code: str, before: str, after: str
    ) -> None:
        entry = Entry(actor.id, "promo", f"promo:{code}", before, after)
        await uow.journal.add(entry, self._clock.now())


async def _ensure_uses_fit(uow: UnitOfWork, known: Promo, terms: Promo) -> None:
    """Raise `UsedBefore` if the code was used more often than *terms* allow."""
    if terms.most is not None and known.used > terms.most:
        raise UsedBefore(known.code, known.used)
    if terms.each is not None:
        by_one = await uow.promos.most_by_one(known.id)
        if by_one > terms.each:
            raise UsedBefore(known.code, by_one)


async def _targets(
    uow: UnitOfWork, actor: Customer, names: tuple[str, ...]
) -> tuple[list[int], list[int]]:
    """Find the categories and products that were named by title or by SKU, each once."""
    choices = await shelf_choices(uow, actor.language) if names else []
    categories: dict[int, None] = {}
    products: dict[int, None] = {}
    for name in names:
        if shelf := shelf_named(choices, name):
            categories[shelf.id] = None
        elif found := await uow.stock.count(name):
            products[found.product_id] = None
        else:
            raise NotFound("goods", name)
    return [*categories], [*products]
