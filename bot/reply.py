"""What a handler may return. Handlers never send; `bot.middlewares.show` does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from aiogram.filters.callback_data import CallbackData

from bot.markup import plain
from domain.money import Money

Style = Literal["primary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message: a label and the one thing that a tap does.

    *press* comes back to the bot, *url* opens a page, *copy* copies 1-256 characters,
    *inline_query* starts an inline search in this chat, *share* one in a chat that the
    person chooses. Both need inline mode; where the bot has none they are not shown. *text*
    may be markup; it is kept as the plain words.

    Raises:
        ValueError: It does nothing, or more than one thing.
    """

    text: str
    press: CallbackData | None = None
    url: str | None = None
    copy: str | None = None
    inline_query: str | None = None
    share: str | None = None
    style: Style | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))
        deeds = (self.press, self.url, self.copy, self.inline_query, self.share)
        if deeds.count(None) != len(deeds) - 1:
            raise ValueError(f"button {self.text!r} must do exactly one thing")


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class ReplyKeys:
    """The keyboard that replaces the customer's own, for one answer.

    *contact* is the label of the key that sends the phone number; *cancel* the label of
    the key below it, which arrives as ordinary text.
    """

    contact: str
    cancel: str
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class KeysGone:
    """Takes a `ReplyKeys` keyboard away, saying *text* ("Thank you.") as it goes.

    Telegram cannot do that and show buttons in one message, so a screen with rows is sent
    after the short message with *text*; a screen without rows carries the removal itself.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A message with buttons; *text* is Telegram HTML.

    *card*: it belongs to the one live browse card of the chat. Otherwise it is a message
    of its own (an order, staff messages) that is edited only by its own buttons.
    *fresh*: always a new message, even after a tap.
    *picture*: id of a picture of the shop; a card without one gets the shop's cover.
    *toast*: words for the tap that led here, *alert* makes them a window to close.
    *keyboard*: asks for an answer by `ReplyKeys`, or removes them.
    *subject*: what the message shows ("order:17"), noted with the message's id so that it
    can be updated later; for messages of their own.
    *album*: Telegram's ids of photos that are sent first, so that they stand above it; the
    screen is a new message then.
    *quiet*: a new message makes no sound.

    Raises:
        ValueError: Rows and `ReplyKeys` together; one message cannot carry both.
    """

    text: str
    rows: Rows = ()
    picture: int | None = None
    card: bool = True
    fresh: bool = False
    keyboard: ReplyKeys | KeysGone | None = None
    toast: str | None = None
    alert: bool = False
    subject: str | None = None
    album: tuple[str, ...] = ()
    quiet: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.keyboard, ReplyKeys) and self.rows:
            raise ValueError("a message carries either buttons or a reply keyboard")


@dataclass(frozen=True, slots=True)
class Toast:
    """A few words over the chat; the screen stays. After a typed text: a message."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """One line of an invoice's sum."""

    label: str
    price: Money


@dataclass(frozen=True, slots=True)
class Invoice:
    """Telegram's own invoice. All prices are of one currency; *payload* returns with the money.

    *pay* is the label of the first button; *rows* follow below it. *provider_token* is
    empty for Telegram Stars. *provider_data* is JSON for the provider (receipts); with it
    the contacts among *needs* go to the provider too.
    *start_parameter* makes a forwarded invoice a link to the shop instead of a Pay button.
    *subject* is noted with the message's id, as for a `Screen`.

    Raises:
        ValueError: No price, or prices of several currencies.
    """

    title: str
    description: str
    payload: str
    prices: tuple[Price, ...]
    pay: str
    start_parameter: str
    provider_token: str = ""
    provider_data: str | None = None
    rows: Rows = ()
    needs: frozenset[Literal["name", "phone_number", "email", "shipping_address"]] = frozenset()
    subject: str | None = None

    def __post_init__(self) -> None:
        if len({line.price.currency for line in self.prices}) != 1:
            raise ValueError("an invoice has prices of exactly one currency")

    @property
    def currency(self) -> str:
        """The one currency of all its prices."""
        return self.prices[0].price.currency


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a message of its own; *caption* is Telegram HTML.

    *file_id* is the bot's name for the same file, if Telegram has it already.
    """

    name: str
    data: bytes
    caption: str = ""
    file_id: str = ""

    def __repr__(self) -> str:
        """Name only: what is in it may be worth money."""
        return f"Document({self.name!r})"


@dataclass(frozen=True, slots=True)
class Card:
    """One result of an inline search: *title* and *about* in the list, *text* once it is sent.

    *text* is Telegram HTML. *photo* is Telegram's id of a picture, or "" for none.
    """

    id: str
    title: str
    about: str
    text: str
    rows: Rows
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to an inline query, for the person who typed it, and for seconds only.

    *following* is where more begins, "" at the end. *lead* is the button over the results,
    which opens the bot with ``/start`` *start*.
    """

    cards: tuple[Card, ...]
    following: str = ""
    lead: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class Approve:
    """The answer to `pre_checkout_query`: the charge may be made. To refuse, raise."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The update needs no answer; a tap is still acknowledged."""


Reply = Screen | Toast | Invoice | Document | Results | Approve | Nothing


def columns(buttons: Iterable[Button], width: int) -> list[list[Button]]:
    """Lay *buttons* out in rows of *width*, the last row shorter."""
    row = list(buttons)
    return [row[at : at + width] for at in range(0, len(row), width)]


def without_inline(rows: Rows) -> Rows:
    """Leave out the buttons that begin an inline search."""
    kept = [[b for b in row if b.inline_query is None and b.share is None] for row in rows]
    return [row for row in kept if row]
