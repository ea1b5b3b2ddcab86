"""What the daily work writes down is what a plain count of the orders says."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select

from domain.likeness import KEPT, Alike, cosine, likelihood, weight_of_age
from domain.orders import PaymentStatus
from storage.store import SqlStore
from storage.tables.recommendations import rec_builds, rec_items, rec_popular
from tests.conftest import StandingClock
from tests.services.buying import BuyingShop

Found = dict[tuple[str, int], list[tuple[int, float, int]]]  # (kind, product) to its others


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> BuyingShop:
    """An empty shop."""
    return BuyingShop(store, clock)


async def _learnt(shop: BuyingShop) -> Found:
    """The build in use, each product's others from the best on."""
    found: Found = {}
    async with shop.store.read() as uow:
        build = await uow.rec_builds.current()
        rows = await uow.connection.execute(select(rec_items).where(rec_items.c.build == build))
        for row in rows:
            others = [(other, score, support) for other, support, score in row.others]
            found[row.kind, row.product_id] = others
    return found


def _plainly(baskets: Sequence[set[int]], people: Sequence[set[int]]) -> Found:
    """The same, counted without a database."""
    found: Found = {}
    for kind, sets in ((Alike.BASKET, baskets), (Alike.USER, people)):
        alone = Counter(id_ for one in sets for id_ in one)
        both = Counter(pair for one in sets for pair in permutations(sorted(one), 2))
        for (product, other), times in both.items():
            formula = cosine if kind is Alike.BASKET else likelihood(len(sets))
            score = formula(times, alone[product], alone[other])
            if times >= 2 and score > 0:
                found.setdefault((kind, product), []).append((other, score, times))
    return {
        key: sorted(others, key=lambda one: (-one[1], one[0]))[:KEPT]
        for key, others in found.items()
    }


@pytest.mark.parametrize("seed", range(4))
async def test_a_build_is_what_a_plain_count_says(shop: BuyingShop, seed: int) -> None:
    chance = random.Random(seed)
    goods = await shop.goods(40)
    folk = await shop.people(8)
    baskets: list[set[int]] = []
    whose: dict[int, set[int]] = {}
    for _ in range(60):
        buyer = chance.choice(folk)
        basket = set(chance.sample(goods[: chance.choice((6, 40))], chance.randint(1, 6)))
        await shop.bought(buyer, basket)
        baskets.append(basket)
        whose.setdefault(buyer.id, set()).update(basket)

    await shop.learns()

    assert await _learnt(shop) == _plainly(baskets, list(whose.values()))


async def test_no_more_than_thirty_others_are_kept_of_a_product(shop: BuyingShop) -> None:
    goods = await shop.goods(40)
    anna = await shop.customer()
    for _ in range(2):
        await shop.bought(anna, goods)

    await shop.learns()

    learnt = await _learnt(shop)
    assert {len(others) for others in learnt.values()} == {KEPT}


@pytest.mark.parametrize(
    "told",
    [
        {"payment": PaymentStatus.UNPAID},
        {"payment": PaymentStatus.REFUNDED},
        {"payment": PaymentStatus.REFUND_DUE},
        {"payment": PaymentStatus.NEEDS_REVIEW},
        {"gone": 1},
        {"at": StandingClock().at - timedelta(days=366)},
    ],
    ids=str,
)
async def test_only_what_was_paid_for_and_kept_in_a_year_teaches(
    shop: BuyingShop, told: dict[str, object]
) -> None:
    mug, tea = await shop.goods(2)
    anna = await shop.customer()
    for _ in range(3):
        await shop.bought(anna, [mug, tea], **told)  # type: ignore[arg-type]

    await shop.learns()

    assert await _learnt(shop) == {}


async def test_a_shop_with_more_orders_than_it_can_hold_learns_from_the_latest(
    shop: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    mug, tea, vase = await shop.goods(3)
    anna = await shop.customer()
    for other in (tea, tea, vase, vase, vase):
        await shop.bought(anna, [mug, other])
    monkeypatch.setattr("domain.services.learning._MOST", 3)

    await shop.learns()

    assert (await _learnt(shop))["basket", mug] == [(vase, 3 / 23, 3)]


async def test_nothing_is_learnt_from_those_who_do_not_want_it(shop: BuyingShop) -> None:
    mug, tea = await shop.goods(2)
    anna, boris = await shop.people(2)
    for buyer in (anna, boris, boris):
        await shop.bought(buyer, [mug, tea])
    await shop.wants_nothing_personal(boris)

    await shop.learns()

    assert await _learnt(shop) == {}


async def test_a_basket_of_more_than_a_hundred_goods_tells_nothing(shop: BuyingShop) -> None:
    anna = await shop.customer()
    hundred = await shop.goods(101)
    await shop.bought(anna, hundred)
    await shop.bought(anna, hundred[:2])
    await shop.bought(anna, hundred[:2])

    await shop.learns()

    learnt = await _learnt(shop)
    baskets = {product: others for (kind, product), others in learnt.items() if kind == "basket"}
    assert {id_: others[0][2] for id_, others in baskets.items()} == dict.fromkeys(hundred[:2], 2)


async def test_a_day_has_one_build_and_the_next_takes_its_place(shop: BuyingShop) -> None:
    mug, tea, vase = await shop.goods(3)
    anna = await shop.customer()
    for _ in range(2):
        await shop.bought(anna, [mug, tea])
    await shop.learns()
    assert not await shop.learning.daily()
    for _ in range(2):
        await shop.bought(anna, [mug, vase])

    await shop.learns()

    assert {other for other, *_ in (await _learnt(shop))["basket", mug]} == {tea, vase}
    async with shop.store.read() as uow:
        builds = (await uow.connection.scalars(select(rec_items.c.build).distinct())).all()
        assert len(builds) == 1
        assert len((await uow.connection.scalars(select(rec_builds.c.id))).all()) == 1


async def test_a_build_that_was_left_half_done_is_never_used_and_is_made_again(
    shop: BuyingShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    mug, tea = await shop.goods(2)
    anna = await shop.customer()
    for _ in range(2):
        await shop.bought(anna, [mug, tea])

    def cut(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr("storage.rec_builds.RecBuilds.finish", cut)
        with pytest.raises(ConnectionError):
            await shop.learning.daily()
    assert await _learnt(shop) == {}
    assert not await shop.learning.daily(), "somebody may still be at it"
    shop.clock.skip(hours=3)

    assert await shop.learning.daily()

    assert (await _learnt(shop))["basket", mug] == [(tea, 2 / 22, 2)]


async def test_an_order_counts_half_as_much_after_thirty_days(shop: BuyingShop) -> None:
    new, old, older, _unsold = await shop.goods(4)
    anna, now = await shop.customer(), shop.clock.now()
    for _ in range(2):
        await shop.bought(anna, [new], at=now)
    for _ in range(3):
        await shop.bought(anna, [old], at=now - timedelta(days=31))
    await shop.bought(anna, [older], at=now - timedelta(days=95))

    await shop.learns()

    async with shop.store.read() as uow:
        (goods,) = (await uow.connection.scalars(select(rec_popular.c.goods))).all()
    assert goods[:2] == [new, old], "three old orders are less than two new ones"
    assert older in goods[2:], "too long ago to be popular, yet better than nothing"
    assert weight_of_age(31) / weight_of_age(1) == pytest.approx(1 / 2)
