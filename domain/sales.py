"""Sales: goods that cost less from one moment to another, by themselves."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.errors import ShopError
from domain.money import Money

MOST_GOODS = 5_000  # articles of one sale


class State(StrEnum):
    """Where an article of a sale stands."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"  # before it began


class Why(StrEnum):
    """Why an article's sale is over."""

    TIME = "time"  # its days are over, as planned
    STOPPED = "stopped"  # somebody ended it early
    BY_HAND = "by_hand"  # its price was changed meanwhile, and that price stays
    NOT_LOWER = "not_lower"  # when it was to begin, the article cost no more than that
    GONE = "gone"  # the article went off sale, or is priced in other money
    MISSED = "missed"  # the shop did not run on any of its days


UNPLANNED = frozenset({Why.BY_HAND, Why.NOT_LOWER, Why.GONE, Why.MISSED})


@dataclass(frozen=True, slots=True)
class Tag:
    """What an article's price tag says: its price, and an earlier one to compare it with."""

    price: Money
    compare_at: Money | None = None

    def reduced(self, to: Money) -> "Tag":
        """The tag during a sale: what it cost is what it is compared with.

        A higher price that stands there already stays.
        """
        earlier = self.compare_at
        return Tag(to, earlier if earlier and earlier.amount > self.price.amount else self.price)

    def can_become(self, price: Money) -> bool:
        """Whether that is less, in the same money."""
        return price.currency == self.price.currency and price.amount < self.price.amount


@dataclass(frozen=True, slots=True)
class Article:
    """One SKU as a sale sees it; *active* tells whether it is on sale at all."""

    variant_id: int
    product_id: int
    sku: str
    name: str
    tag: Tag
    active: bool


@dataclass(frozen=True, slots=True)
class Reduction:
    """An article's sale as a file tells it: from when (None: at once) and until when, UTC."""

    price: Money
    starts_at: datetime | None
    ends_at: datetime

    def __str__(self) -> str:
        first = self.starts_at.strftime("%Y-%m-%d %H:%M") if self.starts_at else "now"
        last = self.ends_at.strftime("%Y-%m-%d %H:%M")
        return f"{self.price.decimal} {self.price.currency}, {first} – {last} UTC"


@dataclass(frozen=True, slots=True)
class Sale:
    """What was planned at once: one article, a product, a category, or lines of a file.

    Attributes:
        title: The category's or product's name when it was planned; empty for one article,
            and for those of a file.
        rate: What is taken off, in thousandths of a percent; 0 where a price was given.
        starts_at, ends_at: UTC; it runs up to, and not at, the second.
        key: Makes it one, however often it is asked for.
    """

    title: str
    rate: int
    starts_at: datetime
    ends_at: datetime
    made_by: int | None
    key: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One article of a sale.

    Attributes:
        price: What it costs meanwhile.
        before: The tag it had when the sale began, which comes back; None before that.
        ends_at: UTC, when the whole sale ends; *starts_at* when it begins.
    """

    id: int
    sale_id: int
    variant_id: int
    product_id: int
    sku: str
    name: str
    price: Money
    state: State
    why: Why | None
    before: Tag | None
    starts_at: datetime
    ends_at: datetime
    now: Tag


@dataclass(frozen=True, slots=True)
class SaleView:
    """A sale with how many of its articles stand where, and the first of them."""

    sale: Sale
    counts: dict[State, int]
    lines: tuple[SaleLine, ...]
    by_why: dict[Why, int] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """Where it stands as a whole: the liveliest of its articles' states."""
        return next((state for state in State if self.counts.get(state)), State.CANCELLED)

    @property
    def articles(self) -> int:
        """How many articles it has."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that a sale of many leaves out, and why."""

    sku: str
    error: ShopError


@dataclass(frozen=True, slots=True)
class Planned:
    """What became of one wish for a sale."""

    view: SaleView
    left_out: tuple[LeftOut, ...] = ()
