"""A product as its keepers see it: pieces, prices, and whether customers do."""

from bot.callbacks.digital import OpenShelfOf
from bot.callbacks.shopping import OpenProduct
from bot.callbacks.work import AddProduct, ShowProduct
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip, paragraphs
from bot.screens.sale_words import until_words
from bot.screens.sales import put_on_sale_button
from domain.catalog import Product
from domain.digital import Kind
from domain.ports.goods import StockCount
from domain.services.goods import Keeping

_VARIANTS = 8  # that a card lists one by one
_SKU = 24


def product_usage(t: Translator) -> Screen:
    """How to ask for a product."""
    text = t("<code>/product BM-1</code> shows the product that has this SKU.")
    return Screen(text, card=False)


def keeping_screen(
    keeping: Keeping, t: Translator, *, note: str = "", admin: bool = False
) -> Screen:
    """A product with its pieces and prices; *note* says first what has just been done.

    An *admin* may put it on sale.
    """
    product, counts = keeping.product, keeping.counts
    said = [_count_line(count, t) for count in counts[:_VARIANTS]]
    if more := len(counts) - len(said):
        said.append(t.plural("and {n} more variant", "and {n} more variants", more))
    seen = _seen(product, t)
    title = t("<b>{title}</b>", title=clip(product.title, 64))
    ends = [variant.sale_until for variant in product.variants if variant.sale_until]
    head = [title, seen, *([until_words(min(ends), t)] if ends else [])]
    text = paragraphs(note, LINES.join(head), LINES.join(said), _hint(counts, t))
    rows = _rows(keeping, t)
    if admin:
        rows.insert(1, [put_on_sale_button(product, t)])
    return Screen(text, rows, picture=product.picture_id, card=False)


def _seen(product: Product, t: Translator) -> Markup:
    if product.withheld:
        return t("Hidden from customers")
    return t("Hidden with its shelf") if product.hidden else t("Customers see it")


def _count_line(count: StockCount, t: Translator) -> Markup:
    if count.kind in (Kind.FILE, Kind.TEXT):
        words = noop("<code>{sku}</code> · {price} · digital")
        return t(words, sku=clip(count.sku, _SKU), price=t.money(count.price))
    return t(
        "<code>{sku}</code> · {price} · {on_hand} on the shelf, {held} held",
        sku=clip(count.sku, _SKU),
        price=t.money(count.price),
        on_hand=t.number(count.on_hand),
        held=t.number(count.reserved),
    )


def _hint(counts: tuple[StockCount, ...], t: Translator) -> str:
    if not counts:
        return ""
    if counts[0].kind.digital:
        return Markup()
    return t(
        "Change it with <code>/stock {sku} +5</code> or <code>/price {sku} 690</code>",
        sku=clip(counts[0].sku, _SKU),
    )


def _rows(keeping: Keeping, t: Translator) -> list[list[Button]]:
    product = keeping.product
    turn = ShowProduct(product=product.id, hidden=not product.withheld)
    label = t("Show again") if product.withheld else t("Hide")
    first = [Button(label, turn)]
    if not product.hidden:
        first.append(Button(t("Open"), OpenProduct(product=product.id)))
    fill = []
    if product.kind.digital and keeping.counts:
        shelf = OpenShelfOf(variant=keeping.counts[0].variant_id)
        fill = [[Button(t("What buyers get"), shelf)]]
    return [first, *fill, [Button(t("Add another"), AddProduct())]]
