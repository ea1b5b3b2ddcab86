"""One comparison of our books with a provider's, from its first page to our last charge."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from domain.gateways import GatewayError, KeysRefused, NotDone, Snapshot
from domain.ports.gateways import Gateway
from domain.ports.store import Store
from domain.reconciliation import Booked, Difference, Gap, Report, compare

Apply = Callable[[str, Snapshot], Awaitable[None]]

PAGE = 100
KEPT = 100  # differences that a report names; the others are only counted
# Money this young is on its way to us by the provider's call or our next look: finding it
# first is no news for an owner.
ON_ITS_WAY = timedelta(minutes=10)


class Comparison:
    """Looks at both books once. Of each payment it keeps one number, whatever their count."""

    def __init__(self, store: Store, gateway: Gateway, apply: Apply, at: datetime) -> None:
        """*apply* has our books say what a snapshot says, as far as they may; *at* is now."""
        self._store = store
        self._gateway = gateway
        self._provider = gateway.provider
        self._apply = apply
        self._at = at
        self._seen: set[int] = set()  # charges of ours whose payment the provider listed
        self._payments = 0
        self._healed = 0
        self._differing = 0
        self._differences: list[Difference] = []

    async def run(self, since: datetime) -> Report:
        """Compare what was made or came since; heal what heals. No transaction is open
        while the provider is asked."""
        silent = ""
        try:
            await self._theirs(since)
            await self._ours(since)
        except GatewayError as error:
            silent = type(error).__name__
        return Report(
            provider=self._provider,
            since=since,
            at=self._at,
            payments=self._payments,
            healed=self._healed,
            differing=self._differing,
            differences=tuple(self._differences),
            silent=silent,
        )

    async def _theirs(self, since: datetime) -> None:
        async for page in _in_pages(self._gateway.since(since)):
            self._payments += len(page)
            keys = {told.external_id: told.key for told in page}
            async with self._store.read() as uow:
                books = await uow.reconciliation.booked(self._provider, keys)
            for told in page:
                booked = books[told.external_id]
                self._seen.add(booked.charge)
                if compare(told, booked):
                    await self._look_closer(told.external_id, told.key)

    async def _ours(self, since: datetime) -> None:
        """Look at money of ours that the list did not show, or showed before it came."""
        after = 0
        while page := await self._charged(since, after):
            after = page[-1].charge
            for booked in page:
                if booked.charge not in self._seen:
                    await self._look_closer(booked.external_id, booked.key)

    async def _charged(self, since: datetime, after: int) -> Sequence[Booked]:
        async with self._store.read() as uow:
            return await uow.reconciliation.charged(self._provider, since, after, PAGE)

    async def _look_closer(self, external_id: str, key: str) -> None:
        """Compare one payment as it is now, and again when what it says is applied.

        Money moves while lists are read. Only what differs from books read before the
        provider was asked, and from those read after, truly differs.
        """
        before = await self._booked(external_id, key)
        told = await self._fetch(external_id)
        if told is not None:
            await self._apply(self._provider, told)
        after = await self._booked(external_id, key)
        self._seen.add(after.charge)
        left = {each.gap: each for each in compare(told, after)}
        for found in compare(told, before):
            if found.gap in left:
                self._differs(left[found.gap])
            elif told is None or not self._on_its_way(found, told):
                self._healed += 1

    async def _booked(self, external_id: str, key: str) -> Booked:
        async with self._store.read() as uow:
            books = await uow.reconciliation.booked(self._provider, {external_id: key})
        return books[external_id]

    async def _fetch(self, external_id: str) -> Snapshot | None:
        try:
            return await self._gateway.fetch(external_id)
        except KeysRefused:
            raise
        except NotDone:
            return None  # it knows no such payment

    def _on_its_way(self, found: Difference, told: Snapshot) -> bool:
        return found.gap is Gap.UNRECORDED and told.at > self._at - ON_ITS_WAY

    def _differs(self, difference: Difference) -> None:
        self._differing += 1
        if len(self._differences) < KEPT:
            self._differences.append(difference)


async def _in_pages(told: AsyncIterator[Snapshot]) -> AsyncIterator[list[Snapshot]]:
    page: list[Snapshot] = []
    async for each in told:
        page.append(each)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page
