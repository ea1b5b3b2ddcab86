"""Goods shown in other chats: what is typed behind the bot's name, or what sells best."""

import re
from collections.abc import Iterable, Sequence

from domain.catalog import PAGE, ProductRow, Sort
from domain.customers import LIMITS, Customer
from domain.errors import Field, NotFound
from domain.ports.store import Store
from domain.services.catalog import Catalog
from domain.services.glances import Glances
from domain.showcase import AT_ONCE, Showing, shown_product, shown_row

_NAMED = re.compile(r"#(\d{1,9})\s*$")  # "Blue mug #17": exactly that product
_PAGES = AT_ONCE // PAGE
Rows = Sequence[ProductRow]


class Showcase:
    """Looks for goods on behalf of anybody; reads only, and never tells of a person."""

    def __init__(self, store: Store, glances: Glances) -> None:
        self._store = store
        self._glances = glances
        self._catalog = Catalog(store)

    async def look(self, customer: Customer, text: str, part: int, bot_id: int) -> Showing:
        """Return part number *part* of what *text* finds; without a word what sells best.

        A text that ends in "#17" finds the product with that id alone. Photos are those
        that the bot *bot_id* can send again.
        """
        text = text.strip()[: LIMITS[Field.SEARCH][1]]
        if named := _NAMED.search(text):
            return await self._one(customer, int(named[1]), bot_id)
        if text:
            rows, more = await self._found(customer, text, part)
        else:
            rows, more = await self._popular(customer, part)
        photos = await self._photos((row.id for row in rows), bot_id)
        shown = tuple(shown_row(row, photos.get(row.id, "")) for row in rows)
        return Showing(shown, more=more)

    async def _found(self, customer: Customer, text: str, part: int) -> tuple[Rows, bool]:
        page = await self._glances.glance(customer, text, part * AT_ONCE, AT_ONCE)
        return page.rows, (part + 1) * AT_ONCE < page.total

    async def _popular(self, customer: Customer, part: int) -> tuple[Rows, bool]:
        rows: list[ProductRow] = []
        for at in range(part * _PAGES, (part + 1) * _PAGES):
            page = (await self._catalog.shelf(customer, None, Sort.POPULAR, at)).page
            if page.page != at:  # past the end one comes to the first again
                return rows, False
            rows += page.rows
            if at + 1 >= page.pages:
                return rows, False
        return rows, True

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
