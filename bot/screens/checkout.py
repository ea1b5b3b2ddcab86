"""Checkout: the review of all that is ordered, and Telegram's invoice for it."""

from collections.abc import Iterator

from bot.callbacks.shopping import CancelOrder, EditComment, EditFact, OpenCart, PlaceOrder
from bot.i18n import Translator
from bot.limits import DESCRIPTION
from bot.markup import Markup
from bot.reply import Button, Invoice, KeysGone, Price, Screen, Style, columns
from bot.screens.cart_sums import hints
from bot.screens.deliveries import whereto
from bot.screens.parts import LINES, clip, fitted, goods, paragraphs
from bot.screens.promos import promo_button
from bot.screens.sums import percent, sum_lines, total_lines
from bot.screens.till import pay_label, way_label
from bot.shop import ShopFacts
from domain.customers import Delivery
from domain.errors import Fact, WrongStep
from domain.money import STARS
from domain.orders import Method, Order, Status
from domain.receipts import of_order
from domain.services.checkout import Placed, Review
from domain.ways import ways

_FEW_WAYS = 4  # with more of them the rows above have to be fewer
_PRICES = 20  # lines of an invoice; longer orders are billed in one


def review_screen(
    review: Review,
    t: Translator,
    shop: ShopFacts,
    *,
    keyboard: KeysGone | None = None,
) -> Screen:
    """All that the customer confirms, with a way to change each of it, and the ways to pay."""
    text = fitted(lambda shown: _reviewed(review, shown, t, shop))
    rows = [
        *columns(_edits(review, t), 2 if len(_ways(review, shop)) <= _FEW_WAYS else 3),
        *_places(review, t, shop),
        [Button(t("‹ Cart"), OpenCart())],
    ]
    return Screen(text, rows, keyboard=keyboard)


def _reviewed(review: Review, shown: int, t: Translator, shop: ShopFacts) -> Markup:
    return paragraphs(
        t("<b>Please check your order</b>"),
        goods(review.cart.lines, shown, t),
        LINES.join(_whereto(review, t)),
        LINES.join(_totals(review, t)),
        _terms(review, t, shop),
        t("The other goods stay in your cart; you order them next.") if review.others else "",
    )


def _whereto(review: Review, t: Translator) -> list[Markup]:
    contact, comment, method = review.contact, review.cart.comment, review.method
    if review.digital:
        return [whereto(method.kind, "", "", t)]
    address = method.address if _picks_up(review) else contact.address
    said = [
        whereto(method.kind, method.title, address, t),
        t("Name: {name}", name=contact.name),
        t("Phone: {phone}", phone=contact.phone),
    ]
    if comment:
        said.append(t("Comment: {comment}", comment=clip(comment, 120)))
    return said


def _totals(review: Review, t: Translator) -> Iterator[Markup]:
    prices, sums = review.prices, review.prices.quote.sums
    yield from sum_lines(sums, prices.code, t, free=not _picks_up(review) and not review.digital)
    yield from total_lines(sums, t)
    yield from hints(prices, t)


def _picks_up(review: Review) -> bool:
    return review.method.kind is Delivery.PICKUP


def _terms(review: Review, t: Translator, shop: ShopFacts) -> Markup:
    offered = _ways(review, shop)
    if not offered and review.digital:
        return t("The shop cannot sell these goods at the moment. Your cart is kept.")
    if not offered:
        return t("The shop cannot take orders at the moment. Your cart is kept.")
    if review.digital:
        return _digital_terms(offered, t)
    if not _prepaid(offered):
        return t("You can cancel until the shop starts on it.")
    return t.plural(
        "Nothing is charged before you confirm. The goods wait {n} minute for the payment."
        " You can cancel until the shop starts on it.",
        "Nothing is charged before you confirm. The goods wait {n} minutes for the payment."
        " You can cancel until the shop starts on it.",
        int(shop.hold.total_seconds()) // 60,
    )


def _digital_terms(offered: tuple[Method, ...], t: Translator) -> Markup:
    stars = offered == (Method.STARS,)
    return LINES.join(
        [
            t("Digital goods are paid in Stars, Telegram's own money.") if stars else "",
            t("Nothing is charged before you confirm. What was handed over cannot be returned."),
        ]
    )


def _ways(review: Review, shop: ShopFacts) -> tuple[Method, ...]:
    """By which ways such goods are paid here; placing the order looks at it again."""
    return ways(shop.methods, shop.rule, review.total.currency, digital=review.digital)


def _prepaid(offered: tuple[Method, ...]) -> tuple[Method, ...]:
    return tuple(method for method in offered if method is not Method.CASH)


def _edits(review: Review, t: Translator) -> list[Button]:
    """A button for each thing that could be otherwise."""
    edits = []
    if review.digital:  # there is nobody to bring anything, and nothing to bring
        return promo_button(review.prices, t, review=True) if not review.others else []
    if len(review.prices.methods) > 1:
        edits.append(Button(t("Delivery"), EditFact(fact=Fact.DELIVERY)))
    if not _picks_up(review):
        edits.append(Button(t("Address"), EditFact(fact=Fact.ADDRESS)))
    return [
        *edits,
        Button(t("Name"), EditFact(fact=Fact.NAME)),
        Button(t("Phone"), EditFact(fact=Fact.PHONE)),
        Button(t("Comment"), EditComment()),
        *promo_button(review.prices, t, review=True),
    ]


def _places(review: Review, t: Translator, shop: ShopFacts) -> Iterator[list[Button]]:
    """A button for each way to pay; the first stands out. One is enough for nothing to pay."""
    offered = _ways(review, shop)
    for method in offered if review.total.amount else offered[:1]:
        press = PlaceOrder(
            revision=review.cart.revision, fingerprint=review.fingerprint, method=method
        )
        style: Style | None = "success" if method is offered[0] else None
        yield [Button(_method_label(review, method, t, shop), press, style=style)]


def _method_label(review: Review, method: Method, t: Translator, shop: ShopFacts) -> str:
    if not review.total.amount:
        return t("Place the order")
    if method is not Method.CASH and len(_prepaid(_ways(review, shop))) == 1:
        return pay_label(review.total, t)
    return way_label(method, t, picked_up=_picks_up(review))


def invoice(placed: Placed, t: Translator, shop: ShopFacts) -> Invoice:
    """Telegram's own invoice for an order that waits for money.

    Raises:
        WrongStep: It waits for none.
    """
    order, payment = placed.order, placed.payment
    if payment is None:
        raise WrongStep(order.status, Status.CONFIRMED)
    receipt = _receipt(order, t, shop)
    names = ", ".join(f"{line.name} × {line.quantity}" for line in order.lines)
    return Invoice(
        title=t("Order #{number}", number=order.number).plain,
        description=clip(names, DESCRIPTION),
        payload=payment.key,
        prices=tuple(_prices(order, t)),
        pay=pay_label(order.total, t),
        start_parameter=f"o_{order.number}",
        provider_token="" if order.total.currency == STARS else shop.provider_token,
        provider_data=receipt,
        needs=frozenset({"phone_number"}) if receipt else frozenset(),
        rows=[[Button(t("Cancel order"), CancelOrder(order=order.id))]],
        subject=f"invoice:{payment.key}",
    )


def _receipt(order: Order, t: Translator, shop: ShopFacts) -> str | None:
    """The fiscal receipt, if the shop makes any; Telegram adds where it is to be sent.

    Stars are no money to the law, and their invoices take nothing for a provider.
    """
    if not shop.receipts or order.total.currency == STARS:
        return None
    return shop.receipts(of_order(order, t("Delivery").plain), order.total)


def _prices(order: Order, t: Translator) -> Iterator[Price]:
    """What adds up to the total: a line each, or all in one where it must be, as in Stars."""
    if order.total.currency == STARS or len(order.lines) > _PRICES:
        yield Price(t("Order #{number}", number=order.number).plain, order.total)
        return
    for line in order.lines:
        yield Price(f"{clip(line.name, 60)} × {line.quantity}", line.price * line.quantity)
    sums = order.sums
    if sums.discount.amount:
        yield Price(t("Promo {code}", code=order.promo).plain, sums.discount * -1)
    if sums.shipping.amount:
        yield Price(t("Delivery").plain, sums.shipping)
    if sums.tax.amount:
        yield Price(t("Tax, {rate}", rate=percent(sums.rate, t)).plain, sums.tax)
