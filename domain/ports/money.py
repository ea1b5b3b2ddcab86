"""Repositories of refunds and of what providers called to tell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.gateways import Hint, RefundState
from domain.refunds import OPEN, Refund, Taken


@dataclass(frozen=True, slots=True)
class Heard:
    """A provider's call, kept until it is worked off."""

    id: int
    provider: str
    external_id: str
    refund_id: str
    tries: int


class RefundRepository(Protocol):
    """Refunds, and the money they are taken from."""

    async def taken(self, order_id: int) -> tuple[Taken, ...]:
        """Return all money that came for an order, oldest first."""
        ...

    async def of_order(self, order_id: int) -> tuple[Refund, ...]:
        """Return an order's refunds, oldest first."""
        ...

    async def get(self, refund_id: int) -> Refund | None:
        """Return one."""
        ...

    async def by_external(self, provider: str, external_id: str) -> Refund | None:
        """Return the refund that the provider knows by that id."""
        ...

    async def add(self, refund: Refund, at: datetime) -> Refund | None:
        """Write a refund down and return it with its id; None if its subject was before."""
        ...

    async def due(self, now: datetime, most: int) -> tuple[Refund, ...]:
        """Return open refunds that are to be sent, or asked about, by now."""
        ...

    async def claim(self, refund: Refund, at: datetime, until: datetime) -> bool:
        """Take a due refund for oneself until *until*; whether this call got it.

        From now, *at*, the provider may have been asked: that is noted as its `sent_at`.
        """
        ...

    async def not_sent(self, refund: Refund) -> None:
        """Note that the call made since *refund* was read has certainly done nothing."""
        ...

    async def lower(self, refund: Refund, amount: int) -> bool:
        """Ask a person for *amount* minor units only; False if they are asked no more."""
        ...

    async def move(
        self,
        refund: Refund,
        to: RefundState,
        try_at: datetime | None = None,
        external_id: str = "",
        said: str = "",
        frm: Collection[RefundState] = OPEN,
    ) -> bool:
        """Note how a refund stands; False if it stands at none of *frm* any more."""
        ...


class InboxRepository(Protocol):
    """Calls of providers: stored at once, worked off after."""

    async def put(self, provider: str, hint: Hint, at: datetime) -> bool:
        """Keep a call; False if it was there."""
        ...

    async def due(self, now: datetime, most: int) -> tuple[Heard, ...]:
        """Return calls to be worked off by now, oldest first."""
        ...

    async def claim(self, heard: Heard, until: datetime) -> bool:
        """Take a call for oneself until *until*; whether this one got it."""
        ...

    async def again(self, heard: Heard, at: datetime | None, said: str = "") -> None:
        """Look at it again at *at*; None: it is worked off."""
        ...
