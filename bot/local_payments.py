"""The payment providers of the sandbox, and the shop's account at each of them."""

import socket
from collections.abc import Callable

from pydantic import SecretStr

from domain.money import exponent
from sandbox.providers.desk import Desk
from sandbox.providers.stripe import Stripe
from sandbox.providers.yookassa import YooKassa

HOST = "127.0.0.1"
FIRST_SHOP_ID = 100_500
_DECIMALS = 2  # of the sums that the local YooKassa counts
# They open the local providers only, and look like what the real ones hand out.
_YOOKASSA_KEY = "test_kT9wZr4Bn1Xe7Qm3Vd8Ls5Ya"
_STRIPE_KEY = "sk_test_R7mQ2vXc9TbLw4Hn"
_STRIPE_SECRET = "whsec_Zt5YcK1nRw7Xb2Lp"  # noqa: S105


def free_port() -> int:
    """Return a port of this machine nobody listens on."""
    with socket.create_server((HOST, 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


class LocalPayments:
    """A YooKassa and a Stripe which tell the shop at *port* what happens.

    Their pages call it *shop_name*; *now* tells Unix seconds. *currency* is that of its
    account at YooKassa, as far as that can be.
    """

    def __init__(
        self, shop_name: str, now: Callable[[], float], port: int, currency: str = "RUB"
    ) -> None:
        self._shop_name = shop_name
        self._currency = currency if exponent(currency) == _DECIMALS else "RUB"
        self._port = port
        self._shop_id = FIRST_SHOP_ID
        self._yookassa = YooKassa(now, back=self._back)
        self._stripe = Stripe(now, back=self._back)
        self._open_accounts()

    @property
    def desks(self) -> tuple[Desk, ...]:
        """Both providers, for the sandbox's server."""
        return self._yookassa, self._stripe

    def settings(self) -> dict[str, object]:
        """Return the settings by which a shop finds them, and they the shop."""
        return {
            "yookassa_shop_id": str(self._shop_id),
            "yookassa_secret_key": SecretStr(_YOOKASSA_KEY),
            "yookassa_currency": self._currency,
            "yookassa_api_url": f"{self._yookassa.base_url}/yookassa/v3",
            "stripe_secret_key": SecretStr(_STRIPE_KEY),
            "stripe_webhook_secret": SecretStr(_STRIPE_SECRET),
            "stripe_api_url": f"{self._stripe.base_url}/stripe",
            "host": HOST,
            "port": self._port,
        }

    async def forget(self) -> None:
        """Begin anew: a new shop meets none of the payments of the one before it."""
        self._yookassa.payments.clear()
        self._yookassa.refunds.clear()
        self._yookassa.receipts.clear()
        for desk in self.desks:
            await desk.postman.close()
            desk.postman.held.clear()
            desk.postman.lost.clear()
            desk.postman.sent.clear()
        self._shop_id += 1  # the old account's idempotency keys stay with the old account
        self._open_accounts()

    def _open_accounts(self) -> None:
        address = f"http://{HOST}:{self._port}/webhooks"
        shop = self._yookassa.add_account(str(self._shop_id), _YOOKASSA_KEY, f"{address}/yookassa")
        shop.name, shop.currency = self._shop_name, self._currency
        self._stripe.add_account(_STRIPE_KEY, _STRIPE_SECRET, f"{address}/stripe", self._shop_name)

    def _back(self, url: str) -> str:
        """The chat of a local shop is the sandbox's page."""
        return f"{self._stripe.base_url}/" if url.startswith("https://t.me/") else url
