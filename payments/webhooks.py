"""Where providers call: store what they say, acknowledge at once, believe nothing yet."""

from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web

from domain.clock import Clock
from domain.gateways import Inbound, Malformed, Untrusted

LARGEST_CALL = 256 * 1024  # bytes; a notification has a few thousand
Hear = Callable[[str, Inbound], Awaitable[None]]


class ProviderCalls:
    """The HTTP side of the payment providers: ``/webhooks/NAME`` for each of them."""

    def __init__(self, hear: Hear, clock: Clock, heard: Callable[[], None]) -> None:
        """*hear* stores a call; *heard* is called after, so that somebody works it off."""
        self._hear = hear
        self._clock = clock
        self._heard = heard

    def routes(self, providers: Iterable[str]) -> list[web.RouteDef]:
        """Return a route for each provider by name."""
        return [web.post(f"/webhooks/{name}", self._receiver(name)) for name in providers]

    def _receiver(self, provider: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def receive(request: web.Request) -> web.Response:
            if (request.content_length or 0) > LARGEST_CALL:
                return web.Response(status=413)
            inbound = await _inbound(request, self._clock)
            return web.Response(status=await self._take(provider, inbound))

        return receive

    async def _take(self, provider: str, inbound: Inbound) -> int:
        """Store a call and return the status that answers it; 200 is said after the commit."""
        try:
            await self._hear(provider, inbound)
        except Untrusted:
            return 403
        except Malformed:
            return 400
        self._heard()
        return 200


async def _inbound(request: web.Request, clock: Clock) -> Inbound:
    return Inbound(
        body=await request.read(),
        headers={name.lower(): value for name, value in request.headers.items()},
        peer=request.remote or "",
        at=clock.now(),
    )
