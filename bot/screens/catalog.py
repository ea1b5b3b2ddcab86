"""Shelves and lists of products."""

from collections.abc import Iterator

from bot.callbacks.search import FilterGoods
from bot.callbacks.shopping import OpenGoods, OpenHome, OpenShelf
from bot.i18n import Translator, noop
from bot.markup import Markup, escape
from bot.reply import Button, Screen, columns
from bot.screens.home import category_button
from bot.screens.parts import (
    LINES,
    NAME,
    Listing,
    back,
    cart_button,
    clip,
    pager,
    paragraphs,
    position,
    product_lines,
    product_rows,
)
from domain.catalog import COUNTED, PAGE, Category, ProductPage, Shelf, Sort
from domain.pages import paged

_WORTH_SORTING = 3  # goods
SHELVES = 10  # sub-shelves a screen shows at once
_SORTED = {
    Sort.POPULAR: noop("popular first"),
    Sort.CHEAP: noop("low prices first"),
    Sort.DEAR: noop("high prices first"),
    Sort.NEW: noop("new first"),
}
_SORT = {
    Sort.POPULAR: noop("Popular"),
    Sort.CHEAP: noop("Low price"),
    Sort.DEAR: noop("High price"),
    Sort.NEW: noop("Newest"),
}


def shelf_screen(shelf: Shelf, at: Listing, pieces: int, t: Translator) -> Screen:
    """A category: its sub-shelves, or its goods when it has none.

    *pieces* is what the cart holds.
    """
    if not shelf.subcategories:
        return goods_screen(shelf, at, pieces, t)
    shown, page, pages = paged(shelf.subcategories, at.page, SHELVES)
    head = [_title(shelf.category, t), _count(shelf.page.total, t)]
    if pages > 1:
        head.append(
            t("Shelves {where}", where=position(page, SHELVES, len(shelf.subcategories), t))
        )
    text = paragraphs(LINES.join(head), LINES.join(_shelf_line(one, t) for one in shown))
    rows = [
        *columns(map(category_button, shown), 2),
        *pager(page, pages, lambda to: OpenShelf(category=at.shelf, page=to)),
        [Button(t("All goods here"), OpenGoods(category=at.shelf))],
        [back(_up(shelf.category), t), *cart_button(pieces, t)],
    ]
    return Screen(text, rows, picture=_picture(shelf))


def goods_screen(shelf: Shelf, at: Listing, pieces: int, t: Translator) -> Screen:
    """A page of the products on and below a category, with the ways to sort and turn it."""
    page = shelf.page
    title = _title(shelf.category, t)
    way, cart = back(_above(shelf), t), cart_button(pieces, t)
    if not page.rows:
        nothing = t("There is nothing on this shelf at the moment.")
        return Screen(paragraphs(title, nothing), [[way, *cart]], picture=_picture(shelf))
    text = paragraphs(LINES.join([title, _where(page, at.sort, t)]), product_lines(page, t))
    rows = [*product_rows(page, at, t), *_turn(page, at)]
    if page.total < _WORTH_SORTING:
        return Screen(text, [*rows, [way, *cart]], picture=_picture(shelf))
    filters = Button(t("Filter"), FilterGoods(category=at.shelf, sort=at.sort))
    rows += [_sorts(at, t), [way, filters, *cart]]
    return Screen(text, rows, picture=_picture(shelf))


def _title(category: Category | None, t: Translator) -> Markup:
    return t("<b>{title}</b>", title=category.title if category else t("All goods"))


def _count(total: int, t: Translator) -> Markup:
    return t.plural("{n} product", "{n} products", total)


def _where(page: ProductPage, sort: Sort, t: Translator) -> Markup:
    where = _count(page.total, t)
    if page.pages > 1:
        where = position(page.page, PAGE, page.total, t)
    return where if page.total < _WORTH_SORTING else Markup(f"{where} · {t(_SORTED[sort])}")


def _shelf_line(category: Category, t: Translator) -> Markup:
    """Name a sub-shelf in full, with how much is on it."""
    goods = t.number(min(category.products, COUNTED - 1))
    more = "+" if category.products >= COUNTED else ""
    return Markup(f"{escape(clip(category.title, NAME))} · {goods}{more}")


def _picture(shelf: Shelf) -> int | None:
    return shelf.category.picture_id if shelf.category else None


def _turn(page: ProductPage, at: Listing) -> Iterator[list[Button]]:
    return pager(
        page.page, page.pages, lambda to: OpenGoods(category=at.shelf, page=to, sort=at.sort)
    )


def _sorts(at: Listing, t: Translator) -> list[Button]:
    """The other ways to sort; the text says which one holds."""
    return [
        Button(t(name), OpenGoods(category=at.shelf, sort=sort))
        for sort, name in _SORT.items()
        if sort is not at.sort
    ]


def _above(shelf: Shelf) -> OpenShelf | OpenHome:
    """Where the way back from a list of goods leads."""
    if shelf.category and shelf.subcategories:
        return OpenShelf(category=shelf.category.id)
    return _up(shelf.category)


def _up(category: Category | None) -> OpenShelf | OpenHome:
    if category is None or category.parent_id is None:
        return OpenHome()
    return OpenShelf(category=category.parent_id)
