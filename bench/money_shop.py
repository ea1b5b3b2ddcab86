"""The shop's own use cases around money, without a chat."""

from dataclasses import dataclass
from datetime import timedelta

from bench.money_provider import MemoryProvider
from domain.clock import SystemClock
from domain.customers import Customer, Delivery
from domain.gateways import Inbound
from domain.orders import Method
from domain.payments import Charge, Payment
from domain.services.checkout import Checkout, Terms
from domain.services.orders import Orders
from domain.services.payments import Payments
from domain.services.refunds import Refunds
from domain.services.till import Till
from domain.services.watch import Watch
from storage.store import SqlStore

HOLD = timedelta(minutes=15)
_METHODS = (Method.TELEGRAM, Method.STRIPE)


@dataclass(frozen=True, slots=True)
class Basket:
    """A full cart whose owner has seen the review; both numbers prove that."""

    customer: Customer
    revision: int
    fingerprint: int


class ShopHand:
    """Places and settles as the bot does, without a chat. One of the hands that are compared."""

    def __init__(self, store: SqlStore, provider: MemoryProvider) -> None:
        clock = SystemClock()
        gateways = {provider.provider: provider}
        terms = Terms(HOLD, _METHODS, (Delivery.COURIER,))
        self.checkout = Checkout(store, clock, terms)
        self.payments = Payments(store, clock, gateways)
        self.orders = Orders(store, clock, gateways)
        self.refunds = Refunds(store, clock, gateways, _delivery_in)
        till = Till(store, clock, gateways, terms, _back, _delivery_in)
        self.watch = Watch(store, clock, gateways, self.payments, self.refunds, till)

    async def place(self, basket: Basket) -> None:
        """Order what is in the basket, to be paid inside the chat."""
        await self.order(basket, Method.TELEGRAM)

    async def settle(self, charge: Charge) -> None:
        """Take note of money that Telegram tells of."""
        await self.payments.settle(charge)

    async def hear(self, call: Inbound) -> None:
        """Store a call of the provider's."""
        await self.watch.hear(Method.STRIPE, call)

    async def work_off(self) -> int:
        """Apply what stored calls are about; return how many were taken up."""
        return await self.watch.work_off()

    async def order(self, basket: Basket, method: Method) -> Payment:
        """Order what is in the basket and return the attempt to have it paid."""
        placed = await self.checkout.place(
            basket.customer, basket.revision, basket.fingerprint, method
        )
        if placed.payment is None:
            raise RuntimeError("an order that is paid online has an attempt")
        return placed.payment


def _back(to: str) -> str:
    return f"https://t.me/souk?start={to}"


def _delivery_in(_: str) -> str:
    return "Delivery"
