"""Who writes to the shop, and what it remembers of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from domain import notices
from domain.clock import Clock
from domain.customers import Contact, Customer, Delivery, ensure_text
from domain.errors import BadInput, Field, MissingFact
from domain.phones import Phones
from domain.ports.store import Store

_SEEN_AGAIN = timedelta(hours=6)  # how stale "last seen" may get: a look should not write


@dataclass(frozen=True, slots=True)
class Profile:
    """What Telegram tells of a person with each update."""

    id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    language_code: str = ""


class Customers:
    """Knows people and what checkout asked them."""

    def __init__(
        self, store: Store, clock: Clock, language_for: Callable[[str], str], phones: Phones
    ) -> None:
        """*language_for* turns Telegram's language code into one the shop ships."""
        self._store = store
        self._clock = clock
        self._language_for = language_for
        self._phones = phones

    async def seen(self, profile: Profile) -> Customer:
        """Return the person; one read, and a write only when something changed."""
        async with self._store.read() as uow:
            known = await uow.customers.get(profile.id)
        if known and not self._stale(known, profile):
            return known
        return await self._note(known, profile)

    async def glance(self, profile: Profile) -> Customer:
        """Return the person without noting anything; a stranger is nobody's customer yet."""
        async with self._store.read() as uow:
            known = await uow.customers.get(profile.id)
        language = self._language_for(profile.language_code)
        return known or Customer(profile.id, profile.first_name, profile.username, language)

    def _stale(self, known: Customer, profile: Profile) -> bool:
        named = (known.first_name, known.last_name, known.username, known.telegram_language)
        told = (profile.first_name, profile.last_name, profile.username, profile.language_code)
        long_ago = not known.seen_at or self._clock.now() - known.seen_at > _SEEN_AGAIN
        return named != told or known.blocked or long_ago

    async def _note(self, known: Customer | None, profile: Profile) -> Customer:
        now = self._clock.now()
        person = known or Customer(profile.id, profile.first_name, profile.username, "")
        person = replace(
            person,
            first_name=profile.first_name,
            last_name=profile.last_name,
            username=profile.username,
            telegram_language=profile.language_code,
            language=self._language_for(profile.language_code),
            blocked=False,
            seen_at=now,
        )
        async with self._store.write() as uow:
            if not known:
                await uow.customers.add(person, now)
            await uow.customers.note(person)
            noted = await uow.customers.get(profile.id) or person
            if not known and noted.is_staff:  # appointed before they ever opened the chat
                await notices.menu_changed(uow, noted.id, now)
        return noted

    async def choose_language(self, customer: Customer, language: str) -> Customer:
        """Speak *language* from now on, whatever Telegram says.

        Raises:
            BadInput: The shop does not ship it.
        """
        if self._language_for(language) != language:
            raise BadInput(language)
        async with self._store.write() as uow:
            await uow.customers.set_language(customer.id, language)
        return replace(customer, language=language)

    async def set_blocked(self, customer_id: int) -> None:
        """Note that messages no longer reach this person; writing again undoes it."""
        async with self._store.write() as uow:
            await uow.customers.set_blocked(customer_id)

    async def show_card(self, customer_id: int, message_id: int | None) -> None:
        """Remember the live card of their chat."""
        async with self._store.write() as uow:
            await uow.customers.set_card(customer_id, message_id)

    async def set_name(self, customer: Customer, text: str) -> Customer:
        """Remember who gets the goods. Raises `BadText`."""
        name = ensure_text(Field.NAME, text)
        return await self._remember(customer, replace(customer.contact, name=name))

    async def set_phone(self, customer: Customer, text: str) -> Customer:
        """Remember a phone number typed or shared, as E.164. Raises `BadPhone`."""
        phone = self._phones.parse(text)
        contact = replace(customer.contact, phone=phone)
        return await self._remember(customer, contact)

    async def set_delivery(
        self, customer: Customer, delivery: Delivery, method: int = 0
    ) -> Customer:
        """Remember how the goods should come; *method* is which way of that kind, if told."""
        contact = replace(customer.contact, delivery=delivery, method=method)
        return await self._remember(customer, contact)

    async def set_address(self, customer: Customer, text: str) -> Customer:
        """Remember where the courier goes. Raises `BadText`."""
        address = ensure_text(Field.ADDRESS, text)
        return await self._remember(customer, replace(customer.contact, address=address))

    async def _remember(self, customer: Customer, contact: Contact) -> Customer:
        async with self._store.write() as uow:
            await uow.customers.set_contact(customer.id, contact)
        return replace(customer, contact=contact)


def ensure_known(contact: Contact) -> None:
    """Raise `MissingFact` for the first thing checkout still has to ask."""
    if missing := contact.missing():
        raise MissingFact(missing)
