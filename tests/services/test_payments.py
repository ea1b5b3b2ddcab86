"""Money: asked for before it is charged, counted once, and never lost.

Fault numbers are those of docs/faults.md.
"""

import asyncio

import pytest

from domain.customers import Role
from domain.errors import NotFound, PaymentRefused, Refusal, WrongStep
from domain.fulfilment import Step
from domain.notices import Alert
from domain.orders import Order, PaymentStatus, Status
from domain.payments import Outcome
from domain.services.payments import GRACE
from tests.shop import HOLD, Shop, usd


async def _order(shop: Shop, order_id: int = 1) -> Order:
    async with shop.store.read() as uow:
        order = await uow.orders.get(order_id)
    assert order
    return order


async def test_a_charge_that_fits_is_approved_and_keeps_the_hold_alive(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})
    assert placed.payment
    shop.clock.skip(minutes=HOLD - 1)

    await shop.payments.approve(placed.payment.key, 1001, placed.order.total)

    assert (await _order(shop)).expires_at == shop.clock.now() + GRACE
    await shop.ensure_sound()


@pytest.mark.parametrize(
    ("payer", "amount", "reason"),
    [(1002, 690, Refusal.NOT_YOURS), (1001, 689, Refusal.AMOUNT), (1001, 691, Refusal.AMOUNT)],
)
async def test_fault_16_a_foreign_payer_or_another_sum_is_refused_before_any_charge(
    shop: Shop, payer: int, amount: int, reason: Refusal
) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})
    assert placed.payment

    with pytest.raises(PaymentRefused) as refusal:
        await shop.payments.approve(placed.payment.key, payer, usd(amount))

    assert refusal.value.reason is reason
    assert await _order(shop) == placed.order
    await shop.ensure_sound()


async def test_fault_16_an_unknown_invoice_is_refused(shop: Shop) -> None:
    with pytest.raises(PaymentRefused) as refusal:
        await shop.payments.approve("made-up", 1001, usd(1))

    assert refusal.value.reason is Refusal.UNKNOWN


async def test_fault_16_the_invoice_of_an_ended_order_is_refused(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    cancelled = await shop.order(anna, {mug: 1})
    await shop.orders.cancel(anna, cancelled.order.id)
    late = await shop.order(anna, {mug: 1})
    paid = await shop.order(anna, {mug: 1})
    await shop.payments.settle(shop.charge(paid))
    shop.clock.skip(minutes=HOLD)

    reasons = []
    for placed in (cancelled, late, paid):
        assert placed.payment
        with pytest.raises(PaymentRefused) as refusal:
            await shop.payments.approve(placed.payment.key, anna.id, placed.order.total)
        reasons.append(refusal.value.reason)

    assert reasons == [Refusal.CANCELLED, Refusal.EXPIRED, Refusal.ALREADY_PAID]


async def test_a_paid_order_is_confirmed_and_its_merchant_told(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})
    assert await shop.queued("fulfilment_card") == []

    settlement = await shop.payments.settle(shop.charge(placed))

    order = await _order(shop)
    assert settlement.outcome is Outcome.PAID
    assert (order.status, order.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert order.paid_at == shop.clock.now()
    assert await shop.queued("fulfilment_card") == ["fulfilment:1:new"]
    assert await shop.queued("order_note") == ["note:1:paid"]
    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_fault_1_the_same_charge_told_many_times_counts_once(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})
    charge = shop.charge(placed)

    tellings = [shop.payments.settle(charge) for _ in range(6)]
    outcomes = [settlement.outcome for settlement in await asyncio.gather(*tellings)]
    again = await shop.payments.settle(charge)

    assert outcomes.count(Outcome.PAID) == 1
    assert outcomes.count(Outcome.DUPLICATE) == 5
    assert again.outcome is Outcome.DUPLICATE
    assert await shop.rows("charges") == 1
    assert await shop.queued("order_note") == ["note:1:paid"]
    await shop.ensure_sound()


async def test_a_second_real_payment_is_money_to_give_back(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})
    await shop.payments.settle(shop.charge(placed))

    second = await shop.payments.settle(shop.charge(placed, "charge-2"))

    assert second.outcome is Outcome.REFUND_DUE
    assert (await _order(shop)).payment_status is PaymentStatus.PAID
    assert await shop.queued("staff_alert") == [f"alert:{Alert.REFUND_DUE}:charge-2"]
    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_fault_13_a_sum_that_differs_pays_nothing_and_alerts(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})

    settlement = await shop.payments.settle(shop.charge(placed, money=usd(1)))

    order = await _order(shop)
    assert settlement.outcome is Outcome.NEEDS_REVIEW
    assert (order.status, order.payment_status) == (
        Status.AWAITING_PAYMENT,
        PaymentStatus.NEEDS_REVIEW,
    )
    assert await shop.queued("fulfilment_card") == []
    assert await shop.queued("staff_alert") == [f"alert:{Alert.NEEDS_REVIEW}:charge-1"]
    await shop.ensure_sound()


async def test_money_for_no_order_of_ours_stays_on_record(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})

    settlement = await shop.payments.settle(shop.charge(placed, key="unknown"))

    assert (settlement.outcome, settlement.order) == (Outcome.NEEDS_REVIEW, None)
    assert await shop.rows("charges") == 1
    assert len(await shop.queued("staff_alert")) == 1
    assert (await _order(shop)).payment_status is PaymentStatus.UNPAID


async def test_fault_16_money_of_a_foreign_payer_goes_back(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    placed = await shop.order(await shop.customer(), {mug: 1})

    settlement = await shop.payments.settle(shop.charge(placed, payer_id=1002))

    assert settlement.outcome is Outcome.REFUND_DUE
    assert (await _order(shop)).status is Status.AWAITING_PAYMENT
    await shop.ensure_sound()


async def test_fault_18_late_money_brings_an_expired_order_back_while_stock_lasts(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 1)
    placed = await shop.order(await shop.customer(), {mug: 1})
    shop.clock.skip(minutes=HOLD)
    assert await shop.orders.expire_due() == 1
    assert await shop.counts(mug) == (1, 0)

    settlement = await shop.payments.settle(shop.charge(placed))

    order = await _order(shop)
    assert settlement.outcome is Outcome.PAID
    assert order.status is Status.CONFIRMED
    assert order.fulfilments[0].step == "new"
    assert await shop.counts(mug) == (1, 1)
    await shop.ensure_sound()


async def test_fault_18_late_money_for_goods_that_are_gone_is_due_back_and_both_are_told(
    shop: Shop,
) -> None:
    mug, cup = await shop.stock("MUG", 1), await shop.stock("CUP", 5)
    placed = await shop.order(await shop.customer(), {mug: 1, cup: 1})
    shop.clock.skip(minutes=HOLD)
    await shop.orders.expire_due()
    await shop.order(await shop.customer(1002), {mug: 1})

    settlement = await shop.payments.settle(shop.charge(placed))

    order = await _order(shop)
    assert settlement.outcome is Outcome.REFUND_DUE
    assert (order.status, order.payment_status) == (Status.EXPIRED, PaymentStatus.REFUND_DUE)
    assert await shop.counts(cup) == (5, 0)
    assert "note:1:refund_due:charge-1" in await shop.queued("order_note")
    assert len(await shop.queued("staff_alert")) == 1
    await shop.ensure_sound()


async def test_fault_15_a_hold_whose_payment_never_comes_ends_after_the_grace(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 1)
    placed = await shop.order(await shop.customer(), {mug: 1})
    assert placed.payment
    shop.clock.skip(minutes=HOLD - 1)
    await shop.payments.approve(placed.payment.key, 1001, placed.order.total)
    shop.clock.skip(minutes=2)
    assert await shop.orders.expire_due() == 0

    shop.clock.skip(seconds=GRACE.total_seconds())

    assert await shop.orders.expire_due() == 1
    assert await shop.free(mug) == 1
    await shop.ensure_sound()


async def test_fault_18_of_expiry_and_money_at_the_same_instant_money_is_never_lost(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 1)
    placed = await shop.order(await shop.customer(), {mug: 1})
    shop.clock.skip(minutes=HOLD)

    await asyncio.gather(shop.orders.expire_due(), shop.payments.settle(shop.charge(placed)))

    order = await _order(shop)
    assert (order.status, order.payment_status) == (Status.CONFIRMED, PaymentStatus.PAID)
    assert await shop.counts(mug) == (1, 1)
    await shop.ensure_sound()


async def test_the_invoice_can_be_sent_again_and_the_former_one_goes(shop: Shop) -> None:
    mug = await shop.stock("MUG", 1)
    anna = await shop.customer()
    placed = await shop.order(anna, {mug: 1})
    assert placed.payment
    await shop.payments.invoice_sent(placed.payment.key, anna.id, 10)

    again = await shop.till.choose(anna, placed.order.id, None)
    await shop.payments.invoice_sent(placed.payment.key, anna.id, 14)

    assert again.payment
    assert again.payment.key == placed.payment.key
    assert await shop.queued("delete") == ["delete:1001:10"]


async def test_nobody_pays_anothers_or_an_ended_order(shop: Shop) -> None:
    mug = await shop.stock("MUG", 1)
    anna, boris = await shop.customer(), await shop.customer(1002)
    placed = await shop.order(anna, {mug: 1})

    with pytest.raises(NotFound):
        await shop.till.choose(boris, placed.order.id, None)
    await shop.orders.cancel(anna, placed.order.id)
    with pytest.raises(WrongStep):
        await shop.till.choose(anna, placed.order.id, None)


async def test_a_second_payment_of_a_paid_order_the_merchant_cancelled_goes_back_too(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    placed = await shop.order(await shop.customer(), {mug: 1})
    await shop.payments.settle(shop.charge(placed))
    await shop.fulfilments.move(mira, placed.order.fulfilments[0].id, Step.CANCELLED)

    second = await shop.payments.settle(shop.charge(placed, "charge-2"))

    assert second.outcome is Outcome.REFUND_DUE
    assert await shop.rows("charges") == 2
    assert (await _order(shop)).status is Status.CANCELLED
    assert await shop.counts(mug) == (5, 0)
    await shop.ensure_sound()
