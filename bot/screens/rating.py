"""A customer says how they like what they got: stars by one tap, words and photos besides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.callbacks.reviews import (
    DropPhotos,
    GiveStars,
    HushReviews,
    RateLine,
    RateOrder,
    SendReview,
    WithdrawReview,
    WriteReview,
)
from bot.callbacks.shopping import OpenOrder
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.parts import LINES, clip, home, pager, paragraphs, with_tail
from bot.screens.ratings import star_words
from bot.screens.reviews import answer_words
from domain.orders import Order
from domain.pages import paged
from domain.reviews import PHOTOS, STARS, Rateable, Review, State, delivered
from domain.services.review_asks import Question

_PAGE = 5
_STARS = {
    5: noop("5 ★ great"),
    4: noop("4 ★ good"),
    3: noop("3 ★ all right"),
    2: noop("2 ★ poor"),
    1: noop("1 ★ bad"),
}
_STATES = {
    State.WAITING: noop("The shop reads it first; then everybody can."),
    State.PUBLISHED: noop("Everybody can read it on the product's page."),
    State.REJECTED: noop("The shop does not show it."),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a customer told so far of a line: words, and Telegram's ids of photos."""

    order: int
    line: int
    text: str = ""
    photos: tuple[str, ...] = ()


def lines_screen(
    order_id: int,
    number: str,
    lines: Sequence[Rateable],
    page: int,
    t: Translator,
    *,
    silent: bool,
    card: bool = True,
) -> Screen:
    """The delivered lines of an order. *silent*: the customer does not want to be asked."""
    shown, page, pages = paged(lines, page, _PAGE)
    hush = t("Ask me after delivery") if silent else t("Do not ask me again")
    rows = [
        *([_line_button(each, t)] for each in shown),
        *pager(page, pages, lambda to: RateOrder(order=order_id, page=to)),
        [Button(hush, HushReviews(order=order_id, silent=not silent))],
        [_to_order(order_id, t), home(t)],
    ]
    text = paragraphs(
        t("<b>How do you like it?</b>\nOrder #{number}", number=number),
        t("Tap on what you want to rate. Your first name and initial are shown with it."),
    )
    return Screen(text, rows, card=card)


def stars_screen(each: Rateable, t: Translator, *, card: bool = True) -> Screen:
    """Ask for stars; one tap gives them."""
    text = paragraphs(
        t("<b>How do you like it?</b>\n{goods}", goods=clip(each.line.name, 100)),
        t("One tap is enough. You can add words and photos after it."),
    )
    rows = [*_star_rows(each.order_id, each.line.id, t), [_to_order(each.order_id, t)]]
    return Screen(text, rows, card=card)


def mine_screen(
    each: Rateable, t: Translator, *, card: bool = True, toast: str | None = None
) -> Screen:
    """What the customer said of a line, where it stands, and what they can do with it."""
    review = each.review
    if review is None or not each.stars:
        return stars_screen(each, t, card=card)
    text = paragraphs(
        t("<b>Your review</b>\n{goods}", goods=clip(each.line.name, 80)),
        LINES.join(_mine(review, t)),
        t(_STATES[review.state]),
        t("“{words}”", words=clip(review.reason, 300))
        if review.reason
        else answer_words(review, t),
    )
    write = t("Write it anew") if review.says_something else t("Add words or photos")
    where = {"order": each.order_id, "line": each.line.id}
    rows = [
        [Button(write, WriteReview(**where), style="primary")],
        [
            Button(t("Other stars"), RateLine(**where, anew=True)),
            Button(t("Take it back"), WithdrawReview(**where)),
        ],
        [Button(t("The whole order"), RateOrder(order=each.order_id)), home(t)],
    ]
    return Screen(text, rows, card=card, toast=toast)


def withdraw_screen(each: Rateable, t: Translator, *, card: bool = True) -> Screen:
    """Ask before a review is taken back."""
    text = paragraphs(
        t("<b>Take your review back?</b>\n{goods}", goods=clip(each.line.name, 80)),
        t("Your stars, words and photos are deleted. You can review it anew later."),
    )
    where = {"order": each.order_id, "line": each.line.id}
    sure = WithdrawReview(**where, sure=True)
    rows = [
        [Button(t("Take it back"), sure, style="danger")],
        [Button(t("Keep it"), RateLine(**where))],
    ]
    return Screen(text, rows, card=card)


def words_screen(each: Rateable, draft: Draft, t: Translator) -> Screen:
    """Ask for words and photos, show what there is of them, and offer to send it."""
    text = paragraphs(
        t("<b>What do you want to say about it?</b>\n{goods}", goods=clip(each.line.name, 80)),
        t("Type it in one message, and send up to {most} photos if you like.", most=PHOTOS),
        t("“{words}”", words=clip(draft.text, 450)) if draft.text else "",
        photos_words(len(draft.photos), t),
    )
    rows = []
    if draft.text or draft.photos:
        rows.append([Button(t("Send the review"), SendReview(line=draft.line), style="primary")])
    if draft.photos:
        rows.append([Button(t("Without the photos"), DropPhotos(line=draft.line))])
    keep = RateLine(order=draft.order, line=draft.line)
    return Screen(text, [*rows, [Button(t("‹ Back"), keep)]])


def photos_words(count: int, t: Translator) -> Markup:
    """Say how many photos there are; nothing for none."""
    if not count:
        return Markup()
    if count >= PHOTOS:
        return t("You have added {most} photos; that is all there is room for.", most=PHOTOS)
    return t.plural(
        "You have added {n} photo. You may send more.",
        "You have added {n} photos. You may send more.",
        count,
    )


def ask_screen(question: Question, t: Translator) -> Screen:
    """The one question after a delivery; it makes no sound."""
    order, lines = question.order, question.lines
    hush = [Button(t("Do not ask me again"), HushReviews(order=order.id, silent=True))]
    head = t("<b>How do you like what you got?</b>")
    if len(lines) == 1:
        goods = t("{goods}, order #{number}", goods=lines[0].line.name, number=order.number)
        rows = [*_star_rows(order.id, lines[0].line.id, t), hush]
        return Screen(LINES.join([head, goods]), rows, card=False, quiet=True)
    rows = [[_line_button(each, t)] for each in lines[:_PAGE]]
    if len(lines) > _PAGE:
        rows.append([Button(t("The whole order"), RateOrder(order=order.id))])
    said = t("Order #{number}. One tap on the stars is enough.", number=order.number)
    return Screen(LINES.join([head, said]), [*rows, hush], card=False, quiet=True)


def rate_button(order: Order, t: Translator) -> Iterator[list[Button]]:
    """The way to the stars, on the card of an order of which something was delivered."""
    if any(delivered(order)):
        yield [Button(t("Rate what you got"), RateOrder(order=order.id))]


def _mine(review: Review, t: Translator) -> Iterator[Markup]:
    yield Markup(star_words(review.stars))
    if review.text:
        yield t("“{words}”", words=clip(review.text, 300))
    if review.photos:
        yield t.plural("{n} photo", "{n} photos", len(review.photos))


def _star_rows(order_id: int, line_id: int, t: Translator) -> list[list[Button]]:
    buttons = [
        Button(t(_STARS[stars]), GiveStars(order=order_id, line=line_id, stars=stars))
        for stars in STARS
    ]
    return columns(buttons, 3)


def _line_button(each: Rateable, t: Translator) -> Button:
    tail = f"{each.stars} ★" if each.stars else t("to rate").plain
    return Button(
        with_tail(each.line.name, tail), RateLine(order=each.order_id, line=each.line.id)
    )


def _to_order(order_id: int, t: Translator) -> Button:
    return Button(t("‹ The order"), OpenOrder(order=order_id))
