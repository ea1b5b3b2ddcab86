"""Which messages an event of the shop causes. They are queued with the event itself."""

import secrets
from datetime import datetime
from enum import StrEnum

from domain.fulfilment import Fulfilment
from domain.orders import Order
from domain.ports.store import Message, UnitOfWork


class Kind(StrEnum):
    """What a queued message shows; its text is made when it is sent."""

    ORDER_CARD = "order_card"  # the customer's card of an order, edited in place
    ORDER_NOTE = "order_note"  # a short new message about it, with sound
    FULFILMENT_CARD = "fulfilment_card"  # the merchant's card, every copy of it
    STAFF_ALERT = "staff_alert"  # something an owner must look at
    STAFF_MENU = "staff_menu"  # somebody's command menu, after their post changed
    DELETE = "delete"  # a message that is no longer true, an old invoice


class Event(StrEnum):
    """What an order note tells."""

    PAID = "paid"
    PLACED = "placed"  # cash on delivery
    ACCEPTED = "accepted"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    EXPIRED = "expired"
    CANCELLED = "cancelled"  # by the merchant
    REFUND_DUE = "refund_due"


class Alert(StrEnum):
    """What an owner must look at."""

    REFUND_DUE = "refund_due"
    NEEDS_REVIEW = "needs_review"


async def order_changed(uow: UnitOfWork, order: Order, version: str, at: datetime) -> None:
    """Have the customer's order card say how things stand. *version* names the change."""
    payload = {"order_id": order.id}
    await uow.outbox.put(Message(Kind.ORDER_CARD, payload, f"card:{order.id}:{version}"), at)


async def tell_customer(uow: UnitOfWork, order: Order, event: Event, at: datetime) -> None:
    """Tell the customer once that *event* happened to the order."""
    payload = {"order_id": order.id, "event": event}
    await uow.outbox.put(Message(Kind.ORDER_NOTE, payload, f"note:{order.id}:{event}"), at)


async def tell_customer_of(
    uow: UnitOfWork, fulfilment: Fulfilment, event: Event, at: datetime
) -> None:
    """Tell the customer once that *event* happened to one merchant's part."""
    payload = {
        "order_id": fulfilment.order_id,
        "event": event,
        "fulfilment_id": fulfilment.id,
    }
    key = f"note:{fulfilment.order_id}:{event}:{fulfilment.id}"
    await uow.outbox.put(Message(Kind.ORDER_NOTE, payload, key), at)


async def tell_payer(
    uow: UnitOfWork, order: Order, payer_id: int, charge_id: str, at: datetime
) -> None:
    """Tell whoever paid that this charge will be given back."""
    payload = {"order_id": order.id, "event": Event.REFUND_DUE, "chat_id": payer_id}
    key = f"note:{order.id}:{Event.REFUND_DUE}:{charge_id}"
    await uow.outbox.put(Message(Kind.ORDER_NOTE, payload, key), at)


async def merchants_changed(uow: UnitOfWork, order: Order, version: str, at: datetime) -> None:
    """Have every merchant's card of this order say how things stand."""
    for part in order.fulfilments:
        await merchant_changed(uow, part, version, at)


async def merchant_changed(uow: UnitOfWork, part: Fulfilment, version: str, at: datetime) -> None:
    """Have all copies of one merchant's card say how things stand."""
    payload = {"fulfilment_id": part.id}
    message = Message(Kind.FULFILMENT_CARD, payload, f"fulfilment:{part.id}:{version}")
    await uow.outbox.put(message, at)


async def alert(
    uow: UnitOfWork, kind: Alert, subject: str, details: dict[str, str | int], at: datetime
) -> None:
    """Have every owner look at something; *subject* makes it one alert."""
    payload = {"alert": kind, **details}
    await uow.outbox.put(Message(Kind.STAFF_ALERT, payload, f"alert:{kind}:{subject}"), at)


async def menu_changed(uow: UnitOfWork, customer_id: int, at: datetime) -> None:
    """Have a person's command menu fit their posts."""
    payload = {"customer_id": customer_id}
    key = f"menu:{customer_id}:{secrets.token_hex(8)}"
    await uow.outbox.put(Message(Kind.STAFF_MENU, payload, key), at)


async def remove_message(uow: UnitOfWork, chat_id: int, message_id: int, at: datetime) -> None:
    """Take a message out of a chat, if Telegram still lets us."""
    payload = {"chat_id": chat_id, "message_id": message_id}
    await uow.outbox.put(Message(Kind.DELETE, payload, f"delete:{chat_id}:{message_id}"), at)
