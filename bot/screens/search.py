"""Finding things by typing."""

from bot.callbacks.shopping import FOUND, MoreFound, OpenHelp, OpenSearch, OpenShelf
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.home import category_button
from bot.screens.parts import (
    LINES,
    Listing,
    cart_button,
    clip,
    home,
    pager,
    paragraphs,
    position,
    product_lines,
    product_rows,
)
from domain.catalog import PAGE, Category, ProductPage

_QUOTED = 40
_ONLY_WORDS = noop("I understand words only. Type what you need, for example: blue mug")
_UNREADABLE = {
    "photo": noop("I cannot search by a picture. Type what you see in it, for example: blue mug"),
    "voice": noop("I cannot listen to voice messages. Type what you need, please: blue mug"),
    "contact": noop("I ask for a phone number at checkout. Type here what you need."),
    "location": noop("I ask for the address at checkout. Type here what you need."),
}
_OFFERED = 4  # categories shown where nothing was found


def found_screen(
    page: ProductPage, text: str, pieces: int, t: Translator, wanted: int = 1
) -> Screen:
    """A page of what *text* found; there is something on it. *pieces*: what the cart holds.

    *wanted*: how many pieces were asked for, "2 blue mugs".
    """
    title = t.plural(
        "<b>{n} found</b> for “{text}”",
        "<b>{n} found</b> for “{text}”",
        page.total,
        text=clip(text, _QUOTED),
    )
    head = [title] if page.pages == 1 else [title, position(page.page, PAGE, page.total, t)]
    rows = [
        *product_rows(page, Listing(FOUND, page.page, pieces=wanted), t),
        *pager(page.page, page.pages, lambda to: MoreFound(page=to)),
        [home(t), *cart_button(pieces, t)],
    ]
    return Screen(paragraphs(LINES.join(head), product_lines(page, t)), rows)


def nothing_screen(text: str, categories: tuple[Category, ...], t: Translator) -> Screen:
    """Nothing was found: say so, and give ways on."""
    said = t("Nothing found for “{text}”.", text=clip(text, _QUOTED))
    advice = t("Try one shorter word, or look on the shelves.")
    shelves = [category_button(category) for category in categories[:_OFFERED]]
    rows = [shelves[:2], shelves[2:], *_ways_on(t)]
    return Screen(paragraphs(said, advice), [row for row in rows if row])


def how_screen(t: Translator) -> Screen:
    """Say how to search: by simply typing."""
    text = paragraphs(
        t("<b>Search</b>"),
        t("Just type what you need and send it, for example: <i>blue mug</i>."),
        t("An article number works too. You need not open this page first."),
    )
    typing = Button(t("Search as you type"), inline_query="")
    return Screen(text, [[typing], [Button(t("Catalogue"), OpenShelf()), home(t)]])


def forgotten(t: Translator) -> Markup:
    """What to say when another page is wanted of a search that is no longer known."""
    return t("That search is too old. Please type it again.")


def _ways_on(t: Translator) -> list[list[Button]]:
    return [
        [Button(t("All shelves"), OpenShelf()), Button(t("How to search"), OpenSearch())],
        [Button(t("Help"), OpenHelp()), home(t)],
    ]


def unreadable(kind: str, t: Translator) -> Markup:
    """Say what can be done instead of sending a photo, a voice message, a sticker, ..."""
    return t(_UNREADABLE.get(kind, _ONLY_WORDS))
