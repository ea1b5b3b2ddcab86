"""Favourites, lists that others may see, and what a customer looked at."""

import re
import secrets
from datetime import datetime

from domain.catalog import PAGE, ProductPage
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound
from domain.favourites import VIEWS_KEPT, Choice, Marks, Seen, SharedList
from domain.pages import page_or_first
from domain.ports.store import Store, UnitOfWork

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_MOST = 5000  # looks that wait to be written down; more of them are not worth the memory


class Favourites:
    """Keeps what a customer marked. Looking costs no write: who looked at what is written
    down now and then, all at once; a process that dies forgets the last few.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._seen: dict[Seen, datetime] = {}

    async def opened(self, customer: Customer, product_id: int) -> Marks:
        """Note that a customer looks at a product, and return what they marked about it."""
        if customer.personal and len(self._seen) < _MOST:
            self._seen[Seen(customer.id, product_id)] = self._clock.now()
        async with self._store.read() as uow:
            return await uow.favourites.marks(customer.id, product_id)

    async def save(self, customer: Customer, product_id: int, *, wanted: bool) -> None:
        """Have a product among the favourites, or not; the same call twice does it once."""
        async with self._store.write() as uow:
            if wanted:
                await uow.favourites.add(customer.id, product_id, self._clock.now())
            else:
                await uow.favourites.remove(customer.id, product_id)

    async def page(self, customer: Customer, page: int) -> ProductPage:
        """Return a page of the favourites, the newest first."""
        async with self._store.read() as uow:
            return await _saved(uow, customer.id, page, customer.language)

    async def seen(self, customer: Customer, page: int) -> ProductPage:
        """Return a page of what they looked at in the last 90 days, the latest first."""
        await self.write_down()
        async with self._store.read() as uow:
            seen = await page_or_first(lambda at: uow.favourites.seen(customer.id, at, PAGE), page)
            return await _listed(uow, *seen, customer.language)

    async def share(self, customer: Customer) -> str:
        """Let whoever has the link see the favourites; return its token, always the same."""
        token = secrets.token_urlsafe(16)
        async with self._store.write() as uow:
            return await uow.favourites.share(customer.id, token, self._clock.now())

    async def unshare(self, customer: Customer) -> None:
        """Let nobody see them any more; a later link is a new one."""
        async with self._store.write() as uow:
            await uow.favourites.unshare(customer.id)

    async def shared(self, visitor: Customer, token: str, page: int) -> SharedList:
        """Return somebody's favourites for a visitor, in the visitor's language.

        Raises:
            NotFound: There is no such list, or it is not shared any more.
        """
        if not _TOKEN.fullmatch(token):
            raise NotFound("list")
        async with self._store.read() as uow:
            owner_id = await uow.favourites.shared_by(token)
            owner = await uow.customers.get(owner_id) if owner_id else None
            if not owner:
                raise NotFound("list")
            goods = await _saved(uow, owner.id, page, visitor.language)
        return SharedList(owner.first_name, goods)

    async def choose(self, customer: Customer, choice: Choice, *, on: bool) -> Customer:
        """Agree to something or not. Without suggestions what they looked at is forgotten."""
        if choice is Choice.PERSONAL and not on:
            mine = [seen for seen in self._seen if seen.customer_id == customer.id]
            for seen in mine:
                del self._seen[seen]
        async with self._store.write() as uow:
            await uow.customers.choose(customer.id, choice, on=on)
            if choice is Choice.PERSONAL and not on:
                await uow.favourites.forget_seen(customer.id)
            return await uow.customers.get(customer.id) or customer

    async def write_down(self) -> None:
        """Write down who looked at what since the last time."""
        seen, self._seen = self._seen, {}
        if seen:
            ordered = sorted(seen.items(), key=lambda one: (one[0].customer_id, one[0].product_id))
            async with self._store.write() as uow:
                await uow.favourites.note_seen(ordered)

    async def forget(self) -> None:
        """Forget what was looked at longer ago than it is kept."""
        async with self._store.write() as uow:
            await uow.favourites.forget_seen_before(self._clock.now() - VIEWS_KEPT)


async def _saved(uow: UnitOfWork, customer_id: int, page: int, language: str) -> ProductPage:
    """Return that page, or the first one when goods went and the page is past the end."""
    saved = await page_or_first(lambda at: uow.favourites.page(customer_id, at, PAGE), page)
    return await _listed(uow, *saved, language)


async def _listed(
    uow: UnitOfWork, ids: tuple[int, ...], page: int, total: int, language: str
) -> ProductPage:
    return ProductPage(await uow.catalog.rows(ids, language), page, total)
