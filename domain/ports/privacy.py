"""The repository of all that is kept of one person."""

from datetime import datetime
from typing import Protocol

from domain.customers import Customer
from domain.privacy import Business, Records


class PrivacyRepository(Protocol):
    """One person's traces in every table; see docs/privacy.md."""

    async def lock(self, customer_id: int) -> None:
        """Keep their cart, their orders and themselves from changing until commit."""
        ...

    async def business(self, customer_id: int) -> tuple[Business, ...]:
        """Return all their orders, oldest first."""
        ...

    async def letters(self, customer_id: int) -> tuple[int, ...]:
        """Return the ids of what they told the owners."""
        ...

    async def everything(self, customer_id: int) -> Records:
        """Return all that is kept of them, by subject; of others only what they told them."""
        ...

    async def pass_on(self, customer: Customer, stand_in: int, at: datetime) -> None:
        """Have *stand_in* own the books of somebody, without a word of who or where."""
        ...

    async def forget(self, customer_id: int) -> None:
        """Delete all else that is kept of somebody, and themselves."""
        ...
