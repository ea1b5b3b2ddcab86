"""What owners see of messages that were given up, and the buttons that send them again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.callbacks.dead_letters import OpenDeadLetters, SendDeadLetter, SendDeadLetters
from bot.callbacks.work import LookAgain
from bot.i18n import Translator, noop
from bot.markup import Markup, escape
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip, pager, paragraphs
from domain.dead_letters import PAGE, DeadLetter, DeadLetterPage
from domain.notices import Kind
from domain.orders import FIRST_NUMBER

_SAID = 80  # characters of what Telegram said
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_KINDS = {
    Kind.ORDER_CARD: noop("The customer's order card"),
    Kind.ORDER_NOTE: noop("News for the customer"),
    Kind.PIECES_NOTE: noop("News for the customer"),
    Kind.RETURN_CARD: noop("A return to look at"),
    Kind.FULFILMENT_CARD: noop("The merchant's order card"),
    Kind.HAND_OVER: noop("Digital goods to hand over"),
    Kind.GOODS: noop("Digital goods for the customer"),
    Kind.GOODS_FILE: noop("Digital goods for the customer"),
    Kind.STAFF_ALERT: noop("A warning for you"),
    Kind.SALE_NOTE: noop("A warning for you"),
    Kind.STAFF_MENU: noop("Somebody's command menu"),
    Kind.TRANSFER: noop("A bank transfer to check"),
    Kind.COVER: noop("An old card to cover"),
    Kind.DELETE: noop("An old message to take away"),
}
_OTHER = noop("A message")
# What Telegram says, and what it means to the shop.
_WHY = {
    "blocked by the user": noop("They have blocked the bot."),
    "deactivated": noop("Their Telegram account is gone."),
    "kicked": noop("The bot was taken out of the group."),
    "chat not found": noop("They have never opened the bot's chat."),
    "waits for keys": noop("Keys are missing. /keys adds some."),
    "opened the shop's chat": noop("None of the staff has opened the bot's chat."),
}


def letters_screen(page: DeadLetterPage, t: Translator) -> Screen:
    """Messages that were given up, newest first, each with a button that sends it again."""
    if not page.dead_letters:
        text = paragraphs(
            t("<b>Messages that were given up</b>"), t("There are none: everybody was told.")
        )
        return Screen(text, [_ways_off(t)], card=False)
    return Screen(_text(page, t), _rows(page, t), card=False)


def opening(t: Translator) -> Button:
    """The way to them."""
    return Button(t("Undelivered messages"), OpenDeadLetters())


def moment(milliseconds: int) -> datetime:
    """Return the moment that a button names; the reverse of what it is made of."""
    return _EPOCH + milliseconds * _MILLISECOND


def _text(page: DeadLetterPage, t: Translator) -> Markup:
    return paragraphs(
        t("<b>Messages that were given up</b> · {n}", n=t.number(page.total)),
        *(_told(number, letter, t) for number, letter in _numbered(page)),
        t("What is sent again says how things stand now, not how they stood then."),
    )


def _numbered(page: DeadLetterPage) -> Iterator[tuple[int, DeadLetter]]:
    yield from enumerate(page.dead_letters, page.page * PAGE + 1)


def _told(number: int, letter: DeadLetter, t: Translator) -> Markup:
    when = t.time_tag(letter.given_up_at)
    what = t("{n}. {what}, {when}", n=t.number(number), what=_what(letter, t), when=when)
    return LINES.join([what, Markup(f"<i>{_why(letter, t)}</i>")])


def _what(letter: DeadLetter, t: Translator) -> Markup:
    kind = t(_KINDS[Kind(letter.kind)] if letter.kind in _KINDS else _OTHER)
    if order_id := letter.payload.get("order_id"):
        number = str(FIRST_NUMBER + int(order_id))
        return t("{what} (#{number})", what=kind, number=number)
    return kind


def _why(letter: DeadLetter, t: Translator) -> Markup:
    for mark, words in _WHY.items():
        if mark in letter.said:
            return t(words)
    return escape(clip(letter.said, _SAID)) if letter.said else t("Nobody knows why.")


def _rows(page: DeadLetterPage, t: Translator) -> list[list[Button]]:
    rows = [
        [Button(t("Send {n} again", n=t.number(number)), _again(letter))]
        for number, letter in _numbered(page)
    ]
    rows += pager(page.page, page.pages, lambda to: OpenDeadLetters(page=to))
    last = [*_ways_off(t)]
    if page.newest and page.total > 1:
        every = SendDeadLetters(until=_milliseconds(page.newest))
        last.append(Button(t("Send all again"), every, style="primary"))
    return [*rows, last]


def _again(letter: DeadLetter) -> SendDeadLetter:
    return SendDeadLetter(letter=letter.id, died=_milliseconds(letter.given_up_at))


def _milliseconds(when: datetime) -> int:
    return (when - _EPOCH) // _MILLISECOND


def _ways_off(t: Translator) -> list[Button]:
    return [Button(t("‹ Check-up"), LookAgain())]
