"""Looks at the whole shop and tells what is well and what is not. It changes nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial

from domain import checkup
from domain.clock import Clock
from domain.customers import Customer
from domain.dead_letters import KEPT
from domain.gateways import GatewayError, KeysRefused, NotDone
from domain.health import Case, Finding, Level, Setup, Subject
from domain.ports.gateways import Gateway
from domain.ports.health import NoAnswer, Telegram, TokenRefused
from domain.ports.store import Store, UnitOfWork

PATIENCE = 8.0  # seconds for one thing that is looked at; they are looked at side by side
_LONGER = {Subject.RULES: 4}  # times as long: they read the books of all years
_ROWS = 5
_LATE_MESSAGE = timedelta(minutes=15)
_LATE_CALL = timedelta(hours=1)
_LATE_REFUND = timedelta(days=3)
_LATE_HOLD = timedelta(minutes=10)
_LATE_SALE = timedelta(minutes=5)  # prices change within 15 seconds
_IN_ORDER = list(Subject)
_TELEGRAM_SILENT = Finding(Subject.TELEGRAM, Level.WRONG, Case.TELEGRAM_SILENT)
_DATABASE_SILENT = Finding(Subject.DATABASE, Level.WRONG, Case.DATABASE_SILENT)

Check = Callable[[], Awaitable[list[Finding]]]
InBooks = Callable[[UnitOfWork], Awaitable[list[Finding]]]


class Doctor:
    """Examines the shop's database, settings, Telegram and payment providers.

    Whatever takes too long is cut, and what fails is told: both are findings themselves.
    """

    def __init__(
        self,
        store: Store | None,
        clock: Clock,
        setup: Setup,
        gateways: Mapping[str, Gateway],
        telegram: Telegram | None,
        patience: float = PATIENCE,
    ) -> None:
        """*store* is None while there is no database, *telegram* without a token.

        *gateways* are the providers in use, by name; *patience* is seconds.
        """
        self._store = store
        self._clock = clock
        self._setup = setup
        self._gateways = gateways
        self._telegram = telegram
        self._patience = patience

    async def examine_for(self, actor: Customer) -> tuple[Finding, ...]:
        """Return what `examine` does. Raises `NotAllowed` for all but owners."""
        actor.ensure_owner()
        return await self.examine()

    async def examine(self) -> tuple[Finding, ...]:
        """Return what was found, in the order of `Subject`; never an empty list."""
        parts = await asyncio.gather(
            self._inside(),
            self._in_time(self._of_telegram, _TELEGRAM_SILENT),
            *self._of_providers(),
        )
        found = [each for part in parts for each in part]
        found += checkup.of_settings(self._setup, self._gateways)
        return tuple(sorted(found, key=lambda each: _IN_ORDER.index(each.about)))

    async def _in_time(self, check: Check, if_cut: Finding) -> list[Finding]:
        """Make a check; return *if_cut* if it takes too long."""
        try:
            async with asyncio.timeout(self._patience * _LONGER.get(if_cut.about, 1)):
                return await check()
        except TimeoutError:
            return [if_cut]
        except Exception as error:  # its words may hold an address or a key, its name cannot
            facts = {"error": type(error).__name__}
            return [Finding(if_cut.about, Level.WRONG, Case.UNSEEN, facts)]

    # The database.

    async def _inside(self) -> list[Finding]:
        """Look into the database, if it answers and is as this program knows it."""
        found = await self._in_time(self._of_database, _DATABASE_SILENT)
        if self._store is None or any(each.level is not Level.OK for each in found):
            return found
        checks: dict[Subject, InBooks] = {
            Subject.RULES: _of_rules,
            Subject.OWNERS: self._of_people,
            Subject.HOLDS: self._of_money,
            Subject.SALES: self._of_sales,
            Subject.MESSAGES: self._of_messages,
        }
        looks = (self._look(self._store, about, check) for about, check in checks.items())
        parts = await asyncio.gather(*looks)
        return found + [each for part in parts for each in part]

    async def _look(self, store: Store, about: Subject, check: InBooks) -> list[Finding]:
        async def look() -> list[Finding]:
            async with store.read() as uow:
                return await check(uow)

        return await self._in_time(look, Finding(about, Level.WARNING, Case.CUT))

    async def _of_database(self) -> list[Finding]:
        if self._store is None:
            return [Finding(Subject.DATABASE, Level.WARNING, Case.DATABASE_NONE)]
        try:
            async with self._store.read() as uow:
                database = await uow.health.database()
        except Exception:  # whatever the driver calls it
            return [_DATABASE_SILENT]
        return [checkup.of_database(database, self._setup)]

    async def _of_people(self, uow: UnitOfWork) -> list[Finding]:
        return [
            checkup.of_owners(await uow.staff.owners(), self._setup),
            checkup.of_goods(await uow.health.on_sale()),
            *checkup.of_merchants(await uow.staff.merchants()),
        ]

    async def _of_money(self, uow: UnitOfWork) -> list[Finding]:
        now, health = self._clock.now(), uow.health
        holds = [(Case.HOLDS_OVERDUE, await health.overdue_holds(now - _LATE_HOLD))]
        refunds = [
            (Case.REFUNDS_BY_HAND, await health.refunds_by_hand()),
            (Case.REFUNDS_LATE, await health.late_refunds(now - _LATE_REFUND)),
        ]
        return [
            *checkup.of_piles(Subject.HOLDS, Case.HOLDS_FINE, holds),
            *checkup.of_piles(Subject.REFUNDS, Case.REFUNDS_FINE, refunds),
        ]

    async def _of_sales(self, uow: UnitOfWork) -> list[Finding]:
        late = await uow.health.overdue_sales(self._clock.now() - _LATE_SALE)
        piles = [(Case.SALES_OVERDUE, late)]
        return [*checkup.of_piles(Subject.SALES, Case.SALES_FINE, piles)]

    async def _of_messages(self, uow: UnitOfWork) -> list[Finding]:
        now, health = self._clock.now(), uow.health
        calls = [
            (Case.CALLS_GIVEN_UP, await health.failed_calls(now - KEPT)),
            (Case.CALLS_LATE, await health.late_calls(now - _LATE_CALL)),
        ]
        messages = [
            (Case.MESSAGES_DEAD, await health.dead_messages(now - KEPT)),
            (Case.MESSAGES_LATE, await health.late_messages(now - _LATE_MESSAGE)),
        ]
        return [
            *checkup.of_piles(Subject.CALLS, Case.CALLS_FINE, calls),
            *checkup.of_piles(Subject.MESSAGES, Case.MESSAGES_FINE, messages),
        ]

    # The world outside.

    async def _of_telegram(self) -> list[Finding]:
        if self._telegram is None:
            return [Finding(Subject.TELEGRAM, Level.WARNING, Case.NO_TOKEN)]
        try:
            return await self._asked(self._telegram)
        except TokenRefused:
            return [Finding(Subject.TELEGRAM, Level.WRONG, Case.TOKEN_REFUSED)]
        except NoAnswer:
            return [_TELEGRAM_SILENT]

    async def _asked(self, telegram: Telegram) -> list[Finding]:
        fine = Finding(
            Subject.TELEGRAM, Level.OK, Case.TELEGRAM_FINE, {"bot": await telegram.bot()}
        )
        before = self._clock.now()
        told = await telegram.time()
        after = self._clock.now()
        clock = [checkup.of_clock(before, told, after)] if told else []
        return [fine, *clock, *checkup.of_updates(await telegram.webhook(), self._setup, after)]

    def _of_providers(self) -> Iterator[Awaitable[list[Finding]]]:
        for name, gateway in sorted(self._gateways.items()):
            silent = _provider(name, Level.WARNING, Case.PROVIDER_SILENT)
            yield self._in_time(partial(_of_gateway, name, gateway), silent)


async def _of_rules(uow: UnitOfWork) -> list[Finding]:
    broken = await uow.health.broken(_ROWS)
    return [*checkup.of_rules(broken, await uow.health.rules())]


async def _of_gateway(name: str, gateway: Gateway) -> list[Finding]:
    try:
        await gateway.check()
    except KeysRefused:
        return [_provider(name, Level.WRONG, Case.KEYS_REFUSED)]
    except NotDone:
        return [_provider(name, Level.WRONG, Case.PROVIDER_REFUSES)]
    except GatewayError:
        return [_provider(name, Level.WARNING, Case.PROVIDER_SILENT)]
    return [_provider(name, Level.OK, Case.PROVIDER_FINE)]


def _provider(name: str, level: Level, case: Case) -> Finding:
    return Finding(Subject.PROVIDERS, level, case, {"provider": name})
