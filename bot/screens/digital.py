"""What a buyer of digital goods has: keys, texts, and files that can be sent again."""

from collections.abc import Iterator

from bot.callbacks.digital import SendFile, ShowGoods
from bot.callbacks.shopping import OpenOrder
from bot.i18n import Translator
from bot.limits import OUR_LABEL, length
from bot.markup import Markup, escape
from bot.reply import Button, Document, Screen
from bot.screens.parts import LINES, clip, paragraphs
from domain.digital import Handed
from domain.fulfilment import Step
from domain.orders import Order
from domain.services.handover import Goods

_ROOM = 3800  # of a message's 4096 characters
_FILES = 6  # that have a button each
_COPY = 256  # characters Telegram copies by a button


def goods_reply(goods: Goods, t: Translator, *, card: bool = True) -> Screen | Document:
    """Show what was handed over; what is too much for a message comes as a text file.

    With *card* False it is news, told when it was handed over.
    """
    number = goods.order.number
    head = (
        t("<b>Your goods of order #{number}</b>", number=number)
        if card
        else t("<b>Here it is: order #{number}.</b>", number=number)
    )
    keep = t("My orders has it too, whenever you need it again.")
    text = paragraphs(head, *(_line(line, t) for line in goods.lines), "" if card else keep)
    if length(text) > _ROOM:
        caption = paragraphs(head, t("They are in this file."))
        return Document(f"order-{number}.txt", _as_text(goods).encode(), caption)
    return Screen(text, [*_rows(goods, t)], card=False, fresh=True)


def file_document(line: Handed, data: bytes, file_id: str, t: Translator) -> Document:
    """A file that was bought."""
    name = line.file.name if line.file else "file"
    return Document(name, data, t("<b>{name}</b>", name=clip(line.name, 100)), file_id)


def goods_button(order: Order, t: Translator) -> Iterator[list[Button]]:
    """The way to the goods, on the card of an order of which something was handed over."""
    if order.digital and any(part.step is Step.DELIVERED for part in order.fulfilments):
        yield [Button(t("Your goods"), ShowGoods(order=order.id), style="primary")]


def _line(line: Handed, t: Translator) -> Markup:
    name = t("<b>{name}</b>", name=clip(line.name, 100))
    return LINES.join([name, *_goods(line, t)])


def _goods(line: Handed, t: Translator) -> Iterator[Markup]:
    yield from (Markup(f"<code>{escape(key)}</code>") for key in line.keys)
    if line.content and line.content.text:
        yield escape(line.content.text)
    if line.file:
        large = size(line.file.size, t)
        yield t("File: {name}, {size}", name=clip(line.file.name, 64), size=large)
    if not line.keys and not line.content:
        yield t("The shop has it no more. Please ask the shop.")


def size(count: int, t: Translator) -> str:
    """How large a file of so many bytes is, in whole kilobytes or megabytes."""
    kilo, mega = 1024, 1024 * 1024
    if count < mega:
        return t("{n} KB", n=t.number(max(1, round(count / kilo))))
    return t("{n} MB", n=t.number(round(count / mega)))


def _rows(goods: Goods, t: Translator) -> Iterator[list[Button]]:
    keys = [key for line in goods.lines for key in line.keys]
    if len(keys) == 1 and len(keys[0]) <= _COPY:
        yield [Button(t("Copy the key"), copy=keys[0])]
    for line in [line for line in goods.lines if line.file][:_FILES]:
        send = SendFile(order=goods.order.id, line=line.line_id)
        name = line.file.name if line.file else ""
        yield [Button(clip(t("Send {name}", name=name).plain, OUR_LABEL), send)]
    yield [Button(t("Open the order"), OpenOrder(order=goods.order.id))]


def _as_text(goods: Goods) -> str:
    return "\n\n".join("\n".join([line.name, *_plain(line)]) for line in goods.lines) + "\n"


def _plain(line: Handed) -> Iterator[str]:
    yield from line.keys
    if line.content:
        yield line.file.name if line.file else line.content.text
