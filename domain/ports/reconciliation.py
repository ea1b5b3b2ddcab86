"""Repository for the comparison with the providers' books."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from domain.reconciliation import Booked, Turn


class ReconciliationRepository(Protocol):
    """Our books, read as a provider's are: by its payments. And whose turn it is."""

    async def booked(self, provider: str, keys: Mapping[str, str]) -> Mapping[str, Booked]:
        """Return what we have of each payment, by its id; *keys* are those it names.

        Each of *keys* is in the answer; a payment we do not know has nothing taken.
        """
        ...

    async def charged(
        self, provider: str, since: datetime, after: int, most: int
    ) -> tuple[Booked, ...]:
        """Return payments whose money was written down since, by number, from *after* on."""
        ...

    async def turn(self, provider: str) -> Turn | None:
        """Return when a provider's turn is; None if it never had one."""
        ...

    async def set_turn(self, provider: str, seen: Turn | None, to: Turn) -> bool:
        """Change a turn that still is as it was *seen*; whether this call did it."""
        ...
