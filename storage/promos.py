"""Promo codes: their terms, and uses that are counted by conditional UPDATEs."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from domain.promo import Kind, Offered, Promo
from storage.looks import Look
from storage.repository import Repository
from storage.tables.goods import categories, category_tree, products, variants
from storage.tables.people import cart_lines
from storage.tables.prices import promo_codes, promo_targets, promo_uses

_used_by_them = (
    select(func.count())
    .where(
        promo_uses.c.promo_id == promo_codes.c.id,
        promo_uses.c.customer_id == bindparam("customer_id"),
        promo_uses.c.given_back.is_(False),
    )
    .scalar_subquery()
)
_OFFERED = Look(
    select(promo_codes, _used_by_them.label("used_by_them")).where(
        promo_codes.c.code == bindparam("code")
    )
)
_is_target = or_(
    promo_targets.c.product_id == products.c.id,
    exists()
    .where(
        category_tree.c.ancestor_id == promo_targets.c.category_id,
        category_tree.c.category_id == products.c.category_id,
    )
    .correlate(promo_targets, products),
)
_FITS = Look(
    select(products.c.id)
    .distinct()
    .join(variants, variants.c.product_id == products.c.id)
    .join(cart_lines, cart_lines.c.variant_id == variants.c.id)
    .join(promo_codes, promo_codes.c.id == bindparam("promo_id"))
    .where(
        cart_lines.c.customer_id == bindparam("customer_id"),
        or_(
            promo_codes.c.targeted.is_(False),
            exists().where(promo_targets.c.promo_id == promo_codes.c.id, _is_target),
        ),
    )
)
_ANY = Look(select(promo_codes.c.id).where(promo_codes.c.active).limit(1))


def _promo(row: Any, targets: Iterable[str] = ()) -> Promo:
    return Promo(
        id=row.id,
        code=row.code,
        kind=Kind(row.kind),
        amount=row.amount,
        currency=row.currency,
        minimum=row.minimum,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        most=row.most,
        each=row.each,
        targeted=row.targeted,
        active=row.active,
        used=row.used,
        targets=tuple(targets),
    )


def _terms(promo: Promo) -> dict[str, Any]:
    return {
        "kind": promo.kind,
        "amount": promo.amount,
        "currency": promo.currency,
        "minimum": promo.minimum,
        "starts_at": promo.starts_at,
        "ends_at": promo.ends_at,
        "most": promo.most,
        "each": promo.each,
        "targeted": promo.targeted,
        "active": promo.active,
    }


class Promos(Repository):
    """See `domain.ports.prices.PromoRepository`."""

    __slots__ = ()

    async def offered(self, code: str, customer_id: int) -> Offered | None:
        rows = await self.look(_OFFERED, {"code": code, "customer_id": customer_id})
        if not rows:
            return None
        fits = await self.look(_FITS, {"promo_id": rows[0].id, "customer_id": customer_id})
        return Offered(_promo(rows[0]), rows[0].used_by_them, frozenset(row.id for row in fits))

    async def any_active(self) -> bool:
        return bool(await self.look(_ANY, {}))

    async def use(self, promo_id: int, order_id: int, customer_id: int, at: datetime) -> bool:
        if not await self._count(promo_id, customer_id, promo_codes.c.active):
            return False
        values = {"order_id": order_id, "promo_id": promo_id, "customer_id": customer_id, "at": at}
        await self._connection.execute(insert(promo_uses).values(values))
        return True

    async def use_again(self, order_id: int) -> bool:
        found = await self._connection.execute(
            select(promo_uses).where(
                promo_uses.c.order_id == order_id, promo_uses.c.given_back.is_(True)
            )
        )
        use = found.first()
        if use is None or not await self._count(use.promo_id, use.customer_id, true()):
            return False
        return await self._mark(order_id, given_back=False)

    async def _count(self, promo_id: int, customer_id: int, condition: Any) -> bool:
        """Count one use more where both limits leave one.

        The code is locked first: only a statement that begins with the lock held sees all
        the uses of that person that others are about to commit.
        """
        this = promo_codes.c.id == promo_id
        await self._connection.execute(select(promo_codes.c.id).where(this).with_for_update())
        by_them = (
            select(func.count())
            .where(
                promo_uses.c.promo_id == promo_id,
                promo_uses.c.customer_id == customer_id,
                promo_uses.c.given_back.is_(False),
            )
            .scalar_subquery()
        )
        counted = await self._connection.execute(
            update(promo_codes)
            .where(
                this,
                condition,
                or_(promo_codes.c.most.is_(None), promo_codes.c.used < promo_codes.c.most),
                or_(promo_codes.c.each.is_(None), by_them < promo_codes.c.each),
            )
            .values(used=promo_codes.c.used + 1)
        )
        return counted.rowcount == 1

    async def give_back(self, order_id: int) -> bool:
        if not await self._mark(order_id, given_back=True):
            return False
        its_code = (
            select(promo_uses.c.promo_id)
            .where(promo_uses.c.order_id == order_id)
            .scalar_subquery()
        )
        await self._connection.execute(
            update(promo_codes)
            .where(promo_codes.c.id == its_code)
            .values(used=promo_codes.c.used - 1)
        )
        return True

    async def _mark(self, order_id: int, *, given_back: bool) -> bool:
        marked = await self._connection.execute(
            update(promo_uses)
            .where(promo_uses.c.order_id == order_id, promo_uses.c.given_back.is_not(given_back))
            .values(given_back=given_back)
        )
        return marked.rowcount == 1

    async def by_code(self, code: str, *, lock: bool = False) -> Promo | None:
        statement = select(promo_codes).where(promo_codes.c.code == code)
        return await self._one(statement.with_for_update() if lock else statement)

    async def get(self, promo_id: int) -> Promo | None:
        return await self._one(select(promo_codes).where(promo_codes.c.id == promo_id))

    async def _one(self, statement: Select[Any]) -> Promo | None:
        row = (await self._connection.execute(statement)).first()
        return _promo(row, await self._targets(row.id)) if row else None

    async def _targets(self, promo_id: int) -> list[str]:
        named = await self._connection.execute(
            select(func.coalesce(categories.c.title, products.c.title))
            .select_from(promo_targets)
            .outerjoin(categories, categories.c.id == promo_targets.c.category_id)
            .outerjoin(products, products.c.id == promo_targets.c.product_id)
            .where(promo_targets.c.promo_id == promo_id)
            .order_by(promo_targets.c.id)
        )
        return [*named.scalars()]

    async def page(self, page: int, size: int) -> tuple[tuple[Promo, ...], int]:
        count = select(func.count()).select_from(promo_codes)
        total = int(await self._connection.scalar(count) or 0)
        window = select(promo_codes).order_by(promo_codes.c.active.desc(), promo_codes.c.id.desc())
        rows = (await self._connection.execute(window.limit(size).offset(page * size))).all()
        return tuple([_promo(row, await self._targets(row.id)) for row in rows]), total

    async def save(
        self, promo: Promo, categories: Collection[int], products: Collection[int], at: datetime
    ) -> Promo:
        await self._connection.execute(
            self._insert(promo_codes)
            .values(code=promo.code, created_at=at, **_terms(promo))
            .on_conflict_do_update(index_elements=[promo_codes.c.code], set_=_terms(promo))
        )
        its = select(promo_codes).where(promo_codes.c.code == promo.code)
        id_ = (await self._connection.execute(its)).one().id
        await self._connection.execute(
            delete(promo_targets).where(promo_targets.c.promo_id == id_)
        )
        rows = [{"promo_id": id_, "category_id": of, "product_id": None} for of in categories]
        rows += [{"promo_id": id_, "category_id": None, "product_id": of} for of in products]
        if rows:
            await self._connection.execute(insert(promo_targets).values(rows))
        return await self._one(its) or promo

    async def set_active(self, promo_id: int, active: bool) -> bool:
        changed = await self._connection.execute(
            update(promo_codes)
            .where(promo_codes.c.id == promo_id, promo_codes.c.active.is_not(active))
            .values(active=active)
        )
        return changed.rowcount == 1

    async def most_by_one(self, promo_id: int) -> int:
        uses = (
            select(func.count().label("n"))
            .where(promo_uses.c.promo_id == promo_id, promo_uses.c.given_back.is_(False))
            .group_by(promo_uses.c.customer_id)
            .subquery()
        )
        return int(await self._connection.scalar(select(func.max(uses.c.n))) or 0)
