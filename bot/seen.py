"""What messages show by now, so that no call repeats it."""

import asyncio
from weakref import WeakValueDictionary

from bot.reply import Screen


class Seen:
    """What messages of their own (orders, staff) last showed, to spare calls that change nothing.

    The person who taps "Accept" sees the new card at once; when the outbox brings all
    copies up to date a moment later, theirs needs no call.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._shown: dict[tuple[int, int], int] = {}
        self._turns: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()

    def turn(self, chat_id: int, message_id: int) -> asyncio.Lock:
        """Return the lock under which a message is changed.

        Of two changes at the same time nobody would know which Telegram did last.
        """
        return self._turns.setdefault((chat_id, message_id), asyncio.Lock())

    def note(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Remember what a message shows now."""
        if screen.card:
            self._shown.pop((chat_id, message_id), None)
            return
        while len(self._shown) >= self._most:
            self._shown.pop(next(iter(self._shown)))
        self._shown[chat_id, message_id] = _fingerprint(screen)

    def forget(self, chat_id: int, message_id: int) -> None:
        """Nobody knows what a message shows while it is changed."""
        self._shown.pop((chat_id, message_id), None)

    def knows(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message shows exactly this already."""
        return not screen.card and self._shown.get((chat_id, message_id)) == _fingerprint(screen)


def _fingerprint(screen: Screen) -> int:
    buttons = tuple(
        (button.text, button.url, button.press and button.press.pack())
        for row in screen.rows
        for button in row
    )
    return hash((screen.text, screen.picture, buttons))
