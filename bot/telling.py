"""Telling several people the same: it is told when any of them could be reached."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from bot.reply import Screen
from bot.sender import Unreachable
from bot.stage import Place


class Chat(Protocol):
    """Puts screens into one chat."""

    async def post(self, chat_id: int, screen: Screen) -> int:
        """Send a new message and return its id."""
        ...

    async def edit(self, place: Place, screen: Screen) -> None:
        """Change a message. Raises `Gone` when a new one is needed."""
        ...

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Take a message away."""
        ...

    async def album(self, chat_id: int, photos: Sequence[str]) -> None:
        """Send photos that Telegram has, by their file ids."""
        ...


Way = Callable[[Mapping[str, Any]], Awaitable[None]]  # brings what a payload tells


class NobodyToTell(Exception):
    """None of the staff can be reached yet; somebody may open the chat later."""


def ensure_somebody(chats: Mapping[int, object]) -> None:
    """Raise `NobodyToTell` when there is no chat to tell it in."""
    if not chats:
        raise NobodyToTell("the shop has neither staff nor an owner yet")


async def to_all(deliveries: Iterable[Awaitable[object]]) -> None:
    """Deliver to everybody who can be reached; raise `NobodyToTell` only if nobody can."""
    failures = [await _failure(delivery) for delivery in deliveries]
    if failures and all(failures):
        raise NobodyToTell("none of those it is for has opened the shop's chat")


async def _failure(delivery: Awaitable[object]) -> Unreachable | None:
    try:
        await delivery
    except Unreachable as error:
        return error
    return None
