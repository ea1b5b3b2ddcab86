"""Repositories of promo codes and of ways of delivery."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from domain.deliveries import DeliveryMethod
from domain.promo import Offered, Promo


class PromoRepository(Protocol):
    """Promo codes and their uses. A use counts once, and is given back once."""

    async def offered(self, code: str, customer_id: int) -> Offered | None:
        """Return a code (in capitals) as it stands beside the customer's cart."""
        ...

    async def any_active(self) -> bool:
        """Whether the shop has a code that is not switched off."""
        ...

    async def use(self, promo_id: int, order_id: int, customer_id: int, at: datetime) -> bool:
        """Count a use by an order, if the code's limits leave one; whether they did."""
        ...

    async def use_again(self, order_id: int) -> bool:
        """Count a use that was given back once more, if the limits leave one."""
        ...

    async def give_back(self, order_id: int) -> bool:
        """Give an order's use back; whether this call did it."""
        ...

    async def by_code(self, code: str, *, lock: bool = False) -> Promo | None:
        """Return a code; *lock* keeps others from using or changing it until commit."""
        ...

    async def get(self, promo_id: int) -> Promo | None:
        """Return the code with that id."""
        ...

    async def page(self, page: int, size: int) -> tuple[tuple[Promo, ...], int]:
        """Return codes, the newest first, and how many there are."""
        ...

    async def save(
        self, promo: Promo, categories: Collection[int], products: Collection[int], at: datetime
    ) -> Promo:
        """Keep a new code, or the new terms of a known one; return it with its targets."""
        ...

    async def set_active(self, promo_id: int, active: bool) -> bool:
        """Switch a code on or off; whether that changed anything."""
        ...

    async def most_by_one(self, promo_id: int) -> int:
        """Return how often the code was used by whoever used it most."""
        ...


class DeliveryRepository(Protocol):
    """The ways of delivery that were set in the chat."""

    async def all(self) -> tuple[DeliveryMethod, ...]:
        """Return them all in their order, hidden ones too."""
        ...

    async def add(self, method: DeliveryMethod) -> None:
        """Keep a new one, as the last."""
        ...

    async def change(self, method: DeliveryMethod) -> None:
        """Keep another title, fee, threshold, address or visibility of one."""
        ...
