"""The demo shop comes up under any name, in any currency, and after a start that broke off."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot import local
from bot.local import Cast, prepare
from bot.settings import Settings
from sandbox.people import Person
from storage.invariants import INVARIANTS
from storage.store import SqlStore
from storage.tables.digital import stock_units
from storage.tables.goods import products, variants
from storage.tables.people import merchants, staff
from storage.tables.reviews import reviews
from tests.conftest import open_sqlite

MIRA, NILS, OLGA = (Person(1000 + n, name) for n, name in enumerate(("Mira", "Nils", "Olga"), 1))
CAST = Cast((), (MIRA, NILS), OLGA)


@pytest.fixture
async def shop(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    store = await open_sqlite(sqlite_template, tmp_path)
    yield store
    await store.close()


def named(shop: SqlStore, name: str = "Souk", currency: str = "USD") -> Settings:
    url = SecretStr(shop.url)
    return Settings(_env_file=None, database_url=url, shop_name=name, shop_currency=currency)


async def test_its_own_goods_are_the_shops_under_any_name_and_its_people_work_them_off(
    shop: SqlStore,
) -> None:
    await prepare(named(shop, "My shop", "JPY"), CAST, lambda _: None)

    async with shop.read() as uow:
        hired = select(merchants.c.name, staff.c.customer_id).join(staff).order_by(merchants.c.id)
        work = (await uow.connection.execute(hired)).all()
        mug = select(variants.c.price, variants.c.currency).where(variants.c.sku == "BM-1")
        price = (await uow.connection.execute(mug)).one()

    assert [tuple(row) for row in work] == [("My shop", MIRA.id), ("Nord Ceramics", NILS.id)]
    assert tuple(price) == (1400, "JPY")  # 14.00 dollars have as many of the smallest coins


async def test_a_shop_that_sells_for_stars_alone_has_the_goods_that_may_be(
    shop: SqlStore,
) -> None:
    await prepare(named(shop, currency="XTR"), CAST, lambda _: None)

    async with shop.read() as uow:
        kinds = set(await uow.connection.scalars(select(products.c.kind)))

    assert kinds == {"keys", "text"}


async def test_a_first_start_that_broke_off_is_brought_to_its_end(
    shop: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(local, "bring_reviews", _breaks_off)
        with pytest.raises(KeyboardInterrupt):
            await prepare(named(shop), CAST, lambda _: None)
    said: list[str] = []

    await prepare(named(shop), CAST, said.append)
    await prepare(named(shop), CAST, said.append)

    assert said == ["The demo goods are on the shelves."]
    async with shop.read() as uow:
        for name, statement in INVARIANTS.items():
            assert not (await uow.connection.execute(statement)).all(), name
        assert len((await uow.connection.execute(select(stock_units.c.id))).all()) == 12
        assert (await uow.connection.execute(select(reviews.c.id))).all()


async def _breaks_off(*_: object) -> None:
    raise KeyboardInterrupt
