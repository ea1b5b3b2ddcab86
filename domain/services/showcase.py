"""Goods shown in other chats: what is typed behind the bot's name, or what sells best."""

import re
from collections.abc import Iterable

from domain.catalog import PAGE, ProductPage, Sort
from domain.customers import LIMITS, Customer
from domain.errors import Field, NotFound
from domain.ports.store import Store
from domain.services.catalog import Catalog
from domain.showcase import AT_ONCE, Showing, shown_product, shown_row

_NAMED = re.compile(r"#(\d{1,9})\s*$")  # "Blue mug #17": exactly that product
_PAGES = AT_ONCE // PAGE


class Showcase:
    """Looks for goods on behalf of anybody; reads only, and never tells of a person."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._catalog = Catalog(store)

    async def look(self, customer: Customer, text: str, part: int, bot_id: int) -> Showing:
        """Return part number *part* of what *text* finds; without a word what sells best.

        A text that ends in "#17" finds the product with that id alone. Photos are those
        that the bot *bot_id* can send again.
        """
        text = text.strip()[: LIMITS[Field.SEARCH][1]]
        if named := _NAMED.search(text):
            return await self._one(customer, int(named[1]), bot_id)
        pages = [await self._page(customer, text, part * _PAGES)]
        while len(pages) < _PAGES and pages[-1].page + 1 < pages[-1].pages:
            pages.append(await self._page(customer, text, pages[-1].page + 1))
        if pages[0].page != part * _PAGES:
            return Showing(())
        rows = [row for page in pages for row in page.rows]
        photos = await self._photos((row.id for row in rows), bot_id)
        shown = tuple(shown_row(row, photos.get(row.id, "")) for row in rows)
        return Showing(shown, more=pages[-1].page + 1 < pages[-1].pages)

    async def _page(self, customer: Customer, text: str, page: int) -> ProductPage:
        if text:
            return await self._catalog.search(customer, text, page)
        return (await self._catalog.shelf(customer, None, Sort.POPULAR, page)).page

    async def _one(self, customer: Customer, product_id: int, bot_id: int) -> Showing:
        try:
            product = await self._catalog.product(customer, product_id)
        except NotFound:
            return Showing(())
        if product.hidden:
            return Showing(())
        photos = await self._photos([product_id], bot_id)
        return Showing((shown_product(product, photos.get(product_id, "")),))

    async def _photos(self, product_ids: Iterable[int], bot_id: int) -> dict[int, str]:
        async with self._store.read() as uow:
            return await uow.pictures.of_products([*product_ids], bot_id)
