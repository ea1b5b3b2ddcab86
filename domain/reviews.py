"""What customers say of goods that were delivered to them, and what the shop says to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.customers import Customer
from domain.fulfilment import Step
from domain.naming import full_name
from domain.orders import Order, OrderLine
from domain.pages import pages_of
from domain.ratings import UNRATED, Rating

PAGE = 5  # reviews a list shows at once
PHOTOS = 5  # that a review may have
STARS = (5, 4, 3, 2, 1)
ASK_AFTER = timedelta(days=1)  # from delivery: by then the goods were looked at
ASK_UNTIL = timedelta(days=7)  # a shop that was off for longer asks nobody about old orders


class State(StrEnum):
    """Where a review stands. Only published ones are shown and counted."""

    WAITING = "waiting"  # its words or photos are new, and nobody of the shop has read them
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # by its writer; its words and photos are gone


class Sorting(StrEnum):
    """How a list of reviews is ordered."""

    NEW = "n"
    USEFUL = "u"


@dataclass(frozen=True, slots=True)
class Review:
    """What a customer said of one order line.

    *revision* grows with every change, so that who decides is known to have seen what they
    decide about. *photos* are Telegram's ids of files. *useful*: how many people said so.
    *label* are the options of what was bought, *title* its name then, both in the writer's
    language; *shelf_name* is what the shop calls it, "" if it has it no more. *reason*: why it
    was rejected, *by* whom it was decided. *product_id* is None once the product is gone.
    """

    line_id: int
    product_id: int | None
    merchant_id: int
    customer_id: int
    author: str
    stars: int
    state: State
    at: datetime  # UTC, of the writer's last change
    title: str = ""
    label: str = ""
    text: str = ""
    photos: tuple[str, ...] = ()
    useful: int = 0
    answer: str = ""
    answered_at: datetime | None = None
    reason: str = ""
    by: str = ""
    revision: int = 1
    order_id: int = 0
    id: int = 0
    variant_id: int | None = None
    shelf_name: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What was bought, as its writer read it: "Mug (Blue)"."""
        return full_name(self.title, self.label)

    @property
    def counts(self) -> Rating:
        """What it adds to its product's rating."""
        return Rating(self.stars, 1) if self.state is State.PUBLISHED else UNRATED

    @property
    def says_something(self) -> bool:
        """Whether there is more than stars: something to read, and to answer."""
        return bool(self.text or self.photos)

    def starred(self, stars: int, author: str, at: datetime) -> "Review":
        """Return it with other stars. They are no words: nobody has to read them again."""
        state = State.PUBLISHED if self.state is State.WITHDRAWN else self.state
        return replace(self, stars=stars, author=author, state=state, at=at)

    def written(
        self, text: str, photos: tuple[str, ...], at: datetime, *, moderated: bool
    ) -> "Review":
        """Return it with new words and photos, which wait if somebody has to read them.

        Whoever was rejected is read again, also where the shop publishes at once.
        """
        waits = (moderated or self.state is State.REJECTED) and bool(text or photos)
        state = State.WAITING if waits else State.PUBLISHED
        return replace(self, text=text, photos=photos, state=state, at=at, reason="", by="")

    def withdrawn(self, at: datetime) -> "Review":
        """Return it without anything its writer said, nor what was answered."""
        return replace(
            self,
            state=State.WITHDRAWN,
            author="",
            text="",
            photos=(),
            answer="",
            answered_at=None,
            at=at,
        )


@dataclass(frozen=True, slots=True)
class Rateable:
    """A delivered line of a customer's own order, and what they said of it, if anything."""

    order_id: int
    line: OrderLine
    review: Review | None = None

    @property
    def stars(self) -> int:
        """The stars they gave, 0 for none."""
        said = self.review
        return said.stars if said and said.state is not State.WITHDRAWN else 0


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Up to `PAGE` published reviews of a product; *by_stars* counts all there are.

    *only* are the stars that the list is narrowed to, 0 for all of them; *picture_id* is the
    product's.
    """

    product_id: int
    title: str
    rating: Rating
    by_stars: dict[int, int]
    reviews: tuple[Review, ...]
    page: int
    sorting: Sorting
    only: int = 0
    picture_id: int | None = None

    @property
    def total(self) -> int:
        """How many reviews the whole list has."""
        return self.by_stars.get(self.only, 0) if self.only else sum(self.by_stars.values())

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


def author_of(customer: Customer) -> str:
    """Return how a writer is shown to strangers: first name and an initial, "Anna K."."""
    initial = customer.last_name.strip()[:1]
    first = customer.first_name.strip()
    return f"{first} {initial}." if initial else first


def delivered(order: Order) -> Iterator[OrderLine]:
    """The lines of which the customer got something, also what they gave back later."""
    here = {part.merchant_id for part in order.fulfilments if part.step is Step.DELIVERED}
    for line in order.lines:
        if line.merchant_id in here and line.to_hand_over:
            yield line
