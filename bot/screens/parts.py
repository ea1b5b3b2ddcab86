"""Pieces that several screens share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from aiogram.filters.callback_data import CallbackData

from bot.callbacks.finding import OpenSome
from bot.callbacks.shopping import AddFromList, OpenCart, OpenHome, OpenProduct, TypeQuantity
from bot.i18n import Translator
from bot.limits import OUR_CAPTION, OUR_LABEL, length
from bot.markup import Markup, escape
from bot.markup import clip as clip
from bot.reply import Button
from bot.screens.ratings import rating_tail
from domain.catalog import LOW, ProductPage, ProductRow, Sort
from domain.digital import Kind
from domain.money import Money

NAME = 48  # characters of a product's name in a line of text
LINES = Markup("\n")
_FEW = 4  # letters; a word that is cut to fewer says nothing


class Line(Protocol):
    """A line of a cart or an order."""

    @property
    def name(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def price(self) -> Money: ...


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a list of products stands: its category (or 0, or `FOUND`), page and order.

    *pieces* is how many of a product are wanted, where that was said ("2 blue mugs").
    """

    shelf: int
    page: int = 0
    sort: Sort = Sort.POPULAR
    pieces: int = 1

    def opening(self, product: int, variant: int = 0) -> CallbackData:
        """What opens a product from this list, with a variant chosen."""
        if self.pieces > 1:
            return OpenSome(product=product, quantity=self.pieces, variant=variant, page=self.page)
        return OpenProduct(
            product=product, variant=variant, page=self.page, sort=self.sort, shelf=self.shelf
        )


def with_tail(text: str, tail: str, between: str = " · ") -> str:
    """Label a button "Blue mug · $12": a long text is cut, what follows it is not."""
    room = OUR_LABEL - len(tail) - len(between)
    return clip(f"{clip(text, max(room, 1))}{between}{tail}", OUR_LABEL)


def with_sum(label: Markup, money: Markup) -> str:
    """Label a button "Add · $12", *money* being its sum: a long one loses words and no digits."""
    words, amount, rest = label.plain.partition(money.plain)
    lead = words.rstrip(" ·")
    between = words[len(lead) :]
    room = OUR_LABEL - len(between) - len(amount) - len(rest)
    if len(lead) <= room:
        return label.plain
    kept = clip(lead, room) + between if room >= _FEW else ""
    return clip(f"{kept}{amount}{rest}", OUR_LABEL)


def paragraphs(*parts: str) -> Markup:
    """Join the parts that are not empty, with a blank line between."""
    return Markup("\n\n").join(part for part in parts if part)


def goods(lines: Sequence[Line], shown: int, t: Translator) -> Markup:
    """List what is bought at its own price, a line each; after *shown* only how many more."""
    said = [_goods_line(line, t) for line in lines[:shown]]
    if left := len(lines) - len(said):
        said.append(t.plural("and {n} more item", "and {n} more items", left))
    return LINES.join(said)


def _goods_line(line: Line, t: Translator) -> Markup:
    name = escape(clip(line.name, NAME))
    return Markup(f"{name} × {t.number(line.quantity)} — {t.money(line.price * line.quantity)}")


def fitted(make: Callable[[int], Markup]) -> Markup:
    """Return the text with as many lines of goods as a caption has room for."""
    text = make(8)
    for shown in (5, 3, 1, 0):
        if length(text) <= OUR_CAPTION:
            break
        text = make(shown)
    return text


def price_of(row: ProductRow, t: Translator) -> Markup:
    """Say a product's price in a list, or that there is none to have."""
    if row.free <= 0:
        return t("sold out")
    price = t.money(row.price)
    return t("from {price}", price=price) if row.varies else price


def _told(row: ProductRow, t: Translator) -> Markup:
    """Say a price with what it was before it was reduced, if it is."""
    price = price_of(row, t)
    if row.earlier is None or row.free <= 0:
        return price
    return t("{price} instead of <s>{old}</s>", price=price, old=t.money(row.earlier))


def product_lines(page: ProductPage, t: Translator) -> Markup:
    """Name the products of a page in full; their buttons may have to cut the names."""
    return LINES.join(product_line(row, t) for row in page.rows)


def product_line(row: ProductRow, t: Translator) -> Markup:
    """Name a product with its price and stars."""
    return Markup(f"{escape(clip(row.title, 64))} · {_told(row, t)}{rating_tail(row.rating, t)}")


def product_rows(page: ProductPage, at: Listing, t: Translator) -> Iterator[list[Button]]:
    """A row a product: open it, and add one where there is nothing to choose."""
    for row in page.rows:
        press = replace(at, page=page.page).opening(row.id)
        buttons = [Button(with_tail(row.title, price_of(row, t).plain), press)]
        if row.variants == 1 and row.free > 0:
            pieces = min(at.pieces, row.free)
            label = "+" if pieces == 1 else f"+ {t.number(pieces)}"
            buttons.append(Button(label, AddFromList(variant=row.variant_id, quantity=pieces)))
        yield buttons


def position(page: int, size: int, total: int, t: Translator) -> Markup:
    """Say where a page stands: "6–10 of 23"."""
    first, last = page * size + 1, min(total, (page + 1) * size)
    return t(
        "{first}–{last} of {total}",
        first=t.number(first),
        last=t.number(last),
        total=t.number(total),
    )


def pager(page: int, pages: int, to: Callable[[int], CallbackData]) -> Iterator[list[Button]]:
    """A row that turns pages; none when there is only one."""
    if pages < 2:
        return
    row = [Button(f"{page + 1}/{pages}", to(page))]
    if page > 0:
        row.insert(0, Button("‹", to(page - 1)))
    if page + 1 < pages:
        row.append(Button("›", to(page + 1)))
    yield row


def back(press: CallbackData, t: Translator) -> Button:
    """The way to the parent screen."""
    return Button(t("‹ Back"), press)


def home(t: Translator) -> Button:
    """The way to the first screen."""
    return Button(t("‹ Shop"), OpenHome())


def cart_button(pieces: int, t: Translator) -> list[Button]:
    """The way to the cart with its pieces; no button while it is empty."""
    if not pieces:
        return []
    return [Button(t("Cart · {n}", n=t.number(pieces)), OpenCart())]


def marked(text: str, chosen: bool) -> str:
    """Label one of several choices; the one that holds has a dot before it."""
    return clip(f"• {text}" if chosen else text, OUR_LABEL)


def stepper(
    quantity: int, variant_id: int, have: Callable[[int], CallbackData], t: Translator
) -> list[Button]:
    """One less, type how many, one more; *have* says what has a quantity as its result."""
    return [
        Button(t("− 1"), have(quantity - 1)),
        Button(t.plural("{n} pc", "{n} pcs", quantity), TypeQuantity(variant=variant_id)),
        Button(t("+ 1"), have(quantity + 1)),
    ]


def stock_words(free: int, t: Translator, kind: Kind = Kind.PHYSICAL) -> Markup:
    """Say how many pieces can be had: plenty, a few, none."""
    if kind.digital and free > LOW:
        return t("Digital: yours in this chat right after paying")
    if free <= 0:
        return t("Sold out")
    if free <= LOW:
        return t.plural("Only {n} left", "Only {n} left", free)
    return t("In stock")
