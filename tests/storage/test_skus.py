"""The next number of a prefix is above all that there are, whoever gave them."""

from domain.services.imports import Importer
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.files.samples import simple
from tests.services.bringing import Album, bring


async def test_the_next_sku_is_one_above_the_greatest_number_of_its_prefix(
    store: SqlStore, clock: StandingClock
) -> None:
    skus = ["BM-2", "bm-10", "BM-9", "BM-007", "BM-10a", "BM-", "BM-1-99", "BMX-50", "B-77"]
    skus += ["BM-12345678901", "BM-½", "B_-3"]
    rows = "".join(f"{sku},Mug {n},5\n" for n, sku in enumerate(skus))
    await bring(Importer(store, clock, Album(), "Souk"), simple(f"sku,title,price\n{rows}"))

    async with store.read() as uow:
        found = [await uow.goods.next_sku(prefix) for prefix in ("BM", "B", "B_", "BMX", "NEW")]

    assert found == ["BM-11", "B-78", "B_-4", "BMX-51", "NEW-1"]
