"""Promo codes: customers type them, admins set them."""

from collections.abc import Iterator

from bot.callbacks.prices import AskPromo, DropPromo, OpenPromos, SwitchPromo
from bot.callbacks.shopping import LeaveForm
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator
from bot.limits import OUR_LABEL
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip, pager, paragraphs, with_tail
from bot.screens.price_refusals import EXAMPLE, day, last_day
from bot.screens.sums import percent
from domain.money import Money
from domain.promo import Kind, Promo
from domain.services.pricing import Prices
from domain.services.promos import PromoPage

_TARGETS = 3
_NAME = 24


def ask_screen(t: Translator, note: str = "") -> Screen:
    """Ask for a promo code; *note* says why the one that was typed is refused."""
    text = paragraphs(
        note,
        t("<b>Which promo code do you have?</b>"),
        t("Type it; capital letters do not matter. For example: <i>SPRING</i>"),
    )
    return Screen(text, [[Button(t("Cancel"), LeaveForm())]])


def promo_button(prices: Prices | None, t: Translator, *, review: bool) -> list[Button]:
    """Ask for a code, or take the present one away; no button if the shop has no codes."""
    if prices is None or not prices.promos:
        return []
    if prices.promo is None:
        return [Button(t("Promo code"), AskPromo(review=review))]
    label = clip(t("Remove {code}", code=prices.promo.promo.code).plain, OUR_LABEL)
    return [Button(label, DropPromo(review=review))]


def promos_screen(page: PromoPage, t: Translator) -> Screen:
    """The shop's promo codes, each with a switch."""
    said = [told(promo, t) for promo in page.promos]
    if not said:
        said = [t("There are no promo codes yet.")]
    rows = [
        *([_switch(promo, page.page, t)] for promo in page.promos),
        *pager(page.page, page.pages, lambda to: OpenPromos(page=to)),
        [Button(t("‹ Panel"), OpenPanel())],
    ]
    text = paragraphs(t("<b>Promo codes</b>"), *said, _how(t))
    return Screen(text, rows, card=False)


def promo_screen(promo: Promo, t: Translator) -> Screen:
    """One code as it was understood."""
    rows = [[_switch(promo, 0, t)], [Button(t("All promo codes"), OpenPromos())]]
    return Screen(told(promo, t), rows, card=False)


def promos_button(t: Translator) -> Button:
    """The way to the promo codes."""
    return Button(t("Promo codes"), OpenPromos())


def told(promo: Promo, t: Translator) -> Markup:
    """Say all that a code is: what it takes off, on which terms, and how often it was used."""
    head = t("<b>{code}</b> — {off}", code=promo.code, off=_off(promo, t))
    if not promo.active:
        head = t("<b>{code}</b> — {off} (switched off)", code=promo.code, off=_off(promo, t))
    return LINES.join([head, *_terms(promo, t), _uses(promo, t)])


def _how(t: Translator) -> Markup:
    return t(
        "<code>/promo SPRING 10% min 50 until {day} limit 100 each 1</code>\n"
        "Instead of 10% also a sum like 5.00, or <i>free delivery</i>. At the end "
        "<code>for Mugs, BM-1</code> names categories and SKUs.\n"
        "<code>/promo SPRING off</code> switches it off.",
        day=t.day_to_come(EXAMPLE),
    )


def _off(promo: Promo, t: Translator) -> Markup:
    match promo.kind:
        case Kind.PERCENT:
            return t("{percent} off", percent=percent(promo.amount, t))
        case Kind.FIXED:
            return t("{sum} off", sum=t.money(Money(promo.amount, promo.currency)))
    return t("free delivery")


def _terms(promo: Promo, t: Translator) -> Iterator[Markup]:
    if promo.minimum:
        yield t("For goods of {sum} or more", sum=t.money(Money(promo.minimum, promo.currency)))
    if promo.starts_at:
        yield t("From {day}", day=day(promo.starts_at, t))
    if promo.ends_at:
        yield t("Until {day}", day=last_day(promo.ends_at, t))
    if promo.each is not None:
        yield t.plural("{n} use a person", "{n} uses a person", promo.each)
    if promo.targeted:
        names = ", ".join(clip(name, _NAME) for name in promo.targets[:_TARGETS])
        more = "…" if len(promo.targets) > _TARGETS else ""
        yield t("Only for: {goods}", goods=names + more or "—")


def _uses(promo: Promo, t: Translator) -> Markup:
    if promo.most is None:
        return t.plural("Used {n} time", "Used {n} times", promo.used)
    most = t.number(promo.most)
    return t.plural("Used {n} time of {most}", "Used {n} times of {most}", promo.used, most=most)


def _switch(promo: Promo, page: int, t: Translator) -> Button:
    words = t("switch off") if promo.active else t("switch on")
    press = SwitchPromo(promo=promo.id, on=not promo.active, page=page)
    return Button(with_tail(promo.code, words.plain), press)
