"""What customers of the demo shop say is believable, and in the shop's books as in a real one."""

import asyncio
import csv
import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from sqlalchemy import func, select

from bot.local import Cast, prepare
from bot.local_reviews import buyers
from bot.settings import Settings
from domain.customers import LIMITS, Customer
from domain.errors import Field
from domain.services.catalog import Catalog
from domain.services.reviews import Reviews
from domain.services.search import Search
from sandbox.people import Person
from storage.invariants import INVARIANTS
from storage.store import SqlStore
from storage.tables.chat import outbox
from storage.tables.goods import stock, variants
from storage.tables.trade import orders
from tests.conftest import StandingClock
from tests.demo.test_catalogue import DEMO
from tests.demo.test_catalogue import rows as goods

TABLE = DEMO / "reviews.csv"
MIRA, NILS, OLGA = (Person(1000 + n, name) for n, name in enumerate(("Mira", "Nils", "Olga"), 1))
ANNA = Customer(2001, "Anna", None, "en", seen_at=datetime(2026, 1, 1, tzinfo=UTC))
SIGNS = {"en": "[a-z]", "ru": "[а-я]", "zh": "[一-鿿]"}


@cache
def rows() -> tuple[dict[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database that holds the demo shop as a newcomer finds it."""
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('demo') / 'shop.db'}"
    settings = Settings(_env_file=None, database_url=url)
    asyncio.run(prepare(settings, Cast((), (MIRA, NILS), OLGA), lambda _: None))
    return url


@pytest.fixture
async def shop(url: str) -> AsyncIterator[SqlStore]:
    """The demo shop; its goods and orders are everybody's, to be looked at."""
    store = SqlStore(url)
    yield store
    await store.close()


def test_many_languages_and_moods_speak_and_the_shop_answers_some() -> None:
    said = Counter(row["language"] for row in rows())
    stars = Counter(int(row["stars"]) for row in rows())

    assert set(said) == {"en", "ru", "zh"}
    assert min(said.values()) >= 10
    assert set(stars) == {2, 3, 4, 5}
    assert sum(stars.values()) / 2 < stars[5] + stars[4], "people buy here again"
    assert 3 <= sum(bool(row["answer"]) for row in rows()) <= len(rows()) / 4
    assert any(not row["text"] for row in rows()), "some give stars only"


def test_everybody_speaks_their_own_language_and_is_answered_in_it() -> None:
    for row in rows():
        for text, field in ((row["text"], Field.REVIEW), (row["answer"], Field.REPLY)):
            assert len(text) <= LIMITS[field][1], text
            assert not text or re.search(SIGNS[row["language"]], text.lower()), text


def test_they_bought_goods_that_are_on_sale_each_once_and_over_a_month_ago() -> None:
    on_sale = {row["sku"] for row in goods() if not row["hidden"]}
    bought = defaultdict[str, list[str]](list)
    for row in rows():
        bought[row["customer"]].append(row["sku"])
        assert int(row["days"]) > 37, "the month's figures are the newcomer's own"

    assert {row["sku"] for row in rows()} <= on_sale
    assert all(len(set(skus)) == len(skus) for skus in bought.values())
    assert len(buyers(TABLE)) == len(bought), "the rows of one customer stand together"


async def test_the_books_are_sound_and_nobody_is_told_of_the_past(shop: SqlStore) -> None:
    async with shop.read() as uow:
        for name, statement in INVARIANTS.items():
            assert not (await uow.connection.execute(statement)).all(), name
        waiting = select(func.count()).where(outbox.c.done_at.is_(None))
        assert await uow.connection.scalar(waiting) == 0
        latest = await uow.connection.scalar(select(func.max(orders.c.placed_at)))

    assert latest is not None
    assert datetime.now(UTC) - latest > timedelta(days=30)


async def test_the_shelves_are_as_full_as_the_table_says(shop: SqlStore) -> None:
    async with shop.read() as uow:
        counts = await uow.connection.execute(
            select(variants.c.sku, stock.c.on_hand, stock.c.reserved).join(
                stock, stock.c.variant_id == variants.c.id
            )
        )
        held = {row.sku: (row.on_hand, row.reserved) for row in counts}

    for row in goods():
        assert held[row["sku"]] == (int(row["stock"]), 0), row["sku"]


async def test_a_newcomer_sees_stars_reads_why_and_finds_by_them(shop: SqlStore) -> None:
    clock = StandingClock()
    async with shop.write() as uow:
        await uow.customers.add(ANNA, clock.now())
    found = await Search(shop, clock, "USD").look_for(ANNA, "best rated mug, 4 stars and up")
    mug = await Catalog(shop).product(ANNA, found.page.rows[0].id)
    page = await Reviews(shop, clock, moderated=True).page(ANNA, mug.id)

    assert mug.title == "Blue mug"
    assert (mug.rating.tenths, mug.rating.count) == (44, 5)
    assert [review.author for review in page.reviews] == [
        *("林晓", "Дарья К.", "Tom R.", "陈静", "Clara M.")
    ]
    assert sum(bool(review.answer) for review in page.reviews) == 2
