"""Sales that a catalogue file brings. Parts of the import, inside its transaction."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.imports import ProductChange
from domain.money import Money
from domain.ports.store import UnitOfWork
from domain.sale_sheets import to_plan
from domain.sales import Sale
from domain.services.sale_prices import put_on_again


async def sales_of_file(
    uow: UnitOfWork, changes: Sequence[ProductChange], actor_id: int | None, at: datetime
) -> None:
    """Have what runs go on at the prices that were just saved, and plan what the file tells."""
    saved = frozenset(change.stored.id for change in changes if change.stored)
    await put_on_again(uow, saved, at)
    prices = await _prices(uow, changes, at)
    for (starts_at, ends_at), own in prices.items():
        key = f"file:{secrets.token_hex(8)}"
        await uow.sales.add(Sale("", 0, starts_at, ends_at, actor_id, key), own, at)


async def _prices(
    uow: UnitOfWork, changes: Iterable[ProductChange], at: datetime
) -> dict[tuple[datetime, datetime], dict[int, Money]]:
    """Return what each variant is to cost, by the days that sales have in common."""
    at_once = at.replace(second=0, microsecond=0)
    found: dict[tuple[datetime, datetime], dict[int, Money]] = {}
    for change in changes:
        for sku, told in to_plan(change):
            days = (told.starts_at or at_once, told.ends_at)
            if count := await uow.stock.count(sku):
                found.setdefault(days, {})[count.variant_id] = told.price
    return found
