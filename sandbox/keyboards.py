"""Keyboards under messages and in place of the phone's own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.params import Params
from sandbox.people import Chat
from sandbox.refusals import Json, bad_request

ACTIONS = frozenset(
    (
        "callback_data",
        "url",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    )
)
STYLES = ("primary", "success", "danger")
BUTTONS_A_ROW = 8
BUTTONS = 100
BYTES = 10_240
_INLINE = "can't parse inline keyboard button: "
_PRIVATE_ONLY = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
}

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked reply_markup: *inline* stays with the message, *reply* goes to the person.

    *reply* is None when the keyboard is left alone and empty when it is removed.
    """

    inline: Json | None = None
    reply: Json | None = None


NOTHING = Markup()


def read_markup(params: Params, chat: Chat, warn: Warn, invoice: bool = False) -> Markup:
    """Check the reply_markup of a call; breaches that Telegram lets pass go to *warn*.

    Raises:
        Refused: Telegram would not take this keyboard.
    """
    if not params.has("reply_markup"):
        return NOTHING
    markup = params.mapping("reply_markup")
    if "inline_keyboard" in markup:
        return Markup(inline=_inline(markup["inline_keyboard"], chat, warn, invoice))
    if "keyboard" in markup:
        return Markup(reply=_reply(markup, chat))
    if markup.get("remove_keyboard"):
        return Markup(reply={})
    return Markup(reply=markup) if markup.get("force_reply") else NOTHING


def _inline(rows: Any, chat: Chat, warn: Warn, invoice: bool) -> Json | None:
    if not isinstance(rows, list | tuple):
        raise bad_request('field "inline_keyboard" must be of type Array')
    keyboard = [[_inline_button(button, chat, warn) for button in row] for row in rows if row]
    _check_size(keyboard, warn)
    _check_pay(keyboard, invoice)
    return {"inline_keyboard": keyboard} if keyboard else None


def _check_size(keyboard: list[list[Json]], warn: Warn) -> None:
    buttons = sum(map(len, keyboard))
    if buttons > BUTTONS:
        raise bad_request("reply markup is too long")
    if buttons > 8 and len(json.dumps(keyboard, ensure_ascii=False).encode()) > BYTES:
        raise bad_request("reply markup is too long")
    if any(len(row) > BUTTONS_A_ROW for row in keyboard):
        warn(f"A row has more than {BUTTONS_A_ROW} buttons; phones cannot show them.")


def _check_pay(keyboard: list[list[Json]], invoice: bool) -> None:
    first = keyboard[0][0] if keyboard else {}
    if invoice and keyboard and not first.get("pay"):
        raise bad_request("REPLY_MARKUP_BUY_EMPTY")
    paying = sum(bool(button.get("pay")) for row in keyboard for button in row)
    if paying > (1 if invoice else 0):
        raise bad_request("BUTTON_TYPE_INVALID")


def _inline_button(button: Any, chat: Chat, warn: Warn) -> Json:
    if not isinstance(button, dict):
        raise bad_request(f"{_INLINE}InlineKeyboardButton must be an Object")
    clean = _without_none(button)
    if not str(clean.get("text", "")).strip():
        raise bad_request(f'{_INLINE}Field "text" must be of type String')
    actions = sorted(ACTIONS.intersection(clean))
    if not actions:
        raise bad_request(f"{_INLINE}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        warn(f"A button may do one thing only, this one has {' and '.join(actions)}.")
    if "style" in clean and clean["style"] not in STYLES:
        warn(f"Telegram has no button style {clean['style']!r}.")
    check = _CHECKS.get(actions[0])
    if check:
        check(clean[actions[0]], chat)
    return clean


def _without_none(button: Json) -> Json:
    if None not in button.values():
        return button
    return {name: value for name, value in button.items() if value is not None}


def _check_data(data: Any, _chat: Chat) -> None:
    if not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: Any, _chat: Chat) -> None:
    address = str(url)
    scheme, separator, rest = address.partition("://")
    fine = scheme in ("http", "https", "tg", "ton") and rest if separator else "." in address
    if not fine or " " in address or (scheme in ("http", "https") and _local(rest)):
        raise bad_request("BUTTON_URL_INVALID")


def _local(rest: str) -> bool:
    host = rest.partition("/")[0].partition(":")[0]
    return "." not in host


def _check_web_app(app: Any, chat: Chat) -> None:
    if not chat.private:
        raise bad_request("BUTTON_TYPE_INVALID")
    if not str(dict(app).get("url", "")).startswith("https://"):
        raise bad_request("BUTTON_URL_INVALID")


def _check_copy(copied: Any, _chat: Chat) -> None:
    if not 1 <= len(str(dict(copied).get("text", ""))) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


_CHECKS: dict[str, Callable[[Any, Chat], None]] = {
    "callback_data": _check_data,
    "url": _check_url,
    "web_app": _check_web_app,
    "copy_text": _check_copy,
}


def _reply(markup: Json, chat: Chat) -> Json:
    rows = [[_reply_button(button, chat) for button in row] for row in markup["keyboard"] if row]
    if not rows:
        raise bad_request("reply keyboard must be non-empty")
    return {**markup, "keyboard": rows}


def _reply_button(button: Any, chat: Chat) -> Json:
    shown = {"text": button} if isinstance(button, str) else dict(button)
    if not str(shown.get("text", "")).strip():
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    for request, words in _PRIVATE_ONLY.items():
        if shown.get(request) and not chat.private:
            raise bad_request(words)
    return shown
