"""The goods of the demo shop, for a shop of any name and any currency."""

import csv
import io
from pathlib import Path

from bot.files.pictures import Pictures
from bot.files.reading import read
from domain.clock import Clock
from domain.money import STARS, exponent
from domain.services.imports import Importer
from storage.store import SqlStore

_HOUSE = "Souk"  # whose goods the tables' own are: the shop's, whatever it is called
_DECIMALS = 2  # of the tables' prices
_PRICES = ("price", "compare_at")


async def bring_goods(
    store: SqlStore, clock: Clock, table: Path, currency: str, name: str
) -> None:
    """Put the goods of a *table* on the shelves of the shop *name*, priced in its *currency*.

    Raises:
        ValueError: The table is wrong; nothing was saved.
    """
    importer = Importer(store, clock, Pictures(table.parent), name)
    plan = await importer.plan(None, read(_fitted(table, currency), currency))
    if plan.problems:
        raise ValueError(f"{table.name}: {plan.problems[0]}")
    await importer.apply(plan)


def _fitted(table: Path, currency: str) -> bytes:
    """Return the *table* with no merchant where the shop itself sells, in *currency*."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [_row(row, currency) for row in csv.DictReader(file)]
    fitted = io.StringIO(newline="")
    writer = csv.DictWriter(fitted, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return fitted.getvalue().encode()


def _row(row: dict[str, str], currency: str) -> dict[str, str]:
    own = row | {"merchant": "" if row["merchant"] == _HOUSE else row["merchant"]}
    if row["currency"] == STARS:
        return own
    prices = {name: _price(row[name], currency) for name in _PRICES if name in row}
    return own | prices | {"currency": currency}


def _price(text: str, currency: str) -> str:
    """The same number of the smallest coins, or of whole ones where there are more decimals."""
    return text if exponent(currency) >= _DECIMALS else text.replace(".", "")
