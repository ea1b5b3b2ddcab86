"""Telling several people the same: it is told when any of them could be reached."""

from collections.abc import Awaitable, Iterable, Mapping

from bot.sender import Unreachable


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
