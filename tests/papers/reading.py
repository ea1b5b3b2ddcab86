"""PDFs read again, and orders worth printing."""

import io
import re
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from bot.i18n import Translations
from domain.fulfilment import Step
from domain.money import Money, zero
from domain.orders import Method, Order, OrderLine, PaymentStatus
from tests.screens.samples import NOON, order, part

LANGUAGES = Translations.load(Path(__file__).parents[2] / "locales")
EN, RU, ZH = (LANGUAGES.for_language(code) for code in ("en", "ru", "zh"))
ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as a reader copies it."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """*text* without blanks: where a PDF has them is a matter of its line breaks."""
    return re.sub(rf"[\s{ZERO_WIDTH}]", "", text)


def said(pdf: bytes) -> str:
    """All the words of a document, without blanks."""
    return squeezed("".join(pages(pdf)))


def line(
    title: str = "Blue mug",
    *,
    label: str = "",
    sku: str = "BM-1",
    quantity: int = 1,
    price: int = 1200,
    currency: str = "USD",
    merchant: int = 1,
) -> OrderLine:
    """A line of an order; *price* in minor units."""
    return OrderLine(1, 1, merchant, sku, title, label, quantity, Money(price, currency))


def ordered(*lines: OrderLine, shipping: int = 0) -> Order:
    """A paid order of *lines* in their currency; *shipping* in minor units."""
    currency = lines[0].price.currency
    subtotal = sum((each.total for each in lines), start=zero(currency))
    fee = Money(shipping, currency)
    made = replace(order(*lines), subtotal=subtotal, shipping=fee, total=subtotal + fee)
    return replace(made, paid_at=NOON)


def half_cancelled(paid: PaymentStatus = PaymentStatus.UNPAID) -> Order:
    """A cash order of two merchants' goods, of which the second's will not come."""
    made = ordered(line(price=2400), line("Teapot", price=4950, merchant=2), shipping=500)
    parts = (part(), part(Step.CANCELLED, n=2))
    return replace(made, payment_status=paid, method=Method.CASH, fulfilments=parts)
