"""The test YooKassa as one thing: its books, its API and its page."""

from collections.abc import Callable

from aiohttp import web

from sandbox.providers.yookassa.api import Api
from sandbox.providers.yookassa.ledger import Ledger
from sandbox.providers.yookassa.page import PayPage


class YooKassa(Ledger):
    """A YooKassa that runs as a part of a web server; its own methods need none."""

    def __init__(
        self, now: Callable[[], float], base_url: str = "", back: Callable[[str], str] = str
    ) -> None:
        super().__init__(now, base_url, back)
        self._api = Api(self)
        self._page = PayPage(self)

    def routes(self) -> list[web.RouteDef]:
        """The API under /yookassa/v3 and the page under /pay/yookassa."""
        return [*self._page.routes(), *self._api.routes()]

    async def close(self) -> None:
        """Answer whoever hangs and stop delivering notifications."""
        self._api.let_go()
        await self.postman.close()
