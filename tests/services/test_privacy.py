"""Whoever wants to be forgotten is, in every table; the books stay, and say nobody's name."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.customers import Customer, Role
from domain.errors import NotFound
from domain.fulfilment import Step
from domain.orders import Method, Order, PaymentStatus, Status
from domain.payments import Outcome
from domain.privacy import SURE, Why, is_gone
from domain.services.customers import Profile
from domain.services.favourites import Favourites
from domain.services.goods_news import GoodsNews
from domain.services.privacy import Privacy
from domain.services.shared_carts import SharedCarts
from domain.services.staff import StaffRoom
from storage.store import SqlStore
from storage.tables import metadata, people
from storage.tables.trade import orders
from tests import digital_goods
from tests.conftest import StandingClock
from tests.services.paying import PayingShop

ANNA = 7_701_234_567  # a number that is nowhere by chance, and too large for 32 bits
WAY = (Step.ACCEPTED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)
TRACES = (str(ANNA), "Unmistakable", "2025550123", "Harbour Street", "a photo of", "anna-")


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


@pytest.fixture
def privacy(shop: PayingShop) -> Privacy:
    """What is tested here."""
    return Privacy(shop.store, shop.clock)


async def _anna(shop: PayingShop) -> Customer:
    await shop.customer(ANNA)
    told = Profile(ANNA, "Anna", "Unmistakable", "anna-the-first", "en")
    return await shop.customers.seen(told)


async def _delivers(shop: PayingShop, order: Order) -> None:
    mira = await shop.hire(3001, Role.MERCHANT, 1)
    for step in WAY:
        await shop.fulfilments.move(mira, order.fulfilments[0].id, step)


async def _forgets(shop: PayingShop, privacy: Privacy, who: Customer) -> None:
    assert await privacy.erase(who, shop.clock.now()) is None
    await shop.ensure_sound()


async def _everywhere(shop: PayingShop) -> dict[str, str]:
    """All that is in the database, as text, by table."""
    async with shop.store.read() as uow:
        return {
            table.name: str([tuple(row) for row in await uow.connection.execute(select(table))])
            for table in metadata.sorted_tables
        }


async def _lives(shop: PayingShop) -> Customer:
    """Have Anna do all that customers do, until everything is over."""
    anna = await _anna(shop)
    mug = await shop.stock("MUG", 50)
    await shop.promo("SPRING 10%")
    review = await shop.with_code(anna, {mug: 3}, "SPRING")
    paid = (await shop.place(anna, review, Method.TRANSFER)).order
    await shop.transfers.claim(anna, paid.id, b"a photo of a receipt")
    boss = await shop.hire(9001, Role.OWNER)
    await shop.transfers.confirm(boss, 1)
    await _delivers(shop, paid)
    asked = await shop.taking_back.ask(anna, paid.id, {1: 1}, "Harbour Street cracked it", ["p"])
    await shop.taking_back.reject(await shop.hire(3001, Role.MERCHANT, 1), asked.id, "No, Anna")
    await shop.reviews.rate(anna, paid.id, 1, 5)
    await shop.reviews.write(anna, paid.id, 1, "Unmistakable quality", ["p"])
    await shop.feedback.send(anna, "Unmistakable service", ["p"])
    cancelled = (await shop.order(anna, {mug: 1})).order
    await shop.orders.cancel(anna, cancelled.id)
    key = await digital_goods.keys(shop, "KEY", ["aaaa-1111"])
    await digital_goods.handed_over(shop, {key: 1}, anna)
    await _likes_and_looks(shop, anna, mug)
    return anna


async def _likes_and_looks(shop: PayingShop, anna: Customer, mug: int) -> None:
    likes = Favourites(shop.store, shop.clock)
    await likes.save(anna, 1, wanted=True)
    await likes.share(anna)
    await likes.opened(anna, 1)
    await likes.write_down()
    tea = await shop.stock("TEA", 1)
    await GoodsNews(shop.store, shop.clock).wait_for(anna, tea, wanted=True)
    await shop.carts.set_quantity(anna, mug, 2)
    await SharedCarts(shop.store, shop.clock).share(anna)
    async with shop.store.write() as uow:
        await uow.review_asks.set_silent(ANNA, silent=True)
        for table, values in (
            ("searches", {"customer_id": ANNA, "text": "Unmistakable", "state": {}}),
            ("conversations", {"chat_id": ANNA, "customer_id": ANNA, "data": {"a": 1}}),
            ("cards", {"chat_id": ANNA, "subject": "x", "message_id": 1, "caption": False}),
        ):
            known = metadata.tables[table]
            late = {c: shop.clock.now() for c in ("at", "updated_at") if c in known.c}
            await uow.connection.execute(known.insert().values(**values, **late))


async def test_nothing_in_any_table_leads_to_somebody_who_is_gone(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _lives(shop)
    before = await _everywhere(shop)
    assert all(trace in str(before) for trace in TRACES)

    await _forgets(shop, privacy, anna)

    after = await _everywhere(shop)
    left = {(t, trace) for t, rows in after.items() for trace in TRACES if trace in rows}
    assert left == {("charges", str(ANNA))}, "Telegram returns Stars only to whom they came from"
    kept = ("order_lines", "charges", "payments", "fulfilments", "promo_uses", "stock_units")
    for table in kept:
        assert after[table].count("(") == before[table].count("("), f"{table} are books"


async def test_the_books_add_up_to_the_same_and_belong_to_nobody(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _lives(shop)
    sums = select(orders.c.id, orders.c.total, orders.c.status, orders.c.payment_status)
    async with shop.store.read() as uow:
        before = (await uow.connection.execute(sums.order_by(orders.c.id))).all()

    await _forgets(shop, privacy, anna)

    async with shop.store.read() as uow:
        assert (await uow.connection.execute(sums.order_by(orders.c.id))).all() == before
        owners = set(await uow.connection.scalars(select(orders.c.customer_id)))
        (stand_in,) = owners
        assert is_gone(stand_in)
        someone = await uow.customers.get(stand_in)
        assert await uow.customers.get(ANNA) is None
    assert someone
    assert (someone.name, someone.username, someone.blocked) == ("", None, True)
    assert (await shop.catalog.product(await shop.customer(), 1)).rating.count == 0


async def test_who_comes_back_is_somebody_new_whose_first_cart_is_a_new_order(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _anna(shop)
    mug = await shop.stock("MUG", 9)
    first = (await shop.order(anna, {mug: 1}, Method.CASH)).order
    await _delivers(shop, first)
    await _forgets(shop, privacy, anna)

    again = await _anna(shop)

    assert (await shop.orders.mine(again, 0)).total == 0
    with pytest.raises(NotFound):
        await shop.orders.get(again, first.id)
    second = (await shop.order(again, {mug: 2}, Method.CASH)).order
    assert second.id != first.id
    assert [line.quantity for line in second.lines] == [2]
    await shop.ensure_sound()


async def test_an_order_that_is_under_way_keeps_its_customer(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _anna(shop)
    mug = await shop.stock("MUG", 9)
    await shop.order(anna, {mug: 1})
    cash = (await shop.order(anna, {mug: 1}, Method.CASH)).order
    before = await _everywhere(shop)

    standing = await privacy.erase(anna, shop.clock.now())

    assert standing
    assert [(one.order_id, one.why) for one in standing.holds] == [(1, Why.OPEN), (2, Why.OPEN)]
    assert await _everywhere(shop) == before
    await shop.orders.cancel(anna, 1)
    await _delivers(shop, cash)
    await _forgets(shop, privacy, anna)


async def test_money_on_its_way_keeps_its_customer_until_it_is_back(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _anna(shop)
    mug = await shop.stock("MUG", 9)
    await shop.paid({mug: 1}, anna)
    await shop.orders.cancel(anna, 1)

    standing = await privacy.erase(anna, shop.clock.now())

    assert standing
    assert [one.why for one in standing.holds] == [Why.MONEY]
    await shop.refunds.send_due()
    await _forgets(shop, privacy, anna)


async def test_a_return_that_nobody_decided_about_keeps_its_customer(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _anna(shop)
    mug = await shop.stock("MUG", 9)
    placed = await shop.order(anna, {mug: 1}, Method.CASH)
    await _delivers(shop, placed.order)
    asked = await shop.taking_back.ask(anna, 1, {1: 1}, "A crack")

    standing = await privacy.erase(anna, shop.clock.now())

    assert standing
    assert [one.why for one in standing.holds] == [Why.RETURN]
    await shop.taking_back.withdraw(anna, asked.id)
    await _forgets(shop, privacy, anna)


async def test_whoever_works_here_has_to_be_dismissed_first_and_signs_nothing_after(
    shop: PayingShop, privacy: Privacy
) -> None:
    mug = await shop.stock("MUG", 9)
    other = await shop.customer(1002)
    boss = await shop.hire(9001, Role.OWNER)
    anna = await shop.hire(ANNA, Role.MERCHANT, 1)
    placed = await shop.order(other, {mug: 1}, Method.CASH)
    for step in WAY:
        await shop.fulfilments.move(anna, placed.order.fulfilments[0].id, step)
    before = await _everywhere(shop)

    standing = await privacy.erase(anna, shop.clock.now())

    assert standing
    assert (standing.works, standing.free) == (True, False)
    assert await _everywhere(shop) == before
    await StaffRoom(shop.store, shop.clock).dismiss(boss, ANNA)
    await _forgets(shop, privacy, anna)
    assert str(ANNA) not in str(await _everywhere(shop))
    async with shop.store.read() as uow:
        part = await uow.fulfilments.get(1)
    assert part
    assert (part.step, part.by) == (Step.DELIVERED, "")


async def test_a_yes_is_good_for_a_quarter_of_an_hour(shop: PayingShop, privacy: Privacy) -> None:
    anna = await _anna(shop)
    asked = shop.clock.now()
    shop.clock.skip(seconds=SURE.total_seconds() + 1)

    for moment in (asked, shop.clock.now() + timedelta(seconds=1)):
        standing = await privacy.erase(anna, moment)
        assert standing
        assert standing.free

    assert (await privacy.standing(anna)).free
    async with shop.store.read() as uow:
        assert await uow.customers.get(ANNA)
    shop.clock.skip(seconds=-1)
    await _forgets(shop, privacy, anna)


async def test_saying_yes_twice_is_saying_it_once(shop: PayingShop, privacy: Privacy) -> None:
    anna = await _lives(shop)
    now = shop.clock.now()

    answers = await asyncio.gather(privacy.erase(anna, now), privacy.erase(anna, now))

    assert [*answers] == [None, None]
    async with shop.store.read() as uow:
        gone = await uow.connection.scalars(
            select(people.customers.c.id).where(people.customers.c.id < 0)
        )
        assert len(list(gone)) == 1
    await shop.ensure_sound()


async def test_nothing_is_ordered_by_somebody_who_goes_at_that_instant(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _anna(shop)
    mug = await shop.stock("MUG", 9)
    review = await shop.reviewed(anna, {mug: 1})

    ordered, gone = await asyncio.gather(
        shop.place(anna, review, Method.CASH),
        privacy.erase(anna, shop.clock.now()),
        return_exceptions=True,
    )

    assert isinstance(ordered, BaseException) == (gone is None), "either ordered, or gone"
    await shop.ensure_sound()


async def test_money_that_comes_after_all_goes_back_and_brings_no_order_back(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _anna(shop)
    mug = await shop.stock("MUG", 9)
    placed = await shop.order(anna, {mug: 1}, Method.STRIPE)
    await shop.orders.cancel(anna, placed.order.id)
    await _forgets(shop, privacy, anna)
    async with shop.store.read() as uow:
        order = await uow.orders.get(placed.order.id)
    assert order

    charge = shop.charge(placed, provider=Method.STRIPE, payer_id=order.customer_id)
    settled = await shop.payments.settle(charge)

    assert settled.outcome is Outcome.REFUND_DUE
    assert settled.order
    assert settled.order.status is Status.CANCELLED
    assert settled.order.payment_status is PaymentStatus.REFUND_DUE
    assert await shop.counts(mug) == (9, 0)
    await shop.ensure_sound()


async def test_a_picture_that_is_on_the_shelf_too_stays(
    shop: PayingShop, privacy: Privacy
) -> None:
    anna = await _lives(shop)
    async with shop.store.write() as uow:
        shown = await uow.pictures.add(b"a photo of a receipt")
        table = metadata.tables["products"]
        await uow.connection.execute(
            update(table).where(table.c.id == 1).values(gallery=[["a", shown]])
        )

    await _forgets(shop, privacy, anna)

    assert await shop.rows("pictures") == 1


async def test_a_copy_has_all_there_is_and_nothing_of_anybody_else(
    shop: PayingShop, privacy: Privacy
) -> None:
    other = await shop.customer(1002)
    anna = await _lives(shop)
    await shop.feedback.send(other, "Not for others")

    records = (await privacy.own_data(anna)).records

    (person,) = records["person"]
    assert (person["last_name"], person["phone"]) == ("Unmistakable", "+12025550123")
    assert [order["order"] for order in records["orders"]] == [1001, 1002, 1003]
    assert records["orders"][0]["address"] == "12 Harbour Street"
    assert records["keys_bought"][0]["secret"] == "aaaa-1111"
    assert records["letters"][0]["text"] == "Unmistakable service"
    assert records["reviews"][0]["text"] == "Unmistakable quality"
    assert records["returns"][0]["reason"] == "Harbour Street cracked it"
    assert person["id"] == ANNA
    assert "Not for others" not in str(records)
    assert set(records) >= {
        *("cart_lines", "favourites", "looked_at", "searches", "waiting_for", "shared_carts"),
        *("payments_asked_for", "money_that_came", "parcels", "promo_codes_used"),
        *("shared_favourites", "open_question", "wants_no_question_about_reviews"),
    }


async def test_a_copy_of_somebody_new_has_little_in_it(shop: PayingShop, privacy: Privacy) -> None:
    anna: Any = await _anna(shop)

    assert set((await privacy.own_data(anna)).records) == {"person"}
