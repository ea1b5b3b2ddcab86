"""The comparison with the sandbox's own YooKassa and Stripe, over HTTP and their SDKs."""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from bot.reconcile import reconcile
from domain.customers import Customer
from domain.gateways import RefundRequest
from domain.money import Money
from domain.orders import Method, Order, PaymentStatus
from domain.payments import Attempt, Payment
from domain.ports.gateways import Gateway
from sandbox.providers.faults import ProviderFaults
from storage.store import SqlStore
from storage.tables import goods
from tests.conftest import StandingClock
from tests.payments import stripe_stand, yookassa_stand
from tests.shop import Shop


@dataclass(frozen=True, slots=True)
class Town:
    """A provider's gateway, its time, and its customers' hands."""

    gateway: Gateway
    clock: StandingClock
    pay: Callable[[str], object]
    faults: ProviderFaults
    currency: str


@asynccontextmanager
async def _stripe() -> AsyncIterator[Town]:
    async with stripe_stand.standing() as stand:
        clock = StandingClock(stand.now)
        yield Town(stand.gateway(), clock, stand.desk.pay, stand.desk.faults, "USD")


@asynccontextmanager
async def _yookassa() -> AsyncIterator[Town]:
    async with yookassa_stand.stand() as stand:
        clock = StandingClock(yookassa_stand.ProviderTime(stand.clock).now())
        yield Town(stand.gateway(), clock, stand.desk.pay, stand.desk.faults, "RUB")


@pytest.fixture(params=[_stripe, _yookassa], ids=["stripe", "yookassa"])
async def town(request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    """Each provider in turn."""
    open_town: Callable[[], AbstractAsyncContextManager[Town]] = request.param
    async with open_town() as opened:
        yield opened


@dataclass(frozen=True, slots=True)
class Lane:
    """A shop in a town."""

    shop: Shop
    town: Town

    async def page(self, person: int) -> Payment:
        """Have somebody order a mug and be shown the page where to pay."""
        customer: Customer = await self.shop.customer(person)
        method = Method(self.town.gateway.provider)
        placed = await self.shop.order(customer, {1: 1}, method)
        await self.shop.till.open(placed)
        assert placed.payment
        async with self.shop.store.read() as uow:
            payment = await uow.payments.by_key(placed.payment.key)
        assert payment
        return payment

    async def order(self, order_id: int) -> Order:
        """An order as it is stored."""
        async with self.shop.store.read() as uow:
            order = await uow.orders.get(order_id)
        assert order
        return order

    async def compared(self) -> tuple[int, list[str]]:
        """Run the command; return its exit code and what it prints."""
        out, gateways = io.StringIO(), {self.town.gateway.provider: self.town.gateway}
        self.shop.clock.skip(hours=2)  # the provider's time stands
        code = await reconcile(self.shop.store, self.shop.clock, gateways, 3, out=out)
        return code, out.getvalue().splitlines()


@pytest.fixture
async def lane(store: SqlStore, town: Town) -> Lane:
    """A shop with one kind of mug, in the provider's currency."""
    shop = Shop(store, town.clock, {town.gateway.provider: town.gateway})
    await shop.stock("MUG", 50)
    async with store.write() as uow:
        await uow.connection.execute(goods.variants.update().values(currency=town.currency))
    return Lane(shop, town)


async def test_payments_that_no_call_told_of_are_found_and_counted(lane: Lane) -> None:
    pages = [await lane.page(1001 + number) for number in range(4)]
    for page in pages[:3]:
        lane.town.pay(page.external_id)

    code, said = await lane.compared()

    assert code == 0
    assert said[0] == f"{lane.town.gateway.provider}:"
    assert said[1].startswith("  4 payments since ")
    assert said[2:] == ["  3 differences were found and put right."]
    statuses = [(await lane.order(number)).payment_status for number in (1, 2, 3, 4)]
    assert statuses == [*[PaymentStatus.PAID] * 3, PaymentStatus.UNPAID]
    assert len((await lane.compared())[1]) == 2, "twice is once"
    assert await lane.shop.rows("charges") == 3
    await lane.shop.ensure_sound()


async def test_a_refund_in_the_cabinet_is_found_and_counted(lane: Lane) -> None:
    page = await lane.page(1001)
    lane.town.pay(page.external_id)
    told = await lane.town.gateway.fetch(page.external_id)
    await lane.shop.watch.apply(lane.town.gateway.provider, told)
    part = Money(200, lane.town.currency)
    by_hand = RefundRequest("cabinet", page.external_id, 1001, part)
    await lane.town.gateway.refund(by_hand)

    code, said = await lane.compared()

    assert (code, said[2:]) == (0, ["  1 difference was found and put right."])
    assert (await lane.order(1)).payment_status is PaymentStatus.PARTLY_REFUNDED
    assert await lane.shop.rows("refunds") == 1
    assert len((await lane.compared())[1]) == 2
    await lane.shop.ensure_sound()


async def test_money_of_ours_that_the_provider_never_took_is_named(lane: Lane) -> None:
    page = await lane.page(1001)
    told = await lane.town.gateway.fetch(page.external_id)
    lie = replace(told, state=Attempt.CAPTURED, paid=told.money)
    await lane.shop.watch.apply(lane.town.gateway.provider, lie)

    code, said = await lane.compared()

    assert code == 1
    assert said[2] == "  1 difference is left. Please look at it:"
    assert said[3].startswith("  Order #1001: ")
    assert said[3].endswith(" is recorded here, but the provider does not show it as paid.")
    assert said[4] == f"  Payment: {page.external_id}"
    assert (await lane.order(1)).payment_status is PaymentStatus.PAID, "a person decides"
    await lane.shop.ensure_sound()


async def test_a_provider_that_has_no_time_is_no_reason_to_doubt_our_books(
    lane: Lane,
) -> None:
    page = await lane.page(1001)
    lane.town.pay(page.external_id)
    lane.town.faults.too_many = 1

    code, said = await lane.compared()

    assert code == 1
    assert said[2:] == [
        "  The provider stopped answering, so some payments were not compared.",
        "  Why: TryLater",
    ]
    assert (await lane.order(1)).payment_status is PaymentStatus.UNPAID


async def test_a_shop_without_providers_has_nothing_to_compare(store: SqlStore) -> None:
    out = io.StringIO()

    assert await reconcile(store, StandingClock(), {}, 3, out=out) == 0
    assert out.getvalue().startswith("No payment provider is set up")
