"""How a review changes: saved, counted and told of in one transaction."""

from datetime import datetime

from domain import review_news
from domain.errors import WrongStep
from domain.orders import Order
from domain.ports.store import UnitOfWork
from domain.reviews import Rateable, Review, delivered


async def change(
    uow: UnitOfWork, was: Review, changed: Review, at: datetime, by_id: int | None = None
) -> Review:
    """Save a review, count it, and have staff's cards of it follow. *by_id* decided.

    Raises:
        WrongStep: Somebody changed it since *was* was read.
    """
    saved = await uow.reviews.save(changed, by_id)
    if saved is None:
        raise WrongStep("review_changed", changed.state)
    if was.counts != saved.counts and was.product_id is not None:
        await uow.reviews.count(was.product_id, was.counts, saved.counts)
    if was.says_something or saved.says_something:
        await review_news.card_changed(uow, saved, at)
    return saved


async def withdraw_all(uow: UnitOfWork, customer_id: int, at: datetime) -> None:
    """Forget all that somebody said and found useful, inside the deletion of their account."""
    for review in await uow.reviews.of_customer(customer_id):
        await change(uow, review, review.withdrawn(at), at)
    await uow.reviews.forget_votes(customer_id)


async def rateable(uow: UnitOfWork, order: Order) -> tuple[Rateable, ...]:
    """Return the delivered lines of an order, and what was said of each."""
    said = await uow.reviews.of_order(order.id)
    return tuple(Rateable(order.id, line, said.get(line.id)) for line in delivered(order))
