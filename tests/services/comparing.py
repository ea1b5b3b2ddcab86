"""A shop that compares its books with its provider's, for tests of what may differ there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.gateways import OutcomeUnknown, Snapshot
from domain.money import Money
from domain.payments import Attempt
from domain.reconciliation import Difference, Gap, Report
from domain.services.reconcile import Reconciliation
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.provider import Provider
from tests.services.paying import PayingShop


async def _nothing() -> None:
    """What happens meanwhile, usually."""


class Listing(Provider):
    """A provider that lists its payments as real ones do: newest first, if it answers.

    *breaks_after* that many it stops answering; *meanwhile* runs once when the list is read.
    """

    def __init__(self, clock: StandingClock, name: str = "stripe") -> None:
        super().__init__(clock, name)
        self.breaks_after: int | None = None
        self.meanwhile: Callable[[], Awaitable[object]] = _nothing
        self.made: dict[str, datetime] = {}
        self.lists = 0

    async def since(self, moment: datetime) -> AsyncIterator[Snapshot]:
        """See `Gateway`."""
        self.lists += 1
        listed = [p for p in self.payments.values() if self._created(p) >= moment]
        for place, page in enumerate(reversed(listed)):
            if self.silent or place == self.breaks_after:
                raise OutcomeUnknown("no answer")
            yield page
        if self.silent:
            raise OutcomeUnknown("no answer")
        then, self.meanwhile = self.meanwhile, _nothing
        await then()

    def _created(self, page: Snapshot) -> datetime:
        return self.made.get(page.external_id, page.at)

    def alter(self, name: str, **changed: object) -> None:
        """Have the books say something else of a payment, by key or id."""
        page = self.named(name)
        self.payments[page.external_id] = replace(page, **changed)  # type: ignore[arg-type]

    def forget(self, name: str) -> None:
        """Know nothing of a payment any more."""
        del self.payments[self.named(name).external_id]

    def foreign(self, key: str, amount: int = 500) -> str:
        """Take money that this shop never asked for; return the payment's id."""
        external_id = f"foreign-{len(self.payments) + 1}"
        money, now = Money(amount, "USD"), self._clock.now()
        self.payments[external_id] = Snapshot(
            external_id, key, Attempt.CAPTURED, money, now, paid=money
        )
        return external_id


@dataclass(frozen=True, slots=True)
class Applied:
    """Counts what is applied, on its way to the shop."""

    shop: "ComparingShop"
    ids: list[str]

    async def __call__(self, provider: str, told: Snapshot) -> None:
        """Apply it."""
        self.ids.append(told.external_id)
        await self.shop.watch.apply(provider, told)


class ComparingShop(PayingShop):
    """A shop with one `Listing` Stripe."""

    def __init__(
        self, store: SqlStore, clock: StandingClock, listing: Listing | None = None
    ) -> None:
        self.books = listing or Listing(clock)
        super().__init__(store, clock, self.books)
        gateways = {self.books.provider: self.books}
        self.applied = Applied(self, [])
        self.reconciliation = Reconciliation(store, clock, gateways, self.applied)

    def twin(self) -> "ComparingShop":
        """The same shop in another process."""
        return ComparingShop(self.store, self.clock, self.books)

    async def compared(self, days: int = 3) -> Report:
        """Compare now."""
        since = self.clock.now() - timedelta(days=days)
        return await self.reconciliation.run("stripe", since)

    async def ensure_agreed(self) -> Report:
        """Assert that a comparison finds nothing, and changes nothing."""
        before = [await self.rows(table) for table in ("charges", "refunds", "outbox")]
        report = await self.compared()
        assert (report.healed, report.differing, report.silent) == (0, 0, "")
        assert before == [await self.rows(table) for table in ("charges", "refunds", "outbox")]
        return report


def gaps(report: Report) -> list[Gap]:
    """In what the books differ, in the order of finding."""
    return [each.gap for each in report.differences]


def only(report: Report) -> Difference:
    """The one difference."""
    (difference,) = report.differences
    assert report.differing == 1
    return difference
