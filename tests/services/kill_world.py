"""What outlives every process of the shop: providers with their books, people, and time."""

from typing import Any

from domain.gateways import GatewayError, Inbound
from domain.payments import Attempt
from tests.conftest import StandingClock
from tests.services.kill_shop import WORLD, Asked, News
from tests.services.money_teller import Teller

_SOON = 3  # so many rounds the shop makes within minutes, before hours pass


class Bank(Teller):
    """A provider that knows who was to pay on which page."""

    def payer(self, external_id: str) -> int:
        """The customer for whom a page was opened."""
        asked = self._asked[self.payments[external_id].key]
        return asked[0].customer_id


class World:
    """Two providers and the people who pay there. A copy of it is a world of its own."""

    def __init__(self) -> None:
        self.clock = StandingClock()
        closing = {"stripe": True, "yookassa": False}
        self.tellers = {name: Bank(self.clock, name, closing=closing[name]) for name in closing}
        self.payers: set[int] = set()  # who pays as soon as they are shown a page
        self.seen: list[str] = []  # the moments of the last process that lived to its end
        self._rounds = 0

    @property
    def post(self) -> tuple[tuple[str, Inbound], ...]:
        """The calls that providers make until they are answered, each with who calls."""
        return tuple((name, call) for name, one in self.tellers.items() for call in one.post)

    def answer(self, asked: Asked) -> Any:
        """Do what the shop asks of somebody, and return what they say to it."""
        if asked.whom == WORLD:
            return getattr(self, asked.method)(*asked.about)
        teller = self.tellers[asked.whom]
        try:
            if asked.method == "found_refund":
                return teller.refunds[asked.about[0]]
            return getattr(teller, asked.method)(*asked.about)
        except GatewayError as error:
            return error

    # What the shop's process says to the world.

    def lived(self, seen: list[str]) -> None:
        """The process comes to its end, after these moments."""
        self.seen = seen

    def heard(self, call: Inbound) -> None:
        """A provider's call is answered: it is not made again."""
        for teller in self.tellers.values():
            teller.post = [each for each in teller.post if each != call]

    def later(self, pages: set[str]) -> News:
        """Let time pass; people pay on *pages* they are shown, and then what is open ends."""
        self._rounds += 1
        for teller in self.tellers.values():
            self._pay_what_is_shown(teller, pages)
        if self._rounds < _SOON:
            return self._after(minutes=1)
        for teller in self.tellers.values():
            teller.heal()
            teller.close_old_pages()
        return self._after(minutes=61)

    def _after(self, *, minutes: int) -> News:
        self.clock.skip(minutes=minutes)
        return News(self.clock.now(), self.post)

    def _pay_what_is_shown(self, teller: Bank, pages: set[str]) -> None:
        for id_ in teller.pages(Attempt.PENDING):
            if teller.payments[id_].pay_url in pages and teller.payer(id_) in self.payers:
                teller.serve(id_, "right")

    # What people do.

    def pay(self, name: str) -> None:
        """Somebody pays on the page that a provider opened last."""
        teller = self.tellers[name]
        teller.serve(teller.pages(Attempt.PENDING)[-1], "right")

    def end_refunds(self, name: str) -> None:
        """A provider's refunds that took their time are made."""
        teller = self.tellers[name]
        for refund_id in teller.waiting_refunds():
            teller.end_refund(refund_id, ok=True)

    def return_in_cabinet(self, name: str, amount: int) -> None:
        """An owner returns money of a provider's last charge without the shop."""
        teller = self.tellers[name]
        teller.send_back(teller.pages(Attempt.CAPTURED)[-1], amount)

    def lose_calls(self) -> None:
        """No call that is on its way arrives, and none of them is made again."""
        for teller in self.tellers.values():
            teller.post.clear()
