"""The cart and one line of it."""

from collections.abc import Iterator, Sequence

from bot.callbacks.digital import OpenPart
from bot.callbacks.shopping import (
    AcceptChanges,
    ClearCart,
    LeaveForm,
    OpenCart,
    OpenCheckout,
    OpenLine,
    OpenOrders,
    OpenProduct,
    OpenSearch,
    OpenShelf,
    PutBack,
    RepeatOrder,
    SetLine,
)
from bot.i18n import Translator
from bot.markup import Markup, escape
from bot.reply import Button, Screen
from bot.screens.cart_sums import total_of
from bot.screens.parts import (
    LINES,
    NAME,
    back,
    clip,
    home,
    pager,
    paragraphs,
    position,
    stepper,
    stock_words,
    with_sum,
    with_tail,
)
from bot.screens.promos import promo_button
from bot.screens.recommendations import with_cart_button
from bot.screens.shared_carts import share_button
from domain.carts import Cart, CartLine, Change
from domain.orders import Order
from domain.pages import paged
from domain.services.pricing import Prices

_PAGE = 4


def cart_screen(
    cart: Cart,
    t: Translator,
    *,
    page: int = 0,
    removed: CartLine | None = None,
    last: Order | None = None,
    note: str = "",
    toast: str | None = None,
    prices: Prices | None = None,
) -> Screen:
    """The cart at a page of its lines, with what changed named line by line.

    *removed* was just taken out and can be put back. *last* is an order to repeat, offered
    while the cart is empty. *note* is what had to be told first. With *prices* the total is
    told with delivery and promo code, unless something changed that comes first.
    """
    if not cart.lines:
        return _empty(removed, last, t, toast)
    lines, page, pages = _window(cart, page)
    text = paragraphs(
        note,
        _head(cart, page, pages, t),
        LINES.join(said for line in lines for said in _said(line, t)),
        total_of(cart, prices, t),
    )
    more = [
        *promo_button(prices, t, review=False),
        *with_cart_button(cart, t),
        *share_button(cart, t),
    ]
    rows = [
        *([_line_button(line, page, t)] for line in lines),
        *pager(page, pages, lambda to: OpenCart(page=to)),
        *([more] if more else []),
        *_onward(cart, prices, t),
        _bottom(removed, page, t),
    ]
    return Screen(text, rows, toast=toast)


def line_screen(line: CartLine, page: int, t: Translator) -> Screen:
    """One line of the cart, to have more or fewer of it."""
    each = t("{price} each", price=t.money(line.price))
    text = paragraphs(
        t("<b>{name}</b>", name=clip(line.name, 100)),
        LINES.join([each, stock_words(line.free if line.on_sale else 0, t, line.kind)]),
        t("<b>Sum: {total}</b>", total=t.money(line.total)),
    )

    def have(wanted: int) -> SetLine:
        return SetLine(variant=line.variant_id, quantity=wanted, page=page)

    rows = [
        stepper(line.quantity, line.variant_id, have, t),
        [Button(t("Look at it"), OpenProduct(product=line.product_id, variant=line.variant_id))],
        [Button(t("Remove"), have(0), style="danger")],
        [back(OpenCart(page=page), t)],
    ]
    return Screen(text, rows)


def quantity_screen(name: str, t: Translator, line: CartLine | None = None) -> Screen:
    """Ask for a quantity in words. *line* offers what is left when too much was asked."""
    question = t("How many of <b>{name}</b> would you like?", name=clip(name, 64))
    cancel = [Button(t("Cancel"), LeaveForm())]
    if line is None:
        how = t("Type a whole number, for example 2. With 0 it leaves the cart.")
        return Screen(paragraphs(question, how), [cancel])
    left = t.plural("Only {n} is left.", "Only {n} are left.", line.free)
    take = SetLine(variant=line.variant_id, quantity=line.free)
    button = Button(t("Take {n}", n=t.number(line.free)), take, style="primary")
    return Screen(
        paragraphs(question, t("{left} Type another number.", left=left)), [[button], cancel]
    )


def clear_screen(cart: Cart, t: Translator) -> Screen:
    """Ask before everything goes."""
    question = t.plural(
        "<b>Empty the cart?</b> {n} piece goes out of it.",
        "<b>Empty the cart?</b> {n} pieces go out of it.",
        sum(line.quantity for line in cart.lines),
    )
    yes = Button(t("Empty the cart"), ClearCart(sure=True), style="danger")
    return Screen(question, [[yes], [Button(t("Keep it"), OpenCart())]])


def _empty(
    removed: CartLine | None, last: Order | None, t: Translator, toast: str | None
) -> Screen:
    text = paragraphs(
        t("<b>Your cart is empty.</b>"), t("Have a look around, or type what you need.")
    )
    rows = [[Button(t("Catalogue"), OpenShelf()), Button(t("Search"), OpenSearch())]]
    if removed:
        rows.insert(0, [_put_back(removed, 0, t)])
    elif last:
        repeat = t("Repeat last order")
        rows.append([Button(repeat, RepeatOrder(order=last.id))])
        rows.append([Button(t("My orders"), OpenOrders())])
    return Screen(text, [*rows, [home(t)]], toast=toast)


def _window(cart: Cart, page: int) -> tuple[Sequence[CartLine], int, int]:
    """Return the lines to show, the page they are on and how many pages there are."""
    size = _size(cart)
    if len(cart.lines) <= size + 1:  # one more fits where there are no pages to turn
        return cart.lines, 0, 1
    return paged(cart.lines, page, size)


def _size(cart: Cart) -> int:
    """How many lines a page has; every further part needs the room of one to check out."""
    return _PAGE - max(0, len(cart.parts) - 1)


def _head(cart: Cart, page: int, pages: int, t: Translator) -> Markup:
    head = t.plural("<b>Your cart</b> · {n} piece", "<b>Your cart</b> · {n} pieces", cart.pieces)
    if pages == 1:
        return head
    return LINES.join([head, position(page, _size(cart), len(cart.lines), t)])


def _said(line: CartLine, t: Translator) -> Iterator[Markup]:
    """Name a line and what happened to it."""
    name = escape(clip(line.name, NAME))
    if line.change is Change.GONE:
        yield t("<s>{name}</s> — sold out", name=name)
        return
    total = t.money(line.total)
    yield Markup(f"{name} × {t.number(line.quantity)} — {total}")
    if line.change is Change.SHORT:
        yield t.plural("↳ Only {n} is left", "↳ Only {n} are left", line.free)
    if line.price != line.seen_price:
        was, now = t.money(line.seen_price), t.money(line.price)
        yield t("↳ Price changed: {was} → {now}", was=was, now=now)


def _line_button(line: CartLine, page: int, t: Translator) -> Button:
    press = OpenLine(variant=line.variant_id, page=page)
    if line.change is Change.GONE:
        return Button(with_tail(line.name, t("sold out").plain), press)
    return Button(with_tail(line.name, t.number(line.quantity), " × "), press)


def _onward(cart: Cart, prices: Prices | None, t: Translator) -> Iterator[list[Button]]:
    """The main thing to do: take the changes first, then check out, each part by itself."""
    if not cart.buyable:
        yield [Button(t("Remove sold out"), AcceptChanges(), style="primary")]
        return
    if cart.changed:
        yield [Button(t("Accept changes"), AcceptChanges(), style="primary")]
        return
    for at, part in enumerate(cart.parts):
        due = prices.quote.total if prices and not at else part.subtotal
        if due:
            total = t.money(due)
            label = with_sum(t("Checkout · {total}", total=total), total)
            press = OpenPart(part=at) if at else OpenCheckout()
            yield [Button(label, press, style="success")]


def _bottom(removed: CartLine | None, page: int, t: Translator) -> list[Button]:
    """Undo stands where the clear button was, for as long as the screen stays."""
    if removed:
        return [home(t), _put_back(removed, page, t)]
    return [home(t), Button(t("Empty the cart"), ClearCart())]


def _put_back(removed: CartLine, page: int, t: Translator) -> Button:
    return Button(
        t("Undo removal"),
        PutBack(variant=removed.variant_id, quantity=removed.quantity, page=page),
    )
