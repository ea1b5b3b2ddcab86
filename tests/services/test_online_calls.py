"""A provider calls: what is kept, what is believed, and what is done about it.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

from contextlib import suppress
from dataclasses import replace

import pytest

from domain.gateways import Inbound, Malformed, OutcomeUnknown, Untrusted
from domain.orders import PaymentStatus
from domain.payments import Attempt
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def test_payments_7_calls_about_nothing_of_ours_are_kept_and_change_nothing(
    shop: PayingShop,
) -> None:
    """Payments 8 and commerce 18: an unknown object, another shop's, a kind nobody knows."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    foreign = replace(shop.stripe.payments[payment.external_id], external_id="foreign", key="x")
    shop.stripe.payments["foreign"] = foreign
    shop.stripe.pay("foreign")
    nobody = shop.stripe.hint("", "invoice.of.tomorrow")

    await shop.told(shop.stripe.hint("unheard-of"), shop.stripe.hint("foreign"), nobody)

    assert await shop.rows("provider_inbox") == 3
    assert shop.stripe.count("fetch") == 2
    shop.clock.skip(hours=1)
    assert await shop.watch.work_off() == 0
    assert await shop.rows("charges") == 0
    assert (await shop.attempt(payment.key)).status is Attempt.PENDING
    assert await shop.notes() == await shop.alerts() == []
    await shop.ensure_sound()


async def test_payments_5_a_forged_call_is_not_even_stored(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    true = shop.stripe.hint(payment.key)

    with pytest.raises(Untrusted):
        await shop.watch.hear("stripe", replace(true, headers={}))
    with pytest.raises(Malformed):
        await shop.watch.hear("stripe", replace(true, body=b"{"))
    with pytest.raises(LookupError):
        await shop.watch.hear("paypal", true)

    assert await shop.rows("provider_inbox") == 0
    assert shop.stripe.count("fetch") == 0
    await shop.ensure_sound()


async def test_payments_5_a_call_that_lies_is_outweighed_by_what_the_provider_says(
    shop: PayingShop,
) -> None:
    """Commerce 17."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})

    await shop.told(shop.stripe.hint(payment.key, "payment.succeeded"))

    assert (await shop.read()).payment_status is PaymentStatus.UNPAID
    assert (await shop.attempt(payment.key)).status is Attempt.PENDING
    assert await shop.rows("charges") == 0
    await shop.ensure_sound()


async def test_payments_9_a_call_is_worked_off_later_when_the_provider_does_not_answer(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)
    shop.stripe.strike("fetch", OutcomeUnknown("502"), effect=False)
    await shop.told(shop.stripe.hint(payment.key))
    assert (await shop.read()).payment_status is PaymentStatus.UNPAID

    shop.clock.skip(seconds=10)
    assert await shop.watch.work_off() == 1

    await shop.ensure_paid_once()


async def test_a_call_that_cannot_be_worked_off_does_not_keep_others_waiting(
    shop: PayingShop,
) -> None:
    """Commerce 51: whatever is wrong with the first, the second is money."""
    mug = await shop.stock("MUG", 5)
    poison = await shop.opened({mug: 1})
    payment = await shop.opened({mug: 1}, await shop.customer(1002))
    shop.stripe.pay(payment.key)
    odd = RuntimeError("an answer nobody thought of")
    shop.stripe.strike("fetch", odd, effect=False, times=9, about=poison.external_id)
    for each in (poison, payment):
        await shop.watch.hear("stripe", shop.stripe.hint(each.key))

    for _ in range(3):
        with suppress(RuntimeError):
            await shop.watch.work_off()

    await shop.ensure_paid_once(payment.order_id)


async def test_a_call_that_is_stored_survives_the_process_that_stored_it(
    shop: PayingShop,
) -> None:
    """Commerce 31."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.opened({mug: 1})
    shop.stripe.pay(payment.key)
    call: Inbound = shop.stripe.hint(payment.key)
    await shop.watch.hear("stripe", call)

    await shop.twin().watch.work_off()

    await shop.ensure_paid_once()
