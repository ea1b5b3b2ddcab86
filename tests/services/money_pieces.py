"""What merchants and customers do with single pieces in the money machine."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.customers import Customer
from domain.errors import ShopError
from domain.fulfilment import NEXT, Step
from domain.orders import ONLINE, Method, Order, OrderLine
from tests.services.money_chances import baskets, buyers, mostly, some, ways
from tests.services.money_rules import MoneyTown, pick
from tests.services.money_town import Town

REASON = "It is not what I wanted"
counts = st.integers(1, 2)
answers = st.sampled_from(["yes", "yes", "no", "keep", ""])


class PiecesTown(MoneyTown):
    """Pieces are taken off, paid back and returned, between all the rest."""

    @precondition(lambda self: self.town.orders)
    @rule(which=some, line=some, pieces=counts, restock=mostly)
    def a_piece_is_missing(self, which: int, line: int, pieces: int, restock: bool) -> None:
        """A merchant takes pieces off before they are packed."""
        order = pick(self.town.orders, which)
        self.do(dropped(self.town, order, line, pieces, restock=restock))

    @rule(who=buyers, basket=baskets, way=ways, misses=mostly, line=some)
    def gets_it(
        self, who: int, basket: dict[str, int], way: Method, misses: bool, line: int
    ) -> None:
        """Somebody orders, pays and gets it, mostly without what is missing."""
        if way in ONLINE:
            self.buys(who, basket, way, told=True)
        else:
            self.do(self.town.place(who, basket, Method.CASH))
        if self.town.orders:
            order = self.town.orders[-1]
            if misses:
                self.do(dropped(self.town, order, line, 1, restock=True))
            self.do(delivered(self.town, order))

    @precondition(lambda self: self.town.orders)
    @rule(which=some, line=some, pieces=counts)
    def a_price_is_waived(self, which: int, line: int, pieces: int) -> None:
        """A merchant gives money for pieces that are packed."""
        order = pick(self.town.orders, which)
        self.do(delivered(self.town, order))
        self.do(waived(self.town, order, line, pieces))

    @precondition(lambda self: self.town.orders)
    @rule(
        which=some,
        line=some,
        pieces=counts,
        then=st.sampled_from(["yes", "yes", "no", "keep", ""]),
    )
    def goods_come_back(self, which: int, line: int, pieces: int, then: str) -> None:
        """A customer asks to give goods back, and mostly somebody decides."""
        order = pick(self.town.orders, which)
        self.do(delivered(self.town, order))
        self.do(asked(self.town, order, line, pieces))
        self.do(decided(self.town, order, then))


async def dropped(town: Town, order: Order, nth: int, pieces: int, *, restock: bool) -> None:
    """Take pieces off a line."""
    merchant, part, line = await _at(town, order, nth)
    await town.shop.edits.drop(merchant, part, line.id, pieces, line.kept, restock=restock)


async def waived(town: Town, order: Order, nth: int, pieces: int) -> None:
    """Give back what pieces cost."""
    merchant, part, line = await _at(town, order, nth)
    await town.shop.edits.refund(merchant, part, line.id, pieces, line.kept)


async def delivered(town: Town, order: Order) -> None:
    """Take all steps with all parts."""
    for part in order.fulfilments:
        merchant = town.people[part.merchant_id]
        now = (await town.shop.fulfilments.get(merchant, part.id)).fulfilment.step
        while now in NEXT and now is not Step.CANCELLED:
            now = NEXT[now]
            await town.shop.fulfilments.move(merchant, part.id, now)


async def asked(town: Town, order: Order, nth: int, pieces: int) -> None:
    """Ask to give pieces back."""
    customer = town.people[order.customer_id]
    _, part, line = await _at(town, order, nth)
    await town.shop.taking_back.ask(customer, part, {line.id: pieces}, REASON)


async def decided(town: Town, order: Order, how: str) -> None:
    """Decide about all open requests of an order; "" leaves them open."""
    async with town.store.read() as uow:
        requests = await uow.returns.of_order(order.id)
    for request in requests:
        merchant, customer = _sellers(town, order, request.fulfilment_id), order.customer_id
        with suppress(ShopError):
            if how == "yes":
                await town.shop.taking_back.accept(merchant, request.id, restock=True)
            elif how == "no":
                await town.shop.taking_back.reject(merchant, request.id, "No, sorry.")
            elif how == "keep":
                await town.shop.taking_back.withdraw(town.people[customer], request.id)


async def _at(town: Town, order: Order, nth: int) -> tuple[Customer, int, OrderLine]:
    """A line of an order as it is now, its part and its merchant."""
    async with town.store.read() as uow:
        now = await uow.orders.get(order.id)
    assert now
    line = now.lines[nth % len(now.lines)]
    part = next(part for part in now.fulfilments if part.merchant_id == line.merchant_id)
    return town.people[line.merchant_id], part.id, line


def _sellers(town: Town, order: Order, part_id: int) -> Customer:
    part = next(part for part in order.fulfilments if part.id == part_id)
    return town.people[part.merchant_id]
