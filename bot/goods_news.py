"""Messages about goods that somebody waits for, made of how things stand when they are sent."""

from collections.abc import Mapping
from typing import Any

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.goods_notes import back_note, cheaper_note
from domain.money import Money
from domain.notices import Kind
from domain.ports.store import UnitOfWork

_LISTED = 10  # products that are read at once


async def goods_screen(
    uow: UnitOfWork, kind: str, payload: Mapping[str, Any], t: Translator
) -> Screen | None:
    """Return what a queued message tells; None if it is not true any more."""
    if kind == Kind.BACK_NOTE:
        return await _back(uow, payload["variant_id"], t)
    return await _cheaper(uow, dict(payload["goods"]), t)


async def _back(uow: UnitOfWork, variant_id: int, t: Translator) -> Screen | None:
    offer = await uow.catalog.offer(variant_id, t.language)
    return back_note(*offer, t) if offer and offer[1].free > 0 else None


async def _cheaper(uow: UnitOfWork, was: dict[int, int], t: Translator) -> Screen | None:
    wanted = sorted(was)
    rows = [
        row
        for at in range(0, len(wanted), _LISTED)
        for row in await uow.catalog.rows(wanted[at : at + _LISTED], t.language)
    ]
    still = [
        (row, Money(was[row.id], row.price.currency))
        for row in rows
        if row.price.amount < was[row.id] and row.free > 0
    ]
    return cheaper_note(still, t) if still else None
