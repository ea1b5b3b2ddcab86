"""What comparing costs in a large shop: pages, looks, and no transaction that waits."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import pytest

from domain.ports.store import UnitOfWork
from domain.reconciliation import Gap
from domain.services.reconcile import Reconciliation
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.comparing import ComparingShop, gaps
from tests.services.ledgers import fill


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> ComparingShop:
    """An empty shop with Stripe."""
    return ComparingShop(store, clock)


class _Looked:
    """A store that counts its units of work, and those that are open now."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.open = 0
        self.reads = 0
        self.writes = 0

    @asynccontextmanager
    async def _counted(
        self, unit: AbstractAsyncContextManager[UnitOfWork]
    ) -> AsyncIterator[UnitOfWork]:
        self.open += 1
        try:
            async with unit as uow:
                yield uow
        finally:
            self.open -= 1

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """See `Store`."""
        self.reads += 1
        return self._counted(self._store.read())

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """See `Store`."""
        self.writes += 1
        return self._counted(self._store.write())


async def test_a_thousand_payments_are_compared_a_page_at_a_time(
    store: SqlStore, shop: ComparingShop
) -> None:
    await fill(shop, 995)
    await fill(shop, 5, recorded=False)
    for number in (3, 500, 990):
        shop.books.forget(f"stripe-pay-{number}")
    shop.books.alter("stripe-pay-700", disputed=1)
    looked = _Looked(store)
    reconciliation = Reconciliation(looked, shop.clock, {"stripe": shop.books}, shop.applied)

    report = await reconciliation.run("stripe", shop.clock.now() - timedelta(days=3))

    assert (report.payments, report.healed, report.differing) == (997, 5, 4)
    assert gaps(report) == [Gap.DISPUTED, *[Gap.UNBACKED] * 3]
    assert len(shop.applied.ids) == 6
    assert shop.stripe.count("fetch") == 9, "what agrees is not asked about one by one"
    pages, charges, closer = 10, 11, 2 * 9
    assert looked.reads == pages + charges + closer
    assert looked.writes == 0


async def test_no_unit_of_work_is_open_while_the_provider_is_asked(
    store: SqlStore, shop: ComparingShop
) -> None:
    await fill(shop, 101, recorded=False)
    looked, open_then = _Looked(store), []

    async def noted() -> None:
        open_then.append(looked.open)

    shop.books.meanwhile = noted
    shop.stripe.before_answering("fetch", noted)
    reconciliation = Reconciliation(looked, shop.clock, {"stripe": shop.books}, shop.applied)
    await reconciliation.daily()

    assert open_then == [0, 0]
    assert looked.writes == 2, "one to take the turn, one to finish it"


async def test_a_report_names_some_of_many_differences_and_counts_all(
    shop: ComparingShop,
) -> None:
    await fill(shop, 120)
    for page in list(shop.books.payments):
        shop.books.forget(page)

    (report,) = await shop.reconciliation.daily()

    assert (report.differing, len(report.differences)) == (120, 100)
    (said,) = await shop.said("staff_alert")
    assert (said["differing"], len(said["differences"])) == (120, 5)
