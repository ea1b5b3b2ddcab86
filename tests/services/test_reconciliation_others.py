"""What stands in one of the books, or moves meanwhile, and is no difference for all that.

"payments 7" and "commerce 58" are the numbers of docs/faults.md.
"""

from dataclasses import replace

import pytest

from domain.orders import PaymentStatus
from domain.payments import Attempt
from domain.reconciliation import Difference, Gap
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.comparing import ComparingShop, gaps, only
from tests.shop import usd


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> ComparingShop:
    """An empty shop with Stripe."""
    return ComparingShop(store, clock)


async def _paid(shop: ComparingShop) -> str:
    """Have an order of 690 paid, hours ago; return its attempt's key."""
    payment = await shop.paid({await shop.stock("MUG", 5): 1})
    shop.clock.skip(hours=2)
    return payment.key


async def test_money_that_came_now_for_a_page_older_than_the_list_is_asked_for_by_its_id(
    shop: ComparingShop,
) -> None:
    key = await _paid(shop)
    shop.books.made["stripe-pay-1"] = shop.clock.now().replace(year=2025)
    asked = shop.stripe.count("fetch")

    report = await shop.ensure_agreed()

    assert report.payments == 0
    assert shop.stripe.count("fetch") == asked + 1
    assert shop.stripe.named(key).state is Attempt.CAPTURED


async def test_payments_7_money_of_another_program_is_none_of_ours(shop: ComparingShop) -> None:
    """Payments 6: it names no attempt, as everything does that this shop has asked for."""
    await _paid(shop)
    shop.books.foreign(key="")

    report = await shop.ensure_agreed()

    assert report.payments == 2
    assert shop.applied.ids == []


async def test_money_for_an_attempt_that_we_never_wrote_down_is_reported(
    shop: ComparingShop,
) -> None:
    """Commerce 58: the order was lost with a restored database, or is another shop's."""
    foreign = shop.books.foreign(key="of-a-lost-order")
    shop.clock.skip(hours=2)

    report = await shop.compared()

    assert only(report) == Difference(Gap.UNRECORDED, foreign, 0, None, usd(500))
    assert await shop.rows("charges") == await shop.rows("outbox") == 0
    shop.books.alter(foreign, refunded=500)
    await shop.ensure_agreed()


async def test_pages_nobody_has_paid_differ_in_nothing(shop: ComparingShop) -> None:
    mug = await shop.stock("MUG", 5)
    for number in range(3):
        await shop.opened({mug: 1}, await shop.customer(1001 + number))
    shop.stripe.decline("stripe-pay-1")
    shop.stripe.expire("stripe-pay-2")
    shop.clock.skip(hours=2)

    await shop.ensure_agreed()


async def test_a_payment_of_another_provider_is_not_looked_for(shop: ComparingShop) -> None:
    placed = await shop.order(await shop.customer(), {await shop.stock("MUG", 5): 1})
    await shop.payments.settle(shop.charge(placed))

    report = await shop.ensure_agreed()

    assert report.payments == 0
    assert shop.stripe.calls == []


async def test_money_of_last_month_is_not_asked_about_again(shop: ComparingShop) -> None:
    await _paid(shop)
    shop.clock.skip(days=30)
    asked = shop.stripe.count("fetch")

    report = await shop.ensure_agreed()

    assert report.payments == 0
    assert shop.stripe.count("fetch") == asked


async def test_a_payment_that_names_the_attempt_of_another_provider_is_not_applied(
    shop: ComparingShop,
) -> None:
    placed = await shop.order(await shop.customer(), {await shop.stock("MUG", 5): 1})
    assert placed.payment
    foreign = shop.books.foreign(placed.payment.key)
    shop.clock.skip(hours=2)

    report = await shop.compared()

    assert only(report) == Difference(Gap.UNRECORDED, foreign, 0, None, usd(500))
    assert (await shop.read()).payment_status is PaymentStatus.UNPAID


async def test_money_told_of_while_the_list_is_read_differs_in_nothing(
    shop: ComparingShop,
) -> None:
    """The list is older than our books by then."""
    payment = await shop.opened({await shop.stock("MUG", 5): 1})
    shop.clock.skip(minutes=1)

    async def paid_meanwhile() -> None:
        shop.stripe.pay(payment.key)
        await shop.told(shop.stripe.hint(payment.key))

    shop.books.meanwhile = paid_meanwhile
    report = await shop.compared()

    assert (report.healed, report.differing) == (0, 0)
    await shop.ensure_paid_once()


async def test_money_that_comes_between_our_two_looks_is_not_called_missing(
    shop: ComparingShop,
) -> None:
    """The provider is asked, and before it answers a call of its own has settled all."""
    key = await _paid(shop)
    shop.books.alter(key, disputed=1)
    told = replace(shop.stripe.named(key), refunded=200)

    async def refunded_meanwhile() -> None:
        await shop.watch.apply("stripe", told)

    shop.stripe.before_answering("fetch", refunded_meanwhile)
    report = await shop.compared()

    assert gaps(report) == [Gap.DISPUTED], "what our books were ahead in is no difference"
