"""aiogram's memory of open forms, in the shop's own database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy import bindparam, delete, or_, select

from domain.clock import Clock
from storage.looks import Deed, Look
from storage.repository import Repository
from storage.store import SqlStore
from storage.tables.chat import conversations

_WHOSE = (conversations.c.chat_id, conversations.c.customer_id)
_ONE = Look(
    select(conversations.c.state, conversations.c.data).where(
        conversations.c.chat_id == bindparam("chat_id"),
        conversations.c.customer_id == bindparam("customer_id"),
    )
)


def _saves(*names: str) -> Deed:
    """Return what opens a conversation, or sets these columns of an open one."""

    def build(insert: Any) -> Any:
        saved = insert(conversations)
        fresh = {name: saved.excluded[name] for name in names}
        return saved.on_conflict_do_update(index_elements=_WHOSE, set_=fresh)

    return Deed(build, [*_WHOSE, conversations.c.data, *(conversations.c[name] for name in names)])


_SAVE_STATE = _saves("state", "updated_at")
_SAVE_DATA = _saves("data", "updated_at")


class Conversations(BaseStorage):
    """One open form for each person in each chat; survives a restart."""

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Open a form, or close it with None; closing what is closed writes nothing new."""
        name = state.state if isinstance(state, State) else state
        await self._save(_SAVE_STATE, key, {"state": name, "data": {}})

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the open question."""
        row = await self._row(key)
        return row.state if row else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what was said so far."""
        await self._save(_SAVE_DATA, key, {"data": dict(data)})

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return what was said so far."""
        row = await self._row(key)
        return dict(row.data or {}) if row else {}

    async def close(self) -> None:
        """Nothing to close: the store is the application's."""

    async def forget(self, before: datetime, but: Collection[str] = ()) -> None:
        """Drop what nobody has touched since *before*, other than those open questions."""
        state = conversations.c.state
        async with self._store.write() as uow:
            await uow.connection.execute(
                delete(conversations).where(
                    conversations.c.updated_at < before,
                    or_(state.is_(None), state.not_in(but)),
                )
            )

    async def _row(self, key: StorageKey) -> Any:
        async with self._store.read() as uow:
            rows = await Repository(uow.connection).look(_ONE, _whose(key))
        return rows[0] if rows else None

    async def _save(self, deed: Deed, key: StorageKey, values: Mapping[str, Any]) -> None:
        now = {"updated_at": self._clock.now()}
        async with self._store.write() as uow:
            await Repository(uow.connection).do(deed, {**_whose(key), **values, **now})


def _whose(key: StorageKey) -> dict[str, int]:
    return {"chat_id": key.chat_id, "customer_id": key.user_id}
