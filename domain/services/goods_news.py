"""News of goods that somebody waits for: there again, or cheaper. Told once, and fairly."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from domain.clock import Clock
from domain.customers import Customer
from domain.errors import NotFound
from domain.favourites import HEAD_START, QUIET, Cheaper
from domain.notices import Kind
from domain.ports.store import Message, Store, UnitOfWork

_AT_ONCE = 200
_KEPT = timedelta(days=1)  # turns of people who were told: long enough to tell them apart


class GoodsNews:
    """Tells those who asked. Every job may run on two hosts at once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def wait_for(self, customer: Customer, variant_id: int, *, wanted: bool) -> None:
        """Tell them when a variant is there again, once; or not any more.

        Raises:
            NotFound: It is not on sale at all.
        """
        async with self._store.write() as uow:
            if not wanted:
                await uow.waits.drop(customer.id, variant_id)
            elif await uow.catalog.offer(variant_id, customer.language):
                await uow.waits.ask(customer.id, variant_id, self._clock.now())
            else:
                raise NotFound("product")

    async def call_waiting(self) -> int:
        """Tell of what is there again, in the order of asking: as many as there are pieces.

        Those have half an hour before the next ones hear of what is left. Returns how many
        were told.
        """
        since = self._clock.now() - HEAD_START
        async with self._store.read() as uow:
            ready = await uow.waits.ready(since, _AT_ONCE)
        told = 0
        for variant_id in ready:
            async with self._store.write() as uow:
                told += await self._call(uow, variant_id)
        return told

    async def _call(self, uow: UnitOfWork, variant_id: int) -> int:
        """The count is locked first, so that no two hosts tell of the same piece."""
        now = self._clock.now()
        await uow.stock.lock(variant_id)
        count = await uow.stock.count_of(variant_id)
        taken = await uow.waits.told(variant_id, now - HEAD_START)
        places = count.free - taken if count else 0
        turns = await uow.waits.next(variant_id, places) if places > 0 else ()
        for customer_id in turns:
            if await uow.waits.tell(customer_id, variant_id, now):
                payload = {"customer_id": customer_id, "variant_id": variant_id}
                key = f"back:{variant_id}:{customer_id}:{now.timestamp():.3f}"
                await uow.outbox.put(Message(Kind.BACK_NOTE, payload, key), now)
        return len(turns)

    async def tell_of_prices(self) -> int:
        """Tell of favourites that cost less than their customers know of.

        One message a person a day at most, with all of theirs; a drop is told once, and a
        price that rose is where the next drop counts from. Returns how many were told.
        """
        quiet_since = self._clock.now() - QUIET
        async with self._store.read() as uow:
            dearer = await uow.favourites.dearer(_AT_ONCE)
            cheaper = await uow.favourites.cheaper(quiet_since, _AT_ONCE)
        if dearer:
            async with self._store.write() as uow:
                for one in dearer:
                    await uow.favourites.follow(one)
        people = [list(own) for _, own in groupby(cheaper, key=lambda one: one.customer_id)]
        for own in people:
            async with self._store.write() as uow:
                await self._tell(uow, own)
        return len(people)

    async def _tell(self, uow: UnitOfWork, cheaper: Sequence[Cheaper]) -> None:
        now = self._clock.now()
        won = [one for one in cheaper if await uow.favourites.tell(one, now)]
        if not won:
            return
        customer_id = won[0].customer_id
        payload = {
            "customer_id": customer_id,
            "goods": [[one.product_id, one.was] for one in won],
        }
        key = f"cheaper:{customer_id}:{now.timestamp():.3f}"
        await uow.outbox.put(Message(Kind.CHEAPER_NOTE, payload, key), now)

    async def forget(self) -> None:
        """Forget the turns of those who were told."""
        async with self._store.write() as uow:
            await uow.waits.forget_told_before(self._clock.now() - _KEPT)
