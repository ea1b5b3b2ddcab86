"""Requests to take goods back, and offers of more."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update

from domain.returns import Offer, OfferState, Return, State
from storage.repository import Repository
from storage.tables.returns import offers, return_lines, return_photos, returns


def _return(row: Any, lines: Mapping[int, int], photos: tuple[str, ...]) -> Return:
    return Return(
        id=row.id,
        order_id=row.order_id,
        fulfilment_id=row.fulfilment_id,
        customer_id=row.customer_id,
        lines=lines,
        reason=row.reason,
        photos=photos,
        asked_at=row.asked_at,
        state=State(row.state),
        restock=row.restock,
        answer=row.answer,
        by=row.by_name,
        decided_at=row.decided_at,
    )


class Returns(Repository):
    """See `domain.ports.pieces.ReturnRepository`."""

    __slots__ = ()

    async def add(self, asked: Return) -> Return:
        id_ = await self._connection.scalar(
            self._insert(returns)
            .values(
                order_id=asked.order_id,
                fulfilment_id=asked.fulfilment_id,
                customer_id=asked.customer_id,
                state=asked.state,
                reason=asked.reason,
                asked_at=asked.asked_at,
            )
            .returning(returns.c.id)
        )
        lines = [
            {"return_id": id_, "line_id": line_id, "pieces": pieces}
            for line_id, pieces in sorted(asked.lines.items())
        ]
        await self._connection.execute(self._insert(return_lines), lines)
        photos = [
            {"return_id": id_, "position": at, "file_id": file_id}
            for at, file_id in enumerate(asked.photos)
        ]
        if photos:
            await self._connection.execute(self._insert(return_photos), photos)
        return replace(asked, id=id_)

    async def get(self, return_id: int) -> Return | None:
        found = await self._all(select(returns).where(returns.c.id == return_id))
        return found[0] if found else None

    async def of_order(self, order_id: int) -> tuple[Return, ...]:
        of_it = returns.c.order_id == order_id
        return await self._all(select(returns).where(of_it).order_by(returns.c.id))

    async def asked(self, order_id: int) -> Mapping[int, int]:
        rows = await self._connection.execute(
            select(return_lines.c.line_id, func.sum(return_lines.c.pieces).label("pieces"))
            .join(returns, returns.c.id == return_lines.c.return_id)
            .where(returns.c.order_id == order_id, returns.c.state == State.ASKED)
            .group_by(return_lines.c.line_id)
        )
        return {row.line_id: int(row.pieces) for row in rows}

    async def decide(self, decided: Return, by_id: int) -> bool:
        done = await self._connection.execute(
            update(returns)
            .where(returns.c.id == decided.id, returns.c.state == State.ASKED)
            .values(
                state=decided.state,
                restock=decided.restock,
                answer=decided.answer,
                by_id=by_id,
                by_name=decided.by,
                decided_at=decided.decided_at,
            )
        )
        return done.rowcount == 1

    async def _all(self, statement: Any) -> tuple[Return, ...]:
        rows = (await self._connection.execute(statement)).all()
        return tuple([await self._whole(row) for row in rows])

    async def _whole(self, row: Any) -> Return:
        lines = await self._connection.execute(
            select(return_lines).where(return_lines.c.return_id == row.id)
        )
        photos = await self._connection.scalars(
            select(return_photos.c.file_id)
            .where(return_photos.c.return_id == row.id)
            .order_by(return_photos.c.position)
        )
        return _return(row, {line.line_id: line.pieces for line in lines}, tuple(photos))


class Offers(Repository):
    """See `domain.ports.pieces.OfferRepository`."""

    __slots__ = ()

    async def add(self, offer: Offer) -> Offer | None:
        id_ = await self._connection.scalar(
            self._insert(offers)
            .values(
                order_id=offer.order_id,
                fulfilment_id=offer.fulfilment_id,
                line_id=offer.line_id,
                pieces=offer.pieces,
                state=offer.state,
                by_id=offer.by_id,
                at=offer.at,
            )
            .on_conflict_do_nothing()
            .returning(offers.c.id)
        )
        return replace(offer, id=id_) if id_ else None

    async def get(self, offer_id: int) -> Offer | None:
        found = await self._connection.execute(select(offers).where(offers.c.id == offer_id))
        row = found.first()
        if row is None:
            return None
        return Offer(
            id=row.id,
            order_id=row.order_id,
            fulfilment_id=row.fulfilment_id,
            line_id=row.line_id,
            pieces=row.pieces,
            by_id=row.by_id,
            at=row.at,
            state=OfferState(row.state),
        )

    async def end(self, offer_id: int, state: OfferState) -> bool:
        ended = await self._connection.execute(
            update(offers)
            .where(offers.c.id == offer_id, offers.c.state == OfferState.OPEN)
            .values(state=state)
        )
        return ended.rowcount == 1
