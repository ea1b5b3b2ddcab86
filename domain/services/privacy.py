"""People see what the shop keeps of them, and have it forgotten."""

from datetime import datetime

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.ports.store import Entry, Store, UnitOfWork
from domain.privacy import SURE, OwnData, Standing, new_stand_in
from domain.services.review_changes import withdraw_all


class Privacy:
    """Everybody may ask for their own data and their own end, and for nobody else's."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def own_data(self, customer: Customer) -> OwnData:
        """Return a copy of all that is kept of the customer."""
        async with self._store.read() as uow:
            records = await uow.privacy.everything(customer.id)
        return OwnData(self._clock.now(), records)

    async def standing(self, customer: Customer) -> Standing:
        """Return whether the customer's account can be deleted now."""
        async with self._store.read() as uow:
            return await self._standing(uow, customer.id)

    async def erase(self, customer: Customer, asked: datetime) -> Standing | None:
        """Delete the customer's account, if nothing stands in the way.

        The books stay: orders, payments and refunds belong to a stand-in from now, and say
        neither who nor where. All else is deleted, and cards in staff's chats are covered.
        Whoever writes again is a new customer.

        *asked*: `Standing.at` of when they were asked whether they are sure. Returns None when
        it is done; otherwise how things stand, as nothing was changed: an order needs them,
        they work here, or the question is older than `SURE`.
        """
        now = self._clock.now()
        async with self._store.write() as uow:
            await uow.privacy.lock(customer.id)
            standing = await self._standing(uow, customer.id)
            if not standing.free or not now - SURE <= asked <= now:
                return standing
            await self._forget(uow, customer, standing, now)
        return None

    async def _forget(
        self, uow: UnitOfWork, customer: Customer, standing: Standing, now: datetime
    ) -> None:
        stand_in, letters = new_stand_in(), await uow.privacy.letters(customer.id)
        await withdraw_all(uow, customer.id, now)
        await uow.feedback.forget(customer.id)
        await uow.privacy.pass_on(customer, stand_in, now)
        await uow.privacy.forget(customer.id)
        await uow.journal.add(Entry(None, "account deleted", f"customer:{stand_in}"), now)
        for order in standing.business:
            await notices.cover(uow, {"order_id": order.order_id}, now)
        for letter_id in letters:
            await notices.cover(uow, {"feedback_id": letter_id}, now)

    async def _standing(self, uow: UnitOfWork, customer_id: int) -> Standing:
        known = await uow.customers.get(customer_id)
        business = await uow.privacy.business(customer_id)
        return Standing(bool(known and known.is_staff), business, self._clock.now())
