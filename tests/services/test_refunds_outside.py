"""Money returned in the provider's own cabinet: noted, never returned a second time.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

from dataclasses import replace

import pytest

from domain.customers import Customer, Role
from domain.gateways import Declined, KeysRefused, OutcomeUnknown, RefundState
from domain.orders import PaymentStatus, Status
from domain.payments import Payment
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.shop import usd


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def _paid(shop: PayingShop) -> tuple[Payment, Customer]:
    """Have an order of 690 paid; return its attempt, and the merchant's person."""
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    return await shop.paid({mug: 1}), mira


async def _returned_outside(shop: PayingShop, payment: Payment, amount: int) -> None:
    back = shop.stripe.refund_outside(payment.key, amount)
    await shop.told(shop.stripe.hint(payment.key, "charge.refunded", refund_id=back))


async def test_payments_24_money_returned_in_the_cabinet_is_noted_once(shop: PayingShop) -> None:
    """Commerce 15."""
    payment, _ = await _paid(shop)

    await _returned_outside(shop, payment, 200)
    await shop.told(shop.stripe.hint(payment.key, "payment.updated"))
    part = await shop.read()
    await _returned_outside(shop, payment, 490)

    assert part.payment_status is PaymentStatus.PARTLY_REFUNDED
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert [each.money.amount for each in await shop.returns()] == [200, 490]
    assert shop.stripe.count("refund") == await shop.refunds.send_due() == 0
    assert await shop.counts(1) == (5, 1), "what happens to the goods is a person's choice"
    await shop.ensure_sound()


async def test_payments_24_owners_are_told_of_an_order_whose_money_went_back_without_us(
    shop: PayingShop,
) -> None:
    """Or a merchant ships what nobody pays for."""
    payment, _ = await _paid(shop)

    await _returned_outside(shop, payment, 690)

    assert (await shop.read()).status is Status.CONFIRMED
    assert len(await shop.alerts()) == 1
    await shop.ensure_sound()


async def test_payments_29_a_call_about_a_refund_waits_until_the_keys_are_accepted_again(
    shop: PayingShop,
) -> None:
    """Nothing else would ever tell us of it."""
    payment, _ = await _paid(shop)
    shop.stripe.strike("fetch", KeysRefused("401"), effect=False)
    await _returned_outside(shop, payment, 690)

    for _ in range(24):
        shop.clock.skip(hours=1)
        await shop.watch.work_off()

    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()


async def test_commerce_36_after_a_part_went_back_only_the_rest_does(shop: PayingShop) -> None:
    payment, mira = await _paid(shop)
    await _returned_outside(shop, payment, 200)

    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [200, 490]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()


async def test_commerce_36_owners_are_told_the_sum_that_goes_back(shop: PayingShop) -> None:
    payment, mira = await _paid(shop)
    await _returned_outside(shop, payment, 200)

    await shop.cancelled_by_merchant(mira)

    last = (await shop.said("staff_alert"))[-1]
    assert (last["alert"], last["amount"]) == ("refunding", 490)
    await shop.ensure_sound()


async def test_commerce_36_nobody_is_asked_to_return_what_went_back_already(
    shop: PayingShop,
) -> None:
    """One part is on its way back when the cabinet returns everything; then the other falls."""
    await shop.merchant("Second")
    mug, cup = await shop.stock("MUG", 5), await shop.stock("CUP", 5, 333, 2)
    mira, nina = [await shop.hire(3000 + n, Role.MERCHANT, n) for n in (1, 2)]
    payment = await shop.paid({mug: 1, cup: 1})
    await shop.cancelled_by_merchant(mira)
    await _returned_outside(shop, payment, 1023)

    await shop.cancelled_by_merchant(nina)
    await shop.refunds.send_due()

    assert "refund_due" not in await shop.alerts()
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert sum(shop.stripe.back()) == 1023
    await shop.ensure_sound()


async def test_payments_21_what_the_cabinet_returned_first_is_not_returned_again(
    shop: PayingShop,
) -> None:
    payment, mira = await _paid(shop)
    await shop.cancelled_by_merchant(mira)
    shop.stripe.refund_outside(payment.key, 690)

    await shop.refunds.send_due()
    await shop.told(shop.stripe.hint(payment.key, "charge.refunded", refund_id="stripe-back-1"))

    assert shop.stripe.back() == [690]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert await shop.alerts() == ["refunding"]
    assert sum(each.money.amount for each in await shop.returns()) == 690
    await shop.ensure_sound()


async def test_payments_24_what_an_owner_returned_by_hand_is_done_when_the_provider_says_so(
    shop: PayingShop,
) -> None:
    payment, mira = await _paid(shop)
    shop.stripe.strike("refund", Declined("balance_insufficient"), effect=False)
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()
    assert [each.state for each in await shop.returns()] == [RefundState.MANUAL]

    await _returned_outside(shop, payment, 690)

    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert (await shop.notes()).count("refunded") == 1
    await shop.ensure_sound()


@pytest.mark.parametrize("heard", ["before", "after"])
async def test_commerce_36_an_owner_is_asked_for_what_the_cabinet_has_left(
    shop: PayingShop, heard: str
) -> None:
    """Nobody told us of the part: the provider refuses the whole, and has only the rest."""
    payment, mira = await _paid(shop)
    back = shop.stripe.refund_outside(payment.key, 200)
    if heard == "after":
        shop.stripe.strike("fetch", OutcomeUnknown("no answer"), effect=False)
    await shop.cancelled_by_merchant(mira)

    await shop.refunds.send_due()
    await shop.told(shop.stripe.hint(payment.key, "charge.refunded", refund_id=back))

    asked = [each for each in await shop.said("staff_alert") if each["alert"] == "refund_due"]
    assert [each["amount"] for each in asked] == ([490] if heard == "before" else [690, 490])
    returns = [(each.state, each.money.amount) for each in await shop.returns()]
    assert returns == [(RefundState.MANUAL, 490), (RefundState.SUCCEEDED, 200)]
    assert (await shop.alerts()).count("refunded_outside") == 1
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    await shop.ensure_sound()


async def test_commerce_36_the_rest_an_owner_returns_in_the_cabinet_ends_it(
    shop: PayingShop,
) -> None:
    payment, mira = await _paid(shop)
    shop.stripe.refund_outside(payment.key, 200)
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()

    await _returned_outside(shop, payment, 490)
    await shop.told(shop.stripe.hint(payment.key, "again"))

    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    assert sorted(each.money.amount for each in await shop.returns()) == [200, 490]
    assert (await shop.notes()).count("refunded") == 1
    await shop.ensure_sound()


async def test_commerce_36_what_several_owe_by_hand_is_never_more_than_is_left(
    shop: PayingShop,
) -> None:
    """Two parts were refused; then the cabinet returns more than the smaller one."""
    await shop.merchant("Second")
    mug, cup = await shop.stock("MUG", 5), await shop.stock("CUP", 5, 333, 2)
    mira, nina = [await shop.hire(3000 + n, Role.MERCHANT, n) for n in (1, 2)]
    payment = await shop.paid({mug: 1, cup: 1})
    shop.stripe.strike("refund", Declined("balance_insufficient"), effect=False, times=2)
    await shop.cancelled_by_merchant(mira)
    await shop.cancelled_by_merchant(nina)
    await shop.refunds.send_due()

    await _returned_outside(shop, payment, 400)

    owed = [each for each in await shop.returns() if each.state is RefundState.MANUAL]
    assert sum(each.money.amount for each in owed) == 1023 - 400
    await shop.ensure_sound()


async def test_commerce_36_what_the_cabinet_returned_is_noted_whole_when_less_is_owed(
    shop: PayingShop,
) -> None:
    """A part of 690 is owed of 1023; the cabinet has returned 400, so 623 are left for it."""
    await shop.merchant("Second")
    mug, cup = await shop.stock("MUG", 5), await shop.stock("CUP", 5, 333, 2)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    payment = await shop.paid({mug: 1, cup: 1})
    shop.stripe.strike("refund", Declined("balance_insufficient"), effect=False)
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()

    await _returned_outside(shop, payment, 400)

    returns = [(each.state, each.money.amount) for each in await shop.returns()]
    assert returns == [(RefundState.MANUAL, 623), (RefundState.SUCCEEDED, 400)]
    await shop.ensure_sound()


async def test_no_more_is_noted_as_returned_than_came(shop: PayingShop) -> None:
    """Whatever a provider says: the rest is the daily comparison's to report."""
    mug = await shop.stock("MUG", 5)
    payment = await shop.paid({mug: 2})
    told = await shop.stripe.fetch(payment.external_id)

    for refunded in (5000, 9000):
        await shop.refunds.found(payment.order_id, replace(told, refunded=refunded))

    (refund,) = await shop.returns()
    assert refund.money == usd(1380)
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()
