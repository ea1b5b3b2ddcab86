"""A sale begins and ends by itself, once; a price that a hand set stays."""

import asyncio
from datetime import datetime

import pytest

from domain.errors import AlreadyDone
from domain.money import Money
from domain.ports.store import Entry
from domain.sales import State, Why
from domain.services.sale_clock import SaleClock
from storage.chat import Journal
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.selling import SellingShop
from tests.services.stockroom import ANNA, BORIS, add, journal_lines

DECEMBER = "BM-1 9.90 2026-12-01 2026-12-07"
RUNNING = [(State.RUNNING, None)]


@pytest.fixture
async def shop(store: SqlStore, clock: StandingClock) -> SellingShop:
    """A shop with one blue mug, which costs 12.90; it is noon of 21 November 2026."""
    shop = SellingShop(store, clock)
    await shop.open("BM-1")
    return shop


async def test_a_sale_begins_on_its_first_day_and_ends_after_its_last(shop: SellingShop) -> None:
    await shop.plans(DECEMBER)
    assert await shop.on("2026-11-30T23:59:59") == 0
    assert await shop.tag() == (1290, None)

    assert await shop.on("2026-12-01T00:00:00") == 1
    assert await shop.tag() == (990, 1290)
    assert await shop.price_from() == 990
    assert await shop.standing() == RUNNING
    assert await shop.is_sound()

    assert await shop.on("2026-12-07T23:59:59") == 0
    assert await shop.on("2026-12-08T00:00:00") == 1
    assert await shop.tag() == (1290, None)
    assert await shop.price_from() == 1290
    assert await shop.standing() == [(State.ENDED, Why.TIME)]
    assert await shop.notes() == []
    assert await shop.is_sound()


async def test_a_sale_without_a_first_day_begins_at_once(shop: SellingShop) -> None:
    await shop.plans("BM-1 -15% until 2026-12-07")

    assert await shop.tag() == (1096, 1290)  # 1.935 off is 1.94
    assert await shop.standing() == RUNNING


async def test_a_higher_price_to_compare_with_stays_and_a_lower_one_comes_back(
    shop: SellingShop,
) -> None:
    for compare_at in (1500, 1000):
        await _compares_with(shop, compare_at)
        planned = await shop.plans("BM-1 9.90 until 2026-12-07")
        assert await shop.tag() == (990, max(compare_at, 1290))

        await shop.sales.stop(ANNA, planned.view.sale.id)
        assert await shop.tag() == (1290, compare_at)


async def test_the_clock_of_two_hosts_turns_each_article_once(shop: SellingShop) -> None:
    await shop.plans(DECEMBER)
    shop.clock.skip(days=10)
    hosts = [SaleClock(shop.store, shop.clock) for _ in range(4)]

    assert sum(await asyncio.gather(*(host.turn() for host in hosts))) == 1
    assert await shop.tag() == (990, 1290)
    shop.clock.skip(days=10)
    assert sum(await asyncio.gather(*(host.turn() for host in hosts))) == 1
    assert await shop.tag() == (1290, None)
    told = [line[1:] for line in await journal_lines(shop.store) if line[0] is None]
    assert told == [("sale", "12.90 USD", "9.90 USD"), ("sale", "9.90 USD", "12.90 USD")]


async def test_a_price_changed_by_hand_during_a_sale_stays_and_admins_are_told(
    shop: SellingShop,
) -> None:
    await shop.plans("BM-1 9.90 until 2026-12-07")

    assert await shop.costs("BM-1", "11.50")

    assert await shop.tag() == (1150, None)
    assert await shop.standing() == [(State.ENDED, Why.BY_HAND)]
    assert await shop.notes() == [(1, "by_hand")]
    assert await shop.on("2026-12-08T00:00:00") == 0
    assert await shop.tag() == (1150, None)
    assert await shop.is_sound()


async def test_a_price_changed_by_hand_before_a_sale_is_the_one_that_comes_back(
    shop: SellingShop,
) -> None:
    await shop.plans(DECEMBER)
    assert not await shop.costs("BM-1", "14.00")

    await shop.on("2026-12-01T00:00:00")
    assert await shop.tag() == (990, 1400)
    await shop.on("2026-12-08T00:00:00")

    assert await shop.tag() == (1400, None)


async def test_a_sale_that_would_be_no_reduction_any_more_does_not_begin(
    shop: SellingShop,
) -> None:
    await shop.plans(DECEMBER)
    await shop.costs("BM-1", "9.90")

    await shop.on("2026-12-01T00:00:00")

    assert await shop.tag() == (990, None)
    assert await shop.standing() == [(State.ENDED, Why.NOT_LOWER)]
    assert await shop.notes() == [(1, "not_lower")]


async def test_a_sale_whose_days_passed_while_the_shop_was_shut_changes_no_price(
    shop: SellingShop,
) -> None:
    await shop.plans(DECEMBER)

    await shop.on("2026-12-20T00:00:00")

    assert await shop.tag() == (1290, None)
    assert await shop.standing() == [(State.ENDED, Why.MISSED)]
    assert await shop.notes() == [(1, "missed")]


async def test_one_sale_follows_the_other_without_a_gap(shop: SellingShop) -> None:
    await shop.plans(DECEMBER)
    await shop.plans("BM-1 -50% 2026-12-08 2026-12-09")

    await shop.on("2026-12-03T00:00:00")
    assert await shop.tag() == (990, 1290)
    await shop.on("2026-12-08T00:00:00")

    assert await shop.tag() == (645, 1290)
    assert await shop.standing(2) == RUNNING
    assert await shop.is_sound()


async def test_an_article_priced_in_other_money_is_left_alone(shop: SellingShop) -> None:
    await shop.plans(DECEMBER)
    async with shop.store.write() as uow:
        await uow.goods.set_price(1, Money(990, "EUR"), shop.clock.now())

    await shop.on("2026-12-01T00:00:00")

    assert await shop.standing() == [(State.ENDED, Why.GONE)]
    assert await shop.tag() == (990, None)


async def test_a_price_that_changed_behind_the_shops_back_ends_its_sale(
    shop: SellingShop,
) -> None:
    await shop.plans("BM-1 9.90 until 2026-12-07")
    async with shop.store.write() as uow:
        await uow.goods.set_price(1, Money(800, "USD"), shop.clock.now())
    assert not await shop.is_sound()

    assert await shop.hands.turn() == 1

    assert await shop.standing() == [(State.ENDED, Why.BY_HAND)]
    assert await shop.tag() == (800, None)
    assert await shop.is_sound()


async def test_undo_of_an_older_price_does_not_undo_a_sale(shop: SellingShop) -> None:
    await shop.costs("BM-1", "14.00")
    await shop.plans("BM-1 9.90 until 2026-12-07")

    with pytest.raises(AlreadyDone):
        await shop.room.undo_price(BORIS, 1, now=1400, price=1290)

    assert await shop.tag() == (990, 1400)


@pytest.mark.parametrize("by", ["hand", "clock"])
async def test_a_hand_and_the_clock_at_once_leave_one_price_and_one_story(
    shop: SellingShop, by: str
) -> None:
    """Whoever comes first, the typed price stands at the end."""
    await shop.plans("BM-1 9.90 until 2026-12-07")
    shop.clock.skip(days=30)
    acts = [shop.room.price(BORIS, "BM-1 11.50"), shop.hands.turn()]
    await asyncio.gather(*(acts if by == "hand" else reversed(acts)))

    assert await shop.tag() == (1150, None)
    assert await shop.standing() in ([(State.ENDED, Why.BY_HAND)], [(State.ENDED, Why.TIME)])
    assert await shop.is_sound()


async def _compares_with(shop: SellingShop, amount: int) -> None:
    async with shop.store.write() as uow:
        (article,) = await uow.sales.lock([1])
        tag = type(article.tag)(article.tag.price, Money(amount, "USD"))
        assert await uow.goods.put_tag(1, article.tag, tag, shop.clock.now())


async def test_a_shop_that_dies_between_two_articles_goes_on_there(
    shop: SellingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal is the last that is written of an article: nothing of it is left."""
    await add(shop.store, shop.clock, "BM-2", 4)
    await shop.plans(DECEMBER)
    await shop.plans("BM-2 9.90 2026-12-01 2026-12-07")
    written = Journal.add

    async def dies(journal: Journal, entry: Entry, at: datetime) -> None:
        await written(journal, entry, at)
        if entry.subject == "variant:1":
            raise OSError("the power went")

    with monkeypatch.context() as dying:
        dying.setattr(Journal, "add", dies)
        with pytest.raises(OSError, match="the power went"):
            await shop.on("2026-12-01T00:00:00")
    assert await shop.tag("BM-1") == (1290, None)
    assert await shop.standing() == [(State.PLANNED, None)]
    assert await shop.tag("BM-2") == (990, 1290)

    assert await shop.hands.turn() == 1
    assert await shop.tag("BM-1") == (990, 1290)
    assert await shop.is_sound()


async def test_two_sales_of_one_article_never_run_at_once(shop: SellingShop) -> None:
    """The next one waits for as long as the one before has not been ended."""
    await shop.plans("BM-1 9.90 until 2026-12-07")
    shop.clock.at = shop.clock.at.replace(month=12, day=8)
    await shop.plans("BM-1 -50% until 2026-12-31")
    assert await shop.tag() == (990, 1290)
    assert await shop.standing(2) == [(State.PLANNED, None)]

    await shop.hands.turn()

    assert await shop.tag() == (645, 1290)
    assert await shop.standing(2) == RUNNING
