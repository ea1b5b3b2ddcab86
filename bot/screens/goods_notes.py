"""Messages about goods that somebody waited for: there again, or cheaper."""

from collections.abc import Sequence

from bot.callbacks.favourites import OpenFavourites, StopNews
from bot.callbacks.shopping import BuyNow, OpenProduct
from bot.i18n import Translator
from bot.markup import Markup, escape
from bot.reply import Button, Screen
from bot.screens.parts import LINES, NAME, clip, paragraphs, stock_words, with_sum, with_tail
from domain.catalog import Product, ProductRow, Variant
from domain.favourites import HEAD_START
from domain.money import Money
from domain.naming import full_name

_SHOWN = 5


def back_note(product: Product, variant: Variant, t: Translator) -> Screen:
    """Something is there again; those who asked later hear of it a little later."""
    name = full_name(product.title, variant.label)
    minutes = int(HEAD_START.total_seconds() // 60)
    text = LINES.join(
        [
            t("<b>{name} is there again.</b>", name=clip(name, NAME)),
            stock_words(variant.free, t, product.kind),
            t.plural(
                "Others who asked hear of it in {n} minute.",
                "Others who asked hear of it in {n} minutes.",
                minutes,
            ),
        ]
    )
    price = t.money(variant.price)
    buy = with_sum(t("Buy now · {price}", price=price), price)
    rows = [
        [Button(buy, BuyNow(variant=variant.id), style="success")],
        [Button(t("Look at it"), OpenProduct(product=product.id, variant=variant.id))],
    ]
    return Screen(text, rows, card=False)


def cheaper_note(goods: Sequence[tuple[ProductRow, Money]], t: Translator) -> Screen:
    """Favourites that cost less, each with what it cost before."""
    title = t.plural(
        "<b>{n} of your favourites is cheaper</b>",
        "<b>{n} of your favourites are cheaper</b>",
        len(goods),
    )
    shown = goods[:_SHOWN]
    lines = [_line(row, was, t) for row, was in shown]
    rows = [
        *(
            [Button(with_tail(row.title, t.money(row.price)), OpenProduct(product=row.id))]
            for row, _ in shown
        ),
        [Button(t("Favourites"), OpenFavourites()), Button(t("Stop these"), StopNews())],
    ]
    return Screen(paragraphs(title, LINES.join(lines)), rows, card=False)


def _line(row: ProductRow, was: Money, t: Translator) -> Markup:
    price = Markup(f"<b>{t.money(row.price)}</b>")
    now = t("{price} instead of <s>{old}</s>", price=price, old=t.money(was))
    return Markup(f"{escape(clip(row.title, 64))} · {now}")
