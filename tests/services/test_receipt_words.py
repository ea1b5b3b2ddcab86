"""What providers print for customers is in the language of the order."""

from pathlib import Path

import pytest

from bot.i18n import Translations
from bot.services import delivery_words
from domain.customers import Role
from domain.gateways import Goods, ReceiptLine
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.paying import PayingShop

LOCALES = Path(__file__).parents[2] / "locales"


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> PayingShop:
    """An empty shop with Stripe."""
    return PayingShop(store, clock)


def _delivery(lines: tuple[ReceiptLine, ...]) -> list[str]:
    return [line.name for line in lines if line.kind is Goods.DELIVERY]


@pytest.mark.parametrize(("language", "word"), [("ru", "Доставка"), ("en", "Delivery")])
async def test_delivery_has_its_name_in_the_orders_language_when_it_is_paid_and_returned(
    shop: PayingShop, language: str, word: str
) -> None:
    mug = await shop.stock("MUG", 5)
    await shop.delivery("Courier 3")
    boss = await shop.hire(3001, Role.ADMIN)
    anna = await shop.customers.choose_language(await shop.customer(), language)
    await shop.paid({mug: 1}, anna)

    await shop.cancelled_by_merchant(boss)
    await shop.refunds.send_due()

    asked = shop.stripe.asked_payments()
    assert [_delivery(request.lines) for request in asked] == [[word]]
    back = shop.stripe.asked_refunds()
    assert [_delivery(request.lines) for request in back] == [[word]]
    await shop.ensure_sound()


def test_the_shop_calls_it_as_its_invoices_do() -> None:
    words = delivery_words(Translations.load(LOCALES))

    assert (words("ru"), words("zh"), words("en")) == ("Доставка", "配送", "Delivery")
    assert words("xx") == "Delivery"
