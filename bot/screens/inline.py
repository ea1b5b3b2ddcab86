"""Goods in other chats: cards that anybody may see, each with the way into the shop."""

from bot.i18n import Translator
from bot.markup import Markup, plain
from bot.reply import Button, Card, Results
from bot.screens.parts import LINES, clip, stock_words
from bot.shop import ShopFacts
from domain.showcase import Showing, Shown

SHOP = "shop"  # where /start leads from the button over the results


def results(showing: Showing, part: int, t: Translator, shop: ShopFacts) -> Results:
    """What was found, as cards to choose from; over them the way into the shop."""
    cards = tuple(_card(product, t, shop) for product in showing.goods)
    nothing = not cards and not part
    lead = t("Nothing found. Open the shop") if nothing else t("Open the shop")
    return Results(
        cards, following=str(part + 1) if showing.more else "", lead=plain(lead), start=SHOP
    )


def _card(product: Shown, t: Translator, shop: ShopFacts) -> Card:
    said = Markup(f"{_price(product, t)} · {stock_words(product.free, t)}")
    if product.free <= 0:
        said = t("Sold out")
    title = t("<b>{title}</b>", title=clip(product.title, 100))
    label = clip(t("Open in {shop}", shop=shop.name).plain, 40)
    return Card(
        id=f"p{product.id}",
        title=clip(product.title, 64),
        about=plain(said),
        text=LINES.join([title, said]),
        rows=[[Button(label, url=shop.link(f"p_{product.id}"))]],
        photo=product.photo,
    )


def _price(product: Shown, t: Translator) -> Markup:
    price = t.money(product.price)
    return t("from {price}", price=price) if product.varies else price
