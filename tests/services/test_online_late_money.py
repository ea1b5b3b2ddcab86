"""Money that comes too late, or a second time: the order has it, or it goes back by itself.

"payments 9" and "commerce 28" are the numbers of docs/faults.md.
"""

import pytest

from domain.customers import Customer, Role
from domain.fulfilment import Step
from domain.gateways import RefundState
from domain.orders import Method, PaymentStatus, Status
from domain.payments import Attempt, Payment
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.services.paying import PayingShop
from tests.shop import HOLD

PAID = (Status.CONFIRMED, PaymentStatus.PAID)


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with a Stripe whose pages stay open whatever the shop asks."""
    return PayingShop(store, clock, Provider(clock, closing=False))


@pytest.fixture
def two_ways(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe, and with YooKassa, which cannot shut a page."""
    return PayingShop(store, clock, Provider(clock), Provider(clock, "yookassa", closing=False))


async def test_payments_18_late_money_brings_the_order_back_while_its_goods_are_there(
    shop: PayingShop,
) -> None:
    """Commerce 23."""
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.clock.skip(minutes=HOLD)
    assert await shop.orders.expire_due(shop.watch.may_end) == 1
    assert await shop.counts(mug) == (1, 0)

    shop.stripe.pay(payment.key)
    await shop.told(shop.stripe.hint(payment.key))

    order = await shop.read()
    assert (order.status, order.payment_status) == PAID
    assert await shop.counts(mug) == (1, 1)
    assert await shop.rows("refunds") == 0
    assert await shop.notes() == ["expired", "paid"]
    await shop.ensure_sound()


async def test_payments_18_late_money_for_goods_that_are_gone_goes_back_by_itself(
    shop: PayingShop,
) -> None:
    """Commerce 24: both sides are told, once, and nobody has to do anything."""
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.clock.skip(minutes=HOLD)
    await shop.orders.expire_due(shop.watch.may_end)
    other = await shop.paid({mug: 1}, await shop.customer(1002))
    shop.stripe.pay(payment.key)

    shop.clock.skip(minutes=1)
    await shop.watch.look()  # nobody called
    await shop.told(shop.stripe.hint(payment.key))
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    await shop.refunds.send_due()
    await shop.refunds.send_due()

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.EXPIRED, PaymentStatus.REFUNDED)
    assert shop.stripe.back() == [690]
    assert await shop.alerts() == ["refunding"]
    assert [n for n in await shop.notes() if n != "paid"] == ["expired", "refund_due", "refunded"]
    assert (await shop.read(other.order_id)).payment_status is PaymentStatus.PAID
    assert await shop.counts(mug) == (1, 1)
    await shop.ensure_sound()


async def test_payments_17_of_two_ways_that_were_both_paid_one_counts_and_one_goes_back(
    two_ways: PayingShop,
) -> None:
    """Commerce 22."""
    shop, (stripe, yookassa) = two_ways, two_ways.providers
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})
    first = await shop.page(anna, order.id, Method.YOOKASSA)
    second = await shop.page(anna, order.id, Method.STRIPE)
    yookassa.pay(first.key)
    stripe.pay(second.key)

    await shop.told(yookassa.hint(first.key), by=yookassa)
    await shop.told(stripe.hint(second.key))
    await shop.watch.look()
    await shop.refunds.send_due()

    order = await shop.read()
    assert (order.status, order.payment_status) == PAID
    assert (yookassa.back(), stripe.back()) == ([], [690])
    assert await shop.alerts() == ["refunding"]
    assert await shop.notes() == ["paid", "refund_due", "refunded"]
    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_payments_17_the_other_way_is_shut_as_soon_as_one_was_paid(
    two_ways: PayingShop,
) -> None:
    shop, (stripe, yookassa) = two_ways, two_ways.providers
    mug = await shop.stock("MUG", 5)
    anna, order = await shop.wanted({mug: 1})
    paid = await shop.page(anna, order.id, Method.YOOKASSA)
    other = await shop.page(anna, order.id, Method.STRIPE)
    yookassa.pay(paid.key)

    await shop.told(yookassa.hint(paid.key), by=yookassa)
    await shop.watch.look()

    assert stripe.payments[other.external_id].state is Attempt.CANCELLED
    assert (await shop.attempt(other.key)).status is Attempt.CANCELLED
    assert (await shop.read()).payment_status is PaymentStatus.PAID
    assert await shop.rows("refunds") == 0
    await shop.ensure_sound()


async def test_payments_17_an_order_the_merchant_cancelled_asks_for_no_money_by_any_way(
    two_ways: PayingShop,
) -> None:
    """The page that cannot be shut is no longer live for us."""
    shop, (stripe, _) = two_ways, two_ways.providers
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    anna, order = await shop.wanted({mug: 1})
    await shop.page(anna, order.id, Method.YOOKASSA)
    paid = await shop.page(anna, order.id, Method.STRIPE)
    stripe.pay(paid.key)
    await shop.told(stripe.hint(paid.key))
    await shop.watch.look()

    await shop.cancelled_by_merchant(mira)

    await shop.ensure_sound()


async def test_payments_17_an_order_paid_twice_and_cancelled_asks_for_no_money(
    two_ways: PayingShop,
) -> None:
    shop, (stripe, yookassa) = two_ways, two_ways.providers
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    anna, order = await shop.wanted({mug: 1})
    ways = (Method.STRIPE, Method.YOOKASSA)
    one, two = [await shop.page(anna, order.id, way) for way in ways]
    stripe.pay(one.key)
    yookassa.pay(two.key)
    await shop.told(stripe.hint(one.key))
    await shop.told(yookassa.hint(two.key), by=yookassa)

    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()

    assert (stripe.back(), yookassa.back()) == ([690], [690])
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()


async def test_payments_18_a_second_way_paid_after_the_merchant_cancelled_goes_back(
    two_ways: PayingShop,
) -> None:
    shop, (stripe, yookassa) = two_ways, two_ways.providers
    mug = await shop.stock("MUG", 5)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    anna, order = await shop.wanted({mug: 1})
    late = await shop.page(anna, order.id, Method.YOOKASSA)
    paid = await shop.page(anna, order.id, Method.STRIPE)
    stripe.pay(paid.key)
    await shop.told(stripe.hint(paid.key))
    await shop.cancelled_by_merchant(mira)
    await shop.refunds.send_due()

    yookassa.pay(late.key)
    await shop.told(yookassa.hint(late.key), by=yookassa)
    await shop.refunds.send_due()

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert (stripe.back(), yookassa.back()) == ([690], [690])
    assert await shop.counts(mug) == (5, 0)
    await shop.ensure_sound()


async def test_late_money_that_does_not_fit_either_stays_with_an_owner(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 1)
    payment = await shop.opened({mug: 1})
    shop.clock.skip(minutes=HOLD)
    await shop.orders.expire_due(shop.watch.may_end)

    shop.stripe.pay(payment.key, 700)
    await shop.told(shop.stripe.hint(payment.key))
    await shop.refunds.send_due()

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.EXPIRED, PaymentStatus.NEEDS_REVIEW)
    assert shop.stripe.back() == shop.stripe.back(RefundState.PENDING) == []
    assert await shop.alerts() == ["needs_review"]
    await shop.ensure_sound()


async def _cancelled_after_cash(
    shop: PayingShop, *, more: int = 0, fewer: int = 0
) -> tuple[Customer, Payment]:
    """Have a page opened, cash agreed on, pieces change, the order cancelled.

    Return the merchant, and the page.
    """
    mug = await shop.stock("MUG", 9)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    anna, placed = await shop.wanted({mug: 2})
    page = await shop.page(anna, placed.id)
    line = (await shop.till.at_the_door(anna, placed.id)).lines[0].id
    if more:
        await shop.offers.make(mira, 1, line, more)
        await shop.offers.agree(anna, 1)
    if fewer:
        await shop.edits.drop(mira, 1, line, fewer, of=2)
    await shop.orders.cancel(anna, placed.id)
    return mira, page


@pytest.mark.parametrize("pieces", [{"more": 3}, {"fewer": 1}])
async def test_late_money_for_other_pieces_than_were_ordered_goes_back(
    shop: PayingShop, pieces: dict[str, int]
) -> None:
    """What was paid on the page buys neither five mugs for the price of two nor one for it."""
    _, page = await _cancelled_after_cash(shop, **pieces)

    shop.stripe.pay(page.key)
    await shop.told(shop.stripe.hint(page.key))
    await shop.refunds.send_due()

    order = await shop.read()
    assert order.status is Status.CANCELLED
    assert shop.stripe.back() == [1380]
    assert await shop.notes() == ["refund_due", "refunded"]
    assert await shop.counts(1) == (9, 0)
    await shop.ensure_sound()


async def test_an_order_that_late_money_brings_back_takes_no_cash_at_the_door(
    shop: PayingShop,
) -> None:
    """It was to be paid in cash before it was cancelled; now it is paid, and can be delivered."""
    mira, page = await _cancelled_after_cash(shop)

    shop.stripe.pay(page.key)
    await shop.told(shop.stripe.hint(page.key))
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED):
        part = await shop.fulfilments.move(mira, 1, step)
        assert part.collects is None

    order = await shop.read()
    assert (order.status, order.payment_status) == (Status.COMPLETED, PaymentStatus.PAID)
    assert order.method is Method.STRIPE
    assert await shop.rows("charges") == 1
    await shop.ensure_sound()


async def test_everybody_hears_again_of_an_order_that_late_money_brings_back(
    shop: PayingShop,
) -> None:
    """They heard of it before it was cancelled, and that it was; now there is work to do."""
    mira, page = await _cancelled_after_cash(shop)
    cards = await shop.queued("fulfilment_card")
    assert {"fulfilment:1:new", "fulfilment:1:cancelled"} <= {*cards}

    shop.stripe.pay(page.key)
    await shop.told(shop.stripe.hint(page.key))
    again = (await shop.queued("fulfilment_card"))[len(cards) :]
    await shop.fulfilments.move(mira, 1, Step.CANCELLED)

    assert again == ["fulfilment:1:new"]
    assert (await shop.queued("fulfilment_card"))[len(cards) :] == [
        *again,
        "fulfilment:1:cancelled",
    ]
    assert "card:1:1:cancelled" in await shop.queued("order_card")
    await shop.ensure_sound()
