"""What a person wants to find: words, and how to narrow and order what they find."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.money import LARGEST
from domain.search import bags
from domain.search.costs import costs, range_words
from domain.search.traits import RATINGS, Trait, rated_word

_MOST_TRAITS = 24  # that one wish may have; more would make a question too long


class Order(StrEnum):
    """In which order goods are shown. `BEST` is what fits the words best, then `POPULAR`."""

    BEST = "b"
    POPULAR = "p"
    CHEAP = "c"
    DEAR = "d"
    NEW = "n"
    RATED = "r"


class Part(StrEnum):
    """Something of a wish that can be taken off, or chosen."""

    CATEGORY = "c"
    PRICE = "p"
    IN_STOCK = "i"
    ON_SALE = "o"
    MERCHANT = "b"
    RATING = "r"
    TRAIT = "t"
    ORDER = "s"


@dataclass(frozen=True, slots=True)
class Wish:
    """*words* are what is left of a sentence; prices are minor units of the shop's currency.

    *pieces* is how many of a product are wanted, where that was said ("2 blue mugs").
    *rating* is how many stars goods must have at least, one of `traits.RATINGS`. Of *traits*
    goods must have one of each group: one of the chosen colours, and one of the brands.
    *in_stars*: the shop's currency is Telegram's Stars, so prices mean these.
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
    rating: int | None = None
    traits: tuple[Trait, ...] = ()
    in_stars: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """What narrows or orders it, in the order in which it is told."""
        holds = {
            Part.CATEGORY: self.category is not None,
            Part.PRICE: self.priced,
            Part.IN_STOCK: self.in_stock,
            Part.ON_SALE: self.on_sale,
            Part.MERCHANT: self.merchant is not None,
            Part.RATING: self.rating is not None,
            Part.TRAIT: bool(self.traits),
            Part.ORDER: self.order is not Order.BEST,
        }
        return tuple(part for part, there in holds.items() if there)

    @property
    def narrowed(self) -> bool:
        """Whether it finds less than its words do."""
        return any(part is not Part.ORDER for part in self.parts)

    @property
    def priced(self) -> bool:
        """Whether it says what goods may cost."""
        return self.low is not None or self.high is not None

    @property
    def costs(self) -> tuple[int, int] | None:
        """What goods may cost, as the index has it; None if it does not say."""
        return costs(self.low, self.high, stars=self.in_stars) if self.priced else None

    def between(self, low: int | None, high: int | None) -> "Wish":
        """Return the wish for goods that cost as much, whichever end is named first.

        None is open. An end that no price reaches is cut off.
        """
        low, high = (None if end is None else min(max(end, 0), LARGEST) for end in (low, high))
        if low is not None and high is not None and low > high:
            low, high = high, low
        return replace(self, low=low, high=high)

    def without(self, part: Part, value: int = 0) -> "Wish":
        """Return the wish without that part; *value* is the number of a trait, 0 is all."""
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
            case Part.RATING:
                return replace(self, rating=None)
            case Part.TRAIT:
                left = (one for one in self.traits if value and one.number != value)
                return replace(self, traits=tuple(left))
            case Part.ORDER:
                return replace(self, order=Order.BEST)

    def having(self, part: Part, value: int) -> "Wish":
        """Return the wish with that part; *value* is the id of a category or merchant, or stars.

        Traits are chosen by `with_trait`; a number of stars that cannot be asked for is none.
        """
        match part:
            case Part.CATEGORY:
                return replace(self, category=value)
            case Part.MERCHANT:
                return replace(self, merchant=value)
            case Part.IN_STOCK:
                return replace(self, in_stock=True)
            case Part.ON_SALE:
                return replace(self, on_sale=True)
            case Part.RATING if value in RATINGS:
                return replace(self, rating=value)
            case _:
                return self

    def with_trait(self, trait: Trait) -> "Wish":
        """Return the wish with that trait too; of very many the first is dropped."""
        others = self.without(Part.TRAIT, trait.number).traits if self.traits else ()
        return replace(self, traits=(*others, trait)[-_MOST_TRAITS:])

    def regardless_of(self, group: int) -> "Wish":
        """Return the wish without its traits of that group."""
        return replace(self, traits=tuple(one for one in self.traits if one.group != group))

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
        if self.rating is not None:
            yield (rated_word(self.rating),)
        for group in dict.fromkeys(trait.group for trait in self.traits):
            yield tuple(trait.word for trait in self.traits if trait.group == group)
        if asked := self.costs:
            yield range_words(*asked)
