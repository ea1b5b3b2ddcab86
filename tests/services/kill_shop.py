"""The shop as a process that may die at any moment; it knows its providers over a line.

Everything here happens in the process that is killed. What must outlive it, the database, the
providers' books and the people, is on the other end of the line: see `kill_world`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import select

from domain.customers import Customer
from domain.fulfilment import Step
from domain.gateways import (
    GatewayError,
    Inbound,
    PaymentRequest,
    RefundRequest,
    RefundSnapshot,
    Snapshot,
)
from domain.orders import Method
from storage.store import SqlStore
from storage.tables.trade import payments
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.services.kill_moments import Moments, commits_seen
from tests.shop import Shop

WORLD = "world"
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes over the line: somebody on the other end, and what they shall do."""

    whom: str
    method: str
    about: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What the world has for the shop: the time, and the calls it must hear."""

    now: datetime
    calls: tuple[tuple[str, Inbound], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the shop does: the name of a method of `Doing`, and with what.

    It is done *again* if there was one before that went the same ways.
    """

    name: str
    about: tuple[Any, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """What a process is for: an act at a database and a time, and at which moment to die."""

    url: str
    now: datetime
    act: Act
    deadly: int | None = None


class Line:
    """The way out of the process. Each call of a provider has two moments to die at."""

    def __init__(self, connection: Connection, moment: Moments) -> None:
        self._connection = connection
        self._moment = moment

    def ask(self, whom: str, method: str, *about: Any) -> Any:
        """Have somebody do something; return or raise what they answer."""
        self._connection.send(Asked(whom, method, about))
        return self._answer()

    def call(self, provider: str, method: str, *about: Any) -> Any:
        """Have a provider do something."""
        self._moment(f"before {provider} is asked: {method}")
        self._connection.send(Asked(provider, method, about))
        self._connection.poll(None)  # it is done, and the answer lies unread
        self._moment(f"before {provider} is heard: {method}")
        return self._answer()

    def _answer(self) -> Any:
        answer = self._connection.recv()
        if isinstance(answer, GatewayError):
            raise answer
        return answer


class FarProvider(Provider):
    """A provider whose books are on the other end of the line."""

    def __init__(self, clock: StandingClock, name: str, line: Line) -> None:
        super().__init__(clock, name)
        self._line = line

    def created(self, request: PaymentRequest) -> Snapshot:
        """See `Books`."""
        return self._far("created", request)  # type: ignore[no-any-return]

    def found(self, external_id: str) -> Snapshot:
        """See `Books`."""
        return self._far("found", external_id)  # type: ignore[no-any-return]

    def cancelled(self, external_id: str) -> Snapshot:
        """See `Books`."""
        return self._far("cancelled", external_id)  # type: ignore[no-any-return]

    def refunded(self, request: RefundRequest) -> RefundSnapshot:
        """See `Books`."""
        return self._far("refunded", request)  # type: ignore[no-any-return]

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """See `Gateway`."""
        return self._far("found_refund", external_id)  # type: ignore[no-any-return]

    def _far(self, method: str, about: object) -> Any:
        return self._line.call(self.provider, method, about)


class Doing:
    """What the shop can be doing when its process dies. Each method is an `Act`."""

    def __init__(self, life: Life, line: Line, store: SqlStore) -> None:
        self._line = line
        self._store = store
        self._clock = StandingClock(life.now)
        names = (Method.STRIPE, Method.YOOKASSA)
        self._shop = Shop(
            store, self._clock, {name: FarProvider(self._clock, name, line) for name in names}
        )

    async def order(self, customer: Customer, wanted: dict[int, int], method: Method) -> None:
        """Somebody fills a cart, orders, and is shown the page where to pay."""
        placed = await self._shop.order(customer, wanted, method)
        await self._shop.till.open(placed)

    async def cancel(self, customer: Customer, order_id: int) -> None:
        """Somebody takes back their order."""
        await self._shop.orders.cancel(customer, order_id)

    async def give_up(self, merchant: Customer, part_id: int) -> None:
        """A merchant cannot deliver their part of an order."""
        await self._shop.fulfilments.move(merchant, part_id, Step.CANCELLED)

    async def hear(self, *calls: tuple[str, Inbound]) -> None:
        """Providers call; what they call about is worked off."""
        await self._let_in(calls)
        await self._shop.watch.work_off()

    async def work(self) -> int:
        """All jobs of the background go round once; return how much there was to do."""
        shop = self._shop
        done = await shop.watch.work_off() + await shop.watch.look()
        done += await shop.refunds.send_due()
        return done + await shop.orders.expire_due(shop.watch.may_end)

    async def rest(self) -> None:
        """Work until nothing is left to do and to hear of, however much time passes."""
        for round_ in range(_ROUNDS):
            done = await self.work()
            news: News = self._line.ask(WORLD, "later", await self._pages())
            self._clock.at = news.now
            await self._let_in(news.calls)
            if not done and not news.calls and round_ > 2:
                return
        raise AssertionError(f"the shop does not come to rest in {_ROUNDS} rounds")

    async def _let_in(self, calls: Collection[tuple[str, Inbound]]) -> None:
        for provider, call in calls:
            await self._shop.watch.hear(provider, call)
            self._line.ask(WORLD, "heard", call)  # the call is answered with 200

    async def _pages(self) -> set[str]:
        """The pages that customers can be shown."""
        async with self._store.read() as uow:
            return set(await uow.connection.scalars(select(payments.c.pay_url)))


async def live(connection: Connection) -> None:
    """Be a process of the shop: do what the first message on the line says, and end."""
    life: Life = connection.recv()
    moment = Moments(life.deadly)
    with commits_seen(moment):
        store = SqlStore(life.url)
        line = Line(connection, moment)
        await getattr(Doing(life, line, store), life.act.name)(*life.act.about)
        await store.close()
    line.ask(WORLD, "lived", moment.seen)
