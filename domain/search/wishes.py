"""What a person wants to find: words, and how to narrow and order what they find."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.search import bags


class Order(StrEnum):
    """In which order goods are shown. `BEST` is what fits the words best, then `POPULAR`."""

    BEST = "b"
    POPULAR = "p"
    CHEAP = "c"
    DEAR = "d"
    NEW = "n"


class Part(StrEnum):
    """Something of a wish that can be taken off, or chosen."""

    CATEGORY = "c"
    PRICE = "p"
    IN_STOCK = "i"
    ON_SALE = "o"
    MERCHANT = "b"
    ORDER = "s"


@dataclass(frozen=True, slots=True)
class Wish:
    """*words* are what is left of a sentence; prices are minor units of the shop's currency.

    *pieces* is how many of a product are wanted, where that was said ("2 blue mugs").
    """

    words: str = ""
    category: int | None = None
    low: int | None = None
    high: int | None = None
    in_stock: bool = False
    on_sale: bool = False
    merchant: int | None = None
    order: Order = Order.BEST
    pieces: int = 1

    @property
    def parts(self) -> tuple[Part, ...]:
        """What narrows or orders it, in the order in which it is told."""
        holds = {
            Part.CATEGORY: self.category is not None,
            Part.PRICE: self.low is not None or self.high is not None,
            Part.IN_STOCK: self.in_stock,
            Part.ON_SALE: self.on_sale,
            Part.MERCHANT: self.merchant is not None,
            Part.ORDER: self.order is not Order.BEST,
        }
        return tuple(part for part, there in holds.items() if there)

    @property
    def narrowed(self) -> bool:
        """Whether it finds less than its words do."""
        return any(part is not Part.ORDER for part in self.parts)

    def without(self, part: Part) -> "Wish":
        """Return the wish without that part."""
        match part:
            case Part.CATEGORY:
                return replace(self, category=None)
            case Part.PRICE:
                return replace(self, low=None, high=None)
            case Part.IN_STOCK:
                return replace(self, in_stock=False)
            case Part.ON_SALE:
                return replace(self, on_sale=False)
            case Part.MERCHANT:
                return replace(self, merchant=None)
            case Part.ORDER:
                return replace(self, order=Order.BEST)

    def having(self, part: Part, value: int) -> "Wish":
        """Return the wish with that part; *value* is the id of a category or merchant."""
        match part:
            case Part.CATEGORY:
                return replace(self, category=value)
            case Part.MERCHANT:
                return replace(self, merchant=value)
            case Part.IN_STOCK:
                return replace(self, in_stock=True)
            case Part.ON_SALE:
                return replace(self, on_sale=True)
            case _:
                return self

    def facets(self) -> Iterator[tuple[str, ...]]:
        """What the goods must have, apart from words: one of each group."""
        if self.category is not None:
            yield (bags.category_word(self.category),)
        if self.in_stock:
            yield (bags.IN_STOCK,)
        if self.on_sale:
            yield (bags.ON_SALE,)
        if self.merchant is not None:
            yield (bags.merchant_word(self.merchant),)
        if self.low is not None or self.high is not None:
            yield bags.range_words(self.low, self.high)
