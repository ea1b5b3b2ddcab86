"""Messages that were given up: owners see them and have them sent again."""

from datetime import datetime

from domain.clock import Clock
from domain.customers import Customer
from domain.dead_letters import KEPT, PAGE, DeadLetterPage
from domain.ports.store import Entry, Store


class DeadLetters:
    """What the outbox has given up. For owners only."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def given_up(self, actor: Customer, page: int = 0) -> DeadLetterPage:
        """Return a page of the last month's; a page that is none shows the nearest.

        Raises:
            NotAllowed: They are no owner.
        """
        actor.ensure_owner()
        since = self._clock.now() - KEPT
        async with self._store.read() as uow:
            total = await uow.dead_letters.count(since)
            page = max(0, min(page, (total - 1) // PAGE))
            dead_letters = await uow.dead_letters.given_up(since, page * PAGE, PAGE)
            newest = (await uow.dead_letters.given_up(since, 0, 1))[:1]
        return DeadLetterPage(dead_letters, page, total, newest[0].given_up_at if newest else None)

    async def send_again(self, actor: Customer, letter_id: int, given_up_at: datetime) -> bool:
        """Have one sent anew; False if somebody did so since it was *given_up_at*.

        Raises:
            NotAllowed: They are no owner.
        """
        actor.ensure_owner()
        now = self._clock.now()
        async with self._store.write() as uow:
            revived = await uow.dead_letters.revive(letter_id, given_up_at, now)
            if revived:
                await uow.journal.add(Entry(actor.id, "sent again", f"message:{letter_id}"), now)
        return revived

    async def send_all_again(self, actor: Customer, until: datetime) -> int:
        """Have all sent anew that were given up by *until*; return how many there were.

        Raises:
            NotAllowed: They are no owner.
        """
        actor.ensure_owner()
        now = self._clock.now()
        async with self._store.write() as uow:
            revived = await uow.dead_letters.revive_all(now - KEPT, until, now)
            if revived:
                entry = Entry(actor.id, "sent again", "messages", "", str(revived))
                await uow.journal.add(entry, now)
        return revived
