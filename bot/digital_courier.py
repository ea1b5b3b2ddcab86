"""Brings buyers their digital goods: handed over first, in a transaction, then sent."""

from collections.abc import Mapping
from typing import Any, Protocol

from bot.i18n import Translations, Translator
from bot.reply import Document, Reply, Screen
from bot.screens.digital import file_document, goods_reply
from bot.sender import Unreachable
from bot.telling import Way
from domain.customers import Customer
from domain.errors import NotFound
from domain.notices import Kind
from domain.ports.store import Store
from domain.privacy import is_gone
from domain.services.customers import Customers
from domain.services.handover import Handover


class Missing(Exception):
    """Keys are missing that were sold; owners were told, and it is tried again."""


class Chat(Protocol):
    """Sends what people bought."""

    async def post(self, chat_id: int, screen: Screen) -> int:
        """Send a new message and return its id."""
        ...

    async def post_document(self, chat_id: int, document: Document) -> int:
        """Send a file and return the message's id."""
        ...


class DigitalCourier:
    """Delivers the messages of the outbox that are about digital goods."""

    def __init__(
        self,
        store: Store,
        translations: Translations,
        customers: Customers,
        handover: Handover,
        chat: Chat,
        bot_id: int,
    ) -> None:
        self._store = store
        self._translations = translations
        self._customers = customers
        self._handover = handover
        self._chat = chat
        self._bot_id = bot_id

    @property
    def ways(self) -> Mapping[str, Way]:
        """How each kind of message is delivered."""
        return {
            Kind.HAND_OVER: self._hand_over,
            Kind.GOODS: self._goods,
            Kind.GOODS_FILE: self._file,
        }

    async def _hand_over(self, payload: Mapping[str, Any]) -> None:
        if not await self._handover.hand_over(payload["order_id"]):
            raise Missing(f"order {payload['order_id']} waits for keys")

    async def _goods(self, payload: Mapping[str, Any]) -> None:
        buyer, t = await self._buyer(payload["order_id"])
        if is_gone(buyer.id):
            return
        goods = await self._handover.goods(buyer, payload["order_id"])
        await self._send(buyer.id, goods_reply(goods, t, card=False))

    async def _file(self, payload: Mapping[str, Any]) -> None:
        """Send a file, unless the shop sells a text in its place by now."""
        buyer, t = await self._buyer(payload["order_id"])
        if is_gone(buyer.id):
            return
        which = (payload["order_id"], payload["line_id"], self._bot_id)
        try:
            line, data, file_id = await self._handover.file(buyer, *which)
        except NotFound:
            return
        await self._send(buyer.id, file_document(line, data, file_id, t))

    async def _send(self, chat_id: int, reply: Reply) -> None:
        try:
            if isinstance(reply, Document):
                await self._chat.post_document(chat_id, reply)
            elif isinstance(reply, Screen):
                await self._chat.post(chat_id, reply)
        except Unreachable:
            await self._customers.set_blocked(chat_id)
            raise

    async def _buyer(self, order_id: int) -> tuple[Customer, Translator]:
        async with self._store.read() as uow:
            order = await uow.orders.get(order_id)
            buyer = await uow.customers.get(order.customer_id) if order else None
        if not buyer:
            raise LookupError(f"order {order_id}")
        return buyer, self._translations.for_language(buyer.language)
