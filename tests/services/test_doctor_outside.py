"""Who does not answer is told, and keeps the doctor waiting no longer than his patience."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from domain.gateways import KeysRefused, NotDone, OutcomeUnknown, TryLater
from domain.health import Case, Level, Subject, Webhook
from domain.ports.health import NoAnswer, TokenRefused
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.patient import SETUP, Asked, Line, doctor, opened_well, problems
from tests.services.paying import PayingShop

SOON = 0.05  # seconds a doctor of these tests waits for what never comes
KEY = "sk_live_of_nobody"


@pytest.fixture
async def well(store: SqlStore, clock: StandingClock) -> PayingShop:
    """A shop about which nothing is to be said."""
    return await opened_well(store, clock)


@pytest.mark.parametrize(
    ("error", "case", "level"),
    [
        (KeysRefused(KEY), Case.KEYS_REFUSED, Level.WRONG),
        (NotDone(KEY), Case.PROVIDER_REFUSES, Level.WRONG),
        (TryLater(KEY), Case.PROVIDER_SILENT, Level.WARNING),
        (OutcomeUnknown(KEY), Case.PROVIDER_SILENT, Level.WARNING),
        (RuntimeError(KEY), Case.UNSEEN, Level.WRONG),
    ],
)
async def test_each_provider_is_asked_and_its_words_go_no_further(
    well: PayingShop, error: Exception, case: Case, level: Level
) -> None:
    ways = {"stripe": Asked(well.clock, error=error), "yookassa": Asked(well.clock, "yookassa")}
    found = await doctor(well, gateways=ways).examine()

    [bad] = [each for each in found if each.level is not Level.OK]
    [good] = [each for each in found if each.case is Case.PROVIDER_FINE]
    assert (bad.case, bad.level, bad.about) == (case, level, Subject.PROVIDERS)
    assert good.facts == {"provider": "yookassa"}
    assert KEY not in str(found)


@pytest.mark.parametrize(
    ("error", "case"),
    [(TokenRefused(KEY), Case.TOKEN_REFUSED), (NoAnswer(KEY), Case.TELEGRAM_SILENT)],
)
async def test_a_telegram_that_refuses_or_is_silent_is_told_once(
    well: PayingShop, error: Exception, case: Case
) -> None:
    for method in ("bot", "webhook", "time"):
        line = Line(at=well.clock.now(), fails={method: error})
        assert await problems(doctor(well, telegram=line)) == [(case, Level.WRONG)]


async def test_a_clock_that_is_off_is_told_and_one_nobody_knows_is_not(well: PayingShop) -> None:
    at = well.clock.now()
    slow = Line(at=at.replace(hour=13))
    later = at + timedelta(seconds=40)
    answered_late = Line(at=later, before_time=lambda: well.clock.skip(seconds=45))

    assert await problems(doctor(well, telegram=slow)) == [(Case.CLOCK_SLOW, Level.WARNING)]
    unknown = await doctor(well, telegram=Line()).examine()
    assert Subject.CLOCK not in {each.about for each in unknown}
    assert await problems(doctor(well, telegram=answered_late)) == []


async def test_a_webhook_where_the_shop_fetches_updates_is_wrong(well: PayingShop) -> None:
    line = Line(told=Webhook("https://other.example/x", 0), at=well.clock.now())

    assert await problems(doctor(well, telegram=line)) == [(Case.WEBHOOK_IN_THE_WAY, Level.WRONG)]


@pytest.mark.parametrize("method", ["bot", "webhook", "time"])
async def test_a_telegram_that_hangs_is_cut_and_the_rest_is_told(
    well: PayingShop, method: str
) -> None:
    line = Line(at=well.clock.now(), hangs=method)
    found = await doctor(well, store=None, telegram=line, patience=SOON).examine()

    assert [each.case for each in found] == [
        Case.DATABASE_NONE,
        Case.TELEGRAM_SILENT,
        Case.WAYS_FINE,
        Case.PROVIDER_FINE,
        Case.SUPPORT_FINE,
    ]


async def test_a_provider_that_hangs_is_cut_and_keeps_nobody_waiting(well: PayingShop) -> None:
    hanging = Asked(well.clock, during=asyncio.Event().wait)
    ways = {"stripe": hanging, "yookassa": Asked(well.clock, "yookassa")}
    found = await doctor(well, store=None, gateways=ways, patience=SOON).examine()

    told = [(each.case, each.facts) for each in found if each.about is Subject.PROVIDERS]
    assert told == [
        (Case.PROVIDER_SILENT, {"provider": "stripe"}),
        (Case.PROVIDER_FINE, {"provider": "yookassa"}),
    ]


async def test_no_transaction_is_open_while_a_provider_is_asked(well: PayingShop) -> None:
    async def write() -> None:
        async with well.store.write() as uow:
            await uow.shop.set("seen", "yes")

    asked = Asked(well.clock, during=write)

    assert await problems(doctor(well, gateways={"stripe": asked})) == []


@dataclass
class Spoiled:
    """A store whose looks hang or fail, from the one numbered *after* on."""

    store: SqlStore
    after: int
    error: Exception | None = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Any]:
        """See `Store`."""
        self.after -= 1
        if self.after < 0:
            await self._spoil()
        async with self.store.read() as uow:
            yield uow

    async def _spoil(self) -> None:
        if self.error is None:
            await asyncio.Event().wait()
        else:
            raise self.error


async def test_a_database_that_is_silent_or_away_is_wrong_and_asked_no_more(
    well: PayingShop,
) -> None:
    for error in (None, OSError(KEY)):
        spoiled = Spoiled(well.store, 0, error)
        found = await doctor(well, store=spoiled, patience=SOON).examine()

        told = [each for each in found if each.level is not Level.OK]
        assert [each.case for each in told] == [Case.DATABASE_SILENT]
        assert KEY not in str(told)
        assert spoiled.after == -1


@pytest.mark.parametrize(
    ("error", "case", "level"),
    [(TimeoutError(), Case.CUT, Level.WARNING), (OSError(KEY), Case.UNSEEN, Level.WRONG)],
)
async def test_a_look_that_is_cut_or_fails_is_a_finding_itself(
    well: PayingShop, error: Exception, case: Case, level: Level
) -> None:
    found = await doctor(well, store=Spoiled(well.store, 5, error)).examine()

    told = [each for each in found if each.level is not Level.OK]
    assert [(each.about, each.case, each.level) for each in told] == [
        (Subject.MESSAGES, case, level)
    ]
    assert KEY not in str(told)
    assert Case.RULES_HOLD in [each.case for each in found]


async def test_a_statement_that_never_ends_is_broken_off_in_the_database_too(
    store: SqlStore,
) -> None:
    endless = (
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"
    )
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(SOON), store.read() as uow:
            await uow.connection.execute(text(endless))

    async with store.read() as uow:
        assert (await uow.health.database()).schema == SETUP.schema
