"""The stock room: pieces and prices of SKUs, changed line by line in the chat.

Every line is a transaction of its own. A message promises that its right lines count even
when others are wrong; two people who name the same SKUs in another order cannot block each
other; and a message cut off half-way is finished, not repeated, when it is delivered again.
"""

from domain.clock import Clock
from domain.customers import Customer
from domain.digital_errors import NotCounted
from domain.errors import AlreadyDone, BadStockLine, BelowReserved, NotFound, ShopError
from domain.money import Money
from domain.ports.goods import Movement, StockCount
from domain.ports.store import Entry, Store, UnitOfWork
from domain.services.sale_prices import price_by_hand
from domain.services.touching import (
    ensure_may_cost,
    name_of,
    reachable,
)
from domain.stock import (
    MOST_PIECES,
    Counted,
    PiecesEdit,
    Priced,
    PriceEdit,
    Refused,
    TypedLine,
    parse_pieces,
    parse_price,
    typed_lines,
)
from domain.ways import Rule

_NEAREST = 3


class StockRoom:
    """Counts and prices. Admins handle all goods, merchants' staff their merchants' only."""

    def __init__(
        self, store: Store, clock: Clock, currency: str = "", rule: Rule = Rule.STARS
    ) -> None:
        """*currency* is the shop's; *rule*: by what digital goods may be paid here."""
        self._currency = currency
        self._rule = rule
        self._store = store
        self._clock = clock

    async def edit(self, actor: Customer, text: str, cause: int) -> tuple[Counted | Refused, ...]:
        """Carry out what was typed after /stock, and answer every line in order.

        "SKU" only asks; "SKU +5" and "SKU -2" change by, "SKU =40" and "SKU 40" set.
        *cause* is the update's id: the same update again changes nothing more and is
        answered the same.

        Raises:
            NotAllowed: The actor does not work here.
        """
        actor.ensure_staff()
        return tuple([await self._count(actor, line, cause) for line in typed_lines(text)])

    async def price(
        self, actor: Customer, text: str, cause: int | None = None
    ) -> tuple[Priced | Refused, ...]:
        """Carry out what was typed after /price, and answer every line in order.

        "SKU" only asks; "SKU 690" sets; "SKU +5%" and "SKU -10%" change; "SKU 250 ⭐" sets a
        price of digital goods in Stars. With the update's id as *cause* the same update
        again changes nothing more.

        Raises:
            NotAllowed: The actor does not work here.
        """
        actor.ensure_staff()
        return tuple([await self._price(actor, line, cause) for line in typed_lines(text)])

    async def undo(self, actor: Customer, movement_id: int) -> Counted:
        """Take an edit of stock back, once.

        Raises:
            NotFound: There is no such edit that the actor may touch.
            AlreadyDone: It was taken back before.
            BelowReserved: Orders hold pieces that would have to go.
        """
        actor.ensure_staff()
        key = f"undo:{movement_id}"
        async with self._store.write() as uow:
            movement = await uow.stock.movement(movement_id)
            if not movement or not _may_be_undone(movement):
                raise NotFound("movement")
            count = await self._held(uow, actor, movement.variant_id)
            if count.kind.digital:
                raise NotCounted(count.sku)
            if done := await uow.stock.movement_by_key(key):
                raise AlreadyDone(await name_of(uow, done.actor_id), done.at, "undo")
            return await self._move(uow, actor, count, -movement.delta_on_hand, "undo", key)

    async def undo_price(self, actor: Customer, variant_id: int, now: int, price: int) -> Priced:
        """Put a price back to *price* if it still is *now* (both minor units).

        Raises:
            NotFound: There is no such variant that the actor may touch.
            AlreadyDone: The price was changed since, by this undo or by somebody.
        """
        actor.ensure_staff()
        async with self._store.write() as uow:
            count = await self._priced_now(uow, actor, variant_id)
            if count.price.amount != now or price <= 0:
                who, at = await uow.goods.last_change(variant_id) or (None, self._clock.now())
                raise AlreadyDone(await name_of(uow, who), at, "price")
            return await self._reprice(uow, actor, count, Money(price, count.price.currency))

    async def _count(self, actor: Customer, line: TypedLine, cause: int) -> Counted | Refused:
        found, rest = await self._find(actor, line)
        if isinstance(found, Refused):
            return found
        if not rest:
            return _counted(found, found.on_hand, None)
        if found.kind.digital:
            return Refused(line.text, NotCounted(found.sku))
        try:
            key = f"stock:{cause}:{line.number}"
            return await self._change(actor, found, parse_pieces(rest), line.reason, key)
        except ShopError as error:
            return Refused(line.text, error)

    async def _change(
        self, actor: Customer, found: StockCount, edit: PiecesEdit, reason: str, key: str
    ) -> Counted:
        async with self._store.write() as uow:
            count = await self._held(uow, actor, found.variant_id)
            if done := await uow.stock.movement_by_key(key):
                after = count.on_hand if done.on_hand is None else done.on_hand
                return _counted(count, after - done.delta_on_hand, done)
            delta = edit.delta(count.on_hand)
            if delta > 0 and count.on_hand + delta > MOST_PIECES:
                raise BadStockLine(found.sku, f"+{delta}")
            return await self._move(uow, actor, count, delta, reason or "edit", key)

    async def _move(
        self,
        uow: UnitOfWork,
        actor: Customer,
        count: StockCount,
        delta: int,
        reason: str,
        key: str,
    ) -> Counted:
        at = self._clock.now()
        wanted = Movement(
            count.variant_id, delta, 0, reason, at, actor_id=actor.id, dedupe_key=key
        )
        after = await uow.stock.adjust(wanted)
        done = await uow.stock.movement_by_key(key)
        if after is None or not done:
            raise BelowReserved(count.sku, count.reserved)
        before = str(after - delta)
        await uow.journal.add(
            Entry(actor.id, "stock", f"variant:{count.variant_id}", before, str(after)), at
        )
        return _counted(count, after - delta, done)

    async def _price(
        self, actor: Customer, line: TypedLine, cause: int | None
    ) -> Priced | Refused:
        found, rest = await self._find(actor, line)
        if isinstance(found, Refused):
            return found
        if not rest:
            return _priced(found, found.price)
        try:
            edit = parse_price(rest, found.price.currency, self._currency)
            key = f"price:{cause}:{line.number}" if cause is not None else None
            return await self._change_price(actor, found, edit, key)
        except ShopError as error:
            return Refused(line.text, error)

    async def _change_price(
        self, actor: Customer, found: StockCount, edit: PriceEdit, key: str | None
    ) -> Priced:
        async with self._store.write() as uow:
            count = await self._priced_now(uow, actor, found.variant_id)
            if key and await uow.stock.movement_by_key(key):
                return _priced(count, count.price)
            if key:  # an empty movement: the one record whose key can be there only once
                mark = Movement(
                    count.variant_id, 0, 0, "price", self._clock.now(), None, actor.id, key
                )
                await uow.stock.adjust(mark)
            price = edit.target(count.price)
            await ensure_may_cost(uow, self._rule, count, price)
            return await self._reprice(uow, actor, count, price)

    async def _reprice(
        self, uow: UnitOfWork, actor: Customer, count: StockCount, price: Money
    ) -> Priced:
        changed = price != count.price
        over = changed and await price_by_hand(uow, actor.id, count, price, self._clock.now())
        return _priced(count, price, over)

    async def _find(self, actor: Customer, line: TypedLine) -> tuple[StockCount | Refused, str]:
        """Return the SKU a line names and what is said about it."""
        async with self._store.read() as uow:
            for sku, rest in line.splits():
                count = await uow.stock.count(sku)
                if count and actor.works_for(count.merchant_id):
                    return count, rest
            typed = line.text.split()[0]
            nearest = await uow.goods.nearest_skus(typed, actor.merchants, _NEAREST)
        return Refused(line.text, NotFound("sku", typed), nearest), ""

    async def _held(self, uow: UnitOfWork, actor: Customer, variant_id: int) -> StockCount:
        """Return the count as it is now and stays until commit; rights are looked at again."""
        await uow.stock.lock(variant_id)
        return await reachable(uow, actor, variant_id)

    async def _priced_now(self, uow: UnitOfWork, actor: Customer, variant_id: int) -> StockCount:
        """Return it with a price that nobody else changes until commit.

        The count is locked before the product, as orders do it, so neither waits for the
        other in a ring.
        """
        await uow.stock.lock(variant_id)
        await uow.goods.lock_of(variant_id)
        return await reachable(uow, actor, variant_id)


def _may_be_undone(movement: Movement) -> bool:
    """Whether a person typed it: no order moved it, and an undo is not undone."""
    typed = movement.order_id is None and (movement.dedupe_key or "").startswith("stock:")
    return typed and movement.delta_on_hand != 0


def _counted(count: StockCount, before: int, done: Movement | None) -> Counted:
    after = before + done.delta_on_hand if done else before
    movement_id = done.id if done and done.delta_on_hand else None
    where = (count.variant_id, count.product_id, count.sku, count.name)
    return Counted(*where, before, after, count.reserved, movement_id)


def _priced(count: StockCount, price: Money, sale_over: bool = False) -> Priced:
    where = (count.variant_id, count.product_id, count.sku, count.name)
    return Priced(*where, count.price, price, sale_over)
