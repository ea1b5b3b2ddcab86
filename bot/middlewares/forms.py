"""Open questions: which one stands, and what closes it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.types import Chat, TelegramObject, Update

from domain.customers import Customer

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Forms(BaseMiddleware):
    """Puts `state` and `raw_state` into the data, in place of aiogram's own middleware.

    In a private chat the open question comes with the customer's row, so an ordinary tap
    costs no statement for it. A tap on a button that is not the form's own, and any command
    but /cancel, close the form before the handler works; what was said so far stays.
    """

    def __init__(self, storage: BaseStorage, bot_id: int, own_buttons: frozenset[str]) -> None:
        """*own_buttons*: prefixes of the callbacks that answer a question themselves."""
        self._storage = storage
        self._bot_id = bot_id
        self._own_buttons = own_buttons

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Tell what is open, close it if this update leads elsewhere, and go on."""
        customer: Customer | None = data.get("customer")
        chat: Chat | None = data.get("event_chat")
        if customer is None or chat is None or not isinstance(event, Update):
            return await handler(event, data)
        key = StorageKey(self._bot_id, chat.id, customer.id)
        state = data["state"] = FSMContext(self._storage, key)
        standing = await self._open(customer, chat, event, state)
        if standing and self._leads_elsewhere(event):
            await state.set_state(None)
            standing = None
        data["raw_state"] = standing
        return await handler(event, data)

    async def _open(
        self, customer: Customer, chat: Chat, event: Update, state: FSMContext
    ) -> str | None:
        if chat.id == customer.id:
            return customer.form
        return await state.get_state() if event.message else None

    def _leads_elsewhere(self, event: Update) -> bool:
        if event.callback_query:
            prefix = (event.callback_query.data or "").partition(":")[0]
            return prefix not in self._own_buttons
        text = event.message.text if event.message else None
        return bool(text) and text.startswith("/") and not text.startswith("/cancel")
