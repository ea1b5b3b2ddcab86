"""A small shop's goods, carts and orders, and names that try to break a screen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.i18n import Translations
from bot.limits import problems
from bot.reply import Button, Invoice, Screen
from bot.shop import ShopFacts
from domain.carts import Cart, CartLine
from domain.catalog import Category, Option, Product, ProductPage, ProductRow, Shelf, Variant
from domain.customers import Contact, Customer, Delivery
from domain.deliveries import DeliveryMethod, chosen
from domain.fulfilment import Fulfilment, Step
from domain.money import Money
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.pricing import NO_TAX, Off, Tax, quote
from domain.services.pricing import Applied, Prices

T = Translations({}).for_language("en")
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LONG = "W" * 64
NASTY = (
    "<b>bold</b> & <script>",
    LONG,
    "מארז ספלים כחולים גדולים במיוחד לכל המשפחה 12345",
    "{n} %s &amp; \\ “quoted”",
    "蓝色的杯子" * 12,
    "🎁" * 30,
)
SHOP = ShopFacts(
    name="Souk",
    currency="USD",
    bot_username="souk_bot",
    methods=(Method.TELEGRAM, Method.CASH),
    deliveries=(Delivery.COURIER, Delivery.PICKUP),
    hold=timedelta(minutes=15),
    pickup_address="1 Market Square",
    support="@souk_help",
    provider_token="token",
)
ANNA = Customer(1001, "Anna", None, "en", card_message_id=5)
KNOWN = Contact("Anna Orlova", "+12025550123", Delivery.COURIER, "12 Garden Street, flat 3")


def usd(cents: int) -> Money:
    """That many cents."""
    return Money(cents, "USD")


def row(
    n: int = 1, title: str = "Blue mug", *, free: int = 9, variants: int = 1, varies: bool = False
) -> ProductRow:
    """A product in a list."""
    return ProductRow(n, title, usd(1200), varies, variants, free, 10 + n)


def page(*rows: ProductRow, number: int = 0, total: int | None = None) -> ProductPage:
    """A page of a list; *total* is what all pages hold."""
    return ProductPage(rows, number, len(rows) if total is None else total)


def shelf(goods: ProductPage, *below: Category, of: Category | None = None) -> Shelf:
    """A category opened."""
    return Shelf(of, below, goods)


def category(n: int, title: str = "Mugs", parent: int | None = None) -> Category:
    """A category."""
    return Category(n, parent, title)


def variant(n: int, *values: str, free: int = 9, price: int = 1200) -> Variant:
    """A variant whose options are called Size and Colour."""
    options = tuple(
        Option(name, value) for name, value in zip(("Size", "Colour", "Cut"), values, strict=False)
    )
    return Variant(n, f"SKU-{n}", options, usd(price), None, free)


def product(*variants: Variant, title: str = "Blue mug", description: str = "") -> Product:
    """A product; without variants given it has one, without options."""
    return Product(1, 3, 1, title, description, None, False, variants or (variant(11),))


def cart_line(
    n: int = 11,
    title: str = "Blue mug",
    *,
    quantity: int = 2,
    price: int = 1200,
    seen: int | None = None,
    free: int = 9,
    on_sale: bool = True,
) -> CartLine:
    """A line of a cart; *seen* is an earlier price."""
    was = usd(price if seen is None else seen)
    return CartLine(n, n, 1, f"SKU-{n}", title, "", quantity, usd(price), was, free, on_sale)


def cart(*lines: CartLine, comment: str = "") -> Cart:
    """Anna's cart."""
    return Cart(ANNA.id, lines, 3, comment)


def ways(fee: int = 0, free_from: int | None = None) -> tuple[DeliveryMethod, ...]:
    """A courier for that fee, and a pick-up point for nothing, as the settings tell them."""
    threshold = None if free_from is None else usd(free_from)
    return (
        DeliveryMethod(0, Delivery.COURIER, usd(fee), free_from=threshold),
        DeliveryMethod(0, Delivery.PICKUP, usd(0), address=SHOP.pickup_address),
    )


def prices(
    of: Cart,
    methods: tuple[DeliveryMethod, ...] = (),
    contact: Contact = KNOWN,
    promo: Applied | None = None,
    off: Off | None = None,
    tax: Tax = NO_TAX,
    *,
    promos: bool = False,
) -> Prices:
    """What a cart costs; *promos*: the shop has promo codes."""
    methods = methods or ways()
    method = methods[0] if len(methods) == 1 else chosen(methods, contact)
    return Prices(quote(of.buyable, method, off, tax), methods, method, promo, promos)


def order_line(title: str = "Blue mug", quantity: int = 2, cents: int = 1200) -> OrderLine:
    """A line of an order."""
    return OrderLine(11, 1, 1, "SKU-11", title, "", quantity, usd(cents))


def order(
    *lines: OrderLine,
    status: Status = Status.CONFIRMED,
    paid: PaymentStatus = PaymentStatus.PAID,
    method: Method = Method.TELEGRAM,
    parts: tuple[Fulfilment, ...] | None = None,
    recipient: Recipient | None = None,
) -> Order:
    """An order, by default a paid one of two mugs that the shop has not looked at."""
    bought = lines or (order_line(),)
    total = sum((line.total for line in bought[1:]), start=bought[0].total)
    who = recipient or Recipient(KNOWN.name, KNOWN.phone, Delivery.COURIER, KNOWN.address)
    waits = status is Status.AWAITING_PAYMENT
    return Order(
        42,
        ANNA.id,
        "en",
        status,
        paid,
        method,
        who,
        total,
        usd(0),
        total,
        NOON,
        NOON + timedelta(minutes=15) if waits else None,
        bought,
        parts if parts is not None else (part(),),
    )


def part(step: Step = Step.NEW, tracking: str = "", n: int = 1, merchant: str = "") -> Fulfilment:
    """One merchant's part of an order."""
    name = merchant or f"Merchant {n}"
    at = None if step is Step.NEW else NOON
    return Fulfilment(n, 42, n, name, step, tracking, "Boris", at)


def pick_up(of: Order) -> Order:
    """The same order, fetched by the customer."""
    who = replace(of.recipient, delivery=Delivery.PICKUP, address=SHOP.pickup_address)
    return replace(of, recipient=who)


def labels(screen: Screen | Invoice) -> list[list[str]]:
    """The labels of a screen's buttons, row by row."""
    return [[button.text for button in row] for row in screen.rows]


def button(screen: Screen | Invoice, label: str) -> Button:
    """The button with that label."""
    return next(each for row in screen.rows for each in row if each.text == label)


def main_buttons(screen: Screen | Invoice) -> list[str]:
    """The labels of the buttons that stand out as the thing to do."""
    shown = [each for row in screen.rows for each in row]
    return [each.text for each in shown if each.style in ("primary", "success")]


def keeps_limits(screen: Screen | Invoice) -> bool:
    """Whether Telegram, and we, can live with a screen; every screen leads somewhere."""
    assert problems(screen) == []
    return bool(screen.rows) or (isinstance(screen, Screen) and screen.keyboard is not None)
