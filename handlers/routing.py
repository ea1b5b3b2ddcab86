"""Routers that are asked only about updates that one of their handlers may want.

Trying every filter of a shop in turn costs a tenth of a tap; a button's first letters and a
command's name tell at once where it belongs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Message, TelegramObject

_DIGITS = 16  # of the largest number in a button, with its sign


@dataclass(frozen=True, slots=True)
class _Wants:
    """The buttons' prefixes and commands some handlers are for; or *anything*."""

    keys: frozenset[str]
    anything: bool

    def __call__(self, event: TelegramObject) -> bool:
        return self.anything or _key(event) in self.keys


_EVERYTHING = _Wants(frozenset(), anything=True)


class Subject(Router):
    """The handlers of one subject. What none of them can want passes by at no cost."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self._wants: dict[str, _Wants] = {}

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Offer an update to the handlers, if one of them may want it."""
        if not self.wanted(update_type)(event):
            return UNHANDLED
        return await super().propagate_event(update_type, event, **kwargs)

    def wanted(self, update_type: str) -> _Wants:
        """Return what the handlers here and below want; learned once, at the first update."""
        if update_type not in self._wants:
            self._wants[update_type] = _together(self._all_wanted(update_type))
        return self._wants[update_type]

    def _all_wanted(self, update_type: str) -> Iterable[_Wants]:
        observer = self.observers.get(update_type)
        for handler in observer.handlers if observer else ():
            yield _wanted_by(handler)
        for router in self.sub_routers:
            yield router.wanted(update_type) if isinstance(router, Subject) else _EVERYTHING


def _together(wants: Iterable[_Wants]) -> _Wants:
    every = list(wants)
    keys = frozenset[str]().union(*(one.keys for one in every))
    return _Wants(keys, any(one.anything for one in every))


def _wanted_by(handler: HandlerObject) -> _Wants:
    """A handler wants what the first filter that names buttons or commands says."""
    for each in handler.filters or ():
        filter_ = each.callback
        if isinstance(filter_, CallbackQueryFilter):
            return _Wants(frozenset({filter_.callback_data.__prefix__}), anything=False)
        if isinstance(filter_, Command) and all(isinstance(c, str) for c in filter_.commands):
            return _Wants(frozenset(f"/{name}" for name in filter_.commands), anything=False)
    return _EVERYTHING


def _absurd(data: str) -> bool:
    """Whether a number in it is longer than any that a button of ours ever had.

    Only a modified client sends one; no database could even look for it.
    """
    return len(data) > _DIGITS and any(len(part) > _DIGITS for part in data.split(":"))


def _key(event: TelegramObject) -> str:
    """Return a button's prefix or a command with its slash; "" for anything else."""
    if isinstance(event, CallbackQuery):
        data = event.data or ""
        return "" if _absurd(data) else data.partition(":")[0]
    if isinstance(event, Message):
        words = (event.text or event.caption or "").split(maxsplit=1)
        first = words[0] if words else ""
        return first.partition("@")[0] if first.startswith("/") else ""
    return ""
