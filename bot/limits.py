"""Telegram's limits, and our tighter ones, as one list of complaints.

Telegram counts text in UTF-16 units after its entities are parsed, data in UTF-8 bytes.
Our own budgets keep screens readable on a small phone; they are complaints all the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.markup import Markup, plain
from bot.reply import (
    Button,
    Document,
    Invoice,
    Reply,
    ReplyKeys,
    Results,
    Rows,
    Screen,
    Toast,
)

TEXT, CAPTION, TOAST = 4096, 1024, 200
OUR_TEXT, OUR_CAPTION = 1500, 900
BUTTONS, BUTTONS_IN_ROW = 100, 8
RESULTS, OUR_LEAD = 50, 40
OUR_ROWS, OUR_COLUMNS, OUR_LABEL = 8, 3, 24
DATA_BYTES, COPY, QUERY = 64, 256, 256
TITLE, DESCRIPTION, PAYLOAD_BYTES = 32, 255, 128
COMMANDS, COMMAND_TEXT, PLACEHOLDER = 100, 256, 64
COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def length(html: str) -> int:
    """Count what Telegram counts of an HTML text: UTF-16 units without the tags."""
    return len(plain(Markup(html)).encode("utf-16-le")) // 2


def problems(reply: Reply) -> list[str]:
    """Return one sentence for each limit *reply* breaks; none means it can be sent."""
    match reply:
        case Screen():
            return [*_screen(reply)]
        case Invoice():
            return [*_invoice(reply)]
        case Toast(text=text):
            return [*_span("toast", len(plain(text)), 1, TOAST)]
        case Results():
            return [*_results(reply)]
        case Document(caption=caption):
            return [*_span("caption", length(caption), 0, OUR_CAPTION)]
        case _:
            return []


def problems_of_call(method: str, params: Mapping[str, Any]) -> list[str]:
    """The same for one Bot API call with plain JSON values; only Telegram's own limits."""
    found = [*_call_texts(params)]
    if keyboard := (params.get("reply_markup") or {}).get("inline_keyboard"):
        found += _keyboard(keyboard)
    if method == "setMyCommands":
        found += _commands(params["commands"])
    if method in ("sendInvoice", "createInvoiceLink"):
        found += _bill(params["title"], params["description"], params["payload"])
    return found


def _screen(screen: Screen) -> Iterator[str]:
    caption = screen.picture is not None or screen.card
    yield from _span("text", length(screen.text), 1, OUR_CAPTION if caption else OUR_TEXT)
    yield from _rows(screen.rows)
    if screen.toast is not None:
        yield from _span("toast", len(plain(screen.toast)), 1, TOAST)
    if isinstance(screen.keyboard, ReplyKeys):
        yield from _span("placeholder", len(screen.keyboard.placeholder), 0, PLACEHOLDER)


def _rows(rows: Rows) -> Iterator[str]:
    yield from _span("rows of buttons", len(rows), 0, OUR_ROWS)
    for row in rows:
        yield from _span("buttons in a row", len(row), 1, OUR_COLUMNS)
        for button in row:
            yield from _button(button)


def _button(button: Button) -> Iterator[str]:
    yield from _span(f"label {button.text!r}", len(button.text), 1, OUR_LABEL)
    if button.press is not None:
        yield from _data(button.press.pack())
    if button.copy is not None:
        yield from _span("text to copy", len(button.copy), 1, COPY)
    if button.inline_query is not None:
        yield from _span("inline query", len(button.inline_query), 0, QUERY)
    if button.share is not None:
        yield from _span("query to share", len(button.share), 0, QUERY)


def _results(results: Results) -> Iterator[str]:
    yield from _span("inline results", len(results.cards), 0, RESULTS)
    yield from _span("label over the results", len(results.lead), 0, OUR_LEAD)
    for card in results.cards:
        yield from _span("id of a result in bytes", len(card.id.encode()), 1, 64)
        yield from _span("text of a result", length(card.text), 1, OUR_CAPTION)


def _invoice(invoice: Invoice) -> Iterator[str]:
    yield from _bill(plain(invoice.title), plain(invoice.description), invoice.payload)
    yield from _span(f"label {invoice.pay!r}", len(plain(invoice.pay)), 1, OUR_LABEL)
    yield from _span("start parameter", len(invoice.start_parameter), 1, 64)
    yield from _rows(invoice.rows)


def _bill(title: str, description: str, payload: str) -> Iterator[str]:
    yield from _span("invoice title", len(title), 1, TITLE)
    yield from _span("invoice description", len(description), 1, DESCRIPTION)
    yield from _span("invoice payload in bytes", len(payload.encode()), 1, PAYLOAD_BYTES)


def _call_texts(params: Mapping[str, Any]) -> Iterator[str]:
    if "text" in params:
        most = TOAST if "callback_query_id" in params else TEXT
        yield from _span("text", length(params["text"] or ""), 0 if most == TOAST else 1, most)
    if "caption" in params:
        yield from _span("caption", length(params["caption"] or ""), 0, CAPTION)


def _keyboard(rows: Sequence[Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    yield from _span("buttons", sum(map(len, rows)), 0, BUTTONS)
    for row in rows:
        yield from _span("buttons in a row", len(row), 1, BUTTONS_IN_ROW)
        for button in row:
            if (data := button.get("callback_data")) is not None:
                yield from _data(data)
            if copied := button.get("copy_text"):
                yield from _span("text to copy", len(copied["text"]), 1, COPY)


def _commands(commands: Sequence[Mapping[str, str]]) -> Iterator[str]:
    yield from _span("commands", len(commands), 0, COMMANDS)
    for each in commands:
        if not COMMAND.fullmatch(each["command"]):
            yield f"command {each['command']!r} is not 1-32 of a-z, 0-9 and _"
        text = each["description"]
        yield from _span(f"description of /{each['command']}", len(text), 1, COMMAND_TEXT)


def _data(data: str) -> Iterator[str]:
    yield from _span(f"callback data {data!r} in bytes", len(data.encode()), 1, DATA_BYTES)


def _span(what: str, size: int, least: int, most: int) -> Iterator[str]:
    if not least <= size <= most:
        yield f"{what}: {size}, allowed {least}-{most}"
