"""Payment attempts, what happened to them, and money that came."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from domain.money import Money
from domain.payments import LIVE, Attempt, Charge, Outcome, Payment
from storage.looks import Look
from storage.repository import Repository
from storage.tables.trade import charges, payment_events, payments

_BY_KEY = Look(select(payments).where(payments.c.key == bindparam("key")))
_KNOWN = Look(
    select(charges.c.id).where(
        charges.c.provider == bindparam("provider"), charges.c.charge_id == bindparam("charge_id")
    )
)


def _payment(row: Any) -> Payment:
    return Payment(
        id=row.id,
        order_id=row.order_id,
        provider=row.provider,
        money=Money(row.amount, row.currency),
        status=Attempt(row.status),
        key=row.key,
        expires_at=row.expires_at,
        message_id=row.message_id,
    )


class Payments(Repository):
    """See `domain.ports.trade.PaymentRepository`."""

    __slots__ = ()

    async def add(self, payment: Payment, at: datetime) -> Payment:
        added = await self._connection.execute(
            payments.insert()
            .values(
                order_id=payment.order_id,
                provider=payment.provider,
                amount=payment.money.amount,
                currency=payment.money.currency,
                status=payment.status,
                key=payment.key,
                created_at=at,
                expires_at=payment.expires_at,
            )
            .returning(payments)
        )
        return _payment(added.one())

    async def by_key(self, key: str) -> Payment | None:
        rows = await self._look(_BY_KEY, {"key": key})
        return _payment(rows[0]) if rows else None

    async def live(self, order_id: int) -> tuple[Payment, ...]:
        rows = await self._connection.execute(
            select(payments)
            .where(payments.c.order_id == order_id, payments.c.status.in_(sorted(LIVE)))
            .order_by(payments.c.id)
        )
        return tuple(_payment(row) for row in rows)

    async def move(self, payment_id: int, to: Attempt, frm: Collection[Attempt]) -> bool:
        moved = await self._connection.execute(
            update(payments)
            .where(payments.c.id == payment_id, payments.c.status.in_(sorted(frm)))
            .values(status=to)
        )
        return moved.rowcount == 1

    async def set_message(self, payment_id: int, message_id: int) -> None:
        await self._connection.execute(
            update(payments).where(payments.c.id == payment_id).values(message_id=message_id)
        )

    async def add_event(self, payment: Payment, kind: str, ref: str, at: datetime) -> None:
        await self._connection.execute(
            self._insert(payment_events)
            .values(
                payment_id=payment.id,
                type=kind,
                external_ref=ref,
                amount=payment.money.amount,
                at=at,
            )
            .on_conflict_do_nothing()
        )

    async def known(self, charge: Charge) -> bool:
        named = {"provider": charge.provider, "charge_id": charge.charge_id}
        return bool(await self._look(_KNOWN, named))

    async def add_charge(
        self, charge: Charge, order_id: int | None, outcome: Outcome, at: datetime
    ) -> bool:
        added = await self._connection.execute(
            self._insert(charges)
            .values(
                provider=charge.provider,
                charge_id=charge.charge_id,
                provider_charge_id=charge.provider_charge_id,
                key=charge.key,
                order_id=order_id,
                payer_id=charge.payer_id,
                amount=charge.money.amount,
                currency=charge.money.currency,
                outcome=outcome,
                settled=outcome is Outcome.PAID,
                at=at,
            )
            .on_conflict_do_nothing(index_elements=[charges.c.provider, charges.c.charge_id])
        )
        return added.rowcount == 1
