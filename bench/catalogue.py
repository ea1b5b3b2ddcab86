"""A seeded catalogue of any size, in the way of a real one: Zipf's words, lognormal prices."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from bench.catalogue_words import ADJECTIVES, NOUNS, SYLLABLES, rows
from domain.services.indexing import Indexing, popularity
from storage.store import SqlStore
from storage.tables import goods
from storage.tables.people import customers, merchants

NOUN = rows(NOUNS)
_ADJECTIVE = rows(ADJECTIVES)
_LANGUAGES = ("en", "ru", "zh")
_SHARES = (45, 42, 13)  # per cent of the products
_FILLER = 20_000  # further words of a language
_FILLERS = (6, 16)  # of a description
_BATCH = 2_000
_DEPARTMENTS = 12
_NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
LOOKER = 1001


@dataclass(frozen=True, slots=True)
class Made:
    """A product of the catalogue: the number of its noun, and its rows."""

    noun: int
    product: Mapping[str, Any]
    variant: Mapping[str, Any]
    stock: Mapping[str, Any]


class Catalogue:
    """Makes the same products for the same *seed*."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._filler = {name: self._made_up(text) for name, text in SYLLABLES.items()}
        self._weights = list(accumulate(1 / rank for rank in range(1, _FILLER + 1)))
        self._nouns = list(accumulate(1 / rank for rank in range(1, len(NOUN) + 1)))
        self._looks = list(accumulate(1 / rank for rank in range(1, len(_ADJECTIVE) + 1)))

    def products(self, count: int) -> Iterator[Made]:
        """Make *count* products with the ids from 1."""
        for id_ in range(1, count + 1):
            yield self._product(id_)

    def _made_up(self, text: str) -> Sequence[str]:
        parts = text.split() if " " in text else list(text)
        return ["".join(self._chance.choices(parts, k=3)) for _ in range(_FILLER)]

    def _product(self, id_: int) -> Made:
        chance = self._chance
        at = chance.choices(range(3), weights=_SHARES)[0]
        between = "" if _LANGUAGES[at] == "zh" else " "
        noun = chance.choices(range(len(NOUN)), cum_weights=self._nouns)[0]
        looks = chance.choices(_ADJECTIVE, cum_weights=self._looks, k=chance.randint(1, 2))
        brand = self._words(at, 1)[0]
        title = between.join([*(look[at] for look in looks), NOUN[noun][at]])
        price = max(100, int(chance.lognormvariate(8, 1.1)))
        sold = int(chance.paretovariate(1.2)) - 1
        return Made(
            noun,
            {
                "id": id_,
                "handle": f"p{id_}",
                "merchant_id": 1,
                "category_id": noun % _DEPARTMENTS + 1,
                "title": f"{title} {brand}",
                "description": between.join(self._words(at, chance.randint(*_FILLERS))),
                "price_from": price,
                "sold": sold,
                "popularity": popularity(sold),
                "created_at": _NEWEST - timedelta(minutes=chance.randrange(1_000_000)),
                "updated_at": _NEWEST,
            },
            {
                "id": id_,
                "product_id": id_,
                "sku": f"SKU-{id_}",
                "sku_key": f"sku-{id_}",
                "options": [],
                "price": price,
                "currency": "USD",
            },
            {"variant_id": id_, "on_hand": 0 if chance.random() < 0.1 else 9},
        )

    def _words(self, language: int, count: int) -> list[str]:
        words = self._filler[_LANGUAGES[language]]
        return self._chance.choices(words, cum_weights=self._weights, k=count)


async def fill_shelves(
    store: SqlStore, indexing: Indexing, seed: int, count: int, say: Callable[[int], None]
) -> list[int]:
    """Put a catalogue into an empty migrated shop and index it; return the noun of each."""
    await _open(store)
    nouns: list[int] = []
    batch: list[Made] = []
    for made in Catalogue(seed).products(count):
        nouns.append(made.noun)
        batch.append(made)
        if len(batch) == _BATCH or len(nouns) == count:
            await _put(store, batch)
            batch = []
    await indexing.rebuild(say)
    return nouns


async def _open(store: SqlStore) -> None:
    async with store.write() as uow:
        await uow.connection.execute(
            merchants.insert().values(id=1, name="Department store", created_at=_NEWEST)
        )
        await uow.connection.execute(
            customers.insert().values(
                id=LOOKER, first_name="Looker", language="en", created_at=_NEWEST, seen_at=_NEWEST
            )
        )
        await uow.sheets.add_categories([(f"Department {n}",) for n in range(_DEPARTMENTS)])


async def _put(store: SqlStore, batch: Sequence[Made]) -> None:
    async with store.write() as uow:
        for table, name in (
            (goods.products, "product"),
            (goods.variants, "variant"),
            (goods.stock, "stock"),
        ):
            rows_ = [dict(getattr(made, name)) for made in batch]
            await uow.connection.execute(table.insert(), rows_)
