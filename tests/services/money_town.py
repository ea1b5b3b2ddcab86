"""A small town for the money machine: who buys, who sells, who takes the money.

Three people share few goods of two merchants, so that stock runs out. Two providers take
money over the network, one that can close a page and one that cannot; Telegram takes money
too, and tells of it only when it has.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import delete, text

from domain.customers import Customer, Role
from domain.fulfilment import NEXT, Step
from domain.gateways import Untrusted
from domain.orders import Method, Order
from domain.payments import Attempt, Charge
from domain.ports.goods import Movement
from domain.services.checkout import Placed
from storage.tables import metadata
from tests.conftest import StandingClock
from tests.services.money_teller import Mortal, Teller
from tests.shop import Shop

CUSTOMERS = (1001, 1002, 1003)
BASKETS = ({"MUG": 1}, {"TEA": 2}, {"HAT": 1}, {"MUG": 1, "HAT": 1}, {"TEA": 1, "HAT": 2})
POTTERY = (("MUG", 2, 690), ("TEA", 5, 455))
ROUNDS = 40


class Town:
    """The shop, its people and its providers, over one database."""

    def __init__(self, store: Mortal, teller: Callable[..., Teller] = Teller) -> None:
        """*teller* makes a provider, given a clock, a name and whether it closes pages."""
        self.store = store
        self.clock = StandingClock()
        closing = {"stripe": True, "yookassa": False}
        self.tellers = {name: teller(self.clock, name, closing=closing[name]) for name in closing}
        self.shop = Shop(store, self.clock, self.tellers)
        self.variants: dict[str, int] = {}
        self.people: dict[int, Customer] = {}
        self.orders: list[Order] = []
        self.charges: list[Charge] = []  # what Telegram took
        self.untold: list[Charge] = []  # those of them the shop has not heard of yet

    async def open(self) -> None:
        """Empty the database, fill the shelves and have everybody come in."""
        await _empty(self.store)
        for sku, pieces, price in POTTERY:
            self.variants[sku] = await self.shop.stock(sku, pieces, price)
        hatter = await self.shop.merchant("Hats")
        self.variants["HAT"] = await self.shop.stock("HAT", 4, 1999, hatter)
        for id_ in CUSTOMERS:
            self.people[id_] = await self.shop.customer(id_)
        for merchant in (1, hatter):
            self.people[merchant] = await self.shop.hire(merchant, Role.MERCHANT, merchant)

    async def place(self, who: int, basket: dict[str, int], method: Method) -> Placed:
        """Have somebody order a basket."""
        wanted = {self.variants[sku]: pieces for sku, pieces in basket.items()}
        placed = await self.shop.order(self.people[who], wanted, method)
        self.orders.append(placed.order)
        return placed

    async def step(self, order: Order, part: int, to: Step | None) -> None:
        """Have a merchant take the next step with a part of an order, or the step *to*."""
        fulfilment = order.fulfilments[part % len(order.fulfilments)]
        merchant = self.people[fulfilment.merchant_id]
        now = (await self.shop.fulfilments.get(merchant, fulfilment.id)).fulfilment.step
        await self.shop.fulfilments.move(merchant, fulfilment.id, to or NEXT.get(now, now))

    async def telegram_takes(self, order: Order, short: int, *, asks: bool) -> None:
        """Have Telegram charge for an order's invoice, with or without asking before."""
        async with self.store.read() as uow:
            attempts = await uow.payments.of_order(order.id)
        for payment in attempts:
            if payment.provider == Method.TELEGRAM:
                if asks:
                    await self.shop.payments.approve(payment.key, order.customer_id, order.total)
                money = replace(order.total, amount=order.total.amount - short)
                charge_id = f"telegram-pay-{len(self.charges) + 1}"
                charge = Charge("telegram", charge_id, payment.key, money, order.customer_id)
                self.charges.append(charge)
                self.untold.append(charge)
                return

    async def telegram_tells(self, which: int, *, again: bool) -> None:
        """Have the update of a charge come in, once more if *again*."""
        if told := self.charges if again else self.untold:
            charge = told[which % len(told)]
            await self.shop.payments.settle(charge)
            self.untold = [each for each in self.untold if each != charge]

    def pages(self, *states: Attempt) -> list[str]:
        """The ids of all providers' payments that stand so."""
        return [id_ for teller in self.tellers.values() for id_ in teller.pages(*states)]

    async def refill(self) -> None:
        """Have one more piece of everything come in."""
        async with self.store.write() as uow:
            for variant_id in self.variants.values():
                come = Movement(variant_id, 1, 0, "received", self.clock.now())
                await uow.stock.adjust(come)

    async def trouble(self, name: str, what: str) -> None:
        """Have a provider be down, or up again; a stranger call; our process end soon."""
        teller = self.tellers[name]
        if what == "dies":
            self.store.writes_left = len(self.orders) % 4
        elif what == "silent":
            teller.silent = not teller.silent
        elif what == "slow":
            teller.slow_refunds = not teller.slow_refunds
        else:
            call = teller.hint("payment-of-another-shop")
            headers = {} if what == "forged" else call.headers
            with suppress(Untrusted):
                await self.shop.watch.hear(name, replace(call, headers=headers))

    def worker(self, name: str) -> Callable[[], Awaitable[int]]:
        """One of the shop's loops, by name."""
        return {
            "work_off": self.shop.watch.work_off,
            "look": self.shop.watch.look,
            "send_due": self.shop.refunds.send_due,
            "sweep": self.sweep,
        }[name]

    async def sweep(self) -> int:
        """End the holds that are over, as the shop does it."""
        return await self.shop.orders.expire_due(self.shop.watch.may_end)

    async def work(self) -> int:
        """Let every worker go round once; return how much there was to do."""
        shop = self.shop
        done = await shop.watch.work_off() + await shop.watch.look()
        return done + await shop.refunds.send_due() + await self.sweep()

    async def come_to_rest(self) -> None:
        """Heal everything, let what is on its way arrive, and work until nothing is left."""
        self.store.writes_left = None
        for name, teller in self.tellers.items():
            teller.heal()
            for call in teller.post:
                await self.shop.watch.hear(name, call)
            teller.post.clear()
        while self.untold:
            await self.telegram_tells(0, again=False)
        for round_ in range(ROUNDS):
            if not await self._round() and round_ > 1:
                return
        raise AssertionError(f"the shop does not come to rest in {ROUNDS} rounds")

    async def _round(self) -> int:
        self.clock.skip(minutes=61)
        done = await self.work()
        for teller in self.tellers.values():
            teller.close_old_pages()
        return done


async def _empty(store: Mortal) -> None:
    tables = reversed(metadata.sorted_tables)
    async with store.write() as uow:
        if uow.connection.dialect.name == "postgresql":
            names = ", ".join(table.name for table in tables)
            await uow.connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        else:
            for table in tables:
                await uow.connection.execute(delete(table))
