"""Refunds that get lost, last for days, are refused, or were made by somebody else.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

import pytest

from domain.customers import Customer, Role
from domain.gateways import (
    AlreadyDone,
    Declined,
    GatewayError,
    KeyReused,
    KeysRefused,
    NotDone,
    OutcomeUnknown,
    RefundState,
    TryLater,
)
from domain.orders import PaymentStatus, Status
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import Killed, PayingShop

LOST = OutcomeUnknown("the answer got lost")


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def _owing(shop: PayingShop) -> Customer:
    """Have an order of 690 paid and cancelled, with nothing sent back yet."""
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid({mug: 1})
    await shop.cancelled_by_merchant(mira)
    return mira


async def _tried_all_day(shop: PayingShop) -> None:
    for _ in range(48):
        shop.clock.skip(minutes=30)
        await shop.refunds.send_due()


async def _ensure_returned_once(shop: PayingShop) -> None:
    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert shop.stripe.back() == [690]
    assert (await shop.notes()).count("refunded") == 1
    assert await shop.alerts() == ["refunding"]
    await shop.ensure_sound()


@pytest.mark.parametrize("done", [False, True], ids=["not done", "done"])
async def test_payments_9_a_refund_without_an_answer_is_asked_for_again_with_its_key(
    shop: PayingShop, done: bool
) -> None:
    await _owing(shop)
    shop.stripe.strike("refund", LOST, effect=done)
    await shop.refunds.send_due()
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    assert "refunded" not in await shop.notes()

    shop.clock.skip(minutes=1)
    await shop.refunds.send_due()

    keys = [call.about for call in shop.stripe.calls if call.method == "refund"]
    assert keys == [keys[0]] * 2
    await _ensure_returned_once(shop)


@pytest.mark.parametrize("done", [False, True], ids=["before the call", "after it"])
async def test_payments_10_a_refund_survives_the_process_that_sent_it(
    shop: PayingShop, done: bool
) -> None:
    """Commerce 32: nobody takes it up while the call may still be under way."""
    await _owing(shop)
    shop.stripe.strike("refund", Killed(), effect=done)
    with pytest.raises(Killed):
        await shop.refunds.send_due()

    assert await shop.twin().refunds.send_due() == 0
    shop.clock.skip(minutes=5)
    assert await shop.twin().refunds.send_due() == 1

    await _ensure_returned_once(shop)


async def test_payments_30_a_provider_that_asks_for_patience_gets_it(shop: PayingShop) -> None:
    await _owing(shop)
    shop.stripe.strike("refund", TryLater("slow down", after=900), effect=False)
    await shop.refunds.send_due()

    shop.clock.skip(seconds=899)
    assert await shop.refunds.send_due() == 0
    shop.clock.skip(seconds=1)
    assert await shop.refunds.send_due() == 1

    await _ensure_returned_once(shop)


async def test_payments_21_what_was_returned_before_is_success(shop: PayingShop) -> None:
    await _owing(shop)
    shop.stripe.strike("refund", AlreadyDone("charge_already_refunded"), effect=True)

    await shop.refunds.send_due()

    await _ensure_returned_once(shop)


async def test_payments_23_a_slow_refund_counts_as_returned_only_when_it_is(
    shop: PayingShop,
) -> None:
    shop.stripe.slow_refunds = True
    await _owing(shop)
    await _tried_all_day(shop)
    assert shop.stripe.count("refund") == 1
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    assert "refunded" not in await shop.notes()
    await shop.ensure_sound()

    shop.stripe.finish_refund("stripe-back-1", ok=True)
    await shop.told(shop.stripe.hint("stripe-pay-1", "refund.updated", refund_id="stripe-back-1"))
    await _tried_all_day(shop)

    await _ensure_returned_once(shop)


async def test_payments_23_a_refund_that_a_call_and_a_look_end_at_once_ends_once(
    shop: PayingShop,
) -> None:
    shop.stripe.slow_refunds = True
    await _owing(shop)
    await shop.refunds.send_due()
    shop.stripe.finish_refund("stripe-back-1", ok=True)

    async def quick() -> None:
        await shop.twin().told(
            shop.stripe.hint("stripe-pay-1", "refund.updated", refund_id="stripe-back-1")
        )

    shop.stripe.before_answering("fetch_refund", quick)
    await _tried_all_day(shop)

    assert (await shop.journal()).count("refunded") == 1
    await _ensure_returned_once(shop)


async def test_payments_23_a_slow_refund_that_fails_becomes_an_owners_to_do(
    shop: PayingShop,
) -> None:
    shop.stripe.slow_refunds = True
    await _owing(shop)
    await shop.refunds.send_due()

    shop.stripe.finish_refund("stripe-back-1", ok=False)
    await _tried_all_day(shop)

    assert await shop.alerts() == ["refunding", "refund_due"]
    assert (await shop.said("staff_alert"))[-1]["amount"] == 690
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    assert "refunded" not in await shop.notes()
    assert shop.stripe.count("refund") == 1
    await shop.ensure_sound()


@pytest.mark.parametrize("error", [Declined("charge_disputed"), NotDone("400")])
async def test_payments_23_a_refund_that_is_refused_becomes_an_owners_to_do(
    shop: PayingShop, error: GatewayError
) -> None:
    await _owing(shop)
    shop.stripe.strike("refund", error, effect=False)

    await shop.refunds.send_due()
    await _tried_all_day(shop)

    assert shop.stripe.count("refund") == 1
    assert await shop.alerts() == ["refunding", "refund_due"]
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    assert "refunded" not in await shop.notes()
    await shop.ensure_sound()


async def test_payments_11_a_refund_whose_key_was_used_otherwise_is_looked_at_by_a_person(
    shop: PayingShop,
) -> None:
    await _owing(shop)
    shop.stripe.strike("refund", KeyReused("another body"), effect=False, times=100)

    await _tried_all_day(shop)

    assert len({call.about for call in shop.stripe.calls if call.method == "refund"}) == 1
    assert shop.stripe.back() == []
    assert await shop.alerts() == ["refunding", "refund_due"]
    await shop.ensure_sound()


async def test_payments_29_refused_keys_do_not_make_a_person_return_what_may_be_on_its_way(
    shop: PayingShop,
) -> None:
    """The first call may have returned it: an owner who does so too returns it twice."""
    await _owing(shop)
    shop.stripe.strike("refund", LOST, effect=True)
    shop.stripe.strike("refund", KeysRefused("401"), effect=False)

    await _tried_all_day(shop)

    assert shop.stripe.back() == [690]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert [each.state for each in await shop.returns()] == [RefundState.SUCCEEDED]
    await shop.ensure_sound()


async def test_commerce_14_a_refund_told_before_our_call_was_answered_counts_once(
    shop: PayingShop,
) -> None:
    await _owing(shop)

    async def quick() -> None:
        told = shop.stripe.hint("stripe-pay-1", "charge.refunded", refund_id="stripe-back-1")
        await shop.twin().told(told)

    shop.stripe.before_answering("refund", quick)
    await shop.refunds.send_due()
    await _tried_all_day(shop)

    assert await shop.rows("refunds") == 1
    await _ensure_returned_once(shop)
