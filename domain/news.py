"""What both sides are told of single pieces: taken off, paid back, to be returned, offered."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.fulfilment import Fulfilment
from domain.notices import Kind, merchant_changed, order_changed
from domain.orders import Fate, Order, OrderLine
from domain.ports.store import Message, UnitOfWork
from domain.refunds import Refund
from domain.returns import Offer, Return


class News(StrEnum):
    """What a note about pieces tells the customer."""

    TAKEN_OFF = "taken_off"
    PAID_BACK = "paid_back"  # the goods stay
    RETURN_ENDED = "return_ended"  # accepted or rejected, as the request says then
    OFFERED = "offered"


async def pieces_gone(
    uow: UnitOfWork,
    part: Fulfilment,
    line: OrderLine,
    pieces: int,
    fate: Fate,
    refund: Refund | None,
    at: datetime,
) -> None:
    """Tell the customer that pieces of a line are gone, and what goes back; cards follow.

    *line* is as it was before. *refund* is None if no money goes back: it may not be paid.
    """
    payload: dict[str, Any] = {
        "order_id": part.order_id,
        "news": News.TAKEN_OFF if fate is Fate.CANCELLED else News.PAID_BACK,
        "line_id": line.id,
        "pieces": pieces,
    }
    if refund:
        payload |= {"amount": refund.money.amount, "currency": refund.money.currency}
    version = f"{fate}:{line.id}:{line.gone}"
    await uow.outbox.put(Message(Kind.PIECES_NOTE, payload, f"note:pieces:{version}"), at)
    await merchant_changed(uow, part, version, at)


async def return_changed(uow: UnitOfWork, order: Order, changed: Return, at: datetime) -> None:
    """Have all cards say how a request stands."""
    version = f"{changed.id}:{changed.state}"
    payload = {"return_id": changed.id}
    await uow.outbox.put(Message(Kind.RETURN_CARD, payload, f"return:{version}"), at)
    await order_changed(uow, order, f"return:{version}", at)
    part = next(part for part in order.fulfilments if part.id == changed.fulfilment_id)
    await merchant_changed(uow, part, f"return:{version}", at)


async def tell_of_return(
    uow: UnitOfWork, ended: Return, refund: Refund | None, at: datetime
) -> None:
    """Tell the customer what the shop decided, and what goes back."""
    payload: dict[str, Any] = {
        "order_id": ended.order_id,
        "news": News.RETURN_ENDED,
        "return_id": ended.id,
    }
    if refund:
        payload |= {"amount": refund.money.amount, "currency": refund.money.currency}
    await uow.outbox.put(Message(Kind.PIECES_NOTE, payload, f"note:return:{ended.id}"), at)


async def offer_more(uow: UnitOfWork, offer: Offer, at: datetime) -> None:
    """Ask the customer whether they want more."""
    payload = {"order_id": offer.order_id, "news": News.OFFERED, "offer_id": offer.id}
    await uow.outbox.put(Message(Kind.PIECES_NOTE, payload, f"note:offer:{offer.id}"), at)
