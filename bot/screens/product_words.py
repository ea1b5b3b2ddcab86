"""What a product card says: name, price, stock, and all that is known of it."""

from bot.i18n import Translator
from bot.markup import Markup, escape
from bot.screens.parts import LINES, clip, paragraphs, stock_words
from bot.screens.ratings import rating_words
from bot.screens.sale_words import until_words
from domain.catalog import Product, Variant

_LONG = 160  # characters from which a description folds up
_MOST = 560  # characters of a description and the facts below it
_FACTS = 5  # lines
_FACT = 56  # characters


def product_words(product: Product, chosen: Variant, t: Translator) -> Markup:
    """Return the text of the card with that variant chosen."""
    head = [t("<b>{title}</b>", title=clip(product.title, 100))]
    if chosen.label:
        head.append(escape(clip(chosen.label, 80)))
    head.append(_price(product, chosen, t))
    if chosen.sale_until:
        head.append(until_words(chosen.sale_until, t))
    head.append(stock_words(chosen.free, t, product.kind))
    if rating := rating_words(product.rating, t):
        head.append(rating)
    facts = LINES.join(_facts(product, chosen, t))
    about = _description(product.description, _MOST - len(facts.plain))
    return paragraphs(LINES.join(head), about, facts)


def _facts(product: Product, chosen: Variant, t: Translator) -> list[Markup]:
    """What else is known of it, a line each."""
    said = [t("Brand: {brand}", brand=clip(product.brand, _FACT))] if product.brand else []
    if chosen.weight:
        said.append(t("Weight: {weight}", weight=t.weight(chosen.weight)))
    for attribute in product.attributes[: _FACTS - len(said)]:
        fact = t("{name}: {value}", name=attribute.name, value=attribute.value)
        said.append(escape(clip(fact.plain, _FACT)))
    return said


def _price(product: Product, chosen: Variant, t: Translator) -> Markup:
    price = Markup(f"<b>{t.money(chosen.price)}</b>")
    if product.unit:
        price = t("{price} for {unit}", price=price, unit=product.unit)
    if chosen.compare_at and chosen.compare_at > chosen.price:
        return t("{price} instead of <s>{old}</s>", price=price, old=t.money(chosen.compare_at))
    return price


def _description(text: str, most: int) -> Markup:
    words = escape(clip(text.strip(), most))
    if len(words) <= _LONG:
        return words
    return Markup(f"<blockquote expandable>{words}</blockquote>")
