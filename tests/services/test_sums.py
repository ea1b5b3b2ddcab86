"""What is paid, owed back and put on receipts is the same sum everywhere."""

import pytest

from domain.customers import Customer, Role
from domain.fulfilment import Step
from domain.orders import Method, Order
from domain.payments import Outcome
from domain.pricing import Tax
from domain.receipts import of_order
from domain.rounding import PERCENT
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.shop import Shop, usd


async def two_merchants(shop: Shop) -> tuple[Customer, Order]:
    """A discounted order of odd sums, from two merchants, with a delivery that costs."""
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug = await shop.stock("MUG", 5, 333)
    vase = await shop.stock("VASE", 5, 1001, nord)
    await shop.delivery("Courier 3")
    await shop.promo("SPRING 33.3%")
    anna = await shop.customer()
    review = await shop.with_code(anna, {mug: 2, vase: 1}, "SPRING")
    placed = await shop.place(anna, review)
    await shop.payments.settle(shop.charge(placed))
    return anna, await shop.orders.get(anna, placed.order.id)


async def test_the_receipt_is_worth_what_was_asked(shop: Shop) -> None:
    _, order = await two_merchants(shop)

    assert order.total == usd(1412)  # 16.67 less 5.55 and 3.00 on top
    assert sum(line.total.amount for line in of_order(order, "Delivery")) == 1412
    assert [
        (line.name, line.quantity, line.price.amount) for line in of_order(order, "Delivery")
    ] == [
        ("Goods MUG", 2, 222),
        ("Goods VASE", 1, 668),
        ("Delivery", 1, 300),
    ]
    await shop.ensure_sound()


async def test_commerce_35_parts_of_a_discounted_order_go_back_and_add_up(shop: Shop) -> None:
    anna, order = await two_merchants(shop)
    owner = await shop.hire(9001, Role.OWNER)

    owed = []
    for part in order.fulfilments:
        await shop.fulfilments.move(owner, part.id, Step.CANCELLED)
        async with shop.store.read() as uow:
            owed = [refund.money.amount for refund in await uow.refunds.of_order(order.id)]

    assert owed == [444, 968]
    assert sum(owed) == (await shop.orders.get(anna, order.id)).total.amount
    await shop.ensure_sound()


async def test_cash_is_taken_for_what_was_handed_over_after_discount(shop: Shop) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug = await shop.stock("MUG", 5, 333)
    vase = await shop.stock("VASE", 5, 1001, nord)
    await shop.delivery("Courier 3")
    await shop.promo("SPRING 33.3%")
    anna, owner = await shop.customer(), await shop.hire(9001, Role.OWNER)
    review = await shop.with_code(anna, {mug: 2, vase: 1}, "SPRING")
    order = (await shop.place(anna, review, Method.CASH)).order
    mugs, vases = order.fulfilments

    await shop.fulfilments.move(owner, mugs.id, Step.CANCELLED)
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED):
        await shop.fulfilments.move(owner, vases.id, step)

    async with shop.store.read() as uow:
        taken = await uow.refunds.taken(order.id)
    assert [one.money for one in taken] == [usd(668 + 300)]
    await shop.ensure_sound()


@pytest.mark.parametrize("included", [True, False])
async def test_tax_is_in_the_prices_or_on_top_of_goods_and_delivery(
    store: SqlStore, clock: StandingClock, included: bool
) -> None:
    shop = Shop(store, clock, tax=Tax(20 * PERCENT, included))
    mug = await shop.stock("MUG", 5, 333)
    await shop.delivery("Courier 3")
    anna = await shop.customer()

    placed = await shop.order(anna, {mug: 2})
    order = placed.order

    assert placed.payment
    assert placed.payment.money == order.total
    if included:
        assert (order.total, order.tax, order.included_tax) == (usd(966), 0, 161)
    else:
        assert (order.total, order.tax, order.included_tax) == (usd(1159), 193, 0)
        assert [line.total for line in order.lines] == [usd(799)]
        assert order.delivery == usd(360)
    assert order.tax_rate == 20 * PERCENT
    assert sum(line.total.amount for line in of_order(order, "Delivery")) == order.total.amount
    assert (await shop.payments.settle(shop.charge(placed))).outcome is Outcome.PAID
    await shop.ensure_sound()


async def test_a_part_with_tax_on_top_goes_back_with_its_tax(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = Shop(store, clock, tax=Tax(20 * PERCENT, included=False))
    _, order = await two_merchants(shop)
    owner = await shop.hire(9001, Role.OWNER)

    await shop.fulfilments.move(owner, order.fulfilments[0].id, Step.CANCELLED)

    async with shop.store.read() as uow:
        (refund,) = await uow.refunds.of_order(order.id)
    assert refund.money == order.lines[0].total == usd(533)
    await shop.ensure_sound()


async def test_cash_is_taken_with_the_tax_of_goods_and_delivery(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = Shop(store, clock, tax=Tax(20 * PERCENT, included=False))
    mug = await shop.stock("MUG", 5, 333)
    await shop.delivery("Courier 3")
    anna, owner = await shop.customer(), await shop.hire(9001, Role.OWNER)
    order = (await shop.order(anna, {mug: 2}, Method.CASH)).order

    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED):
        await shop.fulfilments.move(owner, order.fulfilments[0].id, step)

    async with shop.store.read() as uow:
        (taken,) = await uow.refunds.taken(order.id)
    assert taken.money == order.total == usd(1159)
    await shop.ensure_sound()
