"""Filling the shelves of digital goods, as their keepers see it. Keys are never shown here."""

from collections.abc import Sequence

from bot.callbacks.digital import FillShelf, OpenShelfOf, TakeBackKeys
from bot.callbacks.shopping import LeaveForm
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.digital import size
from bot.screens.parts import LINES, clip, paragraphs
from domain.digital import KeysAdded, Kind, Shelf

_NAMED = 10  # lines of a file that are named one by one
_SKU = 24
_USAGE = {
    Kind.KEYS: noop(
        "<code>/keys GC-10</code> shows how many keys of this SKU there are, and takes more."
    ),
    Kind.FILE: noop("<code>/file GUIDE-1</code> takes the file that every buyer of it gets."),
    Kind.TEXT: noop("<code>/text WIFI-1</code> takes the text that every buyer of it gets."),
}
_ASKED = {
    Kind.KEYS: noop(
        "Send the keys in a message, one a line, or as a .txt file. Each goes to one buyer, once."
    ),
    Kind.FILE: noop("Send the file as a document, up to 20 MB. Every buyer gets it."),
    Kind.TEXT: noop("Send the text. Every buyer gets it."),
}
_WRONG = {
    Kind.KEYS: noop("Please send the keys as a message, one a line, or as a .txt file."),
    Kind.FILE: noop("Please send it as a document: with the paper clip, as a file."),
    Kind.TEXT: noop("Please type it as a message. What you told is kept."),
}
_FILL = {
    Kind.KEYS: noop("Add keys"),
    Kind.FILE: noop("Set a file"),
    Kind.TEXT: noop("Set a text"),
}


def usage(what: Kind, t: Translator) -> Screen:
    """How to fill a shelf."""
    return Screen(t(_USAGE[what]), card=False)


def wrong(what: Kind, t: Translator) -> Markup:
    """What was asked for, where something else came."""
    return t(_WRONG[what])


def ask_screen(shelf: Shelf, what: Kind, t: Translator) -> Screen:
    """Ask for keys, a file or a text, with what there is."""
    text = paragraphs(LINES.join([_title(shelf, t), *_there(shelf, t)]), t(_ASKED[what]))
    return Screen(text, [[Button(t("Cancel"), LeaveForm())]], card=False)


def shelf_screen(shelf: Shelf, t: Translator, *, note: str = "") -> Screen:
    """What there is of a digital variant; *note* says first what has just been done."""
    lines = LINES.join([_title(shelf, t), *_there(shelf, t)])
    kinds = [kind for kind in Kind if kind.digital]
    fill = [
        Button(t(_FILL[kind]), FillShelf(variant=shelf.variant_id, what=kind))
        for kind in kinds
        if kind is shelf.kind or not shelf.free + shelf.held
    ]
    rows = [fill]
    if shelf.kind is Kind.KEYS and shelf.free:
        rows.append([Button(t("Take keys back"), TakeBackKeys(variant=shelf.variant_id))])
    return Screen(paragraphs(note, lines, _unpayable(shelf, t)), rows, card=False)


def added_screen(done: KeysAdded, t: Translator) -> Screen:
    """What became of the keys that were sent."""
    said = [t.plural("<b>{n} key added.</b>", "<b>{n} keys added.</b>", done.added)]
    if done.duplicates:
        said.append(
            t(
                "Left out, as the shop has or had them, or they came twice: lines {lines}.",
                lines=_numbers(done.duplicates, t),
            )
        )
    if done.overlong:
        said.append(t("Too long for a key: lines {lines}.", lines=_numbers(done.overlong, t)))
    return shelf_screen(done.shelf, t, note=LINES.join(said))


def take_back_screen(shelf: Shelf, t: Translator) -> Screen:
    """Ask before the unsold keys are taken off the shelf."""
    ask = t.plural(
        "<b>Take {n} unsold key back?</b> You get it as a file, and nobody can buy it any more.",
        "<b>Take {n} unsold keys back?</b> You get them as a file, and nobody can buy them any "
        "more.",
        shelf.free,
    )
    yes = TakeBackKeys(variant=shelf.variant_id, sure=True)
    rows = [
        [Button(t("Take keys back"), yes, style="danger")],
        [Button(t("‹ Back"), OpenShelfOf(variant=shelf.variant_id))],
    ]
    return Screen(paragraphs(_title(shelf, t), ask), rows, card=False)


def _title(shelf: Shelf, t: Translator) -> Markup:
    name, sku = clip(shelf.name, 64), clip(shelf.sku, _SKU)
    return t("<b>{name}</b> (<code>{sku}</code>)", name=name, sku=sku)


def _there(shelf: Shelf, t: Translator) -> list[Markup]:
    if shelf.kind is Kind.KEYS:
        return [
            t(
                "Keys: {free} to sell, {held} held by orders, {handed} handed over",
                free=t.number(shelf.free),
                held=t.number(shelf.held),
                handed=t.number(shelf.handed),
            )
        ]
    if shelf.kind is Kind.PHYSICAL:
        return [t("Sold as a thing that is sent")]
    return [*_content(shelf, t), t("Handed over: {n}", n=t.number(shelf.handed))]


def _content(shelf: Shelf, t: Translator) -> list[Markup]:
    content = shelf.content
    if content is None:
        return [t("Nothing to hand over yet, so it is sold out")]
    if content.file:
        name, large = clip(content.file.name, 64), size(content.file.size, t)
        return [t("File: {name}, {size}", name=name, size=large)]
    return [t("Text: {text}", text=clip(content.text, 120))]


def _unpayable(shelf: Shelf, t: Translator) -> Markup:
    if shelf.payable or not shelf.kind.digital:
        return Markup()
    return t(
        "Nobody can pay for it yet: digital goods are paid in Stars. Give it its price with "
        "<code>/price {sku} 250 ⭐</code>",
        sku=clip(shelf.sku, _SKU),
    )


def _numbers(lines: Sequence[int], t: Translator) -> str:
    told = ", ".join(t.number(n) for n in lines[:_NAMED])
    return told if len(lines) <= _NAMED else f"{told}…"
