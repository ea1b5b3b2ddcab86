"""The whole catalogue on its way out: every product once, whole, whoever else is at work."""

import csv
import io
from pathlib import Path

import pytest

from bot.files.reading import read
from bot.files.writing import CatalogueWriter
from domain.errors import NotAllowed
from domain.services.exports import Exporter
from domain.services.imports import Importer
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.samples import SIMPLE, simple
from tests.services.bringing import Album, bring, counts, export
from tests.services.stockroom import ANNA, CLARA

GOODS = "sku,product,title,title_ru,price,stock\n" + "".join(
    f"S-{n},p-{n // 2},{'' if n % 2 else f'Tea {n // 2}'},{'' if n % 2 else 'Чай'},{5 + n},3\n"
    for n in range(240)
)
GOODS = GOODS.replace("price,stock\n", "price,stock,options\n")
GOODS = "\n".join(f"{line},Size={n}" if n else line for n, line in enumerate(GOODS.splitlines()))


@pytest.fixture
def importer(store: SqlStore, clock: StandingClock) -> Importer:
    """The importer of a shop called Souk."""
    return Importer(store, clock, Album(), "Souk")


async def test_every_product_comes_once_in_portions(importer: Importer, store: SqlStore) -> None:
    await bring(importer, simple(GOODS))

    portions = [sheets async for sheets in Exporter(store).sheets()]

    assert [one.handle for sheets in portions for one in sheets] == [f"p-{n}" for n in range(120)]
    assert max(len(sheets) for sheets in portions) == 50


@pytest.mark.parametrize("text", [SIMPLE, GOODS], ids=["simple", "many"])
async def test_what_is_exported_changes_nothing_when_it_comes_back(
    importer: Importer, store: SqlStore, text: str
) -> None:
    await bring(importer, simple(text))

    content = (await export(store)).encode("utf-8-sig")
    plan = await importer.plan(ANNA, read(content, "USD"))

    assert plan.problems == ()
    assert counts(plan)[1:] == (0, 0, 0)
    assert not plan.translated


async def test_a_large_catalogue_is_parted_between_products_and_each_part_stands_alone(
    importer: Importer, store: SqlStore, tmp_path: Path
) -> None:
    await bring(importer, simple(GOODS))
    exporter = Exporter(store)
    outline = await exporter.outline(None)
    with CatalogueWriter(lambda n: tmp_path / f"{n}.csv", outline, 2_000) as files:
        async for sheets in exporter.sheets():
            files.add(sheets)

    assert len(files.files) > 3
    assert max(path.stat().st_size for path in files.files) <= 2_000
    plans = [await importer.plan(ANNA, read(path, "USD")) for path in files.files]
    assert sum(plan.same for plan in plans) == files.rows == 240
    assert [plan.problems or not plan.idle for plan in plans] == [False] * len(plans)


async def test_only_languages_that_are_used_have_columns(
    importer: Importer, store: SqlStore
) -> None:
    await bring(importer, simple(GOODS))

    headers = next(csv.reader(io.StringIO(await export(store))))

    assert [one for one in headers if "_ru" in one or "_zh" in one] == ["title_ru"]


async def test_only_admins_take_the_catalogue_out(store: SqlStore) -> None:
    with pytest.raises(NotAllowed):
        await Exporter(store).outline(CLARA)
