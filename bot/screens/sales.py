"""Sales as admins see them: what was planned, the list, and the short form of a product."""

from collections.abc import Iterator, Sequence

from bot.callbacks.sales import AskSale, EndSale, OpenSales, ReduceBy, SaleFor
from bot.callbacks.shopping import LeaveForm
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.errors import explain
from bot.screens.parts import LINES, clip, pager, paragraphs, with_tail
from bot.screens.sale_refusals import EXAMPLE
from bot.screens.sale_words import (
    NAME,
    SKU,
    article_lines,
    name_of,
    sale_block,
)
from bot.screens.sums import percent
from domain.catalog import Product
from domain.money import STARS
from domain.rounding import PERCENT
from domain.sale_terms import Reduced
from domain.sales import LeftOut, Planned, SaleView, State
from domain.services.sales import SalePage
from domain.stock import Refused

Answer = Planned | Refused

_LINES = 8  # answered one by one; refused ones come first
_BUTTONS = 5
_LEFT_OUT = 3
_RATES = (10, 15, 20, 30, 50)  # percent
_DAYS = (1, 3, 7, 14, 30)
_LIVE = (State.PLANNED, State.RUNNING)
_HOW = noop(
    "<code>/sale BM-1 590 {first} {last}</code>\n"
    "<code>/sale BM-1 -15% until {last}</code> begins now\n"
    "<code>/sale Mugs -15% {first} {last} 18:00</code>\n"
    "One article or category a line. Days count whole. Time zone: {zone}."
)


def sales_screen(page: SalePage, t: Translator) -> Screen:
    """The shop's sales, each that is not over with a button to end it."""
    said = [sale_block(view, t) for view in page.sales] or [t("There are no sales yet.")]
    rows = [
        *([button] for view in page.sales if (button := _end_button(view, t))),
        *pager(page.page, page.pages, lambda to: OpenSales(page=to)),
        [Button(t("‹ Panel"), OpenPanel())],
    ]
    return Screen(paragraphs(t("<b>Sales</b>"), *said, _how(t)), rows, card=False)


def _how(t: Translator) -> Markup:
    first, last = t.day_to_come(EXAMPLE // 2), t.day_to_come(EXAMPLE)
    return t(_HOW, first=first, last=last, zone=t.zone_name)


def usage_screen(t: Translator) -> Screen:
    """How to plan sales."""
    text = paragraphs(t("<b>Sales</b>"), _how(t))
    return Screen(text, [[_all(t)]], card=False)


def planned_screen(answers: Sequence[Answer], t: Translator) -> Screen:
    """What became of each line that was typed, the refused ones first."""
    ordered = sorted(answers, key=lambda one: isinstance(one, Planned))
    alone = len(answers) == 1
    said = [_answer(one, t, whole=alone) for one in ordered[:_LINES]]
    if more := len(answers) - len(said):
        said.append(t.plural("and {n} more line", "and {n} more lines", more))
    views = [one.view for one in answers if isinstance(one, Planned)]
    if views:
        said.append(t("Time zone: {zone}.", zone=t.zone_name))
    ends = (button for view in views if (button := _end_button(view, t)))
    rows = [[button] for button in ends][:_BUTTONS]
    return Screen(paragraphs(*said), [*rows, [_all(t)]], card=False)


def sure_screen(view: SaleView, t: Translator) -> Screen:
    """Ask whether a sale that runs should end now."""
    text = paragraphs(
        sale_block(view, t),
        t("End it now? Prices go back at once; what was ordered keeps its price."),
    )
    rows = [
        [Button(t("End it now"), EndSale(sale=view.sale.id, sure=True), style="danger")],
        [Button(t("Let it run"), OpenSales())],
    ]
    return Screen(text, rows, card=False)


def ended_screen(view: SaleView, t: Translator) -> Screen:
    """What became of a sale that somebody ended or cancelled."""
    head = t("Nothing of it will begin.")
    if view.state is State.ENDED:
        head = t("It is over. Prices that nobody changed meanwhile are what they were before.")
    return Screen(paragraphs(head, sale_block(view, t)), [[_all(t)]], card=False)


def how_much_screen(product: Product, t: Translator, note: str = "") -> Screen:
    """Ask how much less a product should cost; *note* says why an answer is refused."""
    text = paragraphs(
        note,
        _about(product, t),
        t(
            "<b>How much less should it cost?</b>\n"
            "Tap, or type the price of the sale, like <code>9.90</code>, or <code>-15%</code>."
        ),
    )
    rates = (rate * PERCENT for rate in _RATES)
    buttons = (
        Button(f"−{percent(rate, t)}", ReduceBy(product=product.id, rate=rate)) for rate in rates
    )
    rows = [*columns(buttons, 3), [Button(t("Cancel"), LeaveForm())]]
    return Screen(text, rows, card=False)


def how_long_screen(product: Product, reduced: Reduced, t: Translator, note: str = "") -> Screen:
    """Ask until when, having heard how much less."""
    price = reduced.target(product.variants[0].price)
    less = f"−{percent(reduced.rate, t)}" if reduced.rate else t.money(price)
    text = paragraphs(
        note,
        LINES.join([_about(product, t), t("In the sale: {less}", less=less)]),
        t(
            "<b>Until when?</b>\nTap, or type the last day, like <code>{day}</code>, or the "
            "first and the last one. Time zone: {zone}.",
            day=t.day_to_come(EXAMPLE),
            zone=t.zone_name,
        ),
    )
    own = reduced.price
    stars = own is not None and own.currency == STARS
    buttons = (
        Button(
            t.plural("{n} day", "{n} days", days),
            SaleFor(
                product=product.id,
                days=days,
                rate=reduced.rate,
                price=own.amount if own else 0,
                stars=stars,
            ),
        )
        for days in _DAYS
    )
    rows = [*columns(buttons, 3), [Button(t("Cancel"), LeaveForm())]]
    return Screen(text, rows, card=False)


def sales_button(t: Translator) -> Button:
    """The way to the sales."""
    return Button(t("Sales"), OpenSales())


def put_on_sale_button(product: Product, t: Translator) -> Button:
    """The way into the short form, from a product's card."""
    return Button(t("Put on sale"), AskSale(product=product.id))


def _about(product: Product, t: Translator) -> Markup:
    price = min(variant.price for variant in product.variants)
    words = noop("<b>{title}</b> costs {price} now")
    if len(product.variants) > 1:
        words = noop("<b>{title}</b> costs from {price} now; all its variants become cheaper")
    return t(words, title=clip(product.title, NAME), price=t.money(price))


def _answer(answer: Answer, t: Translator, *, whole: bool) -> Markup:
    """Say what became of a line; of a sale of many also which articles, if *whole*."""
    if isinstance(answer, Refused):
        return _refused(answer, t)
    if not whole:
        left = len(answer.left_out)
        out = t.plural("{n} article is left out", "{n} articles are left out", left)
        return LINES.join([sale_block(answer.view, t), *([out] if left else [])])
    return LINES.join(
        [
            sale_block(answer.view, t),
            *article_lines(answer.view, t),
            *_left_out(answer.left_out, t),
        ]
    )


def _left_out(left_out: Sequence[LeftOut], t: Translator) -> Iterator[Markup]:
    for one in left_out[:_LEFT_OUT]:
        yield t("Left out: {why}", why=explain(one.error, t))
    if left_out[_LEFT_OUT:]:
        more = len(left_out) - _LEFT_OUT
        yield t.plural("and {n} more is left out", "and {n} more are left out", more)


def _refused(answer: Refused, t: Translator) -> Markup:
    line = clip(answer.line, NAME)
    if not answer.nearest:
        return t("<code>{line}</code>: {why}", line=line, why=explain(answer.error, t))
    skus = ", ".join(clip(sku, SKU) for sku in answer.nearest)
    return t(
        "<code>{line}</code>: there is no such SKU or category. Near it: {skus}",
        line=line,
        skus=skus,
    )


def _end_button(view: SaleView, t: Translator) -> Button | None:
    if view.state not in _LIVE:
        return None
    words = t("end it") if view.state is State.RUNNING else t("cancel")
    return Button(with_tail(name_of(view), words.plain), EndSale(sale=view.sale.id))


def _all(t: Translator) -> Button:
    return Button(t("All sales"), OpenSales())
