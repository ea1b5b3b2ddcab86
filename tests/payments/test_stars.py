"""Stars go back whole, once, and are listed with what became of them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot

from domain.gateways import AlreadyDone, Declined, NotDone, RefundRequest, RefundState
from domain.money import Money
from payments.stars import Stars
from sandbox.clock import Clock
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conversations.wire import DirectWire

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def telegram() -> Telegram:
    """A Telegram whose time stands."""
    return Telegram("123456:TEST", Clock.standing())


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    """A bot on it."""
    made = Bot("123456:TEST", session=DirectWire(telegram))
    yield made
    await made.session.close()


async def _paid(bot: Bot, telegram: Telegram, anna: Person, key: str = "attempt-1") -> str:
    """Have Anna pay 250 Stars for an attempt; return the charge's id."""
    telegram.say(anna, "/start")
    await bot.send_invoice(
        anna.id,
        title="Order #1001",
        description="A mug",
        payload=key,
        currency="XTR",
        prices=[{"label": "Order #1001", "amount": 250}],  # type: ignore[list-item]
    )
    invoice = list(telegram.messages(anna.id))[-1]
    telegram.pay(anna, anna.id, invoice["message_id"])
    while update := telegram.take_update():
        if query := update.get("pre_checkout_query"):
            await bot.answer_pre_checkout_query(query["id"], ok=True)
        if charged := update.get("message", {}).get("successful_payment"):
            return str(charged["telegram_payment_charge_id"])
    raise AssertionError("nothing was paid")


def _back(charge: str, payer: int, **changed: Any) -> RefundRequest:
    asked = RefundRequest("refund-1", charge, payer, Money(250, "XTR"))
    return replace(asked, **changed)


async def test_a_charge_goes_back_once(bot: Bot, telegram: Telegram) -> None:
    anna, stars = telegram.person("Anna", "en"), Stars(bot)
    charge = await _paid(bot, telegram, anna)

    told = await stars.refund(_back(charge, anna.id))

    assert (told.state, told.money) == (RefundState.SUCCEEDED, Money(250, "XTR"))
    with pytest.raises(AlreadyDone):
        await stars.refund(_back(charge, anna.id))


async def test_a_part_of_a_charge_is_refused_before_telegram_is_asked(
    bot: Bot, telegram: Telegram
) -> None:
    anna, stars = telegram.person("Anna", "en"), Stars(bot)
    charge = await _paid(bot, telegram, anna)

    with pytest.raises(Declined):
        await stars.refund(_back(charge, anna.id, money=Money(100, "XTR"), whole=False))

    assert (await stars.fetch(charge)).refunded == 0


async def test_what_came_is_listed_with_its_attempt_and_what_went_back(
    bot: Bot, telegram: Telegram
) -> None:
    anna, stars = telegram.person("Anna", "en"), Stars(bot)
    kept = await _paid(bot, telegram, anna, "attempt-1")
    back = await _paid(bot, telegram, anna, "attempt-2")
    await stars.refund(_back(back, anna.id))

    listed = [told async for told in stars.since(EVER)]

    assert [(told.external_id, told.key, told.refunded) for told in listed] == [
        (kept, "attempt-1", 0),
        (back, "attempt-2", 250),
    ]
    assert {told.money for told in listed} == {Money(250, "XTR")}
    later = listed[0].at + timedelta(days=1)
    assert [told async for told in stars.since(later)] == []


async def test_a_charge_nobody_knows_is_neither_found_nor_returned(
    bot: Bot, telegram: Telegram
) -> None:
    anna, stars = telegram.person("Anna", "en"), Stars(bot)
    await _paid(bot, telegram, anna)

    with pytest.raises(NotDone):
        await stars.fetch("charge-of-nobody")
    with pytest.raises(Declined):
        await stars.refund(_back("charge-of-nobody", anna.id))
