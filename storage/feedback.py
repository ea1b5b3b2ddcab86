"""What customers tell the shop alone."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from domain.feedback import PAGE, Feedback
from storage.repository import Repository
from storage.tables.people import customers
from storage.tables.reviews import feedback, feedback_photos

_open = feedback.c.answered_at.is_(None)


class FeedbackBox(Repository):
    """See `domain.ports.feedback.FeedbackRepository`."""

    __slots__ = ()

    async def add(self, given: Feedback, most: int) -> Feedback | None:
        writer = given.customer_id
        # Two letters at once would both count the same ones: one waits for the other here.
        await self._connection.execute(
            select(customers.c.id).where(customers.c.id == writer).with_for_update()
        )
        theirs = select(func.count()).where(feedback.c.customer_id == writer, _open)
        if (await self._connection.scalar(theirs) or 0) >= most:
            return None
        id_ = await self._connection.scalar(
            self._insert(feedback)
            .values(customer_id=writer, text=given.text, at=given.at)
            .returning(feedback.c.id)
        )
        photos = [
            {"feedback_id": id_, "position": at, "file_id": file_id}
            for at, file_id in enumerate(given.photos)
        ]
        if photos:
            await self._connection.execute(self._insert(feedback_photos), photos)
        return replace(given, id=id_)

    async def get(self, feedback_id: int) -> Feedback | None:
        found = await self._all(select(feedback).where(feedback.c.id == feedback_id))
        return found[0] if found else None

    async def waiting(self, page: int) -> tuple[tuple[Feedback, ...], int]:
        total = await self._connection.scalar(
            select(func.count()).select_from(feedback).where(_open)
        )
        wanted = select(feedback).where(_open).order_by(feedback.c.at, feedback.c.id)
        return await self._all(wanted.limit(PAGE).offset(page * PAGE)), int(total or 0)

    async def answer(self, answered: Feedback, by_id: int) -> bool:
        done = await self._connection.execute(
            update(feedback)
            .where(feedback.c.id == answered.id, _open)
            .values(
                answer=answered.answer,
                by_id=by_id,
                by_name=answered.by,
                answered_at=answered.answered_at,
            )
        )
        return done.rowcount == 1

    async def forget(self, customer_id: int) -> None:
        theirs = select(feedback.c.id).where(feedback.c.customer_id == customer_id)
        await self._connection.execute(
            delete(feedback_photos).where(feedback_photos.c.feedback_id.in_(theirs))
        )
        await self._connection.execute(
            delete(feedback).where(feedback.c.customer_id == customer_id)
        )

    async def _all(self, statement: Select[Any]) -> tuple[Feedback, ...]:
        rows = (await self._connection.execute(statement)).all()
        return tuple([await self._whole(row) for row in rows])

    async def _whole(self, row: Any) -> Feedback:
        photos = await self._connection.scalars(
            select(feedback_photos.c.file_id)
            .where(feedback_photos.c.feedback_id == row.id)
            .order_by(feedback_photos.c.position)
        )
        return Feedback(
            id=row.id,
            customer_id=row.customer_id,
            text=row.text,
            photos=tuple(photos),
            at=row.at,
            answer=row.answer,
            by=row.by_name,
            answered_at=row.answered_at,
        )
