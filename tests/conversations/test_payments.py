"""Paying in the chat, with all that can go wrong between a tap and the money.

Fault numbers are those of docs/faults.md.
"""

import asyncio
from typing import Any

from bot.intake import Intake
from domain.orders import PaymentStatus, Status
from domain.payments import Charge
from domain.services.payments import Payments, Settlement
from tests.conversations.street import Passer, Street


async def _invoiced(anna: Passer, product: str = "Teapot", shelf: str = "Kitchen") -> None:
    await anna.says("/start")
    await anna.taps(shelf)
    if "All goods here" in anna.buttons:
        await anna.taps("All goods here")
    await anna.taps(product, "Buy now", "I pick it up")
    await anna.says("+1 202 555 0123")
    await anna.taps("Pay")


async def _status(street: Street, order_id: int = 1) -> tuple[Status, PaymentStatus]:
    async with street.app.store.read() as uow:
        order = await uow.orders.get(order_id)
    assert order
    return order.status, order.payment_status


PAID = (Status.CONFIRMED, PaymentStatus.PAID)
WAITING = (Status.AWAITING_PAYMENT, PaymentStatus.UNPAID)


async def test_a_declined_card_keeps_the_order_and_lets_pay_again(
    street: Street, anna: Passer
) -> None:
    await _invoiced(anna)

    declined = await anna.pays("decline")
    assert declined.stage == "declined"
    assert await _status(street) == WAITING
    await anna.pays()

    assert await _status(street) == PAID


async def test_fault_16_a_foreign_payer_is_refused_in_words(street: Street, anna: Passer) -> None:
    await _invoiced(anna)
    boris = street.person("Boris")
    await boris.says("/start")

    refused = await anna.pays(payer=boris)

    assert refused.stage == "refused"
    assert refused.text
    assert await _status(street) == WAITING


async def test_fault_1_paying_twice_charges_once(street: Street, anna: Passer) -> None:
    await _invoiced(anna)

    checkout = await anna.pays("twice")

    async with street.app.store.read() as uow:
        charges = await uow.connection.exec_driver_sql("SELECT count(*) FROM charges")
    stages = {checkout.stage, checkout.twin.stage}
    assert "paid" in stages
    assert await _status(street) == PAID
    assert charges.scalar() in (1, 2)
    assert anna.all_text.count("is paid") == 1


async def test_fault_1_the_same_update_again_says_nothing_again(
    street: Street, anna: Passer
) -> None:
    await _invoiced(anna)
    seen: list[dict[str, Any]] = []
    feed = street.feed

    async def note(update: dict[str, Any]) -> None:
        seen.append(update)
        await feed(update)

    street.feed = note  # type: ignore[method-assign]
    await anna.pays()
    paid = [u for u in seen if "successful_payment" in u.get("message", {})]
    for update in paid * 3:
        await street.feed(update)
    await street.quiet()

    assert len(paid) == 1
    assert anna.all_text.count("is paid") == 1
    assert await _status(street) == PAID


async def test_fault_16_an_expired_invoice_is_refused_and_leaves_the_chat(
    street: Street, anna: Passer, clock: Any
) -> None:
    await _invoiced(anna)
    invoice = anna.card["message_id"]
    clock.skip(minutes=15)

    refused = await anna.pays()
    await street.app.services.orders.expire_due()
    await street.quiet()

    assert refused.stage == "refused"
    assert street.telegram.message(anna.id, invoice) is None
    assert anna.sees("#1001")
    assert (await _status(street))[0] is Status.EXPIRED


async def test_fault_14_a_slow_database_is_a_no_in_time(
    street: Street, anna: Passer, monkeypatch: Any
) -> None:
    await _invoiced(anna)

    async def hangs(*_: Any) -> None:
        raise TimeoutError

    monkeypatch.setattr(Payments, "approve", hangs)

    refused = await anna.pays()

    assert refused.stage == "refused"
    assert await _status(street) == WAITING


async def test_fault_35_a_customer_who_blocked_the_shop_has_still_paid(
    street: Street, anna: Passer
) -> None:
    await _invoiced(anna)
    invoice = [m for m in anna.messages if "invoice" in m][-1]["message_id"]
    street.telegram.pay(anna.person, anna.id, invoice, "succeed")
    while update := street.telegram.take_update():
        if "successful_payment" in update.get("message", {}):
            street.telegram.block(anna.person)
        await street.feed(update)
    await street.quiet()

    assert await _status(street) == PAID


async def test_fault_10_money_that_comes_while_the_database_is_away_is_noted_when_it_is_back(
    street: Street, anna: Passer, monkeypatch: Any
) -> None:
    await _invoiced(anna)
    invoice = [m for m in anna.messages if "invoice" in m][-1]["message_id"]
    settle, away = Payments.settle, [True, True]

    async def settle_when_back(payments: Payments, charge: Charge) -> Settlement:
        if away:
            raise ConnectionError(f"away {away.pop()}")
        return await settle(payments, charge)

    async def pause(_: float) -> None:
        """No time passes."""

    monkeypatch.setattr(Payments, "settle", settle_when_back)
    app = street.app
    intake = Intake(app.bot, app.dispatcher.feed_update, pause=pause)
    street.telegram.pay(anna.person, anna.id, invoice, "succeed")
    while update := street.telegram.take_update():
        await (await intake.take(update))
    await street.quiet()

    assert await _status(street) == PAID
    assert anna.all_text.count("is paid") == 1
    assert "went wrong" not in anna.all_text


async def test_the_last_piece_is_sold_once_to_two_who_pay_together(
    street: Street, anna: Passer
) -> None:
    boris = street.person("Boris")
    for person in (anna, boris):
        await person.says("/start")
        await person.taps("Kitchen", "All goods here", "Teapot", "Buy now", "I pick it up")
        await person.says("+1 202 555 0123")

    await anna.taps("Pay")
    await boris.taps("Pay")

    assert any("invoice" in message for message in anna.messages)
    assert not any("invoice" in message for message in boris.messages)
    assert boris.toasts


async def test_a_double_tap_on_pay_makes_one_order_and_one_invoice_to_pay(
    street: Street, anna: Passer
) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "I pick it up")
    await anna.says("+1 202 555 0123")
    message = anna.card
    rows = message["reply_markup"]["inline_keyboard"]
    at = next(
        (r, c) for r, row in enumerate(rows) for c, b in enumerate(row) if "Pay" in b["text"]
    )
    for _ in range(2):
        street.telegram.tap(anna.person, anna.id, message["message_id"], *at)
    updates = [street.telegram.take_update() for _ in range(2)]
    await asyncio.gather(*(street.feed(update) for update in updates if update))
    await street.quiet()

    async with street.app.store.read() as uow:
        _, orders = await uow.orders.page(None, 0, 5)
    assert orders == 1
    assert len([m for m in anna.messages if "invoice" in m]) == 1


async def test_cancelling_takes_the_invoice_away_and_says_nothing_was_charged(
    street: Street, anna: Passer
) -> None:
    await _invoiced(anna)

    await anna.taps("Cancel order")
    await anna.taps("Cancel order")

    assert (await _status(street))[0] is Status.CANCELLED
    assert not any("invoice" in message for message in anna.messages)
