"""The port to a payment provider that is called over the network."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol

from domain.gateways import Hint, Inbound, PaymentRequest, RefundRequest, RefundSnapshot, Snapshot
from domain.money import Money


class Gateway(Protocol):
    """One account at one provider. It keeps no state between calls.

    Every method may raise `GatewayError`; which class it is tells what may be done next.
    """

    @property
    def provider(self) -> str:
        """The name under which the shop keeps what belongs to it: "yookassa"."""
        ...

    def takes(self, money: Money) -> bool:
        """Whether this sum in this currency can be paid this way."""
        ...

    async def create(self, request: PaymentRequest) -> Snapshot:
        """Ask for money; the snapshot has the address where the customer pays."""
        ...

    async def fetch(self, external_id: str) -> Snapshot:
        """Return how things stand with a payment now."""
        ...

    async def capture(self, external_id: str, money: Money, key: str) -> Snapshot:
        """Take money that is held."""
        ...

    async def cancel(self, external_id: str, key: str) -> Snapshot:
        """Let go of money that is held, or close what was not paid yet, where it can."""
        ...

    async def refund(self, request: RefundRequest) -> RefundSnapshot:
        """Send money back, all or a part."""
        ...

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """Return how things stand with a refund now."""
        ...

    def read(self, inbound: Inbound) -> Hint:
        """Say what a call from outside is about; changes nothing, asks nobody.

        Raises:
            Untrusted: It does not come from the provider. Malformed: It cannot be read.
        """
        ...

    def since(self, moment: datetime) -> AsyncIterator[Snapshot]:
        """List the payments made since *moment* (UTC), for the daily comparison."""
        ...

    async def check(self) -> None:
        """Make a harmless call that shows whether the keys are accepted."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
