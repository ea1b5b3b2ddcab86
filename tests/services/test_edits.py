"""Pieces taken off an order before it is packed, and money that goes back for pieces after.

"commerce 33" are the numbers of docs/faults.md.
"""

import asyncio

import pytest
from sqlalchemy import update

from domain.customers import Customer, Role
from domain.errors import NotAllowed, NotFound, ShopError, WrongStep
from domain.fulfilment import Step
from domain.gateways import RefundState
from domain.orders import Method, Order, PaymentStatus, Status
from storage.store import SqlStore
from storage.tables.goods import products, variants
from storage.tables.trade import orders, payments
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.shop import usd


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def _paid(shop: PayingShop, *wanted: int, price: int = 690) -> tuple[Order, Customer]:
    """Have an order paid with a line of so many pieces each; return it, and its merchant."""
    basket = {
        await shop.stock(f"SKU-{number}", 9, price * number): pieces
        for number, pieces in enumerate(wanted, 1)
    }
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid(basket)
    return await shop.read(), mira


async def _cash(shop: PayingShop, pieces: int) -> tuple[Order, Customer]:
    mug = await shop.stock("MUG", 9)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    placed = await shop.order(await shop.customer(), {mug: pieces}, Method.CASH)
    return placed.order, mira


async def _steps(shop: PayingShop, actor: Customer, *steps: Step) -> None:
    for step in steps:
        await shop.fulfilments.move(actor, 1, step)


async def test_a_dropped_piece_goes_back_to_the_shelf_and_its_price_to_the_payer(
    shop: PayingShop,
) -> None:
    order, mira = await _paid(shop, 3)
    line = order.lines[0]

    part = await shop.edits.drop(mira, 1, line.id, 1, 3)
    await shop.refunds.send_due()

    assert (part.order.lines[0].cancelled, part.order.lines[0].kept) == (1, 2)
    assert shop.stripe.back() == [690]
    assert await shop.counts(1) == (9, 2)
    after = await shop.read()
    assert after.total == order.total, "what was ordered is never rewritten"
    assert after.payment_status is PaymentStatus.PARTLY_REFUNDED
    (note,) = await shop.said("pieces_note")
    assert (note["news"], note["pieces"], note["amount"]) == ("taken_off", 1, 690)
    assert await shop.alerts() == ["refunding"]
    assert await shop.notes() == ["paid", "refunded"]
    await shop.ensure_sound()


async def test_pieces_that_are_not_there_leave_the_shelf_instead(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 3)

    await shop.edits.drop(mira, 1, order.lines[0].id, 2, 3, restock=False)

    assert await shop.counts(1) == (7, 1)
    await shop.ensure_sound()


async def test_a_second_tap_on_the_same_button_drops_nothing_again(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 3)
    line = order.lines[0]
    await shop.edits.drop(mira, 1, line.id, 1, 3)

    with pytest.raises(WrongStep):
        await shop.edits.drop(mira, 1, line.id, 1, 3)
    await shop.refunds.send_due()

    assert (await shop.read()).lines[0].cancelled == 1
    assert shop.stripe.back() == [690]
    await shop.ensure_sound()


async def test_commerce_33_of_two_who_drop_the_same_piece_one_does(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 3)
    boss = await shop.hire(3100, Role.ADMIN)
    line = order.lines[0].id
    twin = shop.twin()

    answers = await asyncio.gather(
        shop.edits.drop(mira, 1, line, 1, 3),
        twin.edits.drop(boss, 1, line, 1, 3),
        return_exceptions=True,
    )
    await shop.refunds.send_due()

    assert [isinstance(each, WrongStep) for each in answers].count(True) == 1
    assert shop.stripe.back() == [690]
    assert len(await shop.said("pieces_note")) == 1
    await shop.ensure_sound()


@pytest.mark.parametrize("pieces", [0, -1, 4])
async def test_commerce_34_no_more_and_no_less_than_is_there_is_dropped(
    shop: PayingShop, pieces: int
) -> None:
    order, mira = await _paid(shop, 3, 1)

    with pytest.raises(WrongStep):
        await shop.edits.drop(mira, 1, order.lines[0].id, pieces, 3)

    assert await shop.rows("refunds") == 0
    assert await shop.counts(1) == (9, 3)
    await shop.ensure_sound()


async def test_commerce_35_a_line_given_up_piece_by_piece_adds_up_to_the_cent(
    shop: PayingShop,
) -> None:
    order, mira = await _paid(shop, 3, 2, price=333)
    lines = order.lines

    for line, of in ((lines[0], 3), (lines[1], 2), (lines[0], 2), (lines[1], 1), (lines[0], 1)):
        await shop.edits.drop(mira, 1, line.id, 1, of)
        await shop.refunds.send_due()
        await shop.ensure_sound()

    assert sum(shop.stripe.back()) == order.total.amount
    after = await shop.read()
    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)


async def test_the_last_pieces_of_a_part_cancel_it(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 2)

    await shop.edits.drop(mira, 1, order.lines[0].id, 2, 2)
    await shop.refunds.send_due()

    after = await shop.read()
    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert await shop.counts(1) == (9, 0)
    assert await shop.notes() == ["paid", "cancelled", "refunded"]
    assert await shop.said("pieces_note") == [], "one message for one thing"
    await shop.ensure_sound()


async def test_the_last_pieces_that_are_not_there_cancel_the_part_and_leave_the_shelf(
    shop: PayingShop,
) -> None:
    order, mira = await _paid(shop, 2)

    await shop.edits.drop(mira, 1, order.lines[0].id, 2, 2, restock=False)

    assert (await shop.read()).status is Status.CANCELLED
    assert await shop.counts(1) == (7, 0)
    await shop.ensure_sound()


async def test_commerce_36_a_part_cancelled_after_a_drop_returns_only_the_rest(
    shop: PayingShop,
) -> None:
    order, mira = await _paid(shop, 3)
    await shop.edits.drop(mira, 1, order.lines[0].id, 1, 3)

    await shop.fulfilments.move(mira, 1, Step.CANCELLED)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [690, 1380]
    assert await shop.counts(1) == (9, 0)
    await shop.ensure_sound()


async def test_commerce_36_one_of_two_parts_cancelled_after_a_drop_returns_its_own_rest(
    shop: PayingShop,
) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug, vase = await shop.stock("MUG", 9), await shop.stock("VASE", 9, 1900, nord)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid({mug: 3, vase: 1})
    order = await shop.read()
    await shop.edits.drop(mira, 1, order.lines[0].id, 1, 3)

    await shop.fulfilments.move(mira, 1, Step.CANCELLED)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [690, 1380]
    assert (await shop.read()).payment_status is PaymentStatus.PARTLY_REFUNDED
    await shop.ensure_sound()


async def test_a_receipt_tells_the_provider_which_pieces_go_back(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 3, 2)

    await shop.edits.drop(mira, 1, order.lines[1].id, 1, 2)
    await shop.refunds.send_due()

    (asked,) = shop.stripe.asked_refunds()
    assert [(each.name, each.quantity, each.price.amount) for each in asked.lines] == [
        ("Goods SKU-2", 1, 1380)
    ]


async def test_at_the_door_a_dropped_piece_is_not_paid_for(shop: PayingShop) -> None:
    order, mira = await _cash(shop, 3)

    await shop.edits.drop(mira, 1, order.lines[0].id, 1, 3)
    await _steps(shop, mira, Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)

    after = await shop.read()
    assert (after.status, after.payment_status) == (Status.COMPLETED, PaymentStatus.PAID)
    async with shop.store.read() as uow:
        (taken,) = await uow.refunds.taken(1)
    assert taken.money.amount == 1380
    assert await shop.rows("refunds") == 0
    assert await shop.counts(1) == (7, 0)
    (note,) = await shop.said("pieces_note")
    assert "amount" not in note
    await shop.ensure_sound()


@pytest.mark.parametrize("step", [Step.PACKED, Step.SHIPPED, Step.DELIVERED, Step.CANCELLED])
async def test_what_is_packed_is_not_taken_off(shop: PayingShop, step: Step) -> None:
    order, mira = await _paid(shop, 3)
    way = (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)
    steps = way[: way.index(step) + 1] if step in way else (step,)
    await _steps(shop, mira, *steps)
    before = await shop.counts(1)

    with pytest.raises(WrongStep):
        await shop.edits.drop(mira, 1, order.lines[0].id, 1, 3)

    assert (await shop.read()).lines[0].gone == 0
    assert await shop.counts(1) == before
    await shop.ensure_sound()


async def test_nothing_is_taken_off_an_order_that_still_waits_for_money(
    shop: PayingShop,
) -> None:
    mug = await shop.stock("MUG", 9)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.opened({mug: 3})

    with pytest.raises(WrongStep):
        await shop.edits.drop(mira, 1, 1, 1, 3)

    await shop.ensure_sound()


@pytest.mark.parametrize("role", ["stranger", "other merchant"])
async def test_only_the_merchants_own_people_and_admins_edit_a_part(
    shop: PayingShop, role: str
) -> None:
    order, _ = await _paid(shop, 3)
    nord = await shop.merchant("Nord")
    stranger = role == "stranger"
    actor = await shop.customer(1002) if stranger else await shop.hire(3002, Role.MERCHANT, nord)
    line = order.lines[0].id

    with pytest.raises(NotAllowed):
        await shop.edits.drop(actor, 1, line, 1, 3)
    with pytest.raises(NotAllowed):
        await shop.edits.refund(actor, 1, line, 1, 3)
    with pytest.raises(NotAllowed):
        await shop.offers.make(actor, 1, line, 1)

    assert (await shop.read()).lines[0].gone == 0
    await shop.ensure_sound()


async def test_a_merchant_edits_no_line_of_another(shop: PayingShop) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug, vase = await shop.stock("MUG", 9), await shop.stock("VASE", 9, 1900, nord)
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid({mug: 3, vase: 1})
    order = await shop.read()
    vases = next(line for line in order.lines if line.merchant_id == nord)

    with pytest.raises(NotFound):
        await shop.edits.drop(mira, 1, vases.id, 1, 1)

    assert await shop.rows("refunds") == 0
    await shop.ensure_sound()


async def test_money_for_a_lost_piece_goes_back_and_the_stock_stays(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 3)
    await _steps(shop, mira, Step.ACCEPTED, Step.PACKED, Step.SHIPPED)

    await shop.edits.refund(mira, 1, order.lines[0].id, 1, 3)
    with pytest.raises(WrongStep):
        await shop.edits.refund(mira, 1, order.lines[0].id, 1, 3)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [690]
    assert (await shop.read()).lines[0].waived == 1
    assert await shop.counts(1) == (6, 0)
    (note,) = await shop.said("pieces_note")
    assert note["news"] == "paid_back"
    await shop.ensure_sound()


async def test_commerce_34_money_that_never_came_does_not_go_back(shop: PayingShop) -> None:
    order, mira = await _cash(shop, 3)
    await _steps(shop, mira, Step.ACCEPTED, Step.PACKED, Step.SHIPPED)

    with pytest.raises(WrongStep):
        await shop.edits.refund(mira, 1, order.lines[0].id, 1, 3)

    assert (await shop.read()).lines[0].gone == await shop.rows("refunds") == 0
    await shop.ensure_sound()


async def test_cash_that_came_goes_back_by_hand(shop: PayingShop) -> None:
    order, mira = await _cash(shop, 3)
    boss = await shop.hire(3100, Role.OWNER)
    await _steps(shop, mira, Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)

    await shop.edits.refund(mira, 1, order.lines[0].id, 2, 3)
    (refund,) = await shop.returns()
    assert (refund.state, refund.money.amount) == (RefundState.MANUAL, 1380)
    await shop.ensure_sound()
    await shop.refunds.returned(boss, refund.id)

    assert (await shop.read()).payment_status is PaymentStatus.PARTLY_REFUNDED
    await shop.ensure_sound()


async def test_commerce_33_refunds_of_all_pieces_at_once_return_no_more_than_came(
    shop: PayingShop,
) -> None:
    order, mira = await _paid(shop, 3)
    await _steps(shop, mira, Step.ACCEPTED, Step.PACKED)
    payment = "stripe-pay-1"
    shop.stripe.refund_outside(payment, 1000)
    await shop.told(shop.stripe.hint(payment, "charge.refunded", refund_id="stripe-back-1"))

    tries = [shop.twin().edits.refund(mira, 1, order.lines[0].id, n, 3) for n in (3, 2, 3)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    await shop.refunds.send_due()

    assert [isinstance(each, ShopError) for each in answers].count(True) == 2
    assert sum(shop.stripe.back()) <= order.total.amount
    await shop.ensure_sound()


async def test_commerce_37_a_new_price_does_not_reach_what_was_ordered(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 3)
    await shop.reprice(1, 9900)

    await shop.edits.drop(mira, 1, order.lines[0].id, 1, 3)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [690]
    await shop.ensure_sound()


async def test_commerce_38_goods_that_left_the_catalogue_are_still_taken_off(
    shop: PayingShop,
) -> None:
    order, mira = await _paid(shop, 3)
    async with shop.store.write() as uow:
        await uow.connection.execute(update(products).values(hidden=True, withheld=True))
        await uow.connection.execute(update(variants).values(active=False))
        await uow.index.refresh([1])

    await shop.edits.drop(mira, 1, order.lines[0].id, 1, 3)

    assert await shop.counts(1) == (9, 2)
    await shop.ensure_sound()


async def test_a_yes_to_more_holds_the_goods_and_raises_a_cash_order(shop: PayingShop) -> None:
    order, mira = await _cash(shop, 2)
    anna = await shop.customer()
    await shop.offers.make(mira, 1, order.lines[0].id, 1)

    raised = await shop.offers.agree(anna, 1)
    await _steps(shop, mira, Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)

    assert (raised.lines[0].quantity, raised.total.amount) == (3, 2070)
    assert await shop.counts(1) == (6, 0)
    async with shop.store.read() as uow:
        (taken,) = await uow.refunds.taken(1)
    assert taken.money.amount == 2070
    await shop.ensure_sound()


async def test_nothing_is_raised_without_the_customers_yes_or_twice(shop: PayingShop) -> None:
    order, mira = await _cash(shop, 2)
    anna = await shop.customer()
    await shop.offers.make(mira, 1, order.lines[0].id, 1)
    with pytest.raises(ShopError):
        await shop.offers.make(mira, 1, order.lines[0].id, 1)
    for stranger in (mira, await shop.customer(1002)):
        with pytest.raises(NotFound):
            await shop.offers.agree(stranger, 1)
    assert (await shop.read()).lines[0].quantity == 2

    answers = [shop.twin().offers.agree(anna, 1) for _ in range(2)]
    got = await asyncio.gather(*answers, return_exceptions=True)

    assert [isinstance(each, ShopError) for each in got].count(True) == 1
    assert (await shop.read()).lines[0].quantity == 3
    assert await shop.counts(1) == (9, 3)
    assert len(await shop.said("pieces_note")) == 1
    await shop.ensure_sound()


async def test_a_no_changes_nothing_and_frees_the_way_for_another_offer(
    shop: PayingShop,
) -> None:
    order, mira = await _cash(shop, 2)
    await shop.offers.make(mira, 1, order.lines[0].id, 1)

    await shop.offers.decline(await shop.customer(), 1)
    await shop.offers.make(mira, 1, order.lines[0].id, 2)

    assert (await shop.read()).lines[0].quantity == 2
    assert len(await shop.said("pieces_note")) == 2
    await shop.ensure_sound()


async def test_a_yes_when_nothing_is_left_changes_nothing(shop: PayingShop) -> None:
    order, mira = await _cash(shop, 9)
    await shop.offers.make(mira, 1, order.lines[0].id, 1)

    with pytest.raises(ShopError):
        await shop.offers.agree(await shop.customer(), 1)

    assert (await shop.read()).lines[0].quantity == 9
    await shop.offers.decline(await shop.customer(), 1)
    await shop.ensure_sound()


async def test_a_paid_order_is_never_raised(shop: PayingShop) -> None:
    order, mira = await _paid(shop, 2)
    await shop.offers.make(mira, 1, order.lines[0].id, 1)

    with pytest.raises(WrongStep):
        await shop.offers.agree(await shop.customer(), 1)

    assert (await shop.read()).total == order.total
    await shop.ensure_sound()


async def test_delivery_goes_back_only_with_the_last_of_the_order(shop: PayingShop) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug, vase = await shop.stock("MUG", 9), await shop.stock("VASE", 9, 1900, nord)
    boss = await shop.hire(3100, Role.ADMIN)
    placed = await shop.order(await shop.customer(), {mug: 2, vase: 1})
    async with shop.store.write() as uow:
        more = {"shipping": 300, "total": orders.c.total + 300}
        await uow.connection.execute(update(orders).values(more))
        await uow.connection.execute(update(payments).values(amount=payments.c.amount + 300))
    await shop.payments.settle(shop.charge(placed, money=usd(3580)))

    await shop.edits.drop(boss, 1, 1, 1, 2)
    await shop.edits.drop(boss, 2, 2, 1, 1)
    await shop.edits.drop(boss, 1, 1, 1, 1)

    assert [each.money.amount for each in await shop.returns()] == [690, 1900, 990]
    assert (await shop.read()).status is Status.CANCELLED
    await shop.ensure_sound()
