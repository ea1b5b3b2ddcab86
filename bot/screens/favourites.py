"""Favourites, what was looked at, a shared list, and what a customer agrees to."""

from collections.abc import Iterator

from bot.callbacks.favourites import (
    SAVED,
    SEEN,
    SHARED,
    Choose,
    OpenFavourites,
    OpenSeen,
    OpenSettings,
    OpenShared,
    Save,
    ShareFavourites,
    WaitFor,
)
from bot.callbacks.privacy import OpenPrivacy
from bot.callbacks.shopping import OpenLanguages, OpenShelf
from bot.i18n import Translator
from bot.markup import Markup, plain
from bot.reply import Button, Card, Results, Screen
from bot.screens.inline import SHOP
from bot.screens.parts import (
    LINES,
    Listing,
    back,
    cart_button,
    clip,
    home,
    pager,
    paragraphs,
    position,
    product_lines,
    product_rows,
)
from bot.shop import ShopFacts
from domain.catalog import PAGE, Product, ProductPage, Variant
from domain.customers import Customer
from domain.favourites import Choice, Marks, SharedList

SENT = "list:"  # what is typed behind the bot's name to send a list, before its token
LINK = "w_"  # /start with this and a token opens a shared list


def favourites_screen(
    page: ProductPage, customer: Customer, t: Translator, toast: str | None = None
) -> Screen:
    """A page of their favourites."""
    title = t("<b>Favourites</b>")
    seen = Button(t("Recently viewed"), OpenSeen())
    bottom = [home(t), *cart_button(customer.cart_pieces, t)]
    if not page.rows:
        how = t("Nothing is saved yet. Open a product and tap ♡ Save to find it here again.")
        rows = [[Button(t("Catalogue"), OpenShelf()), seen], bottom]
        return Screen(paragraphs(title, how), rows, toast=toast)
    told = customer.price_news and page.page == 0
    hint = t("You hear from us when one of them becomes cheaper.") if told else ""
    rows = [
        *product_rows(page, Listing(SAVED, page.page), t),
        *pager(page.page, page.pages, lambda to: OpenFavourites(page=to)),
        [Button(t("Share the list"), ShareFavourites(on=True)), seen],
        bottom,
    ]
    return Screen(_listed(title, page, t, hint), rows, toast=toast)


def seen_screen(page: ProductPage, customer: Customer, t: Translator) -> Screen:
    """A page of what they looked at."""
    title = t("<b>Recently viewed</b>")
    settings = Button(t("Settings"), OpenSettings())
    bottom = [back(OpenFavourites(), t), *cart_button(customer.cart_pieces, t)]
    if not customer.personal:
        off = t("Personal suggestions are off, so what you look at is not remembered.")
        return Screen(paragraphs(title, off), [[settings], bottom])
    if not page.rows:
        nothing = t("What you look at will be listed here for 90 days.")
        return Screen(paragraphs(title, nothing), [[Button(t("Catalogue"), OpenShelf())], bottom])
    rows = [
        *product_rows(page, Listing(SEEN, page.page), t),
        *pager(page.page, page.pages, lambda to: OpenSeen(page=to)),
        bottom,
    ]
    return Screen(_listed(title, page, t), rows)


def shared_screen(shared: SharedList, pieces: int, t: Translator) -> Screen:
    """Somebody else's favourites."""
    title = t("<b>What {name} likes</b>", name=clip(shared.name, 40))
    bottom = [home(t), *cart_button(pieces, t)]
    page = shared.page
    if not page.rows:
        nothing = t("There is nothing on this list at the moment.")
        return Screen(paragraphs(title, nothing), [bottom])
    rows = [
        *product_rows(page, Listing(SHARED, page.page), t),
        *pager(page.page, page.pages, lambda to: OpenShared(page=to)),
        bottom,
    ]
    return Screen(_listed(title, page, t), rows)


def share_screen(token: str, shop: ShopFacts, t: Translator) -> Screen:
    """The link to the list, and how to take it back."""
    link = shop.link(LINK + token)
    text = paragraphs(
        t("<b>Your list is shared</b>"),
        LINES.join(
            [
                t("Whoever has this link sees your favourites and your first name, no more:"),
                Markup(link),
            ]
        ),
    )
    rows = [
        [Button(t("Send to a chat"), share=SENT + token)],
        [Button(t("Copy the link"), copy=link)],
        [Button(t("Stop sharing"), ShareFavourites(on=False))],
        [back(OpenFavourites(), t)],
    ]
    return Screen(text, rows)


def list_results(shared: SharedList, token: str, t: Translator, shop: ShopFacts) -> Results:
    """A shared list as a card for any chat, to choose from the results of inline mode."""
    page = shared.page
    listed = [product_lines(page, t) or t("There is nothing on this list at the moment.")]
    if (more := page.total - len(page.rows)) > 0:
        listed.append(t.plural("and {n} more item", "and {n} more items", more))
    title = t("<b>What {name} likes</b>", name=clip(shared.name, 40))
    label = clip(t("Open in {shop}", shop=shop.name).plain, 40)
    card = Card(
        id=f"w{token}",
        title=plain(t("Send this list")),
        about=clip(", ".join(row.title for row in page.rows), 100),
        text=paragraphs(title, LINES.join(listed)),
        rows=[[Button(label, url=shop.link(LINK + token))]],
    )
    return Results((card,), lead=plain(t("Open the shop")), start=SHOP)


def forgotten_list(t: Translator) -> Markup:
    """What to say when another page is wanted of a list that is no longer known."""
    return t("Please open the link to that list again.")


def settings_screen(customer: Customer, t: Translator, toast: str | None = None) -> Screen:
    """What the customer agrees to."""
    text = paragraphs(
        t("<b>Settings</b>"),
        t(
            "Personal suggestions are made of what you bought, saved and looked at. Without "
            "them the shop forgets what you looked at and does not learn from your orders."
        ),
        t("Price news come when one of your favourites becomes cheaper, once a day at most."),
    )
    rows = [
        _choice(t("Suggestions"), Choice.PERSONAL, customer.personal, t),
        _choice(t("Price news"), Choice.PRICE_NEWS, customer.price_news, t),
        [Button(t("Language"), OpenLanguages()), Button(t("Privacy"), OpenPrivacy())],
        [home(t)],
    ]
    return Screen(text, rows, toast=toast)


def _choice(name: Markup, choice: Choice, holds: bool, t: Translator) -> list[Button]:
    """What it is about and how it stands; a tap changes it."""
    said = t("{what}: on", what=name) if holds else t("{what}: off", what=name)
    return [Button(said, Choose(choice=choice, on=not holds))]


def save_button(
    product: Product, chosen: Variant, at: Listing, marks: Marks, t: Translator
) -> Button:
    """The heart of a product card."""
    press = Save(
        product=product.id,
        variant=chosen.id,
        wanted=not marks.saved,
        page=at.page,
        sort=at.sort,
        shelf=at.shelf,
    )
    return Button(t("♥ Saved") if marks.saved else t("♡ Save"), press)


def wait_button(
    product: Product, chosen: Variant, at: Listing, marks: Marks, t: Translator
) -> Iterator[list[Button]]:
    """Ask to be told when a variant is there again, in place of the ways to buy it."""
    if chosen.free > 0:
        return
    waits = chosen.id in marks.waits
    press = WaitFor(
        product=product.id,
        variant=chosen.id,
        wanted=not waits,
        page=at.page,
        sort=at.sort,
        shelf=at.shelf,
    )
    yield [Button(t("Do not notify me") if waits else t("Notify me"), press)]


def _listed(title: Markup, page: ProductPage, t: Translator, hint: str = "") -> Markup:
    head = [title]
    if page.pages > 1:
        head.append(position(page.page, PAGE, page.total, t))
    return paragraphs(LINES.join(head), product_lines(page, t), hint)
