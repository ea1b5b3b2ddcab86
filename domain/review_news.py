"""What both sides are told of reviews. It is queued with what it tells."""

from datetime import datetime
from enum import StrEnum

from domain.notices import Kind
from domain.ports.store import Message, UnitOfWork
from domain.reviews import Review


class ReviewNews(StrEnum):
    """What a note to a review's writer tells."""

    PUBLISHED = "published"
    REJECTED = "rejected"
    ANSWERED = "answered"


async def card_changed(uow: UnitOfWork, review: Review, at: datetime) -> None:
    """Have staff's cards of a review say how it stands; the first of them calls for work."""
    payload = {"review_id": review.id}
    key = f"review:{review.id}:{review.revision}"
    await uow.outbox.put(Message(Kind.REVIEW_CARD, payload, key), at)


async def tell_writer(uow: UnitOfWork, review: Review, news: ReviewNews, at: datetime) -> None:
    """Tell a review's writer what the shop did with it."""
    payload = {"review_id": review.id, "news": news}
    key = f"note:review:{review.id}:{review.revision}"
    await uow.outbox.put(Message(Kind.REVIEW_NOTE, payload, key), at)


async def ask(uow: UnitOfWork, fulfilment_id: int, at: datetime) -> None:
    """Ask how a customer likes what was delivered, once in all time."""
    payload = {"fulfilment_id": fulfilment_id}
    key = f"ask:review:{fulfilment_id}"
    await uow.outbox.put(Message(Kind.REVIEW_ASK, payload, key), at)
