"""All that people, providers and the shop's loops may do in the money machine."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.errors import ShopError
from domain.fulfilment import Step
from domain.orders import Method, Order
from domain.payments import Attempt
from tests.services.money_chances import (
    Fault,
    baskets,
    buyers,
    calls,
    faults,
    hows,
    mostly,
    some,
    tellers,
    ways,
)
from tests.services.money_teller import Killed, Mortal
from tests.services.money_town import Town

Came = TypeVar("Came")


class MoneyTown(RuleBasedStateMachine):
    """People, providers and workers, in any order. A refusal of the shop is always fine."""

    def __init__(self, runner: asyncio.Runner, store: Mortal) -> None:
        super().__init__()
        self.runner = runner
        self.town = Town(store)

    def do(self, act: Awaitable[object]) -> None:
        """Have something done, as far as the shop agrees and the process lives."""
        with suppress(ShopError, Killed):
            self.runner.run(awaited(act))

    @initialize()
    def opens(self) -> None:
        """Every play begins with full shelves."""
        self.do(self.town.open())

    # People.

    @rule(who=buyers, basket=baskets, way=ways, reads=mostly)
    def orders(self, who: int, basket: dict[str, int], way: Method, reads: bool) -> None:
        """Somebody orders, and mostly opens the page."""
        self.do(self._ordered(who, basket, way, reads))

    async def _ordered(self, who: int, basket: dict[str, int], way: Method, reads: bool) -> None:
        placed = await self.town.place(who, basket, way)
        if reads:
            await self.town.shop.till.open(placed)

    @rule(who=buyers, basket=baskets, name=tellers, told=mostly)
    def buys(self, who: int, basket: dict[str, int], name: str, told: bool) -> None:
        """Somebody orders and pays at once, and mostly the shop learns of it at once."""
        self.do(self._ordered(who, basket, Method(name), reads=True))
        self.pays_on_a_page(name, 0, "right")
        if told:
            self.a_provider_calls(name, 0, "kept")
            self.do(self.town.shop.watch.work_off())

    @rule(who=buyers, basket=baskets, told=mostly)
    def hesitates(self, who: int, basket: dict[str, int], told: bool) -> None:
        """Somebody opens a page at either provider, and pays on one of them."""
        self.do(self._ordered(who, basket, Method.STRIPE, reads=True))
        if self.town.orders:
            self.chooses_a_way(0, Method.YOOKASSA)
        self.pays_on_a_page("stripe", 0, "right")
        if told:
            self.a_provider_calls("stripe", 0, "kept")
            self.do(self.town.shop.watch.work_off())

    @precondition(lambda self: self.town.orders)
    @rule(which=some, way=st.none() | ways)
    def chooses_a_way(self, which: int, way: Method | None) -> None:
        """They open the page again, or another."""
        self.do(self._chosen(pick(self.town.orders, which), way))

    async def _chosen(self, order: Order, way: Method | None) -> None:
        customer = self.town.people[order.customer_id]
        await self.town.shop.till.open(await self.town.shop.till.choose(customer, order.id, way))

    @precondition(lambda self: self.town.orders)
    @rule(which=some)
    def agrees_on_cash(self, which: int) -> None:
        """They pay at the door after all."""
        order = pick(self.town.orders, which)
        customer = self.town.people[order.customer_id]
        self.do(self.town.shop.till.at_the_door(customer, order.id))

    @precondition(lambda self: self.town.orders)
    @rule(which=some)
    def cancels(self, which: int) -> None:
        """A customer does not want it any more."""
        order = pick(self.town.orders, which)
        customer = self.town.people[order.customer_id]
        self.do(self.town.shop.orders.cancel(customer, order.id))

    @precondition(lambda self: self.town.orders)
    @rule(which=some, part=some, to=st.sampled_from([None, Step.CANCELLED, Step.CANCELLED]))
    def merchant_steps(self, which: int, part: int, to: Step | None) -> None:
        """A merchant works off a part, or gives it up."""
        self.do(self.town.step(pick(self.town.orders, which), part, to))

    # Telegram's money.

    @precondition(lambda self: self.town.orders)
    @rule(which=some, short=st.sampled_from([0, 0, 0, 1]), asks=st.booleans(), told=mostly)
    def pays_in_the_chat(self, which: int, short: int, asks: bool, told: bool) -> None:
        """Telegram takes money for an invoice, old or new."""
        order = pick(self.town.orders, which)
        self.do(self.town.telegram_takes(order, short, asks=asks))
        if told:
            self.telegram_tells(0, again=False)

    @precondition(lambda self: self.town.charges)
    @rule(which=some, again=st.booleans())
    def telegram_tells(self, which: int, again: bool) -> None:
        """The update comes, perhaps once more."""
        self.do(self.town.telegram_tells(which, again=again))

    # At the providers.

    @precondition(lambda self: self.town.pages(Attempt.PENDING))
    @rule(name=tellers, which=some, how=hows)
    def pays_on_a_page(self, name: str, which: int, how: str) -> None:
        """Somebody pays, now and then not as asked."""
        teller = self.town.tellers[name]
        if pages := teller.pages(Attempt.PENDING):
            teller.serve(pick(pages, which), how)

    @precondition(lambda self: self.town.pages(Attempt.PENDING, Attempt.AUTHORIZED))
    @rule(name=tellers, which=some, well=st.booleans())
    def a_page_ends(self, name: str, which: int, well: bool) -> None:
        """A card is refused or the time is over; held money is taken or let go."""
        teller = self.town.tellers[name]
        if pages := teller.pages(Attempt.PENDING, Attempt.AUTHORIZED):
            teller.end(pick(pages, which), well=well)

    @precondition(lambda self: self.town.pages(Attempt.CAPTURED))
    @rule(name=tellers, which=some, part=st.sampled_from([1, 2]))
    def money_goes_back_outside(self, name: str, which: int, part: int) -> None:
        """An owner returns all or half of what is left, in the provider's cabinet."""
        teller = self.town.tellers[name]
        if paid := [page for page in teller.pages(Attempt.CAPTURED) if teller.left(page) > 1]:
            page = pick(paid, which)
            teller.send_back(page, teller.left(page) // part)

    @precondition(lambda self: self.town.pages(Attempt.CAPTURED))
    @rule(name=tellers, slow=st.booleans(), first=faults, then=faults)
    def a_refund_stumbles(self, name: str, slow: bool, first: Fault, then: Fault) -> None:
        """What is owed is sent twice, and something goes wrong both times."""
        self.town.tellers[name].slow_refunds = slow
        for error, effect in (first, then):
            for method in ("refund", "fetch_refund"):
                self.town.tellers[name].strike(method, error("struck"), effect=effect)
            self.town.clock.skip(minutes=4)
            self.do(self.town.shop.refunds.send_due())

    @precondition(lambda self: any(t.waiting_refunds() for t in self.town.tellers.values()))
    @rule(name=tellers, which=some, ok=st.booleans())
    def a_slow_refund_ends(self, name: str, which: int, ok: bool) -> None:
        """The bank has done it, or will not."""
        teller = self.town.tellers[name]
        if waiting := teller.waiting_refunds():
            teller.end_refund(pick(waiting, which), ok=ok)

    @precondition(lambda self: any(teller.post for teller in self.town.tellers.values()))
    @rule(name=tellers, which=some, becomes=st.sampled_from(["kept", "kept", "doubled", "lost"]))
    def a_provider_calls(self, name: str, which: int, becomes: str) -> None:
        """Any call that is on its way comes in: in any order, again, or never."""
        if not (post := self.town.tellers[name].post):
            return
        call = post.pop(-1 - which % len(post))
        if becomes != "lost":
            self.do(self.town.shop.watch.hear(name, call))
        if becomes == "doubled":
            post.append(call)

    # Workers and time.

    @rule(minutes=st.sampled_from([0.5, 0.5, 3, 3, 16, 65]), refill=st.booleans())
    def time_passes(self, minutes: float, refill: bool) -> None:
        """Nothing happens for a while, but that new goods come in."""
        self.town.clock.skip(minutes=minutes)
        if refill:
            self.do(self.town.refill())

    @rule(worker=st.sampled_from(["work_off", "look", "send_due", "sweep", "all", "all"]))
    def a_worker_goes_round(self, worker: str) -> None:
        """One of the shop's loops does what is due, or all of them."""
        self.do(self.town.work() if worker == "all" else self.town.worker(worker)())

    # Faults.

    @rule(name=tellers, method=calls, fault=faults)
    def a_call_will_fail(self, name: str, method: str, fault: Fault) -> None:
        """The next call is refused, or its answer is lost, or our process ends over it."""
        error, effect = fault
        self.town.tellers[name].strike(method, error("struck"), effect=effect)

    @rule(name=tellers, what=st.sampled_from(["dies", "silent", "slow", "stranger", "forged"]))
    def something_breaks(self, name: str, what: str) -> None:
        """A provider is down, or up again; a stranger calls; our process ends soon."""
        self.do(self.town.trouble(name, what))


async def awaited(act: Awaitable[Came]) -> Came:
    """Wait for any awaitable: a runner takes coroutines only."""
    return await act


def pick(things: list[Came], which: int) -> Came:
    """One of them, counted from the newest."""
    return things[-1 - which % len(things)]
