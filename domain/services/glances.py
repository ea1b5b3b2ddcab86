"""Searches that nobody comes back to: as one types in another chat, or to settle a doubt."""

from itertools import islice

from domain.catalog import ProductPage, ProductRow
from domain.customers import Customer, ensure_text
from domain.errors import Field
from domain.ports.store import Store, UnitOfWork
from domain.search.phrases import parse
from domain.search.plans import COUNTED
from domain.services.understanding import Understanding

_FURTHEST = COUNTED - 1  # goods behind which nobody looks on without narrowing
_AT_ONCE = 10  # rows that are read by one statement


class Glances:
    """Looks for goods and remembers nothing."""

    def __init__(self, store: Store, currency: str) -> None:
        """*currency* (ISO 4217) is what a bare number means: the shop's."""
        self._store = store
        self._currency = currency

    async def glance(self, customer: Customer, text: str, skip: int, most: int) -> ProductPage:
        """Return up to *most* of what *text* finds, without the first *skip*.

        Raises:
            BadText: It is empty or too long.
        """
        wish = parse(ensure_text(Field.SEARCH, text), self._currency)
        upto = min(skip + most, _FURTHEST)
        async with self._store.read() as uow:
            read = await Understanding(uow.search, wish).read()
            leaf = await uow.search.leaf(read.plan, wish.order, None, upto, read.met)
            rows = await _rows(uow, leaf.product_ids[skip:], customer.language)
        return ProductPage(rows, 0, min(read.total, _FURTHEST))


async def _rows(
    uow: UnitOfWork, product_ids: tuple[int, ...], language: str
) -> tuple[ProductRow, ...]:
    rest, rows = iter(product_ids), list[ProductRow]()
    while some := tuple(islice(rest, _AT_ONCE)):
        rows += await uow.catalog.rows(some, language)
    return tuple(rows)
