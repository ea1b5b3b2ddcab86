"""Sharing a cart, looking at a shared one, and what became of adding it to one's own."""

from collections.abc import Iterator

from bot.callbacks.shared_carts import (
    SHARED_CART,
    AddSharedCart,
    OpenSharedCart,
    ShareCart,
    WithdrawCarts,
)
from bot.callbacks.shopping import OpenCart
from bot.i18n import Translator
from bot.markup import Markup, escape, plain
from bot.reply import Button, Card, Results, Screen
from bot.screens.inline import SHOP
from bot.screens.parts import (
    LINES,
    NAME,
    Listing,
    back,
    cart_button,
    clip,
    home,
    pager,
    paragraphs,
    position,
    with_tail,
)
from bot.shop import ShopFacts
from domain.carts import Cart, CartLine, Change
from domain.money import Money
from domain.pages import paged
from domain.shared_carts import Added, Link, SharedCart

PAGE = 5  # lines that are shown at once
SENT = "cart:"  # what is typed behind the bot's name to send a cart, before its token
_LINK = "k_"  # /start with this and a token opens a shared cart
_NAMED = 3  # lines that a short sentence names
_LISTED = 8  # lines of a card in another chat


def share_button(cart: Cart, t: Translator) -> list[Button]:
    """Share what can be bought of a cart."""
    return [Button(t("Share"), ShareCart())] if cart.buyable else []


def link_to(token: str, shop: ShopFacts) -> str:
    """Return the address that opens a shared cart."""
    return shop.link(_LINK + token)


def share_screen(link: Link, shop: ShopFacts, t: Translator) -> Screen:
    """The link to the cart, and how to take it back."""
    address = link_to(link.token, shop)
    what = t(
        "Whoever opens it sees these goods at the prices of the day, and nothing of you. What "
        "you change in your cart later does not change the link."
    )
    others = Markup()
    if link.others:
        others = t.plural(
            "{n} more link of yours works too.", "{n} more links of yours work too.", link.others
        )
    until = t("It works until {day}.", day=t.time_tag(link.ends_at, "D"))
    text = paragraphs(
        t("<b>A link to your cart</b>"),
        Markup(address),
        what,
        LINES.join(filter(None, [until, others])),
    )
    withdraw = t("Stop sharing") if not link.others else t("Stop sharing all")
    rows = [
        [Button(t("Send to a chat"), share=SENT + link.token)],
        [Button(t("Copy the link"), copy=address)],
        [Button(withdraw, WithdrawCarts())],
        [back(OpenCart(), t)],
    ]
    return Screen(text, rows)


def shared_cart_screen(
    shared: SharedCart, page: int, had: int, t: Translator, toast: str | None = None
) -> Screen:
    """A shared cart at today's prices; *had* is how many pieces the visitor's own cart has."""
    lines = shared.cart.lines
    shown, page, pages = paged(lines, page, PAGE)
    head = [t("<b>The cart you share</b>") if shared.own else t("<b>A shared cart</b>")]
    if pages > 1:
        head.append(position(page, PAGE, len(lines), t))
    said = LINES.join(words for line in shown for words in _said(line, t))
    text = paragraphs(LINES.join(head), said, _total(shared.cart, t))
    rows = [
        *(_open(line, page) for line in shown),
        *pager(page, pages, lambda to: OpenSharedCart(page=to)),
        *_deeds(shared, had, t),
        [home(t), *cart_button(had, t)],
    ]
    return Screen(text, rows, toast=toast)


def added_words(added: Added, t: Translator) -> Markup:
    """Say what went into the own cart, and what did not."""
    said = [t("Nothing more of it could be added.")]
    if added.pieces:
        said = [
            t.plural(
                "Added to your cart: {n} piece.", "Added to your cart: {n} pieces.", added.pieces
            )
        ]
    if added.short:
        said.append(t("Not enough is left of: {names}.", names=_names(added.short, t)))
    if added.gone:
        said.append(t("Sold out: {names}.", names=_names(added.gone, t)))
    return LINES.join(said)


def withdrawn_words(t: Translator) -> Markup:
    """Say that no link works any more."""
    return t("Nobody can open the carts you shared any more.")


def forgotten_cart(t: Translator) -> Markup:
    """What to say when a page is wanted of a cart that this chat does not know any more."""
    return t("Please open the link to that cart again.")


def shared_results(shared: SharedCart, token: str, t: Translator, shop: ShopFacts) -> Results:
    """A shared cart as a card for any chat, to choose from the results of inline mode."""
    lines = shared.cart.lines
    listed = [words for line in lines[:_LISTED] for words in _said(line, t)]
    if more := len(lines) - _LISTED:
        listed += [t.plural("and {n} more item", "and {n} more items", more)] if more > 0 else []
    text = paragraphs(t("<b>A shared cart</b>"), LINES.join(listed), _total(shared.cart, t))
    label = clip(t("Open in {shop}", shop=shop.name).plain, 40)
    card = Card(
        id=f"k{shared.id}",
        title=plain(t("Send this cart")),
        about=clip(plain(_names(lines, t)), 100),
        text=text,
        rows=[[Button(label, url=link_to(token, shop))]],
    )
    return Results((card,), lead=plain(t("Open the shop")), start=SHOP)


def _said(line: CartLine, t: Translator) -> Iterator[Markup]:
    name = escape(clip(line.name, NAME))
    if line.change is Change.GONE:
        yield t("<s>{name}</s> — sold out", name=name)
        return
    yield Markup(f"{name} × {t.number(line.quantity)} — {t.money(line.total)}")
    if line.change is Change.SHORT:
        yield t.plural("↳ Only {n} is left", "↳ Only {n} are left", line.free)


def _total(cart: Cart, t: Translator) -> Markup:
    """What all that can be had comes to, a sum for each currency."""
    sums: dict[str, Money] = {}
    for line in cart.buyable:
        sum_ = line.price * min(line.quantity, line.free)
        known = sums.get(sum_.currency)
        sums[sum_.currency] = known + sum_ if known else sum_
    if not sums:
        return t("Nothing of it can be bought any more.")
    total = " + ".join(t.money(sum_) for sum_ in sums.values())
    return t("<b>Together: {total}</b>", total=Markup(total))


def _open(line: CartLine, page: int) -> list[Button]:
    at = Listing(SHARED_CART, page)
    label = with_tail(line.name, str(line.quantity), " × ")
    return [Button(label, at.opening(line.product_id, line.variant_id))]


def _deeds(shared: SharedCart, had: int, t: Translator) -> Iterator[list[Button]]:
    if shared.cart.buyable:
        press = AddSharedCart(cart=shared.id, had=had)
        yield [Button(t("Add all to my cart"), press, style="success")]
    if shared.own:
        yield [Button(t("Stop sharing"), WithdrawCarts())]


def _names(lines: tuple[CartLine, ...], t: Translator) -> Markup:
    """Name a few lines, and say how many more there are."""
    named = [escape(clip(line.name, 40)) for line in lines[:_NAMED]]
    if more := len(lines) - len(named):
        named.append(t.plural("and {n} more item", "and {n} more items", more))
    return Markup(", ").join(named)
