"""By what digital goods are paid, and what is ordered apart for it."""

import pytest

from domain.customers import Contact
from domain.errors import NotFound, PaymentRefused, Refusal
from domain.money import STARS, Money
from domain.orders import Method, PaymentStatus
from domain.ways import Rule, ways
from storage.store import SqlStore
from tests import digital_goods
from tests.conftest import StandingClock
from tests.shop import Shop

CARD = ["AAAA-1111", "BBBB-2222", "CCCC-3333"]


async def handed(shop: Shop, order_id: int, customer: int = 1001) -> list[tuple[str, ...]]:
    """The keys of each line that its buyer sees."""
    goods = await shop.handover.goods(await shop.customer(customer), order_id)
    return [line.keys for line in goods.lines]


@pytest.mark.parametrize(
    ("digital", "currency", "rule", "offered"),
    [
        (True, STARS, Rule.STARS, (Method.STARS,)),
        (True, STARS, Rule.ANY, (Method.STARS,)),
        (True, "USD", Rule.STARS, ()),
        (True, "USD", Rule.ANY, (Method.TELEGRAM,)),
        (False, "USD", Rule.STARS, (Method.TELEGRAM, Method.CASH)),
        (False, STARS, Rule.STARS, ()),
        (False, STARS, Rule.ANY, ()),
    ],
)
def test_checklist_48_digital_goods_are_paid_in_stars_and_others_never(
    digital: bool, currency: str, rule: Rule, offered: tuple[Method, ...]
) -> None:
    methods = (Method.TELEGRAM, Method.CASH)
    assert ways(methods, rule, currency, digital=digital) == offered


async def test_a_cart_of_both_is_ordered_in_two_parts(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    mug = await shop.stock("MUG", 3)
    anna = await shop.customer()
    first = await shop.reviewed(anna, {card: 1, mug: 1})
    second = await shop.checkout.review(anna, 1)

    assert (first.digital, first.total.currency, first.ways[-1]) == (
        False,
        "USD",
        Method.TRANSFER,
    )
    assert (second.digital, second.total, second.ways) == (
        True,
        Money(250, STARS),
        (Method.STARS,),
    )
    mugs = await shop.place(anna, first, Method.CASH)
    again = await shop.place(anna, first, Method.CASH)
    rest = await shop.checkout.review(anna)
    cards = await shop.place(anna, rest, Method.STARS)

    assert again.order.id == mugs.order.id
    assert [line.sku for line in mugs.order.lines] == ["MUG"]
    assert [line.sku for line in cards.order.lines] == ["CARD"]
    assert not (await shop.carts.get(anna)).lines
    await shop.ensure_sound()


async def test_digital_goods_ask_for_no_address_and_cost_no_delivery(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    stranger = await shop.customer(1001, Contact())

    placed = await digital_goods.handed_over(shop, {card: 1}, stranger)

    assert placed.order.recipient.name == "Person 1001"
    assert (placed.order.recipient.address, placed.order.shipping.amount) == ("", 0)


@pytest.mark.parametrize("method", [Method.CASH, Method.TELEGRAM, Method.TRANSFER])
async def test_the_rule_of_stars_holds_in_the_use_case(shop: Shop, method: Method) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    mug = await shop.stock("MUG", 3)
    anna = await shop.customer()
    review = await shop.reviewed(anna, {card: 1})

    with pytest.raises(NotFound):
        await shop.place(anna, review, method)
    placed = await shop.place(anna, review, Method.STARS)
    with pytest.raises(NotFound):
        await shop.till.choose(anna, placed.order.id, method)
    mugs = await shop.reviewed(anna, {mug: 1})
    with pytest.raises(NotFound):
        await shop.place(anna, mugs, Method.STARS)
    assert await shop.rows("orders") == 1
    await shop.ensure_sound()


async def test_a_charge_that_breaks_the_rule_is_refused_before_it_is_made(
    store: SqlStore, clock: StandingClock
) -> None:
    free = Shop(store, clock, rule=Rule.ANY)
    book = await digital_goods.keys(free, "BOOK", CARD, 500, "USD")
    anna = await free.customer()
    placed = await free.order(anna, {book: 1}, Method.TELEGRAM)
    assert placed.payment
    strict = Shop(store, clock)

    with pytest.raises(PaymentRefused) as refused:
        await strict.payments.approve(placed.payment.key, anna.id, placed.payment.money)

    assert refused.value.reason is Refusal.WRONG_WAY
    await free.payments.approve(placed.payment.key, anna.id, placed.payment.money)


async def test_a_shop_outside_telegrams_stores_sells_digital_goods_for_money(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = Shop(store, clock, rule=Rule.ANY)
    book = await digital_goods.keys(shop, "BOOK", CARD, 500, "USD")
    anna = await shop.customer()
    review = await shop.reviewed(anna, {book: 1})
    assert Method.CASH not in review.ways

    placed = await shop.place(anna, review)
    await shop.payments.settle(shop.charge(placed))
    assert await shop.handover.hand_over(placed.order.id)

    assert await handed(shop, placed.order.id) == [("AAAA-1111",)]
    order = await shop.orders.get(anna, placed.order.id)
    assert order.payment_status is PaymentStatus.PAID
    await shop.ensure_sound()


async def test_late_stars_bring_an_expired_order_back_and_hand_it_over(
    shop: Shop, clock: StandingClock
) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    placed = await shop.order(await shop.customer(), {card: 1}, Method.STARS)
    clock.skip(minutes=20)
    assert await shop.orders.expire_due() == 1

    await shop.payments.settle(shop.charge(placed, provider=Method.STARS))
    assert await shop.handover.hand_over(placed.order.id)

    assert await handed(shop, placed.order.id) == [("AAAA-1111",)]
    await shop.ensure_sound()
