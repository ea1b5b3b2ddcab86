"""A play in which money comes and goes in all ways; the process may die in any of its acts."""

from collections.abc import Iterator
from dataclasses import replace

from domain.orders import Method
from tests.services.kill_shop import Act
from tests.services.kill_world import World
from tests.services.money_town import CUSTOMERS, Town

ANNA, BORIS, CLARA = CUSTOMERS
STRIPE, YOOKASSA = Method.STRIPE, Method.YOOKASSA


class Stage:
    """Where it is played; *world* is put back, as the database is, for every process."""

    def __init__(self, town: Town, world: World) -> None:
        self.world = world
        self._people = dict(town.people)
        self._potter, self._hatter = sorted(set(town.people) - set(CUSTOMERS))
        self._variants = dict(town.variants)

    def acts(self) -> Iterator[Act]:
        """Yield what the shop does next; before that, the world goes its way."""
        yield from self._a_part_is_given_up_and_money_returned_in_the_cabinet()
        yield from self._the_rest_is_given_up_too()
        yield from self._an_order_is_taken_back()
        yield from self._late_money_finds_its_goods()
        yield from self._late_money_finds_nothing_and_no_call_comes()

    def _a_part_is_given_up_and_money_returned_in_the_cabinet(self) -> Iterator[Act]:
        self.world.payers = {ANNA}
        yield self._orders(ANNA, {"MUG": 1, "HAT": 1}, STRIPE)
        self.world.pay(STRIPE)
        yield self._calls_come()
        yield Act("give_up", (self._people[self._hatter], 2))
        self.world.tellers[STRIPE].slow_refunds = True
        yield Act("work")
        self.world.end_refunds(STRIPE)
        yield self._calls_come()
        self.world.return_in_cabinet(STRIPE, 100)
        yield self._calls_come()

    def _the_rest_is_given_up_too(self) -> Iterator[Act]:
        self.world.tellers[STRIPE].slow_refunds = False
        yield Act("give_up", (self._people[self._potter], 1))
        yield Act("work")

    def _an_order_is_taken_back(self) -> Iterator[Act]:
        self.world.payers = set()
        yield self._orders(BORIS, {"TEA": 2}, STRIPE)
        yield Act("cancel", (self._people[BORIS], 2))
        yield Act("work")

    def _late_money_finds_its_goods(self) -> Iterator[Act]:
        yield replace(self._orders(BORIS, {"TEA": 1}, YOOKASSA), again=True)
        self.world.clock.skip(minutes=16)
        yield Act("work")
        self.world.pay(YOOKASSA)
        yield self._calls_come()

    def _late_money_finds_nothing_and_no_call_comes(self) -> Iterator[Act]:
        yield replace(self._orders(CLARA, {"MUG": 2}, YOOKASSA), again=True)
        self.world.clock.skip(minutes=16)
        yield Act("work", again=True)
        yield self._orders(ANNA, {"MUG": 1}, Method.CASH)
        self.world.pay(YOOKASSA)
        self.world.lose_calls()
        self.world.clock.skip(minutes=16)
        yield Act("work")

    def _orders(self, who: int, basket: dict[str, int], method: Method) -> Act:
        wanted = {self._variants[sku]: pieces for sku, pieces in basket.items()}
        return Act("order", (self._people[who], wanted, method))

    def _calls_come(self) -> Act:
        return Act("hear", self.world.post)
