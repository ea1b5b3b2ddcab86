"""Finding things by typing."""

from collections.abc import Iterator

from bot.callbacks.search import MeantFound, NarrowFound
from bot.callbacks.shopping import (
    MoreFound,
    OpenGoods,
    OpenHelp,
    OpenSearch,
    OpenShelf,
    list_found,
)
from bot.i18n import Translator, noop
from bot.limits import OUR_LABEL
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.home import category_button
from bot.screens.parts import (
    LINES,
    Listing,
    back,
    cart_button,
    clip,
    home,
    paragraphs,
    position,
    product_lines,
    product_rows,
)
from bot.screens.search_words import Told, chips, order_words
from domain.catalog import PAGE, Category, ProductPage
from domain.search.wishes import Order

_QUOTED = 40
_CHIPS = 3  # that fit into a row
_ONLY_WORDS = noop("I understand words only. Type what you need, for example: blue mug")
_NO_PICTURES = noop("I cannot search by a picture. Type what you see in it, for example: blue mug")
_UNREADABLE = {
    "photo": _NO_PICTURES,
    "live_photo": _NO_PICTURES,
    "voice": noop("I cannot listen to voice messages. Type what you need, please: blue mug"),
    "contact": noop("I ask for a phone number at checkout. Type here what you need."),
    "location": noop("I ask for the address at checkout. Type here what you need."),
}
_TAKEN_OFF = 6  # filters that can be taken off where nothing was found
_OFFERED = 4  # categories shown where nothing was found


def found_screen(
    page: ProductPage, text: str, pieces: int, t: Translator, told: Told | None = None
) -> Screen:
    """A page of what *text* found; there is something on it. *pieces*: what the cart holds."""
    told = told or Told()
    at = Listing(list_found(told.search), page.page, pieces=told.wish.pieces)
    rows = [
        *product_rows(page, at, t),
        *_turn(page, told, t),
        *_mend(told, t),
        [_way_back(told, t), *cart_button(pieces, t)],
    ]
    head = LINES.join(_head(page, text, told, t))
    return Screen(paragraphs(head, _doubt(told, t), product_lines(page, t)), rows)


def _head(page: ProductPage, text: str, told: Told, t: Translator) -> Iterator[Markup]:
    text = clip(text, _QUOTED)
    if told.browsing:
        yield place_words(told, t)
    elif told.many:
        yield t("<b>More than {n} found</b> for “{text}”", n=t.number(page.total - 1), text=text)
    else:
        yield t.plural(
            "<b>{n} found</b> for “{text}”", "<b>{n} found</b> for “{text}”", page.total, text=text
        )
    where = []
    if page.pages > 1:
        where.append(_position(page, told, t))
    elif told.browsing:
        where.append(t.plural("{n} product", "{n} products", page.total))
    if told.wish.order is not Order.BEST:
        where.append(order_words(told.wish.order, t))
    if where:
        yield Markup(" · ").join(where)


def place_words(told: Told, t: Translator) -> Markup:
    """Name what is looked through where nothing was typed."""
    return t("<b>{title}</b>", title=told.shelf or t("All goods").plain)


def _way_back(told: Told, t: Translator) -> Button:
    return back(OpenGoods(category=told.wish.category or 0), t) if told.browsing else home(t)


def _position(page: ProductPage, told: Told, t: Translator) -> Markup:
    if not told.many:
        return position(page.page, PAGE, page.total, t)
    first, last = page.page * PAGE + 1, page.page * PAGE + len(page.rows)
    return t(
        "{first}–{last} of {total}+",
        first=t.number(first),
        last=t.number(last),
        total=t.number(page.total - 1),
    )


def _doubt(told: Told, t: Translator) -> Markup:
    """Say what was read otherwise than it was typed."""
    said = []
    if told.missing:
        words = _short(told.missing)
        said.append(t("Nothing fits all words, so I left out “{words}”.", words=words))
    if told.mended:
        said.append(t("I looked for “{words}”.", words=_short(told.mended)))
    if told.instead:
        said.append(t("Did you mean “{words}”?", words=_short(told.instead)))
    return LINES.join(said)


def _short(words: str) -> str:
    return clip(words, _QUOTED)


def _turn(page: ProductPage, told: Told, t: Translator) -> Iterator[list[Button]]:
    """Turn the page, and between the two ways the one to narrow what was found."""
    row = []
    if page.page > 0:
        row.append(Button("‹", MoreFound(page=page.page - 1, search=told.search)))
    if told.search and (page.total > 1 or told.wish.parts):
        row.append(Button(t("Filter and sort"), NarrowFound(search=told.search)))
    if page.page + 1 < page.pages and told.follows:
        row.append(Button("›", MoreFound(page=page.page + 1, search=told.search)))
    if row:
        yield row


def _mend(told: Told, t: Translator) -> Iterator[list[Button]]:
    """What was understood, each to be taken off by a tap; and what may have been meant."""
    row = []
    if told.instead:
        row.append(Button(clip(told.instead, OUR_LABEL), MeantFound(search=told.search)))
    row += chips(told, t)
    if len(row) > _CHIPS:
        more = len(row) - _CHIPS + 1
        label = t.plural("{n} more filter", "{n} more filters", more)
        row[_CHIPS - 1 :] = [Button(label, NarrowFound(search=told.search))]
    if row:
        yield row


def nothing_screen(
    text: str, categories: tuple[Category, ...], t: Translator, told: Told | None = None
) -> Screen:
    """Nothing was found: say so, and give ways on."""
    told = told or Told()
    said = t("Nothing found for “{text}”.", text=clip(text, _QUOTED))
    if told.browsing:
        said = paragraphs(place_words(told, t), t("Nothing here fits."))
    advice = t("Try one shorter word, or look on the shelves.")
    if told.wish.narrowed:
        advice = t("Take a filter off, or try one shorter word.")
        if told.browsing:
            advice = t("Take a filter off, and there may be something.")
    shelves = [category_button(category) for category in categories[:_OFFERED]]
    off = chips(told, t)[:_TAKEN_OFF]
    narrowing = [Button(t("Filter and sort"), NarrowFound(search=told.search))]
    rows = [off[:_CHIPS], off[_CHIPS:], narrowing if off else [], shelves[:2], shelves[2:]]
    rows += _ways_on(t)
    return Screen(paragraphs(said, advice), [row for row in rows if row])


def how_screen(t: Translator) -> Screen:
    """Say how to search: by simply typing."""
    text = paragraphs(
        t("<b>Search</b>"),
        t("Just type what you need and send it, for example: <i>blue mug</i>."),
        t("Prices and wishes are understood too: <i>mug under 20, in stock</i>."),
        t("An article number works too. You need not open this page first."),
    )
    typing = Button(t("Search as you type"), inline_query="")
    return Screen(text, [[typing], [Button(t("Catalogue"), OpenShelf()), home(t)]])


def forgotten(t: Translator) -> Markup:
    """What to say when another page is wanted of a search that is no longer known."""
    return t("That search is too old. Please type it again.")


def _ways_on(t: Translator) -> list[list[Button]]:
    return [
        [Button(t("All shelves"), OpenShelf()), Button(t("Popular goods"), OpenGoods())],
        [Button(t("How to search"), OpenSearch()), Button(t("Help"), OpenHelp()), home(t)],
    ]


def unreadable(kind: str, t: Translator) -> Markup:
    """Say what can be done instead of sending a photo, a voice message, a sticker, ..."""
    return t(_UNREADABLE.get(kind, _ONLY_WORDS))
