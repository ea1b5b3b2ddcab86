"""A mistyped SKU in a shop that has too many to compare it with each."""

import pytest

from domain.services.stock import StockRoom
from domain.stock import Refused
from storage import skus
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.stockroom import ANNA, add, know


async def test_of_many_skus_those_that_begin_alike_are_compared(
    store: SqlStore, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await know(store, clock, ANNA)
    for sku in ("AA-1", "TEAPOT-76", "TEAPOT-771", "TEAPOT-8", "TEAPOT-9", "ZZ-1"):
        await add(store, clock, sku, 1)
    monkeypatch.setattr(skus, "_COMPARED", 1)
    monkeypatch.setattr(skus, "_OF_A_BEGINNING", 2)

    (answer,) = await StockRoom(store, clock).edit(ANNA, "teapot-77 +5", 1)
    (far,) = await StockRoom(store, clock).edit(ANNA, "%%% +5", 2)

    assert isinstance(answer, Refused)
    assert isinstance(far, Refused)
    assert answer.nearest[:2] == ("TEAPOT-76", "TEAPOT-771")
    assert far.nearest == ()
