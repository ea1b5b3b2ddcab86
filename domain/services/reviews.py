"""Customers say how they like what they got; everybody reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.catalog import Product
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import Field, NotFound, WrongStep
from domain.orders import Order, OrderLine
from domain.ports.store import Store, UnitOfWork
from domain.ratings import UNRATED
from domain.reviews import (
    PHOTOS,
    STARS,
    Rateable,
    Review,
    ReviewPage,
    Sorting,
    State,
    author_of,
    delivered,
)
from domain.services.own_orders import own_order
from domain.services.review_changes import change, rateable


@dataclass(frozen=True, slots=True)
class Shown:
    """A published review as one reader sees it: *mine* they wrote, *useful* they found.

    *picture_id* is the product's. The review's *title* and *label* are in the reader's language.
    """

    review: Review
    mine: bool
    useful: bool
    picture_id: int | None = None


class Reviews:
    """What customers say of goods."""

    def __init__(self, store: Store, clock: Clock, *, moderated: bool) -> None:
        """*moderated*: words and photos wait until somebody of the shop has read them."""
        self._store = store
        self._clock = clock
        self._moderated = moderated

    async def of_order(self, customer: Customer, order_id: int) -> tuple[Rateable, ...]:
        """Return the delivered lines of an order of theirs, and what they said of each.

        Raises:
            NotFound: It is not theirs.
        """
        async with self._store.read() as uow:
            order = await own_order(uow, customer, order_id)
            return await rateable(uow, order)

    async def mine(self, customer: Customer, order_id: int, line_id: int) -> Rateable:
        """Return a delivered line of theirs, and what they said of it.

        Raises:
            NotFound: It is not theirs. WrongStep: It is not delivered.
        """
        async with self._store.read() as uow:
            order = await own_order(uow, customer, order_id)
            line = _delivered(order, line_id)
            return Rateable(order_id, line, await uow.reviews.of_line(line_id))

    async def rate(self, customer: Customer, order_id: int, line_id: int, stars: int) -> Rateable:
        """Give a delivered line its stars, or other ones; they count at once.

        What is there to be read besides keeps its state: stars alone need no reading.

        Raises:
            NotFound, WrongStep: As for `mine`.
        """
        if stars not in STARS:
            raise NotFound("review")
        now = self._clock.now()
        async with self._store.write() as uow:
            line = _delivered(await own_order(uow, customer, order_id, lock=True), line_id)
            was = await uow.reviews.of_line(line_id, lock=True)
            if was is None:
                given = await _first(uow, customer, line, stars, now)
            else:
                changed = was.starred(stars, author_of(customer), now)
                given = await change(uow, was, changed, now)
        return Rateable(order_id, line, given)

    async def write(
        self,
        customer: Customer,
        order_id: int,
        line_id: int,
        text: str,
        photos: Sequence[str] = (),
    ) -> Rateable:
        """Say more of a line that has stars; *text* may be empty where there are photos.

        Raises:
            NotFound, WrongStep: As for `mine`; or there are no stars yet.
            BadText: *text* is too long, or empty without photos.
        """
        said = ensure_text(Field.REVIEW, text) if text or not photos else ""
        now = self._clock.now()
        async with self._store.write() as uow:
            line = _delivered(await own_order(uow, customer, order_id, lock=True), line_id)
            was = await uow.reviews.of_line(line_id, lock=True)
            if was is None or was.state is State.WITHDRAWN:
                raise WrongStep("review_without_stars", State.WAITING)
            new = was.written(said, tuple(photos)[:PHOTOS], now, moderated=self._moderated)
            saved = await change(uow, was, replace(new, author=author_of(customer)), now)
        return Rateable(order_id, line, saved)

    async def withdraw(self, customer: Customer, order_id: int, line_id: int) -> Rateable:
        """Take back what was said of a line; its words and photos are forgotten.

        Raises:
            NotFound, WrongStep: As for `mine`.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            line = _delivered(await own_order(uow, customer, order_id, lock=True), line_id)
            was = await uow.reviews.of_line(line_id, lock=True)
            if was is not None and was.state is not State.WITHDRAWN:
                was = await change(uow, was, was.withdrawn(now), now)
        return Rateable(order_id, line, was)

    async def page(
        self,
        customer: Customer,
        product_id: int,
        sorting: Sorting = Sorting.NEW,
        only: int = 0,
        page: int = 0,
    ) -> ReviewPage:
        """Return a page of a product's published reviews, the last one if it is past the end.

        Raises:
            NotFound: The product is gone or hidden.
        """
        async with self._store.read() as uow:
            product = await _product(uow, customer, product_id)
            by_stars = dict(await uow.reviews.by_stars(product_id))
            found = ReviewPage(
                product_id, product.title, product.rating, by_stars, (), page, sorting, only
            )
            page = max(0, min(page, found.pages - 1))
            shown = await uow.reviews.page(product_id, sorting, only, page)
        return replace(found, reviews=shown, page=page, picture_id=product.picture_id)

    async def get(self, customer: Customer, review_id: int) -> Shown:
        """Return a published review.

        Raises:
            NotFound: There is none, or it or its product is not shown any more.
        """
        async with self._store.read() as uow:
            return await _shown(uow, customer, review_id)

    async def mark(self, customer: Customer, review_id: int, *, useful: bool) -> Shown:
        """Say that a review was useful, or take that back; nobody praises their own.

        Raises:
            NotFound: As for `get`.
        """
        async with self._store.write() as uow:
            shown = await _shown(uow, customer, review_id, lock=True)
            if shown.mine or not await uow.reviews.vote(review_id, customer.id, useful=useful):
                return shown
            return await _shown(uow, customer, review_id)


def _delivered(order: Order, line_id: int) -> OrderLine:
    for line in delivered(order):
        if line.id == line_id:
            return line
    raise WrongStep("not_delivered", State.PUBLISHED)


async def _first(
    uow: UnitOfWork, customer: Customer, line: OrderLine, stars: int, at: datetime
) -> Review:
    """Save the first stars of a line. They count; there is nothing to be read yet."""
    given = Review(
        line_id=line.id,
        product_id=line.product_id,
        merchant_id=line.merchant_id,
        customer_id=customer.id,
        author=author_of(customer),
        stars=stars,
        state=State.PUBLISHED,
        at=at,
        title=line.title,
        label=line.label,
    )
    added = await uow.reviews.add(given)
    if added is None:
        raise WrongStep("review_changed", State.PUBLISHED)
    if line.product_id is not None:
        await uow.reviews.count(line.product_id, UNRATED, given.counts)
    return added


async def _shown(
    uow: UnitOfWork, customer: Customer, review_id: int, *, lock: bool = False
) -> Shown:
    review = await uow.reviews.get(review_id, lock=lock)
    if not review or review.state is not State.PUBLISHED or review.product_id is None:
        raise NotFound("review")
    product = await _product(uow, customer, review.product_id)
    useful = await uow.reviews.voted(review_id, customer.id)
    mine = review.customer_id == customer.id
    return Shown(_named_as_in(product, review), mine, useful, product.picture_id)


def _named_as_in(product: Product, review: Review) -> Review:
    """Name what was bought as *product* does; what the shop has no more keeps its old name."""
    if review.variant_id not in {variant.id for variant in product.variants}:
        return review
    return replace(review, title=product.title, label=product.variant(review.variant_id).label)


async def _product(uow: UnitOfWork, customer: Customer, product_id: int) -> Product:
    product = await uow.catalog.product(product_id, customer.language)
    if not product or (product.hidden and not customer.is_admin):
        raise NotFound("product")
    return product
