"""What the sandbox needs of a payment provider that it serves."""

from typing import Protocol

from aiohttp import web

from sandbox.providers.faults import ProviderFaults
from sandbox.providers.notices import Postman


class Desk(Protocol):
    """A payment provider on this machine.

    *base_url* is the server's own address, without a slash at the end; it is set before the
    first request comes. `tick` is called several times a second, `close` when the server
    stops: calls that hang get their end by it, and it may be called twice.
    """

    base_url: str
    faults: ProviderFaults

    @property
    def postman(self) -> Postman:
        """Who tells the shops what happened."""

    def routes(self) -> list[web.RouteDef]:
        """Every address, with its whole path."""

    def tick(self) -> None:
        """Let happen what is due by now."""

    async def close(self) -> None:
        """Let go of whoever waits for an answer, and stop telling the shops."""

    def finish_refund(self, refund_id: str, *, ok: bool) -> object:
        """Let a waiting refund succeed or fail."""
