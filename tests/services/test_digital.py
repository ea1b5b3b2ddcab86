"""Digital goods are handed over once, to whoever paid for them."""

import asyncio

import pytest

from domain.digital import COPIES
from domain.errors import NotFound, WrongStep
from domain.fulfilment import Step
from domain.money import STARS
from domain.orders import Method, Status
from tests import digital_goods
from tests.shop import Shop

CARD = ["AAAA-1111", "BBBB-2222", "CCCC-3333"]


async def handed(shop: Shop, order_id: int, customer: int = 1001) -> list[tuple[str, ...]]:
    """The keys of each line that its buyer sees."""
    goods = await shop.handover.goods(await shop.customer(customer), order_id)
    return [line.keys for line in goods.lines]


async def test_commerce_43_the_last_key_wanted_by_two_goes_to_one(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD[:1])
    anna, boris = await shop.customer(1001), await shop.customer(1002)
    reviews = [await shop.reviewed(who, {card: 1}) for who in (anna, boris)]

    results = await asyncio.gather(
        *(
            shop.place(who, review, Method.STARS)
            for who, review in zip((anna, boris), reviews, strict=True)
        ),
        return_exceptions=True,
    )

    assert sorted(type(each).__name__ for each in results) == ["OutOfStock", "Placed"]
    await shop.ensure_sound()


async def test_commerce_44_paid_goods_are_handed_over_once_however_often_it_is_tried(
    shop: Shop,
) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    placed = await digital_goods.paid(shop, {card: 2})
    id_ = placed.order.id

    assert await shop.queued("hand_over") == [f"hand_over:{id_}:1"]
    done = await asyncio.gather(*(shop.handover.hand_over(id_) for _ in range(4)))

    assert done == [True] * 4
    assert await handed(shop, id_) == [("AAAA-1111", "BBBB-2222")]
    assert await shop.counts(card) == (1, 0)
    assert await shop.queued("goods") == [f"goods:{id_}:1"]
    order = await shop.orders.get(await shop.customer(), id_)
    assert (order.status, order.fulfilments[0].step) == (Status.COMPLETED, Step.DELIVERED)
    await shop.ensure_sound()


async def test_commerce_44_two_orders_handed_over_at_once_share_no_key(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    orders = [
        (await digital_goods.paid(shop, {card: 1}, await shop.customer(id_))).order.id
        for id_ in (1001, 1002, 1003)
    ]

    await asyncio.gather(*map(shop.handover.hand_over, orders))

    got = [await handed(shop, id_, 1000 + n) for n, id_ in enumerate(orders, 1)]
    assert sorted(key for (keys,) in got for key in keys) == CARD
    await shop.ensure_sound()


async def test_commerce_45_what_is_shown_again_is_the_same_and_to_its_buyer_alone(
    shop: Shop,
) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    placed = await digital_goods.handed_over(shop, {card: 1})
    again = [await handed(shop, placed.order.id) for _ in range(2)]

    assert again == [[("AAAA-1111",)]] * 2
    for nosy in (await shop.customer(1002), await digital_goods.owner(shop)):
        with pytest.raises(NotFound):
            await shop.handover.goods(nosy, placed.order.id)


async def test_nothing_is_shown_before_it_is_handed_over(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    placed = await digital_goods.paid(shop, {card: 1})

    with pytest.raises(NotFound):
        await shop.handover.goods(await shop.customer(), placed.order.id)


async def test_an_order_cancelled_before_it_was_handed_over_hands_nothing_over(
    shop: Shop,
) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    placed = await digital_goods.paid(shop, {card: 1})
    await shop.orders.cancel(await shop.customer(), placed.order.id)

    assert await shop.handover.hand_over(placed.order.id)
    assert await shop.counts(card) == (3, 0)
    assert await shop.rows("refunds") == 1
    await shop.ensure_sound()


async def test_what_was_handed_over_is_neither_cancelled_nor_returned(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    placed = await digital_goods.handed_over(shop, {card: 1})
    anna, owner = await shop.customer(), await digital_goods.owner(shop)
    part = placed.order.fulfilments[0].id

    with pytest.raises(WrongStep):
        await shop.orders.cancel(anna, placed.order.id)
    with pytest.raises(WrongStep):
        await shop.fulfilments.move(owner, part, Step.CANCELLED)
    with pytest.raises(WrongStep):
        await shop.taking_back.ask(anna, part, {placed.order.lines[0].id: 1}, "I do not like it")

    line = placed.order.lines[0]
    await shop.edits.refund(owner, part, line.id, 1, 1)
    assert await handed(shop, placed.order.id) == [("AAAA-1111",)]
    assert await shop.counts(card) == (2, 0)
    await shop.ensure_sound()


async def test_no_merchant_takes_a_step_with_what_the_shop_hands_over(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    placed = await digital_goods.paid(shop, {card: 1})
    owner = await digital_goods.owner(shop)

    with pytest.raises(WrongStep):
        await shop.fulfilments.move(owner, placed.order.fulfilments[0].id, Step.ACCEPTED)


async def test_keys_that_are_missing_alarm_owners_and_go_out_when_they_come(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD[:1])
    placed = await digital_goods.paid(shop, {card: 1})
    async with shop.store.write() as uow:  # somebody lost it in the database
        await uow.digital.take_keys(card, 1)

    assert not await shop.handover.hand_over(placed.order.id)
    assert await shop.queued("staff_alert") == [f"alert:no_keys:line:{placed.order.lines[0].id}"]
    async with shop.store.write() as uow:
        await uow.stock.lock(card)
        await uow.digital.add_keys(card, [])
    owner = await digital_goods.owner(shop)
    await shop.shelves.add_keys(owner, card, "DDDD-4444", 77)

    assert await shop.handover.hand_over(placed.order.id)
    assert await handed(shop, placed.order.id) == [("DDDD-4444",)]


async def test_a_text_never_runs_out(shop: Shop) -> None:
    wifi = await digital_goods.text(shop, "WIFI", "The password is in the hall.")
    for buyer in (1001, 1002):
        placed = await digital_goods.handed_over(shop, {wifi: 1}, await shop.customer(buyer))
        goods = await shop.handover.goods(await shop.customer(buyer), placed.order.id)
        assert goods.lines[0].content
        assert goods.lines[0].content.text == "The password is in the hall."

    assert await shop.counts(wifi) == (COPIES, 0)
    await shop.ensure_sound()


async def test_a_file_reaches_its_buyers(shop: Shop) -> None:
    guide = await shop.stock("GUIDE", 0, 100, currency=STARS)
    owner, anna = await digital_goods.owner(shop), await shop.customer()
    await shop.shelves.set_file(owner, guide, "guide.pdf", b"%PDF", 42, "file-1")
    placed = await digital_goods.handed_over(shop, {guide: 1})
    line_id = placed.order.lines[0].id

    line, data, file_id = await shop.handover.file(anna, placed.order.id, line_id, 42)
    assert (line.file and line.file.name, data, file_id) == ("guide.pdf", b"%PDF", "file-1")
    assert (await shop.handover.file(anna, placed.order.id, line_id, 43))[2] == ""
    assert await shop.queued("goods_file") == [f"file:{line_id}"]
    other = await shop.customer(1002)
    with pytest.raises(NotFound):
        await shop.handover.file(other, placed.order.id, line_id, 42)
    await shop.ensure_sound()
