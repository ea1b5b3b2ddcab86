"""Messages about single pieces, and to owners, made of how things stand when they are sent."""

from collections.abc import Mapping
from typing import Any

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.alerts import alert_screen
from bot.screens.pieces_notes import offer_note, paid_back_note, return_note, taken_off_note
from bot.screens.reconciled import reconciled_screen
from domain.fulfilment import Fulfilment
from domain.money import Money
from domain.news import News
from domain.orders import Order
from domain.ports.store import UnitOfWork
from domain.refunds import Refund
from domain.services.fulfilment import Part
from domain.services.reconcile import ALERT as RECONCILED
from domain.services.returns import Case


async def news_screen(
    uow: UnitOfWork, payload: Mapping[str, Any], order: Order, t: Translator
) -> Screen:
    """Return what a queued note about pieces tells; see `domain.news`."""
    money = money_of(payload)
    match News(payload["news"]):
        case News.RETURN_ENDED:
            case = await case_of(uow, payload["return_id"])
            return return_note(order, case.request, money, t)
        case News.OFFERED:
            if not (offer := await uow.offers.get(payload["offer_id"])):
                raise LookupError(f"offer {payload['offer_id']}")
            return offer_note(order, offer, t)
        case News() as news:
            line = next(line for line in order.lines if line.id == payload["line_id"])
            note = taken_off_note if news is News.TAKEN_OFF else paid_back_note
            return note(order, line, payload["pieces"], money, t)


async def case_of(uow: UnitOfWork, return_id: int) -> Case:
    """Return a request with the part it is about. Raises `LookupError` for none."""
    request = await uow.returns.get(return_id)
    order = await uow.orders.get(request.order_id) if request else None
    if not request or not order:
        raise LookupError(f"return {return_id}")
    part = next(part for part in order.fulfilments if part.id == request.fulfilment_id)
    return Case(request, Part(part, order))


def alert_news(payload: Mapping[str, Any], t: Translator, refund: Refund | None) -> Screen:
    """Return what owners are told: an alert, or what a comparison with a provider found."""
    if payload["alert"] == RECONCILED:
        return reconciled_screen(payload, t)
    return alert_screen(payload, t, refund)


async def order_of(uow: UnitOfWork, order_id: int) -> Order:
    """Return the order a message is about. Raises `LookupError` for none."""
    order = await uow.orders.get(order_id)
    if not order:
        raise LookupError(f"order {order_id}")
    return order


def part_of(order: Order, fulfilment_id: int | None) -> Fulfilment | None:
    """Return the merchant's part a message is about, if it is about one."""
    return next((part for part in order.fulfilments if part.id == fulfilment_id), None)


def money_of(payload: Mapping[str, Any]) -> Money | None:
    """Return the sum a message is about, if it is about one."""
    return Money(payload["amount"], payload["currency"]) if "amount" in payload else None
