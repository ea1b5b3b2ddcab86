"""Goods that come back after delivery: asked once, decided once, paid back to the cent.

"commerce 33" are the numbers of docs/faults.md.
"""

import asyncio

import pytest

from domain.customers import Customer, Role
from domain.errors import AlreadyDone, BadText, NotAllowed, NotFound, ShopError, WrongStep
from domain.fulfilment import Step
from domain.gateways import RefundState
from domain.orders import Method, PaymentStatus, Status
from domain.returns import State
from domain.services.returns import Returns
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop
from tests.shop import RETURN_DAYS

WHY = "A crack in the handle"
WAY = (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


async def _delivered(
    shop: PayingShop, pieces: int = 3, method: Method = Method.STRIPE
) -> tuple[Customer, Customer]:
    """Have an order of mugs delivered; return its customer and its merchant."""
    mug = await shop.stock("MUG", 9)
    anna, mira = await shop.customer(), await shop.hire(3001, Role.MERCHANT, 1)
    if method is Method.CASH:
        await shop.order(anna, {mug: pieces}, method)
    else:
        await shop.paid({mug: pieces}, anna)
    await _goes_out(shop, mira, 1)
    return anna, mira


async def _goes_out(shop: PayingShop, actor: Customer, part: int) -> None:
    for step in WAY:
        await shop.fulfilments.move(actor, part, step)


async def test_what_comes_back_is_on_the_shelf_again_and_its_price_goes_back(
    shop: PayingShop,
) -> None:
    anna, mira = await _delivered(shop)
    asked = await shop.taking_back.ask(anna, 1, {1: 2}, f"  {WHY} ", ["photo-1", "photo-2"])
    assert await shop.rows("refunds") == 0
    assert await shop.queued("return_card") == ["return:1:asked"]

    case = await shop.taking_back.accept(mira, asked.id, restock=True)
    await shop.refunds.send_due()

    assert (case.request.reason, case.request.photos) == (WHY, ("photo-1", "photo-2"))
    assert (case.request.state, case.request.by) == (State.ACCEPTED, mira.name)
    assert shop.stripe.back() == [1380]
    assert await shop.counts(1) == (8, 0)
    order = await shop.read()
    assert (order.lines[0].returned, order.lines[0].kept) == (2, 1)
    assert (order.status, order.payment_status) == (
        Status.COMPLETED,
        PaymentStatus.PARTLY_REFUNDED,
    )
    (note,) = await shop.said("pieces_note")
    assert (note["news"], note["amount"]) == ("return_ended", 1380)
    assert (await shop.notes())[-1] == "refunded"
    await shop.ensure_sound()


async def test_what_comes_back_broken_stays_off_the_shelf(shop: PayingShop) -> None:
    anna, mira = await _delivered(shop)
    await shop.taking_back.ask(anna, 1, {1: 1}, WHY)

    await shop.taking_back.accept(mira, 1, restock=False)

    assert await shop.counts(1) == (6, 0)
    await shop.ensure_sound()


async def test_a_rejected_request_changes_nothing_and_tells_why(shop: PayingShop) -> None:
    anna, mira = await _delivered(shop)
    await shop.taking_back.ask(anna, 1, {1: 1}, WHY)
    with pytest.raises(BadText):
        await shop.taking_back.reject(mira, 1, " ")

    case = await shop.taking_back.reject(mira, 1, "It was used for a year.")

    assert (case.request.state, case.request.answer) == (
        State.REJECTED,
        "It was used for a year.",
    )
    assert (await shop.read()).lines[0].gone == await shop.rows("refunds") == 0
    assert await shop.counts(1) == (6, 0)
    assert len(await shop.said("pieces_note")) == 1
    await shop.ensure_sound()


async def test_commerce_33_of_two_who_decide_at_once_one_does(shop: PayingShop) -> None:
    anna, mira = await _delivered(shop)
    boss = await shop.hire(3100, Role.ADMIN)
    await shop.taking_back.ask(anna, 1, {1: 2}, WHY)
    twin = shop.twin()

    answers = await asyncio.gather(
        shop.taking_back.accept(mira, 1, restock=True),
        twin.taking_back.accept(boss, 1, restock=True),
        twin.taking_back.reject(boss, 1, "Too late, sorry."),
        return_exceptions=True,
    )
    await shop.refunds.send_due()

    assert [isinstance(each, AlreadyDone) for each in answers].count(True) == 2
    assert len(await shop.said("pieces_note")) == 1
    assert sum(shop.stripe.back()) in (0, 1380)
    await shop.ensure_sound()


async def test_a_second_request_for_the_same_pieces_waits_for_the_first(
    shop: PayingShop,
) -> None:
    anna, mira = await _delivered(shop)
    await shop.taking_back.ask(anna, 1, {1: 2}, WHY)

    with pytest.raises(WrongStep):
        await shop.taking_back.ask(anna, 1, {1: 2}, WHY)
    await shop.taking_back.ask(anna, 1, {1: 1}, "This one too")
    with pytest.raises(WrongStep):
        await shop.taking_back.ask(anna, 1, {1: 1}, WHY)

    assert await shop.rows("returns") == 2
    await shop.taking_back.reject(mira, 1, "No, sorry.")
    assert (await shop.taking_back.possible(anna, 1)).lines == {1: 2}
    await shop.ensure_sound()


async def test_a_request_asked_twice_at_once_is_one(shop: PayingShop) -> None:
    anna, _ = await _delivered(shop)

    asked = [shop.twin().taking_back.ask(anna, 1, {1: 2}, WHY) for _ in range(2)]
    answers = await asyncio.gather(*asked, return_exceptions=True)

    assert [isinstance(each, WrongStep) for each in answers].count(True) == 1
    assert await shop.rows("returns") == 1
    await shop.ensure_sound()


@pytest.mark.parametrize("wanted", [{}, {1: 0}, {1: -1}, {1: 4}, {2: 1}, {1: 1, 99: 1}])
async def test_commerce_34_only_what_was_delivered_comes_back(
    shop: PayingShop, wanted: dict[int, int]
) -> None:
    anna, _ = await _delivered(shop)

    with pytest.raises(WrongStep):
        await shop.taking_back.ask(anna, 1, wanted, WHY)

    assert await shop.rows("returns") == 0
    await shop.ensure_sound()


async def test_the_time_to_return_ends_to_the_minute(shop: PayingShop) -> None:
    anna, _ = await _delivered(shop)
    shop.clock.skip(days=RETURN_DAYS)
    await shop.taking_back.ask(anna, 1, {1: 1}, WHY)
    shop.clock.skip(minutes=1)

    with pytest.raises(WrongStep) as refusal:
        await shop.taking_back.ask(anna, 1, {1: 1}, WHY)

    assert refusal.value.now == "return_over"
    assert (await shop.taking_back.possible(anna, 1)).lines == {}
    assert await shop.rows("returns") == 1
    await shop.ensure_sound()


async def test_what_is_on_its_way_is_not_returned(shop: PayingShop) -> None:
    mug = await shop.stock("MUG", 9)
    anna, mira = await shop.customer(), await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid({mug: 1}, anna)
    for step in WAY[:-1]:
        await shop.fulfilments.move(mira, 1, step)

    with pytest.raises(WrongStep):
        await shop.taking_back.ask(anna, 1, {1: 1}, WHY)

    assert await shop.rows("returns") == 0


async def test_only_whoever_ordered_asks_and_only_the_merchant_or_an_admin_decides(
    shop: PayingShop,
) -> None:
    anna, mira = await _delivered(shop)
    boris, boss = await shop.customer(1002), await shop.hire(3100, Role.ADMIN)
    nils = await shop.hire(3002, Role.MERCHANT, await shop.merchant("Nord"))
    for stranger in (boris, mira, boss):
        with pytest.raises(NotFound):
            await shop.taking_back.ask(stranger, 1, {1: 1}, WHY)
    await shop.taking_back.ask(anna, 1, {1: 1}, WHY)

    for stranger in (boris, nils, anna):
        with pytest.raises(NotAllowed):
            await shop.taking_back.accept(stranger, 1, restock=True)
        with pytest.raises(NotAllowed):
            await shop.taking_back.reject(stranger, 1, "No, sorry.")
        with pytest.raises(NotAllowed):
            await shop.taking_back.get(stranger, 1)
    for stranger in (boris, mira, boss):
        with pytest.raises(NotFound):
            await shop.taking_back.withdraw(stranger, 1)

    assert (await shop.read()).lines[0].gone == 0
    assert (await shop.taking_back.get(boss, 1)).request.state is State.ASKED
    await shop.ensure_sound()


async def test_a_withdrawn_request_cannot_be_accepted_and_frees_its_pieces(
    shop: PayingShop,
) -> None:
    anna, mira = await _delivered(shop)
    await shop.taking_back.ask(anna, 1, {1: 3}, WHY)

    after = await shop.taking_back.withdraw(anna, 1)
    with pytest.raises(AlreadyDone):
        await shop.taking_back.accept(mira, 1, restock=True)
    with pytest.raises(AlreadyDone):
        await shop.taking_back.withdraw(anna, 1)

    assert after.lines == {1: 3}
    assert (await shop.read()).lines[0].gone == await shop.rows("refunds") == 0
    assert await shop.counts(1) == (6, 0)
    await shop.ensure_sound()


async def test_cash_is_given_back_by_hand_and_told_when_it_is(shop: PayingShop) -> None:
    anna, mira = await _delivered(shop, method=Method.CASH)
    boss = await shop.hire(3100, Role.OWNER)
    await shop.taking_back.ask(anna, 1, {1: 2}, WHY)

    await shop.taking_back.accept(mira, 1, restock=True)
    (refund,) = await shop.returns()
    assert (refund.state, refund.money.amount) == (RefundState.MANUAL, 1380)
    assert (await shop.read()).payment_status is PaymentStatus.REFUND_DUE
    assert await shop.alerts() == ["refund_due"]
    await shop.ensure_sound()
    await shop.refunds.returned(boss, refund.id)

    assert (await shop.read()).payment_status is PaymentStatus.PARTLY_REFUNDED
    assert (await shop.notes())[-1] == "refunded"
    await shop.ensure_sound()


async def test_a_cash_order_of_two_merchants_takes_returns_once_all_of_it_is_done(
    shop: PayingShop,
) -> None:
    """Only then is it on record that the money came."""
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug, vase = await shop.stock("MUG", 9), await shop.stock("VASE", 9, 1900, nord)
    anna, boss = await shop.customer(), await shop.hire(3100, Role.ADMIN)
    await shop.order(anna, {mug: 1, vase: 1}, Method.CASH)
    await _goes_out(shop, boss, 1)
    with pytest.raises(WrongStep):
        await shop.taking_back.ask(anna, 1, {1: 1}, WHY)

    await _goes_out(shop, boss, 2)
    await shop.taking_back.ask(anna, 1, {1: 1}, WHY)
    await shop.taking_back.accept(boss, 1, restock=True)

    (refund,) = await shop.returns()
    assert refund.money.amount == 690
    await shop.ensure_sound()


async def test_commerce_35_dropped_paid_back_and_returned_pieces_add_up_to_the_cent(
    shop: PayingShop,
) -> None:
    mug, cup = await shop.stock("MUG", 9, 333), await shop.stock("CUP", 9, 1001)
    anna, mira = await shop.customer(), await shop.hire(3001, Role.MERCHANT, 1)
    await shop.paid({mug: 3, cup: 2}, anna)
    await shop.edits.drop(mira, 1, 1, 1, 3)
    await _goes_out(shop, mira, 1)
    await shop.edits.refund(mira, 1, 2, 1, 2)
    await shop.taking_back.ask(anna, 1, {1: 2, 2: 1}, WHY)

    await shop.taking_back.accept(mira, 1, restock=True)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [333, 1001, 1667]
    order = await shop.read()
    assert sum(shop.stripe.back()) == order.total.amount
    assert order.payment_status is PaymentStatus.REFUNDED
    names = [each.name for each in shop.stripe.asked_refunds()[-1].lines]
    assert names == ["Goods MUG", "Goods CUP"]
    await shop.ensure_sound()


async def test_pieces_that_are_asked_to_come_back_are_not_paid_back_besides(
    shop: PayingShop,
) -> None:
    anna, mira = await _delivered(shop)
    await shop.taking_back.ask(anna, 1, {1: 2}, WHY)

    with pytest.raises(WrongStep):
        await shop.edits.refund(mira, 1, 1, 2, 3)
    await shop.edits.refund(mira, 1, 1, 1, 3)
    await shop.taking_back.accept(mira, 1, restock=True)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [690, 1380]
    await shop.ensure_sound()


async def test_commerce_36_money_that_went_back_in_the_cabinet_does_not_go_back_again(
    shop: PayingShop,
) -> None:
    anna, mira = await _delivered(shop)
    shop.stripe.refund_outside("stripe-pay-1", 2000)
    await shop.told(shop.stripe.hint("stripe-pay-1", "charge.refunded", refund_id="stripe-back-1"))
    await shop.taking_back.ask(anna, 1, {1: 2}, WHY)

    await shop.taking_back.accept(mira, 1, restock=True)
    await shop.refunds.send_due()

    assert shop.stripe.back() == [2000, 70]
    assert (await shop.read()).payment_status is PaymentStatus.REFUNDED
    await shop.ensure_sound()


async def test_a_request_has_five_photos_at_most(shop: PayingShop) -> None:
    anna, _ = await _delivered(shop)

    asked = await shop.taking_back.ask(anna, 1, {1: 1}, WHY, [f"photo-{n}" for n in range(9)])

    assert len(asked.photos) == await shop.rows("return_photos") == 5


async def test_a_shop_that_takes_nothing_back_says_so(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = PayingShop(store, clock)
    anna, _ = await _delivered(shop)

    never = Returns(store, clock, 0)

    with pytest.raises(ShopError):
        await never.ask(anna, 1, {1: 1}, WHY)
    assert (await never.possible(anna, 1)).lines == {}
