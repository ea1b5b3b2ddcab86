"""Staff, their invites, and merchants."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from domain.customers import Post, Role
from domain.ports.people import Invite, Merchant
from storage.looks import Look
from storage.repository import Repository
from storage.tables.people import customers, invites, merchants, staff

_in_order = select(staff.c.customer_id).where(staff.c.role == bindparam("role"))
_OF = Look(_in_order.order_by(staff.c.id))
_OF_MERCHANT = Look(
    _in_order.where(staff.c.merchant_id == bindparam("merchant_id")).order_by(staff.c.id)
)
_MERCHANT = Look(select(merchants).where(merchants.c.id == bindparam("merchant_id")))


class Staff(Repository):
    """See `domain.ports.people.StaffRepository`."""

    __slots__ = ()

    async def owners(self) -> tuple[int, ...]:
        return await self.of(Role.OWNER)

    async def of(self, role: Role, merchant_id: int | None = None) -> tuple[int, ...]:
        look = _OF if merchant_id is None else _OF_MERCHANT
        rows = await self.look(look, {"role": role, "merchant_id": merchant_id})
        return tuple(row.customer_id for row in rows)

    async def members(self) -> tuple[tuple[int, str, Post], ...]:
        rows = await self._connection.execute(
            select(staff, func.coalesce(customers.c.first_name, "").label("first_name"))
            .outerjoin(customers, customers.c.id == staff.c.customer_id)
            .order_by(staff.c.id)
        )
        return tuple(
            (row.customer_id, row.first_name, Post(Role(row.role), row.merchant_id))
            for row in rows
        )

    async def appoint(self, customer_id: int, post: Post, by: int | None, at: datetime) -> None:
        await self._connection.execute(
            self._insert(staff)
            .values(
                customer_id=customer_id,
                role=post.role,
                merchant_id=post.merchant_id,
                added_by=by,
                added_at=at,
            )
            .on_conflict_do_nothing()
        )

    async def dismiss(self, customer_id: int) -> int:
        gone = await self._connection.execute(
            delete(staff).where(staff.c.customer_id == customer_id)
        )
        return gone.rowcount

    async def add_invite(self, invite: Invite, at: datetime) -> None:
        await self._connection.execute(
            invites.insert().values(
                token_hash=invite.token_hash,
                role=invite.post.role,
                merchant_id=invite.post.merchant_id,
                created_by=invite.created_by,
                created_at=at,
                expires_at=invite.expires_at,
            )
        )

    async def spend_invite(self, token_hash: str, by: int, at: datetime) -> Post | None:
        spent = await self._connection.execute(
            update(invites)
            .where(
                invites.c.token_hash == token_hash,
                invites.c.used_at.is_(None),
                invites.c.expires_at > at,
            )
            .values(used_by=by, used_at=at)
            .returning(invites.c.role, invites.c.merchant_id)
        )
        row = spent.first()
        return Post(Role(row.role), row.merchant_id) if row else None

    async def withdraw_invites(self, role: Role) -> None:
        await self._connection.execute(
            delete(invites).where(invites.c.role == role, invites.c.used_at.is_(None))
        )

    async def merchants(self) -> tuple[Merchant, ...]:
        rows = await self._connection.execute(select(merchants).order_by(merchants.c.id))
        return tuple(_merchant(row) for row in rows)

    async def merchant(self, merchant_id: int) -> Merchant | None:
        rows = await self.look(_MERCHANT, {"merchant_id": merchant_id})
        return _merchant(rows[0]) if rows else None

    async def add_merchant(self, name: str, at: datetime) -> int:
        await self._connection.execute(
            self._insert(merchants)
            .values(name=name, created_at=at)
            .on_conflict_do_nothing(index_elements=[merchants.c.name])
        )
        found = await self._connection.execute(
            select(merchants.c.id).where(merchants.c.name == name)
        )
        return int(found.scalar_one())

    async def bind(self, merchant_id: int, chat_id: int | None) -> None:
        await self._connection.execute(
            update(merchants).where(merchants.c.id == merchant_id).values(chat_id=chat_id)
        )


def _merchant(row: Any) -> Merchant:
    return Merchant(row.id, row.name, row.chat_id)
