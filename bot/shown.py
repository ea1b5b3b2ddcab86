"""What was shown where, and pictures on their way: the chat's memory in the shop's database."""

from domain import notices
from domain.clock import Clock
from domain.ports.store import CardMessage, Store
from domain.services.customers import Customers
from domain.services.payments import Payments

INVOICE = "invoice:"


class Shown:
    """Notes which message shows what; see `bot.middlewares.placing.Cards`."""

    def __init__(
        self, store: Store, clock: Clock, customers: Customers, payments: Payments
    ) -> None:
        self._store = store
        self._clock = clock
        self._customers = customers
        self._payments = payments

    async def show_card(self, customer_id: int, message_id: int | None) -> None:
        """Note the live card of a customer's chat."""
        await self._customers.show_card(customer_id, message_id)

    async def note_shown(
        self, subject: str, chat_id: int, message_id: int, *, caption: bool = False
    ) -> None:
        """Note the message that shows *subject*; an earlier one of the chat is taken away.

        Invoices belong to their payment attempt.
        """
        if subject.startswith(INVOICE):
            key = subject.removeprefix(INVOICE)
            await self._payments.invoice_sent(key, chat_id, message_id)
            return
        async with self._store.write() as uow:
            former = await uow.cards.message(subject, chat_id)
            await uow.cards.remember(subject, chat_id, CardMessage(message_id, caption))
            if former and former.id != message_id:
                await notices.remove_message(uow, chat_id, former.id, self._clock.now())


class Gallery:
    """The shop's pictures; see `bot.stage.Pictures`. Telegram's ids are kept in memory too."""

    def __init__(self, store: Store, bot_id: int, cover: int | None) -> None:
        self._store = store
        self._bot_id = bot_id
        self._cover = cover
        self._file_ids: dict[int, str] = {}

    async def file_id(self, picture_id: int) -> str | None:
        """Return Telegram's id of a picture that this bot sent before."""
        if known := self._file_ids.get(picture_id):
            return known
        async with self._store.read() as uow:
            file_id = await uow.pictures.file_id(picture_id, self._bot_id)
        if file_id:
            self._file_ids[picture_id] = file_id
        return file_id

    async def content(self, picture_id: int) -> bytes:
        """Return the bytes of a picture.

        Raises:
            LookupError: There is no such picture.
        """
        async with self._store.read() as uow:
            content = await uow.pictures.content(picture_id)
        if content is None:
            raise LookupError(f"picture {picture_id}")
        return content

    async def remember(self, picture_id: int, file_id: str) -> None:
        """Note Telegram's id of a picture."""
        async with self._store.write() as uow:
            await uow.pictures.remember(picture_id, self._bot_id, file_id)
        self._file_ids[picture_id] = file_id

    def cover(self) -> int | None:
        """Return the shop's cover, under which cards without a picture are shown."""
        return self._cover
