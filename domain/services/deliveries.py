"""Ways of delivery, set by admins in the chat."""

from collections.abc import Sequence
from dataclasses import replace

from domain.clock import Clock
from domain.customers import Customer, Delivery
from domain.deliveries import MOST, MOST_SHOWN, DeliveryMethod
from domain.delivery_terms import DeliveryLine, parse_delivery
from domain.errors import NotFound
from domain.ports.store import Entry, Store, UnitOfWork
from domain.price_errors import BadTerms, Grammar, LastWay, TooMany
from domain.services.pricing import Terms, offered

Ways = tuple[DeliveryMethod, ...]


class Deliveries:
    """Keeps the ways of delivery. Until something is set here, the settings' hold."""

    def __init__(self, store: Store, clock: Clock, terms: Terms) -> None:
        self._store = store
        self._clock = clock
        self._terms = terms

    async def all(self, actor: Customer, currency: str) -> Ways:
        """Return the ways in their order, hidden ones too. Raises `NotAllowed`."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return await uow.deliveries.all() or self._terms.ways(currency)

    async def offered(self, currency: str) -> Ways:
        """Return the ways that customers may choose between, in their order."""
        async with self._store.read() as uow:
            return await offered(uow, self._terms, currency)

    async def edit(self, actor: Customer, text: str, currency: str) -> Ways:
        """Carry out what was typed after /delivery, and return all ways.

        A way of that name is changed, else one is added. The courier of the settings, who
        has no name, takes the first name that is given to a courier.

        Raises:
            NotAllowed: They are no admin. BadTerms: It is not understood.
            TooMany: There is no room for one more.
        """
        actor.ensure_admin()
        line = parse_delivery(text, currency)
        async with self._store.write() as uow:
            ways = await self._stored(uow, currency)
            was = _meant(ways, line, text)
            if was:
                await uow.deliveries.change(_changed(was, line))
            else:
                _ensure_room(ways)
                await uow.deliveries.add(_new(line))
            await self._note(uow, actor, line.name, repr(was or ""), text)
            return await uow.deliveries.all()

    async def show(self, actor: Customer, method_id: int, hidden: bool) -> Ways:
        """Hide a way from customers or show it again; return all ways.

        Raises:
            NotAllowed: They are no admin. NotFound: There is none.
            LastWay: Customers would be left without any. TooMany: They see enough.
        """
        actor.ensure_admin()
        async with self._store.write() as uow:
            ways = await uow.deliveries.all()
            was = next((way for way in ways if way.id == method_id), None)
            if not was:
                raise NotFound("delivery")
            if was.hidden is not hidden:
                _ensure_some_are_shown(ways, hidden)
                await uow.deliveries.change(replace(was, hidden=hidden))
                before, after = ("shown", "hidden") if hidden else ("hidden", "shown")
                await self._note(uow, actor, was.title or was.address, before, after)
            return await uow.deliveries.all()

    async def _stored(self, uow: UnitOfWork, currency: str) -> Ways:
        """Return the stored ways, storing those of the settings if there are none yet."""
        await uow.shop.set("delivery", "in the chat")  # others wait here until commit
        if not await uow.deliveries.all():
            for way in self._terms.ways(currency):
                await uow.deliveries.add(way)
        return await uow.deliveries.all()

    async def _note(
        self, uow: UnitOfWork, actor: Customer, name: str, before: str, after: str
    ) -> None:
        entry = Entry(actor.id, "delivery", f"delivery:{name}", before, after)
        await uow.journal.add(entry, self._clock.now())


def _meant(ways: Ways, line: DeliveryLine, text: str) -> DeliveryMethod | None:
    """Find the way a line is about; None if it is a new one."""
    if line.number:
        if line.number > len(ways):
            raise BadTerms(text, Grammar.DELIVERY, line.name)
        return ways[line.number - 1]
    alike = [way for way in ways if way.kind is line.kind]
    for way in alike:
        if (way.title or way.address).casefold() == line.name.casefold():
            return way
    nameless = [way for way in alike if not (way.title or way.address)]
    return nameless[0] if nameless else None


def _changed(was: DeliveryMethod, line: DeliveryLine) -> DeliveryMethod:
    changed = replace(was, fee=line.fee, free_from=line.free_from)
    if line.number or was.kind is Delivery.PICKUP:
        return changed
    return replace(changed, title=line.name)


def _new(line: DeliveryLine) -> DeliveryMethod:
    pickup = line.kind is Delivery.PICKUP
    return DeliveryMethod(
        id=0,
        kind=line.kind,
        fee=line.fee,
        title="" if pickup else line.name,
        free_from=line.free_from,
        address=line.name if pickup else "",
    )


def _shown(ways: Sequence[DeliveryMethod]) -> int:
    return sum(not way.hidden for way in ways)


def _ensure_room(ways: Ways) -> None:
    if len(ways) >= MOST or _shown(ways) >= MOST_SHOWN:
        raise TooMany(MOST_SHOWN if _shown(ways) >= MOST_SHOWN else MOST)


def _ensure_some_are_shown(ways: Ways, hidden: bool) -> None:
    if hidden and _shown(ways) == 1:
        raise LastWay
    if not hidden and _shown(ways) >= MOST_SHOWN:
        raise TooMany(MOST_SHOWN)
