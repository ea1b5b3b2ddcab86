"""Questions that nobody answered: after a while they are taken back.

Whoever comes back tomorrow and types what they look for has forgotten that yesterday's last
question was where to bring it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

from bot.dialogs import Transferring
from domain.clock import Clock

_A_NIGHT = timedelta(hours=12)
_LONGEST_TRANSFER = timedelta(days=14)  # SHOP_TRANSFER_HOURS is no more


class Conversations(Protocol):
    """Where it is kept what was asked."""

    async def forget(self, before: datetime, but: Collection[str] = ()) -> None:
        """Drop what nobody has touched since *before*, other than those questions."""
        ...


class OpenForms:
    """Ends questions that are long open; what was answered before stays with the customer."""

    def __init__(self, conversations: Conversations, clock: Clock) -> None:
        self._conversations = conversations
        self._clock = clock

    async def end_old(self) -> None:
        """End what is open since half a day; a transfer's receipt is waited for longer."""
        now, receipts = self._clock.now(), str(Transferring.proof.state)
        await self._conversations.forget(now - _A_NIGHT, but=(receipts,))
        await self._conversations.forget(now - _LONGEST_TRANSFER)
