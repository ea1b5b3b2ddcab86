"""What a look at the whole shop asks: the database about itself, and Telegram."""

from datetime import datetime
from typing import Protocol

from domain.health import Broken, Database, Pile, Webhook


class HealthRepository(Protocol):
    """The database, asked what is not as it should be. Nothing is changed."""

    async def database(self) -> Database:
        """Return what kind of database this is, and its schema."""
        ...

    async def rules(self) -> int:
        """Return how many rules `broken` tries."""
        ...

    async def broken(self, most: int) -> tuple[Broken, ...]:
        """Return every rule that does not hold, with *most* rows that break it."""
        ...

    async def dead_messages(self, since: datetime) -> Pile:
        """Return the messages that were given up since then."""
        ...

    async def late_messages(self, before: datetime) -> Pile:
        """Return the messages that were due before then and have not left."""
        ...

    async def failed_calls(self, since: datetime) -> Pile:
        """Return the providers' calls, received since then, that were worked off in vain."""
        ...

    async def late_calls(self, before: datetime) -> Pile:
        """Return the providers' calls, received before then, that are still tried."""
        ...

    async def refunds_by_hand(self) -> Pile:
        """Return the refunds that a person must make."""
        ...

    async def late_refunds(self, before: datetime) -> Pile:
        """Return the refunds, owed since before then, that no provider has made."""
        ...

    async def overdue_sales(self, before: datetime) -> Pile:
        """Return the articles whose sale should have begun or ended before then."""
        ...

    async def overdue_holds(self, before: datetime) -> Pile:
        """Return the unpaid orders that hold goods although their time ended before then."""
        ...

    async def on_sale(self) -> int:
        """Return how many products customers can see."""
        ...


class TokenRefused(Exception):
    """Telegram does not know the bot's token."""


class NoAnswer(Exception):
    """Telegram did not answer, or not as it should; no secret is in the message."""


class Telegram(Protocol):
    """Telegram, asked about this bot. Nothing is changed.

    Every method may raise `TokenRefused` or `NoAnswer`.
    """

    async def bot(self) -> str:
        """Return the bot's user name, without the @."""
        ...

    async def webhook(self) -> Webhook:
        """Return where Telegram sends updates."""
        ...

    async def time(self) -> datetime | None:
        """Return the time it has now (UTC, whole seconds), if it tells."""
        ...
