"""Walks along an order: how SQLite reads them."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.engine import make_url

from domain.search.wishes import Order
from storage.search_sqlite_looks import WALKED
from storage.store import SqlStore


@pytest.mark.parametrize("order", [Order.NEW, Order.RATED, Order.CHEAP])
async def test_goods_that_are_alike_are_read_in_the_order_of_their_index(
    sqlite_store: SqlStore, order: Order
) -> None:
    """Sorting those with the same value took seconds where most goods have no reviews."""
    walk = WALKED[order].sqlite
    values = walk.values({"value": 3500, "after": 7, "walked": 50, "low": -1, "high": 9})
    with closing(sqlite3.connect(str(make_url(sqlite_store.url).database))) as raw:
        steps = [row[-1] for row in raw.execute(f"EXPLAIN QUERY PLAN {walk.sql}", values)]

    assert sum("USING INDEX ix_search_docs_" in step for step in steps) == 2
    assert not [step for step in steps if "RIGHT PART" in step or step.startswith("SCAN search")]
