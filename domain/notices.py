"""Which messages an event of the shop causes. They are queued with the event itself."""

import secrets
from datetime import datetime
from enum import StrEnum

from domain.fulfilment import Fulfilment
from domain.orders import Order, OrderLine
from domain.payments import Payment
from domain.ports.store import Message, UnitOfWork
from domain.refunds import Refund
from domain.sales import Why


class Kind(StrEnum):
    """What a queued message shows; its text is made when it is sent."""

    ORDER_CARD = "order_card"  # the customer's card of an order, edited in place
    ORDER_NOTE = "order_note"  # a short new message about it, with sound
    PIECES_NOTE = "pieces_note"  # the same about some pieces of it; see `domain.news`
    RETURN_CARD = "return_card"  # the merchant's card of a request to take goods back
    FULFILMENT_CARD = "fulfilment_card"  # the merchant's card, every copy of it
    HAND_OVER = "hand_over"  # nothing to show yet: digital goods are to be handed over
    GOODS = "goods"  # the customer's digital goods
    GOODS_FILE = "goods_file"  # a file they bought
    STAFF_ALERT = "staff_alert"  # something an owner must look at
    STAFF_MENU = "staff_menu"  # somebody's command menu, after their post changed
    TRANSFER = "transfer"  # staff's card of a bank transfer that a customer says they made
    BACK_NOTE = "back_note"  # something that was sold out is there again
    CHEAPER_NOTE = "cheaper_note"  # favourites cost less
    REVIEW_ASK = "review_ask"  # how do you like it? once, without a sound
    REVIEW_NOTE = "review_note"  # its writer is told what became of a review
    REVIEW_CARD = "review_card"  # staff's card of a review: to be read, or answered
    FEEDBACK_CARD = "feedback_card"  # the owners' card of words to the shop alone
    FEEDBACK_ANSWER = "feedback_answer"
    SALE_NOTE = "sale_note"  # a sale ended otherwise than it was planned
    COVER = "cover"  # staff's cards of what a customer left who is gone, changed, never sent
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
    REFUNDED = "refunded"
    NOT_RECEIVED = "not_received"  # a bank transfer that the shop did not find


class Alert(StrEnum):
    """What an owner must look at."""

    REFUND_DUE = "refund_due"  # an owner has to return it, and to say so
    REFUNDING = "refunding"  # it goes back by itself; nothing to do
    REFUNDED_OUTSIDE = "refunded_outside"  # somebody returned it in the provider's cabinet
    NEEDS_REVIEW = "needs_review"
    NO_RECEIPT = "no_receipt"  # money came, and the provider made no fiscal receipt of it
    CASH_DIFFERS = "cash_differs"  # another sum was taken at the door than was due
    NO_KEYS = "no_keys"  # keys were sold that are not there
    WAY_CLOSED = "way_closed"  # a provider refuses the shop; nobody can pay by it


async def order_changed(uow: UnitOfWork, order: Order, version: str, at: datetime) -> None:
    """Have the customer's order card say how things stand. *version* names the change."""
    payload = {"order_id": order.id}
    await uow.outbox.put(Message(Kind.ORDER_CARD, payload, f"card:{order.id}:{version}"), at)


async def tell_all_anew(uow: UnitOfWork, order: Order) -> None:
    """Have all that happens to an order told again, as it begins anew after it had ended."""
    parts = (f"fulfilment:{part.id}:" for part in order.fulfilments)
    await uow.outbox.free_keys([f"card:{order.id}:", f"note:{order.id}:", *parts])


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


async def tell_refunded(uow: UnitOfWork, refund: Refund, at: datetime) -> None:
    """Tell whoever paid that this money has gone back."""
    payload = {
        "order_id": refund.taken.order_id,
        "event": Event.REFUNDED,
        "chat_id": refund.taken.payer_id,
        "amount": refund.money.amount,
        "currency": refund.money.currency,
    }
    await uow.outbox.put(Message(Kind.ORDER_NOTE, payload, f"refunded:{refund.id}"), at)


async def tell_not_received(uow: UnitOfWork, order: Order, payment: Payment, at: datetime) -> None:
    """Tell the customer that the shop has not found this transfer."""
    payload = {"order_id": order.id, "event": Event.NOT_RECEIVED}
    key = f"note:{order.id}:{Event.NOT_RECEIVED}:{payment.id}"
    await uow.outbox.put(Message(Kind.ORDER_NOTE, payload, key), at)


async def transfer_changed(uow: UnitOfWork, payment: Payment, version: str, at: datetime) -> None:
    """Have staff's card of a transfer say how things stand."""
    payload = {"payment_id": payment.id}
    await uow.outbox.put(Message(Kind.TRANSFER, payload, f"transfer:{payment.id}:{version}"), at)


async def merchants_changed(uow: UnitOfWork, order: Order, version: str, at: datetime) -> None:
    """Have every merchant's card of this order say how things stand."""
    for part in order.fulfilments:
        await merchant_changed(uow, part, version, at)


async def merchant_changed(uow: UnitOfWork, part: Fulfilment, version: str, at: datetime) -> None:
    """Have all copies of one merchant's card say how things stand."""
    payload = {"fulfilment_id": part.id}
    message = Message(Kind.FULFILMENT_CARD, payload, f"fulfilment:{part.id}:{version}")
    await uow.outbox.put(message, at)


async def hand_over(uow: UnitOfWork, order: Order, version: str, at: datetime) -> None:
    """Have the digital goods of an order handed over, if it has any; see `Handover`."""
    if order.digital:
        key = f"hand_over:{order.id}:{version}"
        await uow.outbox.put(Message(Kind.HAND_OVER, {"order_id": order.id}, key), at)


async def goods_handed_over(uow: UnitOfWork, order: Order, version: str, at: datetime) -> None:
    """Show the customer what they were handed over. The goods themselves are never queued."""
    payload = {"order_id": order.id}
    await uow.outbox.put(Message(Kind.GOODS, payload, f"goods:{order.id}:{version}"), at)


async def send_file(uow: UnitOfWork, order: Order, line: OrderLine, at: datetime) -> None:
    """Send the customer a file they bought."""
    payload = {"order_id": order.id, "line_id": line.id}
    await uow.outbox.put(Message(Kind.GOODS_FILE, payload, f"file:{line.id}"), at)


def refund_details(refund: Refund) -> dict[str, str | int]:
    """Return what an alert about a refund tells."""
    return {
        "refund_id": refund.id,
        "order_id": refund.taken.order_id,
        "amount": refund.money.amount,
        "currency": refund.money.currency,
        "payer_id": refund.taken.payer_id,
        "charge_id": refund.taken.charge_id,
    }


async def alert(
    uow: UnitOfWork, kind: Alert, subject: str, details: dict[str, str | int], at: datetime
) -> None:
    """Have every owner look at something; *subject* makes it one alert."""
    payload = {"alert": kind, **details}
    await uow.outbox.put(Message(Kind.STAFF_ALERT, payload, f"alert:{kind}:{subject}"), at)


async def sale_ended(uow: UnitOfWork, sale_id: int, why: Why, at: datetime) -> None:
    """Have whoever planned a sale, and the owners, hear that it ended otherwise for some goods.

    All that happens to one sale for one reason within an hour is one message.
    """
    payload = {"sale_id": sale_id, "why": why}
    key = f"sale:{sale_id}:{why}:{at:%Y%m%d%H}"
    await uow.outbox.put(Message(Kind.SALE_NOTE, payload, key), at)


async def menu_changed(uow: UnitOfWork, customer_id: int, at: datetime) -> None:
    """Have a person's command menu fit their posts."""
    payload = {"customer_id": customer_id}
    key = f"menu:{customer_id}:{secrets.token_hex(8)}"
    await uow.outbox.put(Message(Kind.STAFF_MENU, payload, key), at)


async def cover(uow: UnitOfWork, about: dict[str, int], at: datetime) -> None:
    """Have staff's cards say no more of a customer who is gone than the shop still knows.

    *about* names an order or a letter: ``{"order_id": 5}``, ``{"feedback_id": 7}``.
    """
    key = ":".join(f"{name}:{id_}" for name, id_ in about.items())
    await uow.outbox.put(Message(Kind.COVER, dict(about), f"cover:{key}"), at)


async def remove_message(uow: UnitOfWork, chat_id: int, message_id: int, at: datetime) -> None:
    """Take a message out of a chat, if Telegram still lets us."""
    payload = {"chat_id": chat_id, "message_id": message_id}
    await uow.outbox.put(Message(Kind.DELETE, payload, f"delete:{chat_id}:{message_id}"), at)
