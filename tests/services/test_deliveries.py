"""Ways of delivery: set in the chat, chosen at checkout, kept in the order as they were."""

from dataclasses import replace

import pytest

from domain.customers import Contact, Customer, Delivery, Role
from domain.errors import CartChanged, Fact, MissingFact, NotAllowed, NotFound
from domain.price_errors import BadTerms, LastWay, TooMany
from tests.shop import ANNAS, Shop, usd


async def chooses(shop: Shop, customer: Customer, kind: Delivery, method: int = 0) -> Customer:
    """Have a customer choose how the goods come."""
    return await shop.customers.set_delivery(customer, kind, method)


async def test_until_something_is_set_the_settings_hold_and_cost_nothing(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    owner = await shop.hire(9001, Role.OWNER)

    review = await shop.reviewed(await shop.customer(), {mug: 1})

    ways = await shop.deliveries.all(owner, "USD")
    assert [(way.kind, way.fee) for way in ways] == [
        (Delivery.COURIER, usd(0)),
        (Delivery.PICKUP, usd(0)),
    ]
    assert review.total == usd(690)
    assert await shop.rows("delivery_methods") == 0


async def test_the_first_name_given_to_a_courier_names_the_one_there_is(shop: Shop) -> None:
    named = await shop.delivery("Courier 3 free 50")
    more = await shop.delivery("Post to regions 5.50")

    assert [(way.title, way.fee) for way in named] == [("Courier", usd(300)), ("", usd(0))]
    assert named[0].free_from == usd(5000)
    assert named[1].address == "At the shop"
    assert [way.title for way in more] == ["Courier", "", "Post to regions"]


async def test_the_same_name_or_a_number_changes_a_way_and_adds_none(shop: Shop) -> None:
    await shop.delivery("Courier 3 free 50")
    await shop.delivery("courier 4")
    ways = await shop.delivery("2 1.50")

    assert [(way.title, way.fee, way.free_from) for way in ways] == [
        ("courier", usd(400), None),
        ("", usd(150), None),
    ]
    with pytest.raises(BadTerms):
        await shop.delivery("3 1")


async def test_points_to_pick_up_are_ways_of_their_own(shop: Shop) -> None:
    ways = await shop.delivery('pickup "5 Main Street" 1')

    assert [(way.kind, way.address, way.fee) for way in ways[1:]] == [
        (Delivery.PICKUP, "At the shop", usd(0)),
        (Delivery.PICKUP, "5 Main Street", usd(100)),
    ]


async def test_the_order_has_the_way_with_its_price_as_they_were(shop: Shop) -> None:
    mug = await shop.stock("MUG", 9, 690)
    (courier, *_) = await shop.delivery("Courier 3 free 20")
    anna = await chooses(shop, await shop.customer(), Delivery.COURIER, courier.id)

    order = (await shop.order(anna, {mug: 1})).order
    await shop.delivery("Courier 9")
    free = await shop.reviewed(anna, {mug: 3})

    assert (order.recipient.method, order.shipping, order.total) == (
        "Courier",
        usd(300),
        usd(990),
    )
    assert await shop.orders.get(anna, order.id) == order
    assert free.total == usd(2070 + 900)
    await shop.ensure_sound()


async def test_delivery_is_free_from_its_sum_and_what_is_missing_is_known(shop: Shop) -> None:
    mug = await shop.stock("MUG", 9, 690)
    await shop.delivery("Courier 3 free 10")
    anna = await shop.customer()

    short = await shop.reviewed(anna, {mug: 1})
    enough = await shop.reviewed(anna, {mug: 2})

    assert short.prices.free_delivery_at == usd(310)
    assert short.total == usd(990)
    assert enough.prices.free_delivery_at is None
    assert enough.total == usd(1380)


async def test_a_point_is_where_the_order_goes(shop: Shop) -> None:
    mug = await shop.stock("MUG", 9, 690)
    point = (await shop.delivery("pickup 5 Main Street"))[-1]
    anna = await chooses(shop, await shop.customer(), Delivery.PICKUP, point.id)

    order = (await shop.order(anna, {mug: 1})).order

    assert (order.recipient.delivery, order.recipient.address) == (
        Delivery.PICKUP,
        "5 Main Street",
    )


async def test_among_several_of_a_kind_the_customer_is_asked_which(shop: Shop) -> None:
    mug = await shop.stock("MUG", 9, 690)
    await shop.delivery("Courier 3")
    anna = await shop.customer()
    assert (await shop.reviewed(anna, {mug: 1})).method.title == "Courier"
    post = (await shop.delivery("Post 5"))[-1]

    with pytest.raises(MissingFact) as missing:
        await shop.checkout.review(anna)

    assert missing.value.fact is Fact.DELIVERY
    anna = await chooses(shop, anna, Delivery.COURIER, post.id)
    assert (await shop.checkout.review(anna)).total == usd(690 + 500)


async def test_who_comes_back_finds_the_way_they_chose(shop: Shop) -> None:
    (courier, *_) = await shop.delivery("Courier 3")
    anna = await shop.customer()

    await chooses(shop, anna, Delivery.COURIER, courier.id)

    async with shop.store.read() as uow:
        known = await uow.customers.get(anna.id)
    assert known
    assert known.contact == replace(ANNAS, method=courier.id)


async def test_the_only_way_there_is_needs_no_choice(shop: Shop) -> None:
    mug = await shop.stock("MUG", 9, 690)
    owner = await shop.hire(9001, Role.OWNER)
    courier, pickup = await shop.delivery("Courier 3")
    await shop.deliveries.show(owner, pickup.id, hidden=True)
    anna = await shop.customer(contact=Contact("Anna", ANNAS.phone, None, "12 Harbour Street"))

    assert (await shop.reviewed(anna, {mug: 1})).method == courier


async def test_a_price_of_delivery_that_moved_since_the_review_is_not_charged(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 9, 690)
    await shop.delivery("Courier 3")
    anna = await shop.customer()
    review = await shop.reviewed(anna, {mug: 1})
    await shop.delivery("Courier 4")

    with pytest.raises(CartChanged):
        await shop.place(anna, review)

    assert await shop.rows("orders") == 0
    assert (await shop.checkout.review(anna)).total == usd(1090)


async def test_a_way_that_is_hidden_after_the_review_is_asked_for_anew(shop: Shop) -> None:
    mug = await shop.stock("MUG", 9, 690)
    owner = await shop.hire(9001, Role.OWNER)
    courier, *_ = await shop.delivery("Courier 3")
    await shop.delivery("Post 5")
    anna = await chooses(shop, await shop.customer(), Delivery.COURIER, courier.id)
    review = await shop.reviewed(anna, {mug: 1})
    await shop.deliveries.show(owner, courier.id, hidden=True)

    with pytest.raises(MissingFact):
        await shop.place(anna, review)

    assert await shop.rows("orders") == 0


async def test_the_last_way_stays_and_there_is_room_for_as_many_as_a_screen_shows(
    shop: Shop,
) -> None:
    owner = await shop.hire(9001, Role.OWNER)
    courier, pickup = await shop.delivery("Courier 3")
    await shop.deliveries.show(owner, pickup.id, hidden=True)

    with pytest.raises(LastWay):
        await shop.deliveries.show(owner, courier.id, hidden=True)
    for number in range(6):
        await shop.delivery(f"Post{number} 5")
    with pytest.raises(TooMany):
        await shop.delivery("Post9 5")
    with pytest.raises(TooMany):
        await shop.deliveries.show(owner, pickup.id, hidden=False)

    assert await shop.rows("delivery_methods") == 8


async def test_only_admins_set_ways_of_delivery(shop: Shop) -> None:
    owner = await shop.hire(9001, Role.OWNER)
    for who in (await shop.customer(), await shop.hire(1005, Role.MERCHANT, await _one(shop))):
        with pytest.raises(NotAllowed):
            await shop.deliveries.edit(who, "Courier 3", "USD")
        with pytest.raises(NotAllowed):
            await shop.deliveries.show(who, 1, hidden=True)
        with pytest.raises(NotAllowed):
            await shop.deliveries.all(who, "USD")
    with pytest.raises(NotFound):
        await shop.deliveries.show(owner, 77, hidden=True)

    assert await shop.rows("delivery_methods") == 0


async def _one(shop: Shop) -> int:
    return await shop.merchant("Souk")
