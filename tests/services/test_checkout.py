"""Placing orders: once, for what was shown, and never more than is there."""

import asyncio

import pytest

from domain.carts import MOST_LINES
from domain.customers import Contact, Customer, Delivery
from domain.errors import CartChanged, CartFull, EmptyCart, Fact, MissingFact, OutOfStock
from domain.orders import Method, Status
from domain.services.checkout import Placed, Review
from tests.shop import ANNAS, Shop, usd


async def test_an_order_is_a_snapshot_with_totals_and_a_hold(shop: Shop) -> None:
    mug, cup = await shop.stock("MUG", 5, 690), await shop.stock("CUP", 5, 450)
    anna = await shop.customer()

    order = (await shop.order(anna, {mug: 2, cup: 1})).order

    assert order.number == "1001"
    assert [(line.sku, line.quantity, line.price) for line in order.lines] == [
        ("MUG", 2, usd(690)),
        ("CUP", 1, usd(450)),
    ]
    assert order.total == usd(1830)
    assert order.status is Status.AWAITING_PAYMENT
    assert order.expires_at == shop.clock.now() + shop.checkout.terms.hold
    assert await shop.counts(mug) == (5, 2)
    assert (await shop.carts.get(anna)).lines == ()
    await shop.ensure_sound()


async def test_the_same_review_makes_one_order_however_often_it_is_tapped(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()
    await shop.carts.set_quantity(anna, mug, 2)
    review = await shop.checkout.review(anna)
    shown = (review.cart.revision, review.fingerprint)

    taps = [shop.checkout.place(anna, *shown, Method.TELEGRAM) for _ in range(5)]
    placed = await asyncio.gather(*taps)

    assert len({one.order.id for one in placed}) == 1
    assert len({one.payment.key for one in placed if one.payment}) == 1
    assert await shop.rows("orders") == 1
    assert await shop.counts(mug) == (5, 2)
    await shop.ensure_sound()


@pytest.mark.parametrize(("buyers", "pieces"), [(200, 50), (10, 1)])
async def test_never_more_is_sold_than_is_there(shop: Shop, buyers: int, pieces: int) -> None:
    mug = await shop.stock("MUG", pieces)
    crowd = [await shop.customer(2000 + n) for n in range(buyers)]

    reviews = [await shop.reviewed(person, {mug: 1}) for person in crowd]

    async def buy(person: Customer, review: Review) -> Placed:
        shown = (review.cart.revision, review.fingerprint)
        return await shop.checkout.place(person, *shown, Method.TELEGRAM)

    hands = [buy(*pair) for pair in zip(crowd, reviews, strict=True)]
    answers = await asyncio.gather(*hands, return_exceptions=True)

    assert [type(answer) for answer in answers].count(Placed) == pieces
    assert [type(answer) for answer in answers].count(OutOfStock) == buyers - pieces
    assert await shop.counts(mug) == (pieces, pieces)
    assert await shop.rows("orders") == pieces
    await shop.ensure_sound()


async def test_baskets_in_opposite_order_never_wait_for_each_other(shop: Shop) -> None:
    first, second = await shop.stock("A", 100), await shop.stock("B", 100)
    crowd = [await shop.customer(2000 + n) for n in range(40)]

    async def buy(n: int) -> Placed:
        basket = {first: 1, second: 1} if n % 2 else {second: 1, first: 1}
        return await shop.order(crowd[n], basket)

    async with asyncio.timeout(60):
        await asyncio.gather(*(buy(n) for n in range(40)))

    assert await shop.counts(first) == await shop.counts(second) == (100, 40)
    await shop.ensure_sound()


async def test_one_missing_line_leaves_nothing_of_the_order_behind(shop: Shop) -> None:
    mug, cup = await shop.stock("MUG", 5), await shop.stock("CUP", 1)
    anna, boris = await shop.customer(), await shop.customer(1002)
    await shop.carts.set_quantity(anna, mug, 1)
    await shop.carts.set_quantity(anna, cup, 1)
    review = await shop.checkout.review(anna)
    await shop.order(boris, {cup: 1})

    with pytest.raises((OutOfStock, CartChanged)):
        await shop.checkout.place(anna, review.cart.revision, review.fingerprint, Method.TELEGRAM)

    assert await shop.counts(mug) == (5, 0)
    assert await shop.rows("orders") == 1
    assert len((await shop.carts.get(anna)).lines) == 2
    await shop.ensure_sound()


async def test_a_price_that_moved_since_the_review_is_not_charged(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    anna = await shop.customer()
    await shop.carts.set_quantity(anna, mug, 1)
    review = await shop.checkout.review(anna)
    await shop.reprice(mug, 750)

    with pytest.raises(CartChanged):
        await shop.checkout.place(anna, review.cart.revision, review.fingerprint, Method.TELEGRAM)

    assert await shop.rows("orders") == 0
    assert (await shop.checkout.review(anna)).total == usd(750)
    await shop.ensure_sound()


@pytest.mark.parametrize(
    ("contact", "fact"),
    [
        (Contact(), Fact.DELIVERY),
        (Contact(delivery=Delivery.COURIER), Fact.ADDRESS),
        (Contact(delivery=Delivery.PICKUP), Fact.PHONE),
        (Contact(delivery=Delivery.PICKUP, phone="+12025550123"), Fact.NAME),
    ],
)
async def test_checkout_asks_the_first_thing_it_misses(
    shop: Shop, contact: Contact, fact: Fact
) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer(contact=contact)
    await shop.carts.set_quantity(anna, mug, 1)

    with pytest.raises(MissingFact) as refusal:
        await shop.checkout.review(anna)

    assert refusal.value.fact is fact


async def test_an_empty_cart_cannot_be_ordered(shop: Shop) -> None:
    with pytest.raises(EmptyCart):
        await shop.checkout.review(await shop.customer())


async def test_a_cart_has_room_for_as_many_goods_as_a_receipt_and_no_more(shop: Shop) -> None:
    anna = await shop.customer()
    goods = [await shop.stock(f"G-{n}", 5) for n in range(MOST_LINES + 1)]
    for variant_id in goods[:-1]:
        await shop.carts.set_quantity(anna, variant_id, 1)

    with pytest.raises(CartFull):
        await shop.carts.set_quantity(anna, goods[-1], 1)
    await shop.carts.set_quantity(anna, goods[0], 2)
    await shop.carts.set_quantity(anna, goods[1], 0)
    cart = await shop.carts.set_quantity(anna, goods[-1], 1)

    assert len(cart.lines) == MOST_LINES


async def test_cash_is_confirmed_at_once_and_the_merchant_is_told(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer()

    placed = await shop.order(anna, {mug: 1}, Method.CASH)

    assert placed.payment is None
    assert placed.order.status is Status.CONFIRMED
    assert placed.order.expires_at is None
    assert await shop.queued("fulfilment_card") == ["fulfilment:1:new"]
    assert await shop.queued("order_note") == ["note:1:placed"]
    await shop.ensure_sound()


async def test_each_merchant_gets_a_part_with_its_own_lines_only(shop: Shop) -> None:
    await shop.merchant("Souk")
    nord = await shop.merchant("Nord")
    mug = await shop.stock("MUG", 5)
    vase = await shop.stock("VASE", 5, merchant=nord)
    anna = await shop.customer()

    order = (await shop.order(anna, {mug: 1, vase: 1}, Method.CASH)).order

    assert [part.merchant for part in order.fulfilments] == ["Souk", "Nord"]
    assert [line.sku for line in order.of(nord)] == ["VASE"]
    assert len(await shop.queued("fulfilment_card")) == 2


async def test_pickup_goes_to_the_shops_address(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5)
    anna = await shop.customer(contact=Contact("Anna", ANNAS.phone, Delivery.PICKUP, "Home"))

    order = (await shop.order(anna, {mug: 1})).order

    assert order.recipient.address == "At the shop"
