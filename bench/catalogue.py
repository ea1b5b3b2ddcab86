"""A seeded catalogue of any size, in the way of a real one: Zipf's words, lognormal prices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from bench.catalogue_words import ADJECTIVES, NOUNS, SYLLABLES, rows
from domain.money import STARS
from domain.services.indexing import popularity

NOUN = rows(NOUNS)
LANGUAGES = ("en", "ru", "zh")
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
DEPARTMENTS = 12
_ADJECTIVE = rows(ADJECTIVES)
_LOOK = ("Look", "Вид", "外观")
_SHARES = (45, 42, 13)  # per cent of the products
_FILLER = 20_000  # further words of a language
_FILLERS = (6, 16)  # of a description
_BRANDS = 2_000
_SIZES = ("S", "M", "L", "XL")
_TRANSLATED = 0.15  # of the products have texts in a second language
_WITH_SIZES = 0.2
_REDUCED = 0.1
_SOLD_OUT = 0.1
_RATED = 0.4
_IN_STARS = 0.03
_FURTHER = 10_000_000  # a product's first variant has its id, the others that much more each

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A product of the catalogue: the number of its noun, and its rows."""

    noun: int
    product: Row
    texts: tuple[Row, ...]
    variants: tuple[Row, ...]
    stock: tuple[Row, ...]


class Catalogue:
    """Makes the same products for the same *seed*, any part of them by itself."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._chance = Random(seed)
        self._besides = Random(f"{seed} besides")  # so that titles and prices stay as they were
        self._filler = {name: self._made_up(text, _FILLER) for name, text in SYLLABLES.items()}
        self._weights = _zipf(_FILLER)
        self._nouns = _zipf(len(NOUN))
        self._looks = _zipf(len(_ADJECTIVE))
        self._brands = [name.title() for name in self._made_up(SYLLABLES["en"], _BRANDS, 2)]
        self._brand_weights = _zipf(_BRANDS)

    def products(self, first: int, last: int, shelves: Sequence[Sequence[int]]) -> Iterator[Made]:
        """Make the products from one id to another; where parts begin makes a difference.

        *shelves* are for each noun the ids of the categories that its goods may stand on.
        """
        self._chance = Random(f"{self._seed}/{first}")
        self._besides = Random(f"{self._seed}/{first} besides")
        for id_ in range(first, last + 1):
            yield self._product(id_, shelves)

    def _made_up(self, text: str, count: int, long: int = 3) -> Sequence[str]:
        parts = text.split() if " " in text else list(text)
        return ["".join(self._chance.choices(parts, k=long)) for _ in range(count)]

    def _product(self, id_: int, shelves: Sequence[Sequence[int]]) -> Made:
        chance = self._chance
        at = chance.choices(range(3), weights=_SHARES)[0]
        noun = chance.choices(range(len(NOUN)), cum_weights=self._nouns)[0]
        looks = chance.choices(_ADJECTIVE, cum_weights=self._looks, k=chance.randint(1, 2))
        price = max(100, int(chance.lognormvariate(8, 1.1)))
        sold = int(chance.paretovariate(1.2)) - 1
        texts = [(at, self._texts(at, noun, looks))]
        if chance.random() < _TRANSLATED:
            other = (at + chance.randint(1, 2)) % 3
            texts.append((other, self._texts(other, noun, looks)))
        stars, reviews = self._rating()
        currency = STARS if self._besides.random() < _IN_STARS else "USD"
        if currency == STARS:
            price = price // 10
        product = {
            "id": id_,
            "handle": f"p{id_}",
            "merchant_id": 1,
            "category_id": chance.choice(shelves[noun]),
            "brand": chance.choices(self._brands, cum_weights=self._brand_weights)[0],
            "rating_stars": stars,
            "rating_count": reviews,
            "price_from": price,
            "sold": sold,
            "popularity": popularity(sold),
            "created_at": NEWEST - timedelta(minutes=chance.randrange(1_000_000)),
            "updated_at": NEWEST,
            **texts[0][1],
        }
        more = tuple(
            {"product_id": id_, "language": LANGUAGES[at], **said} for at, said in texts[1:]
        )
        return self._with_variants(Made(noun, product, more, (), ()), price, currency)

    def _rating(self) -> tuple[int, int]:
        """The sum of a product's stars and the number of its reviews."""
        if self._besides.random() > _RATED:
            return 0, 0
        reviews = min(500, int(self._besides.paretovariate(0.8)))
        stars = self._besides.choices(range(1, 6), weights=(2, 1, 2, 5, 10), k=reviews)
        return sum(stars), reviews

    def _texts(self, at: int, noun: int, looks: Sequence[Sequence[str]]) -> dict[str, Any]:
        between = "" if LANGUAGES[at] == "zh" else " "
        title = between.join([*(look[at] for look in looks), NOUN[noun][at]])
        words = self._words(at, 1 + self._chance.randint(*_FILLERS))
        return {
            "title": f"{title} {words[0]}",
            "description": between.join(words[1:]),
            "attributes": [[_LOOK[at], look[at]] for look in looks],
        }

    def _with_variants(self, made: Made, price: int, currency: str) -> Made:
        chance, id_ = self._chance, made.product["id"]
        sizes = _SIZES[: chance.randint(2, 4)] if chance.random() < _WITH_SIZES else ("",)
        before = price * 5 // 4 if chance.random() < _REDUCED else None
        variants, stock = [], []
        for position, size in enumerate(sizes):
            variant = id_ + position * _FURTHER
            sku = f"SKU-{id_}{'-' if size else ''}{size}"
            variants.append({
                "id": variant,
                "product_id": id_,
                "sku": sku,
                "sku_key": sku.lower(),
                "options": [["Size", size]] if size else [],
                "price": price,
                "compare_at": before,
                "currency": currency,
                "position": position,
            })  # fmt: skip
            on_hand = 0 if chance.random() < _SOLD_OUT else 9
            stock.append({"variant_id": variant, "on_hand": on_hand})
        return replace(made, variants=tuple(variants), stock=tuple(stock))

    def _words(self, language: int, count: int) -> list[str]:
        words = self._filler[LANGUAGES[language]]
        return self._chance.choices(words, cum_weights=self._weights, k=count)


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, count + 1)))
