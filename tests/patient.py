"""A shop that is well, for a doctor to look at: its settings, a Telegram of fixed answers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import text

from domain.customers import Role
from domain.health import Case, Level, Setup, Webhook
from domain.orders import Method
from domain.services.doctor import Doctor
from storage.migrate import newest
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.services.paying import PayingShop

T = TypeVar("T")
DELIVERED = "UPDATE outbox SET done_at = 1"
SETUP = Setup(
    schema=newest(),
    currency="USD",
    methods=(Method.STRIPE, Method.CASH),
    keys=frozenset({"stripe"}),
    hears=frozenset({"stripe", "yookassa"}),
    listens=True,
    receipts=True,
    support=True,
)


@dataclass
class Line:
    """A Telegram on the telephone. *fails* is raised by the method of that name."""

    told: Webhook = field(default_factory=lambda: Webhook("", 0))
    at: datetime | None = None
    fails: dict[str, Exception] = field(default_factory=dict)
    hangs: str = ""
    before_time: Callable[[], object] = field(default=lambda: None)

    async def bot(self) -> str:
        """See `domain.ports.health.Telegram`."""
        return await self._answer("bot", "souk_bot")

    async def webhook(self) -> Webhook:
        """See `domain.ports.health.Telegram`."""
        return await self._answer("webhook", self.told)

    async def time(self) -> datetime | None:
        """See `domain.ports.health.Telegram`."""
        self.before_time()
        return await self._answer("time", self.at)

    async def _answer(self, method: str, answer: T) -> T:
        if self.hangs == method:
            await asyncio.Event().wait()
        if error := self.fails.get(method):
            raise error
        return answer


class Asked(Provider):
    """A provider whose `check` does what it is told to."""

    def __init__(
        self,
        clock: StandingClock,
        name: str = "stripe",
        error: Exception | None = None,
        during: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """*during* is awaited before the answer, *error* is raised instead of it."""
        super().__init__(clock, name)
        self.error = error
        self.during = during

    async def check(self) -> None:
        """See `Gateway`."""
        if self.during:
            await self.during()
        if self.error:
            raise self.error


def setup(**changed: object) -> Setup:
    """Settings that are all well but for what is *changed*."""
    return replace(SETUP, **changed)  # type: ignore[arg-type]


def doctor(shop: PayingShop, **changed: Any) -> Doctor:
    """Who examines the shop; a part may be *changed*."""
    parts: dict[str, Any] = {
        "store": shop.store,
        "clock": shop.clock,
        "setup": SETUP,
        "gateways": {"stripe": Asked(shop.clock)},
        "telegram": Line(at=shop.clock.now()),
    }
    return Doctor(**parts | changed)


async def problems(doctor: Doctor) -> list[tuple[Case, Level]]:
    """What the doctor finds that is not well."""
    found = await doctor.examine()
    return [(each.case, each.level) for each in found if each.level is not Level.OK]


async def change(shop: PayingShop, *statements: str) -> None:
    """Have the database say something else."""
    async with shop.store.write() as uow:
        for statement in statements:
            await uow.connection.execute(text(statement))


async def opened_well(store: SqlStore, clock: StandingClock) -> PayingShop:
    """Return a shop about which nothing is to be said: goods, an owner, a chat for orders."""
    shop = PayingShop(store, clock)
    await shop.stock("MUG", 20)
    await shop.hire(1, Role.OWNER)
    async with store.write() as uow:
        await uow.staff.bind(1, -500)
    await change(shop, DELIVERED)
    return shop
