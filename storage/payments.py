"""Payment attempts, what happened to them, and money that came."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, update

from domain.money import Money
from domain.payments import LIVE, Attempt, Charge, Outcome, Payment
from storage.looks import Deed, Look, among, choices
from storage.repository import Repository
from storage.tables.trade import charges, payment_events, payments

_BY_KEY = Look(select(payments).where(payments.c.key == bindparam("key")))
_KNOWN = Look(
    select(charges.c.id).where(
        charges.c.provider == bindparam("provider"), charges.c.charge_id == bindparam("charge_id")
    )
)
_LIVE = Look(
    select(payments)
    .where(
        payments.c.order_id == bindparam("order_id"),
        payments.c.status.in_([literal(status.value) for status in sorted(LIVE)]),
    )
    .order_by(payments.c.id)
)
# Not known when it is made.
_LATER = ("id", "external_id", "message_id", "pay_url", "looks", "receipt")
_ADD = Deed(
    lambda insert: insert(payments),
    [column for column in payments.c if column.name not in _LATER],
    returns=payments.c,
)
_the_payment = payments.c.id == bindparam("of_payment")
_MOVE = Deed(
    lambda _: update(payments).where(_the_payment, among(payments.c.status, len(Attempt))),
    [payments.c.status],
)
_LOOK_NOW = Deed(
    lambda _: update(payments).where(
        payments.c.order_id == bindparam("of_order"), payments.c.look_at.is_not(None)
    ),
    [payments.c.look_at, payments.c.looks],
)
_LOOK_AGAIN = Deed(
    lambda _: update(payments).where(_the_payment, payments.c.looks == bindparam("before")),
    [payments.c.look_at, payments.c.looks],
)
_SET_MESSAGE = Deed(lambda _: update(payments).where(_the_payment), [payments.c.message_id])
_ADD_EVENT = Deed(
    lambda insert: insert(payment_events).on_conflict_do_nothing(),
    [column for column in payment_events.c if column.name != "id"],
)
_ADD_CHARGE = Deed(
    lambda insert: insert(charges).on_conflict_do_nothing(
        index_elements=[charges.c.provider, charges.c.charge_id]
    ),
    [column for column in charges.c if column.name != "id"],
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
        external_id=row.external_id or "",
        pay_url=row.pay_url,
        looks=row.looks,
        look_at=row.look_at,
        made_at=row.created_at,
        receipt=row.receipt,
    )


class Payments(Repository):
    """See `domain.ports.trade.PaymentRepository`."""

    __slots__ = ()

    async def add(self, payment: Payment, at: datetime) -> Payment:
        values = {
            "order_id": payment.order_id,
            "provider": payment.provider,
            "amount": payment.money.amount,
            "currency": payment.money.currency,
            "status": payment.status,
            "key": payment.key,
            "created_at": at,
            "expires_at": payment.expires_at,
            "look_at": payment.look_at,
        }
        return _payment((await self.do_for_rows(_ADD, values))[0])

    async def by_key(self, key: str) -> Payment | None:
        rows = await self.look(_BY_KEY, {"key": key})
        return _payment(rows[0]) if rows else None

    async def get(self, payment_id: int) -> Payment | None:
        found = await self._all(select(payments).where(payments.c.id == payment_id))
        return found[0] if found else None

    async def proof(self, payment_id: int) -> int | None:
        events = payment_events.c
        found = await self._connection.scalar(
            select(events.external_ref)
            .where(events.payment_id == payment_id, events.type == "proof")
            .order_by(events.id.desc())
            .limit(1)
        )
        return int(found) if found else None

    async def live(self, order_id: int) -> tuple[Payment, ...]:
        rows = await self.look(_LIVE, {"order_id": order_id})
        return tuple(_payment(row) for row in rows)

    async def move(self, payment_id: int, to: Attempt, frm: Collection[Attempt]) -> bool:
        values = {"of_payment": payment_id, "status": to, **choices(frm, len(Attempt))}
        return await self.do(_MOVE, values) == 1

    async def opened(self, payment_id: int, external_id: str, pay_url: str) -> bool:
        opened = await self._connection.execute(
            update(payments)
            .where(payments.c.id == payment_id, payments.c.status.in_(sorted(LIVE)))
            .values(status=Attempt.PENDING, external_id=external_id, pay_url=pay_url)
        )
        return opened.rowcount == 1

    async def of_order(self, order_id: int) -> tuple[Payment, ...]:
        return await self._all(
            select(payments).where(payments.c.order_id == order_id).order_by(payments.c.id)
        )

    async def to_look_at(self, now: datetime, most: int) -> tuple[Payment, ...]:
        due = select(payments).where(payments.c.look_at <= now)
        return await self._all(due.order_by(payments.c.look_at, payments.c.id).limit(most))

    async def look_again(self, payment: Payment, at: datetime | None) -> bool:
        looks = {"before": payment.looks, "looks": payment.looks + 1}
        values = {"of_payment": payment.id, "look_at": at, **looks}
        return await self.do(_LOOK_AGAIN, values) == 1

    async def look_now(self, order_id: int, at: datetime) -> None:
        await self.do(_LOOK_NOW, {"of_order": order_id, "look_at": at, "looks": 0})

    async def _all(self, statement: Select[Any]) -> tuple[Payment, ...]:
        rows = await self._connection.execute(statement)
        return tuple(_payment(row) for row in rows)

    async def set_receipt(self, payment_id: int, receipt: str) -> None:
        await self._connection.execute(
            update(payments).where(payments.c.id == payment_id).values(receipt=receipt)
        )

    async def set_message(self, payment_id: int, message_id: int) -> None:
        await self.do(_SET_MESSAGE, {"of_payment": payment_id, "message_id": message_id})

    async def add_event(self, payment: Payment, kind: str, ref: str, at: datetime) -> None:
        values = {
            "payment_id": payment.id,
            "type": kind,
            "external_ref": ref,
            "amount": payment.money.amount,
            "at": at,
        }
        await self.do(_ADD_EVENT, values)

    async def known(self, charge: Charge) -> bool:
        named = {"provider": charge.provider, "charge_id": charge.charge_id}
        return bool(await self.look(_KNOWN, named))

    async def add_charge(
        self, charge: Charge, order_id: int | None, outcome: Outcome, at: datetime
    ) -> bool:
        values = {
            "provider": charge.provider,
            "charge_id": charge.charge_id,
            "provider_charge_id": charge.provider_charge_id,
            "key": charge.key,
            "order_id": order_id,
            "payer_id": charge.payer_id,
            "amount": charge.money.amount,
            "currency": charge.money.currency,
            "outcome": outcome,
            "settled": outcome is Outcome.PAID,
            "at": at,
        }
        return await self.do(_ADD_CHARGE, values) == 1
