"""Promo codes: counted with the order, given back once, refused with a reason."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from domain.customers import Customer, Role
from domain.errors import CartChanged, NotAllowed, NotFound
from domain.fulfilment import Step
from domain.local_time import zone_named
from domain.orders import Method, PaymentStatus, Status
from domain.payments import Outcome
from domain.price_errors import PromoDays, PromoRefusal, PromoRefused, UsedBefore
from domain.promo import Promo
from domain.sale_errors import AmbiguousShelf
from domain.services.checkout import Placed
from domain.services.promos import Promos
from storage.tables import chat, goods
from tests.shop import HOLD, Shop, usd


async def used(shop: Shop, code: str = "SPRING") -> int:
    """How many uses of a code are counted."""
    async with shop.store.read() as uow:
        promo = await uow.promos.by_code(code)
    assert promo
    return promo.used


async def journal(shop: Shop, code: str = "SPRING") -> list[str]:
    """What was changed of a code, in order."""
    lines = select(chat.journal.c.before, chat.journal.c.after)
    about = lines.where(chat.journal.c.subject == f"promo:{code}").order_by(chat.journal.c.id)
    async with shop.store.read() as uow:
        return [f"{row.before}->{row.after}" for row in await uow.connection.execute(about)]


async def why_not(shop: Shop, customer: Customer, code: str) -> PromoRefused:
    """Type a code that is refused."""
    with pytest.raises(PromoRefused) as refused:
        await shop.promos.apply(customer, code)
    return refused.value


async def test_a_code_in_any_case_is_kept_with_the_cart_and_taken_off_the_order(
    shop: Shop,
) -> None:
    mug, cup = await shop.stock("MUG", 5, 690), await shop.stock("CUP", 5, 455)
    await shop.promo("SPRING 10%")
    anna = await shop.customer()

    review = await shop.with_code(anna, {mug: 1, cup: 1}, "  spring ")
    order = (await shop.place(anna, review)).order

    assert review.total == order.total == usd(1030)  # 11.45 less 1.15
    assert (order.subtotal, order.discount, order.promo) == (usd(1145), 115, "SPRING")
    assert [line.discount for line in order.lines] == [69, 46]
    assert [line.total.amount for line in order.lines] == [621, 409]
    assert await used(shop) == 1
    assert (await shop.carts.get(anna)).promo == ""
    await shop.ensure_sound()


async def test_what_is_asked_and_paid_is_the_discounted_sum(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 1.00")
    anna = await shop.customer()

    placed = await shop.place(anna, await shop.with_code(anna, {mug: 2}, "SPRING"))
    settled = await shop.payments.settle(shop.charge(placed))

    assert placed.payment
    assert placed.payment.money == usd(1280)
    assert settled.outcome is Outcome.PAID
    await shop.ensure_sound()


async def test_a_code_that_was_taken_away_again_costs_nobody_a_use(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10% limit 1")
    anna = await shop.customer()
    await shop.with_code(anna, {mug: 1}, "SPRING")

    await shop.promos.drop(anna)
    placed = await shop.place(anna, await shop.checkout.review(anna))

    assert placed.order.total == usd(690)
    assert await used(shop) == 0
    assert await shop.rows("promo_uses") == 0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("SPRING 10% until 2026-11-21", PromoRefusal.EXPIRED),
        ("SPRING 10% from 2026-11-23", PromoRefusal.NOT_YET),
        ("SPRING 10% min 7", PromoRefusal.MINIMUM),
        ("SPRING 10% for CUP", PromoRefusal.NOTHING_FITS),
        ("OTHER 10%", PromoRefusal.UNKNOWN),
    ],
)
async def test_a_refused_code_says_why_and_leaves_the_cart_and_its_code(
    shop: Shop, line: str, reason: PromoRefusal
) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.stock("CUP", 5, 455)
    await shop.promo("GOOD 1.00")
    await shop.promo(line)
    anna = await shop.customer()
    before = await shop.with_code(anna, {mug: 1}, "GOOD")
    shop.clock.skip(days=1)

    refused = await why_not(shop, anna, "spring")

    assert refused.reason is reason
    assert (await shop.checkout.review(anna)).fingerprint == before.fingerprint
    assert before.total == usd(590)


async def test_a_code_for_a_shelf_or_a_product_makes_only_those_goods_cheaper(
    shop: Shop,
) -> None:
    mug, cup = await shop.stock("MUG", 5, 1000), await shop.stock("CUP", 5, 500)
    async with shop.store.write() as uow:
        shelves = goods.categories.insert().values(title="Mugs").returning(goods.categories.c.id)
        shelf = await uow.connection.scalar(shelves)
        below = goods.categories.insert().values(title="Blue", parent_id=shelf)
        blue = await uow.connection.scalar(below.returning(goods.categories.c.id))
        tree = [(shelf, shelf), (shelf, blue), (blue, blue)]
        for over, under in tree:
            await uow.connection.execute(
                goods.category_tree.insert().values(ancestor_id=over, category_id=under)
            )
        await uow.connection.execute(
            goods.products.update()
            .where(goods.products.c.handle == "mug")
            .values(category_id=blue)
        )
    await shop.promo("SHELF 10% for mugs")
    await shop.promo("ONE 10% for CUP")
    anna = await shop.customer()

    shelf_review = await shop.with_code(anna, {mug: 1, cup: 1}, "SHELF")
    one_review = await shop.with_code(anna, {mug: 1, cup: 1}, "ONE")

    assert shelf_review.prices.quote.sums.discount == usd(100)
    assert one_review.prices.quote.sums.discount == usd(50)


async def shelves(shop: Shop, *ways: tuple[str, str]) -> None:
    """Put up shelves below others, each by the way to it."""
    for top, title in ways:
        async with shop.store.write() as uow:
            over = goods.categories.insert().values(title=top).returning(goods.categories.c.id)
            parent = await uow.connection.scalar(over)
            await uow.connection.execute(
                goods.categories.insert().values(title=title, parent_id=parent)
            )


async def test_of_several_shelves_that_are_called_so_the_way_tells_which(shop: Shop) -> None:
    await shelves(shop, ("Men", "Shoes"), ("Women", "Shoes"))

    with pytest.raises(AmbiguousShelf) as refused:
        await shop.promo("SHOES 10% for shoes")
    promo = await shop.promo("SHOES 10% for women > shoes, Women > Shoes")

    assert refused.value.ways == ("Men > Shoes", "Women > Shoes")
    assert promo.targets == ("Shoes",)


async def test_a_code_whose_goods_are_all_gone_is_for_nothing_and_not_for_everything(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5, 1000)
    await shop.stock("CUP", 5, 500)
    await shop.promo("ONE 10% for CUP")
    async with shop.store.write() as uow:
        await uow.connection.execute(
            goods.products.delete().where(goods.products.c.handle == "cup")
        )
    anna = await shop.customer()
    await shop.carts.set_quantity(anna, mug, 1)

    assert (await why_not(shop, anna, "ONE")).reason is PromoRefusal.NOTHING_FITS


async def test_commerce_39_the_last_use_goes_to_one_buyer_and_the_other_is_told(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 50, 690)
    await shop.promo("SPRING 10% limit 1")
    crowd = [await shop.customer(2000 + n) for n in range(8)]
    reviews = [await shop.with_code(person, {mug: 1}, "SPRING") for person in crowd]

    taps = [shop.place(*pair) for pair in zip(crowd, reviews, strict=True)]
    answers = await asyncio.gather(*taps, return_exceptions=True)

    assert [type(answer) for answer in answers].count(Placed) == 1
    refused = [answer for answer in answers if isinstance(answer, PromoRefused)]
    assert {one.reason for one in refused} == {PromoRefusal.USED_UP}
    assert len(refused) == 7
    assert await used(shop) == await shop.rows("orders") == 1
    assert await shop.counts(mug) == (50, 1)
    loser = next(p for p, a in zip(crowd, answers, strict=True) if not isinstance(a, Placed))
    anew = await shop.checkout.review(loser)
    assert anew.total == usd(690)
    assert (await shop.place(loser, anew)).order.promo == ""
    await shop.ensure_sound()


async def test_commerce_39_nobody_uses_a_code_twice_from_two_orders_at_once(shop: Shop) -> None:
    mug = await shop.stock("MUG", 50, 690)
    await shop.promo("SPRING 10% each 1")
    anna = await shop.customer()
    first = await shop.place(anna, await shop.with_code(anna, {mug: 1}, "SPRING"))
    await shop.carts.set_quantity(anna, mug, 1)

    assert (await why_not(shop, anna, "SPRING")).reason is PromoRefusal.USED_BY_YOU

    await shop.orders.cancel(anna, first.order.id)
    review = await shop.with_code(anna, {mug: 1}, "SPRING")
    taps = [shop.place(anna, review), shop.place(anna, review)]
    placed = await asyncio.gather(*taps)
    assert len({one.order.id for one in placed}) == 1
    assert await used(shop) == 1
    await shop.ensure_sound()


async def test_commerce_40_a_code_that_ends_after_the_review_is_told_and_not_charged(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10% until 2026-11-21")
    anna = await shop.customer()
    review = await shop.with_code(anna, {mug: 1}, "SPRING")
    shop.clock.skip(hours=12)

    with pytest.raises(PromoRefused) as refused:
        await shop.place(anna, review)

    assert refused.value.reason is PromoRefusal.EXPIRED
    assert await shop.rows("orders") == 0
    anew = await shop.checkout.review(anna)
    assert anew.total == usd(690)
    assert anew.prices.promo
    assert anew.prices.promo.refusal
    assert (await shop.place(anna, anew)).order.discount == 0
    assert await used(shop) == 0
    await shop.ensure_sound()


@pytest.mark.parametrize("line", ["SPRING 20%", "SPRING 5%", "SPRING 10% for CUP"])
async def test_commerce_40_other_terms_than_shown_are_confirmed_anew(
    shop: Shop, line: str
) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.stock("CUP", 5, 690)
    await shop.promo("SPRING 10%")
    anna = await shop.customer()
    review = await shop.with_code(anna, {mug: 1}, "SPRING")
    await shop.promo(line)

    with pytest.raises((CartChanged, PromoRefused)):
        await shop.place(anna, review)

    assert await shop.rows("orders") == 0


async def test_commerce_41_an_order_that_expires_gives_its_use_back_exactly_once(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10% limit 1")
    anna, boris = await shop.customer(), await shop.customer(1002)
    await shop.place(anna, await shop.with_code(anna, {mug: 1}, "SPRING"))
    shop.clock.skip(minutes=HOLD + 1)

    ended = await asyncio.gather(*(shop.orders.expire_due() for _ in range(4)))

    assert sum(ended) == 1
    assert await used(shop) == 0
    await shop.place(boris, await shop.with_code(boris, {mug: 1}, "SPRING"))
    assert await used(shop) == 1
    await shop.ensure_sound()


async def test_commerce_41_a_cancelled_order_gives_its_use_back_whoever_cancels_it(
    shop: Shop,
) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10%")
    anna, owner = await shop.customer(), await shop.hire(9001, Role.OWNER)
    by_anna = (await shop.place(anna, await shop.with_code(anna, {mug: 1}, "SPRING"))).order
    review = await shop.with_code(anna, {mug: 1}, "SPRING")
    by_shop = (await shop.place(anna, review, Method.CASH)).order
    assert await used(shop) == 2

    await asyncio.gather(*(shop.orders.cancel(anna, by_anna.id) for _ in range(3)))
    assert await used(shop) == 1
    await shop.fulfilments.move(owner, by_shop.fulfilments[0].id, Step.CANCELLED)

    assert await used(shop) == 0
    await shop.ensure_sound()


async def test_commerce_41_a_use_is_given_back_and_taken_again_once(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10%")
    anna = await shop.customer()
    order = (await shop.place(anna, await shop.with_code(anna, {mug: 1}, "SPRING"))).order

    async with shop.store.write() as uow:
        again = await uow.promos.use_again(order.id)
        back = [await uow.promos.give_back(order.id) for _ in range(2)]
        taken = [await uow.promos.use_again(order.id) for _ in range(2)]

    assert (again, back, taken) == (False, [True, False], [True, False])
    assert await used(shop) == 1
    await shop.ensure_sound()


@pytest.mark.parametrize("taken", [False, True])
async def test_late_money_brings_an_order_back_only_with_the_use_of_its_code(
    shop: Shop, taken: bool
) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10% limit 1")
    anna, boris = await shop.customer(), await shop.customer(1002)
    placed = await shop.place(anna, await shop.with_code(anna, {mug: 1}, "SPRING"))
    shop.clock.skip(minutes=HOLD + 1)
    await shop.orders.expire_due()
    if taken:
        await shop.place(boris, await shop.with_code(boris, {mug: 1}, "SPRING"), Method.CASH)

    settled = await shop.payments.settle(shop.charge(placed))

    assert settled.outcome is (Outcome.REFUND_DUE if taken else Outcome.PAID)
    assert await used(shop) == 1
    assert await shop.counts(mug) == (5, 1)
    await shop.ensure_sound()


async def test_commerce_42_an_order_of_nothing_is_paid_without_a_payment(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("GIFT 100%")
    anna, owner = await shop.customer(), await shop.hire(9001, Role.OWNER)

    placed = await shop.place(anna, await shop.with_code(anna, {mug: 2}, "GIFT"))

    assert placed.payment is None
    assert placed.order.total == usd(0)
    assert placed.order.status is Status.CONFIRMED
    assert placed.order.payment_status is PaymentStatus.PAID
    assert placed.order.paid_at == shop.clock.now()
    assert await shop.queued("fulfilment_card") == ["fulfilment:1:new"]
    for step in (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED):
        await shop.fulfilments.move(owner, placed.order.fulfilments[0].id, step)
    assert await shop.rows("charges") == 0
    await shop.ensure_sound()


async def test_commerce_37_new_terms_do_not_reach_an_order_that_is_placed(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10%")
    anna = await shop.customer()
    order = (await shop.place(anna, await shop.with_code(anna, {mug: 1}, "SPRING"))).order

    changed = await shop.promo("SPRING 50% limit 5")

    assert changed.used == 1
    assert await shop.orders.get(anna, order.id) == order
    await shop.ensure_sound()


async def test_a_code_cannot_be_limited_to_fewer_uses_than_it_has(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    await shop.promo("SPRING 10%")
    anna = await shop.customer()
    for _ in range(2):
        await shop.place(anna, await shop.with_code(anna, {mug: 1}, "SPRING"))

    for line in ("SPRING 10% limit 1", "SPRING 10% each 1"):
        with pytest.raises(UsedBefore):
            await shop.promo(line)

    assert (await shop.promo("SPRING 10% limit 2 each 2")).used == 2
    await shop.ensure_sound()


async def test_a_code_is_switched_off_and_on_by_word_or_button(shop: Shop) -> None:
    mug = await shop.stock("MUG", 5, 690)
    promo = await shop.promo("SPRING 10%")
    anna, owner = await shop.customer(), await shop.hire(9001, Role.OWNER)
    await shop.carts.set_quantity(anna, mug, 1)

    assert (await shop.promo("spring off")).active is False
    assert (await why_not(shop, anna, "SPRING")).reason is PromoRefusal.OFF
    await shop.promos.switch(owner, promo.id, on=True)
    await shop.promos.switch(owner, promo.id, on=True)

    assert (await shop.promos.apply(anna, "SPRING")).promo == "SPRING"
    assert (await shop.promos.page(owner, 9)).promos == (replace(promo, active=True),)
    assert await journal(shop) == ["->percent 10000", "on->off", "off->on"]


async def test_a_code_whose_last_day_is_past_in_the_shop_changes_nothing(shop: Shop) -> None:
    owner = await shop.hire(9001, Role.OWNER)
    shop.clock.at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # the 22nd in Berlin
    berlin = Promos(shop.store, shop.clock, zone_named("Europe/Berlin"))
    known = await shop.promo("SPRING 10%")

    with pytest.raises(PromoDays) as refused:
        await berlin.edit(owner, "SPRING 20% until 2026-11-21", "USD")

    assert (refused.value.at, refused.value.over) == (datetime(2026, 11, 21, 23, tzinfo=UTC), True)
    assert await shop.promo("SPRING") == known
    assert (await berlin.edit(owner, "SPRING 20% until 2026-11-22", "USD")).amount == 20_000
    assert (await shop.promo("SPRING 30% until 2026-11-21")).amount == 30_000  # in UTC


async def test_only_admins_set_codes_and_what_they_name_must_be_there(shop: Shop) -> None:
    await shop.stock("MUG", 5)
    seller = await shop.hire(1005, Role.MERCHANT, 1)
    for who in (await shop.customer(), seller):
        with pytest.raises(NotAllowed):
            await shop.promos.edit(who, "SPRING 10%", "USD")
        with pytest.raises(NotAllowed):
            await shop.promos.page(who, 0)
        with pytest.raises(NotAllowed):
            await shop.promos.switch(who, 1, on=False)

    for line in ("SPRING", "SPRING off", "SPRING 10% for Moons"):
        with pytest.raises(NotFound):
            await shop.promo(line)

    assert await shop.rows("promo_codes") == 0


async def test_a_code_is_answered_as_it_was_understood(shop: Shop) -> None:
    await shop.stock("MUG", 5)

    promo = await shop.promo("SPRING 10% limit 3 for MUG")

    assert isinstance(promo, Promo)
    assert (promo.targets, promo.most, promo.used) == (("Goods MUG",), 3, 0)
    assert await shop.promo("spring") == promo
