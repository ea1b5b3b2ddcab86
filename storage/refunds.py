"""Refunds, the money they are taken from, and what providers called to tell."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, select, update

from domain.gateways import Hint, RefundState
from domain.money import Money
from domain.ports.money import Heard
from domain.refunds import OPEN, Refund, Taken
from storage.looks import Deed, Look
from storage.repository import Repository
from storage.tables.money import provider_inbox, refunds
from storage.tables.trade import charges


def _taken(row: Any) -> Taken:
    return Taken(
        order_id=row.order_id,
        provider=row.provider,
        charge_id=row.charge_id,
        provider_charge_id=row.provider_charge_id,
        payer_id=row.payer_id,
        money=Money(row.amount, row.currency),
        settled=getattr(row, "settled", True),
    )


def _refund(row: Any) -> Refund:
    return Refund(
        id=row.id,
        taken=_taken(row),
        money=Money(row.amount, row.currency),
        state=RefundState(row.state),
        key=row.key,
        subject=row.subject,
        external_id=row.external_id or "",
        tries=row.tries,
        try_at=row.try_at,
        sent_at=row.sent_at,
    )


class Refunds(Repository):
    """See `domain.ports.money.RefundRepository`."""

    __slots__ = ()

    async def taken(self, order_id: int) -> tuple[Taken, ...]:
        rows = await self._connection.execute(
            select(charges).where(charges.c.order_id == order_id).order_by(charges.c.id)
        )
        return tuple(_taken(row) for row in rows)

    async def of_order(self, order_id: int) -> tuple[Refund, ...]:
        return await self._all(
            select(refunds).where(refunds.c.order_id == order_id).order_by(refunds.c.id)
        )

    async def get(self, refund_id: int) -> Refund | None:
        found = await self._all(select(refunds).where(refunds.c.id == refund_id))
        return found[0] if found else None

    async def by_external(self, provider: str, external_id: str) -> Refund | None:
        found = await self._all(
            select(refunds).where(
                refunds.c.provider == provider, refunds.c.external_id == external_id
            )
        )
        return found[0] if found else None

    async def add(self, refund: Refund, at: datetime) -> Refund | None:
        taken = refund.taken
        id_ = await self._connection.scalar(
            self._insert(refunds)
            .values(
                order_id=taken.order_id,
                provider=taken.provider,
                charge_id=taken.charge_id,
                provider_charge_id=taken.provider_charge_id,
                payer_id=taken.payer_id,
                amount=refund.money.amount,
                currency=refund.money.currency,
                state=refund.state,
                key=refund.key,
                subject=refund.subject,
                external_id=refund.external_id or None,
                created_at=at,
                try_at=refund.try_at,
            )
            .on_conflict_do_nothing()
            .returning(refunds.c.id)
        )
        return replace(refund, id=id_) if id_ else None

    async def due(self, now: datetime, most: int) -> tuple[Refund, ...]:
        return await self._all(
            select(refunds)
            .where(refunds.c.try_at <= now, refunds.c.state.in_(sorted(OPEN)))
            .order_by(refunds.c.try_at, refunds.c.id)
            .limit(most)
        )

    async def claim(self, refund: Refund, at: datetime, until: datetime) -> bool:
        claimed = await self._connection.execute(
            update(refunds)
            .where(
                refunds.c.id == refund.id,
                refunds.c.tries == refund.tries,
                refunds.c.state.in_(sorted(OPEN)),
            )
            .values(tries=refund.tries + 1, try_at=until, sent_at=refund.sent_at or at)
        )
        return claimed.rowcount == 1

    async def not_sent(self, refund: Refund) -> None:
        await self._connection.execute(
            update(refunds).where(refunds.c.id == refund.id).values(sent_at=refund.sent_at)
        )

    async def lower(self, refund: Refund, amount: int) -> bool:
        lowered = await self._connection.execute(
            update(refunds)
            .where(refunds.c.id == refund.id, refunds.c.state == RefundState.MANUAL)
            .values(amount=amount)
        )
        return lowered.rowcount == 1

    async def move(
        self,
        refund: Refund,
        to: RefundState,
        try_at: datetime | None = None,
        external_id: str = "",
        said: str = "",
        frm: Collection[RefundState] = OPEN,
    ) -> bool:
        known = {"external_id": external_id} if external_id else {}
        moved = await self._connection.execute(
            update(refunds)
            .where(refunds.c.id == refund.id, refunds.c.state.in_(sorted(frm)))
            .values(state=to, try_at=try_at, said=said, **known)
        )
        return moved.rowcount == 1

    async def _all(self, statement: Any) -> tuple[Refund, ...]:
        rows = await self._connection.execute(statement)
        return tuple(_refund(row) for row in rows)


_call = provider_inbox.c
_the_call = _call.id == bindparam("of_call")
_PUT = Deed(
    lambda insert: insert(provider_inbox).on_conflict_do_nothing(),
    [column for column in _call if column.name not in ("id", "tries", "said")],
)
_DUE = Look(
    select(provider_inbox)
    .where(_call.try_at <= bindparam("now", type_=_call.try_at.type))
    .order_by(_call.try_at, _call.id)
    .limit(bindparam("most", type_=Integer))
)
_CLAIM = Deed(
    lambda _: update(provider_inbox).where(
        _the_call, _call.tries == bindparam("before"), _call.try_at.is_not(None)
    ),
    [_call.try_at, _call.tries],
)
_AGAIN = Deed(lambda _: update(provider_inbox).where(_the_call), [_call.try_at, _call.said])


class Inbox(Repository):
    """See `domain.ports.money.InboxRepository`."""

    __slots__ = ()

    async def put(self, provider: str, hint: Hint, at: datetime) -> bool:
        values = {
            "provider": provider,
            "event_key": hint.key,
            "kind": hint.kind,
            "external_id": hint.external_id,
            "refund_id": hint.refund_id,
            "received_at": at,
            "try_at": at if hint.external_id else None,
        }
        return await self.do(_PUT, values) == 1

    async def due(self, now: datetime, most: int) -> tuple[Heard, ...]:
        rows = await self.look(_DUE, {"now": now, "most": most})
        return tuple(
            Heard(row.id, row.provider, row.external_id, row.refund_id, row.tries) for row in rows
        )

    async def claim(self, heard: Heard, until: datetime) -> bool:
        tries = {"before": heard.tries, "tries": heard.tries + 1}
        return await self.do(_CLAIM, {"of_call": heard.id, "try_at": until, **tries}) == 1

    async def again(self, heard: Heard, at: datetime | None, said: str = "") -> None:
        await self.do(_AGAIN, {"of_call": heard.id, "try_at": at, "said": said})
