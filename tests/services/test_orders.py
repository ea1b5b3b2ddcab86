"""Orders end once, give back what they held, and stay private."""

import asyncio

import pytest

from domain.customers import Role
from domain.errors import NotAllowed, NotFound, WrongStep
from domain.fulfilment import Step
from domain.orders import Method, PaymentStatus, Status
from tests.shop import HOLD, Shop


async def test_cancelling_gives_the_goods_back_once_however_often_it_is_tapped(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    order = (await shop.order(anna, {mug: 2})).order

    taps = [shop.orders.cancel(anna, order.id) for _ in range(4)]
    ended = await asyncio.gather(*taps)

    assert {one.status for one in ended} == {Status.CANCELLED}
    assert await shop.counts(mug) == (5, 0)
    await shop.ensure_sound()


async def test_cancelling_takes_the_open_invoice_out_of_the_chat(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    placed = await shop.order(anna, {mug: 1})
    assert placed.payment
    await shop.payments.invoice_sent(placed.payment.key, anna.id, 77)

    await shop.orders.cancel(anna, placed.order.id)

    assert await shop.queued("delete") == ["delete:1001:77"]


async def test_an_order_that_is_being_paid_cannot_be_cancelled_by_the_customer(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    paying = await shop.order(anna, {mug: 1})
    assert paying.payment
    await shop.payments.approve(paying.payment.key, anna.id, paying.order.total)

    with pytest.raises(WrongStep):
        await shop.orders.cancel(anna, paying.order.id)

    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_a_paid_order_is_cancelled_until_somebody_begins_and_its_money_is_due_back(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    staff = await shop.hire(3001, Role.MERCHANT, 1)
    begun, early = await shop.order(anna, {mug: 1}), await shop.order(anna, {mug: 1})
    await shop.payments.settle(shop.charge(begun, "charge-1"))
    await shop.payments.settle(shop.charge(early, "charge-2"))
    await shop.fulfilments.move(staff, begun.order.fulfilments[0].id, Step.ACCEPTED)

    with pytest.raises(WrongStep):
        await shop.orders.cancel(anna, begun.order.id)
    for _ in range(2):
        cancelled = await shop.orders.cancel(anna, early.order.id)

    assert (cancelled.status, cancelled.payment_status) == (
        Status.CANCELLED,
        PaymentStatus.REFUND_DUE,
    )
    assert await shop.queued("staff_alert") == [f"alert:refund_due:order:{early.order.id}"]
    assert await shop.rows("refunds") == 1
    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_a_cash_order_can_be_cancelled_until_somebody_begins(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    early, late = (
        await shop.order(anna, {mug: 1}, Method.CASH),
        await shop.order(anna, {mug: 1}, Method.CASH),
    )
    await shop.fulfilments.move(mira, late.order.fulfilments[0].id, Step.ACCEPTED)

    cancelled = await shop.orders.cancel(anna, early.order.id)

    assert cancelled.fulfilments[0].step is Step.CANCELLED
    with pytest.raises(WrongStep):
        await shop.orders.cancel(anna, late.order.id)
    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_strangers_see_and_cancel_nothing(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    order = (await shop.order(await shop.customer(), {mug: 1})).order
    boris = await shop.customer(1002)

    with pytest.raises(NotFound):
        await shop.orders.get(boris, order.id)
    with pytest.raises(NotFound):
        await shop.orders.cancel(boris, order.id)
    with pytest.raises(NotAllowed):
        await shop.orders.all(boris, 0)
    with pytest.raises(NotFound):
        await shop.carts.refill(boris, order.id)

    assert (await shop.orders.mine(boris, 0)).total == 0
    assert await shop.counts(mug) == (5, 1)


async def test_holds_end_on_time_once_on_any_number_of_hosts(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    await shop.order(await shop.customer(), {mug: 2})
    shop.clock.skip(minutes=HOLD - 1)
    assert await shop.orders.expire_due() == 0
    shop.clock.skip(minutes=1)

    ended = await asyncio.gather(*(shop.orders.expire_due() for _ in range(4)))

    assert sum(ended) == 1
    assert await shop.counts(mug) == (5, 0)
    assert await shop.queued("order_note") == ["note:1:expired"]
    await shop.ensure_sound()


async def test_repeating_an_order_takes_what_is_left_at_todays_price(shop: Shop) -> None:
    mug, cup = await shop.stock("MUG", 3), await shop.stock("CUP", 1)
    anna = await shop.customer()
    order = (await shop.order(anna, {mug: 2, cup: 1}, Method.CASH)).order
    await shop.reprice(mug, 750)

    cart = await shop.carts.refill(anna, order.id)

    assert [(line.sku, line.quantity, line.price.amount) for line in cart.lines] == [
        ("MUG", 1, 750)
    ]
    assert cart.changed == ()


async def test_orders_come_newest_first_in_pages(shop: Shop) -> None:
    mug = await shop.stock("MUG", 50)
    anna = await shop.customer()
    for _ in range(7):
        await shop.order(anna, {mug: 1}, Method.CASH)

    first, second = await shop.orders.mine(anna, 0), await shop.orders.mine(anna, 1)

    assert [order.id for order in (*first.orders, *second.orders)] == [7, 6, 5, 4, 3, 2, 1]
    assert (first.total, first.pages) == (7, 2)
    assert (await shop.orders.mine(anna, 9)).page == 0
