"""Whom the shop may ask how they like what they got."""

from datetime import datetime

from sqlalchemy import delete, exists, select

from domain.fulfilment import Step
from storage.repository import Repository
from storage.tables.reviews import review_asks, review_silences
from storage.tables.trade import fulfilments


class ReviewAsks(Repository):
    """See `domain.ports.reviews.ReviewAskRepository`."""

    __slots__ = ()

    async def due(self, since: datetime, until: datetime, most: int) -> tuple[int, ...]:
        seen_to = exists().where(review_asks.c.fulfilment_id == fulfilments.c.id)
        found = await self._connection.scalars(
            select(fulfilments.c.id)
            .where(
                fulfilments.c.step == Step.DELIVERED,
                fulfilments.c.at > since,
                fulfilments.c.at <= until,
                ~seen_to,
            )
            .order_by(fulfilments.c.at, fulfilments.c.id)
            .limit(most)
        )
        return tuple(found)

    async def claim(self, fulfilment_id: int, at: datetime) -> bool:
        done = await self._connection.execute(
            self._insert(review_asks)
            .values(fulfilment_id=fulfilment_id, at=at)
            .on_conflict_do_nothing()
        )
        return done.rowcount == 1

    async def silent(self, customer_id: int) -> bool:
        theirs = select(review_silences.c.customer_id).where(
            review_silences.c.customer_id == customer_id
        )
        return await self._connection.scalar(theirs) is not None

    async def set_silent(self, customer_id: int, *, silent: bool) -> None:
        if silent:
            wish = self._insert(review_silences).values(customer_id=customer_id)
            await self._connection.execute(wish.on_conflict_do_nothing())
        else:
            theirs = review_silences.c.customer_id == customer_id
            await self._connection.execute(delete(review_silences).where(theirs))
