"""aiogram's memory of open forms, in the shop's own database."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.store import SqlStore
from storage.tables.chat import conversations


class Conversations(BaseStorage):
    """One open form for each person in each chat; survives a restart."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Open a form, or close it with None; closing what is closed writes nothing new."""
        await self._save(key, state=state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the open question."""
        state: str | None = await self._value(key, conversations.c.state)
        return state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what was said so far."""
        await self._save(key, data=dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return what was said so far."""
        return dict(await self._value(key, conversations.c.data) or {})

    async def close(self) -> None:
        """Nothing to close: the store is the application's."""

    async def forget(self, before: datetime) -> None:
        """Drop what nobody has touched since *before*."""
        async with self._store.write() as uow:
            await uow.connection.execute(
                delete(conversations).where(conversations.c.updated_at < before)
            )

    async def _value(self, key: StorageKey, column: Any) -> Any:
        async with self._store.read() as uow:
            return await uow.connection.scalar(
                select(column).where(
                    conversations.c.chat_id == key.chat_id,
                    conversations.c.customer_id == key.user_id,
                )
            )

    async def _save(self, key: StorageKey, **values: Any) -> None:
        values["updated_at"] = datetime.now(UTC)
        async with self._store.write() as uow:
            postgres = uow.connection.dialect.name == "postgresql"
            insert: Any = (postgresql if postgres else sqlite).insert(conversations)
            row = {"data": {}, "chat_id": key.chat_id, "customer_id": key.user_id, **values}
            await uow.connection.execute(
                insert.values(**row).on_conflict_do_update(
                    index_elements=[conversations.c.chat_id, conversations.c.customer_id],
                    set_=values,
                )
            )
