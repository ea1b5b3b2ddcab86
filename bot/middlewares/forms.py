"""Open questions: what the shop asked a person and still waits for."""

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
    costs no statement for it.
    """

    def __init__(self, storage: BaseStorage, bot_id: int) -> None:
        self._storage = storage
        self._bot_id = bot_id

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Tell what is open, and go on."""
        customer: Customer | None = data.get("customer")
        chat: Chat | None = data.get("event_chat")
        if customer is not None and chat is not None and isinstance(event, Update):
            key = StorageKey(self._bot_id, chat.id, customer.id)
            state = data["state"] = FSMContext(self._storage, key)
            if chat.id == customer.id:
                data["raw_state"] = customer.form
            else:
                data["raw_state"] = await state.get_state()
        return await handler(event, data)
