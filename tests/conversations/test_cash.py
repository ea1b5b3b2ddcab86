"""Paid at the door: what was due is one tap, another sum is typed and explained first."""

import pytest

from bot.callbacks.work import MoveFulfilment, TakeCash
from domain.fulfilment import Step
from domain.orders import PaymentStatus, Status
from sandbox.telegram import Telegram
from tests.conversations.street import Passer, Street
from tests.conversations.till import orders, read

DONE = (Status.COMPLETED, PaymentStatus.PAID)
ASKED = "Order #1001: how much did you receive?"


@pytest.fixture
async def waiting(anna: Passer, owner: Passer) -> Passer:
    """Anna stands at the counter with a teapot for $30; return whoever serves her."""
    await orders(anna, "Cash at pick-up")
    await owner.taps("Accept", "Packed", "Ready for pick-up")
    return owner


async def _stands(street: Street) -> tuple[Status, PaymentStatus]:
    order = await read(street)
    return order.status, order.payment_status


async def test_the_sum_that_is_due_is_one_tap(street: Street, waiting: Passer) -> None:
    await waiting.taps("Picked up")
    assert ASKED in waiting.text
    assert waiting.buttons == ["Received $30", "‹ Back"]
    await waiting.taps("Received $30")

    assert "Delivered by Olga" in waiting.text
    assert await _stands(street) == DONE
    assert not waiting.sees("instead of")
    assert not street.telegram.violations


async def test_the_sum_that_is_due_may_be_typed(street: Street, waiting: Passer) -> None:
    await waiting.taps("Picked up")
    for slip in ("abc", "30k", "€30"):
        await waiting.says(slip)
        assert "is no price" in waiting.text
    await waiting.says("3.000")
    assert "“3.000” could be $3,000 or $3." in waiting.text
    await waiting.says("30.00")

    assert await _stands(street) == DONE


async def test_less_is_explained_before_it_is_noted_and_the_owner_is_told(
    street: Street, anna: Passer, waiting: Passer
) -> None:
    await waiting.taps("Picked up")
    await waiting.says("28")
    assert "That is $2 less than the $30 it comes to." in waiting.text
    assert (await _stands(street))[0] is Status.CONFIRMED
    await waiting.taps("Yes, $28")

    assert await _stands(street) == (Status.COMPLETED, PaymentStatus.NEEDS_REVIEW)
    assert waiting.sees("Order #1001: $28 in cash instead of $30")
    await anna.says("/orders")
    await anna.taps("#1001")
    assert not street.telegram.violations


async def test_more_is_explained_and_a_wrong_sum_is_taken_back_before_it_counts(
    street: Street, waiting: Passer
) -> None:
    await waiting.taps("Picked up")
    await waiting.says("3000")
    assert "That is $2,970 more than the $30 it comes to." in waiting.text
    await waiting.taps("‹ Back")
    assert ASKED in waiting.text
    await waiting.says("35")
    await waiting.taps("Yes, $35")

    assert await _stands(street) == DONE
    assert waiting.sees("Order #1001: $35 in cash instead of $30")


async def test_whoever_comes_second_is_told_who_was_first(street: Street, waiting: Passer) -> None:
    await waiting.taps("Picked up", "Received $30")
    await waiting.sends_forged(TakeCash(fulfilment=1, amount=100).pack())

    assert waiting.toasts[0].startswith("Olga marked it delivered")
    assert await _stands(street) == DONE


async def test_in_a_group_the_sum_is_a_reply(
    street: Street, telegram: Telegram, anna: Passer, owner: Passer
) -> None:
    group = telegram.group("Packing", [owner.person], supergroup=True)
    await street.quiet()
    packing = Passer(street, owner.person, group.id)
    telegram.say(owner.person, "/bind", chat=group)
    await street.quiet()
    await packing.taps("Souk")
    await orders(anna, "Cash at pick-up")
    await packing.taps("Accept", "Packed", "Ready for pick-up", "Picked up")
    assert "reply to this message" in packing.text
    asked = packing.card["message_id"]

    telegram.say(owner.person, "30", chat=group)
    await street.quiet()
    assert (await _stands(street))[0] is Status.CONFIRMED
    telegram.say(owner.person, "30", chat=group, reply_to=asked)
    await street.quiet()

    assert await _stands(street) == DONE


async def test_no_stranger_notes_money(street: Street, anna: Passer, waiting: Passer) -> None:
    assert waiting.buttons
    for press in (
        TakeCash(fulfilment=1, amount=3000),
        MoveFulfilment(fulfilment=1, to=Step.DELIVERED),
    ):
        await anna.sends_forged(press.pack())

    assert (await _stands(street))[0] is Status.CONFIRMED
