"""Our books beside a provider's: money and refunds by the provider's own ids."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select, update

from domain.gateways import RefundState
from domain.money import Money
from domain.reconciliation import Booked, Turn
from domain.refunds import OPEN
from storage.repository import Repository
from storage.tables.chat import shop
from storage.tables.money import refunds
from storage.tables.trade import charges, payments


def _sum_of(*states: RefundState) -> Any:
    return func.sum(case((refunds.c.state.in_(states), refunds.c.amount), else_=0))


_CHARGES = (
    select(
        charges.c.id,
        charges.c.charge_id,
        charges.c.key,
        charges.c.order_id,
        charges.c.amount,
        charges.c.currency,
        func.coalesce(_sum_of(RefundState.SUCCEEDED), 0).label("returned"),
        func.coalesce(_sum_of(*OPEN), 0).label("under_way"),
    )
    .outerjoin(
        refunds,
        and_(
            refunds.c.order_id == charges.c.order_id,  # the index; the rest makes it exact
            refunds.c.provider == charges.c.provider,
            refunds.c.charge_id == charges.c.charge_id,
        ),
    )
    .group_by(charges.c.id)
)


class Reconciliations(Repository):
    """See `domain.ports.reconciliation.ReconciliationRepository`."""

    __slots__ = ()

    async def booked(self, provider: str, keys: Mapping[str, str]) -> Mapping[str, Booked]:
        asked = await self._rows(
            select(payments).where(
                payments.c.provider == provider, payments.c.key.in_(sorted(set(keys.values())))
            )
        )
        came = await self._rows(
            _CHARGES.where(charges.c.provider == provider, charges.c.charge_id.in_(sorted(keys)))
        )
        attempts = {row.key: row for row in asked}
        money = {row.charge_id: row for row in came}
        return {
            external_id: _booked(external_id, key, attempts.get(key), money.get(external_id))
            for external_id, key in keys.items()
        }

    async def charged(
        self, provider: str, since: datetime, after: int, most: int
    ) -> tuple[Booked, ...]:
        rows = await self._rows(
            _CHARGES.where(
                charges.c.provider == provider, charges.c.at >= since, charges.c.id > after
            )
            .order_by(charges.c.id)
            .limit(most)
        )
        return tuple(_booked(row.charge_id, row.key, None, row) for row in rows)

    async def turn(self, provider: str) -> Turn | None:
        value = await self._connection.scalar(
            select(shop.c.value).where(shop.c.name == _name(provider))
        )
        return _turn(value) if value else None

    async def set_turn(self, provider: str, seen: Turn | None, to: Turn) -> bool:
        if seen is None:
            first = self._insert(shop).values(name=_name(provider), value=_value(to))
            return (await self._connection.execute(first.on_conflict_do_nothing())).rowcount == 1
        moved = await self._connection.execute(
            update(shop)
            .where(shop.c.name == _name(provider), shop.c.value == _value(seen))
            .values(value=_value(to))
        )
        return moved.rowcount == 1

    async def _rows(self, statement: Select[Any]) -> list[Any]:
        return list(await self._connection.execute(statement))


def _booked(external_id: str, key: str, attempt: Any, charge: Any) -> Booked:
    order_id = (charge.order_id if charge else None) or (attempt.order_id if attempt else 0)
    return Booked(
        external_id=external_id,
        key=key,
        order_id=order_id,
        asked=Money(attempt.amount, attempt.currency) if attempt else None,
        charge=charge.id if charge else 0,
        taken=Money(charge.amount, charge.currency) if charge else None,
        returned=int(charge.returned) if charge else 0,
        under_way=int(charge.under_way) if charge else 0,
    )


def _name(provider: str) -> str:
    return f"reconciled:{provider}"


def _value(turn: Turn) -> str:
    return f"{turn.next_at.isoformat()} {turn.done_at.isoformat()}"


def _turn(value: str) -> Turn:
    next_at, done_at = map(datetime.fromisoformat, value.split(" "))
    return Turn(next_at, done_at)
