"""Replies drawn as calls of the Bot API, not yet sent.

The calls are built without validation: what goes in is our own and checked by
`bot.limits`, and validating a keyboard costs more than all the rest of a tap.
"""

from typing import Any, TypeVar, cast

from aiogram.methods import (
    AnswerInlineQuery,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageText,
    SendDocument,
    SendInvoice,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile

from bot.markup import plain
from bot.reply import (
    Button,
    Card,
    Document,
    Invoice,
    KeysGone,
    ReplyKeys,
    Results,
    Rows,
    Screen,
)

Photo = str | BufferedInputFile  # a file_id, or bytes to upload
Call = TypeVar("Call", bound=TelegramMethod[Any])
_HTML = "HTML"
_FRESH = 10  # seconds for which Telegram may show the same results again
_NO_PREVIEW = {"is_disabled": True}


def new_text(chat_id: int, screen: Screen) -> SendMessage:
    """A new message without a picture."""
    return _call(
        SendMessage,
        chat_id=chat_id,
        text=screen.text,
        parse_mode=_HTML,
        link_preview_options=_NO_PREVIEW,
        disable_notification=screen.quiet or None,
        reply_markup=_keyboard(screen),
    )


def new_photo(chat_id: int, screen: Screen, photo: Photo) -> SendPhoto:
    """A new message with a picture."""
    return _call(
        SendPhoto,
        chat_id=chat_id,
        photo=photo,
        caption=screen.text,
        parse_mode=_HTML,
        reply_markup=_keyboard(screen),
    )


def text_edit(chat_id: int, message_id: int, screen: Screen) -> EditMessageText:
    """New words and buttons for a message that is text."""
    return _call(
        EditMessageText,
        chat_id=chat_id,
        message_id=message_id,
        text=screen.text,
        parse_mode=_HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=inline_keyboard(screen.rows),
    )


def caption_edit(chat_id: int, message_id: int, screen: Screen) -> EditMessageCaption:
    """New words and buttons under the picture that is there."""
    return _call(
        EditMessageCaption,
        chat_id=chat_id,
        message_id=message_id,
        caption=screen.text,
        parse_mode=_HTML,
        reply_markup=inline_keyboard(screen.rows),
    )


def media_edit(chat_id: int, message_id: int, screen: Screen, photo: Photo) -> EditMessageMedia:
    """A picture, words and buttons in place of what is there, text included."""
    return _call(
        EditMessageMedia,
        chat_id=chat_id,
        message_id=message_id,
        media={"type": "photo", "media": photo, "caption": screen.text, "parse_mode": _HTML},
        reply_markup=inline_keyboard(screen.rows),
    )


def keys_gone(chat_id: int, keys: KeysGone) -> SendMessage:
    """The short message that takes the reply keyboard away."""
    return _call(
        SendMessage,
        chat_id=chat_id,
        text=keys.text,
        parse_mode=_HTML,
        reply_markup={"remove_keyboard": True},
    )


def new_invoice(chat_id: int, invoice: Invoice) -> SendInvoice:
    """An invoice whose first button pays."""
    needs = {f"need_{each}": True for each in sorted(invoice.needs)}
    if invoice.provider_data:  # the provider sends the receipt there
        contacts = invoice.needs & {"email", "phone_number"}
        needs |= {f"send_{each}_to_provider": True for each in sorted(contacts)}
    keyboard = inline_keyboard(invoice.rows) or {"inline_keyboard": []}
    pay = {"text": plain(invoice.pay), "pay": True, "style": "success"}
    return _call(
        SendInvoice,
        chat_id=chat_id,
        title=plain(invoice.title),
        description=plain(invoice.description),
        payload=invoice.payload,
        provider_token=invoice.provider_token,
        provider_data=invoice.provider_data,
        currency=invoice.currency,
        prices=[{"label": plain(p.label), "amount": p.price.amount} for p in invoice.prices],
        start_parameter=invoice.start_parameter,
        reply_markup={"inline_keyboard": [[pay], *keyboard["inline_keyboard"]]},
        **needs,
    )


def new_document(chat_id: int, document: Document) -> SendDocument:
    """A file with a caption."""
    return _call(
        SendDocument,
        chat_id=chat_id,
        document=document.file_id or BufferedInputFile(document.data, document.name),
        caption=document.caption or None,
        parse_mode=_HTML,
    )


def found(query_id: str, results: Results) -> AnswerInlineQuery:
    """The answer to an inline query. Prices and stock are fresh, so it is kept for seconds."""
    button = {"text": results.lead, "start_parameter": results.start}
    return _call(
        AnswerInlineQuery,
        inline_query_id=query_id,
        results=[_result(card) for card in results.cards],
        cache_time=_FRESH,
        is_personal=True,
        next_offset=results.following,
        button=button if results.lead else None,
    )


def _result(card: Card) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "id": card.id,
        "title": card.title,
        "description": card.about,
        "reply_markup": inline_keyboard(card.rows),
    }
    if card.photo:
        photo = {"photo_file_id": card.photo, "caption": card.text, "parse_mode": _HTML}
        return drawn | {"type": "photo"} | photo
    words = {"message_text": card.text, "parse_mode": _HTML, "link_preview_options": _NO_PREVIEW}
    return drawn | {"type": "article", "input_message_content": words}


def _call(kind: type[Call], **values: Any) -> Call:
    return cast(Call, kind.model_construct(**values))


def inline_keyboard(rows: Rows) -> dict[str, Any] | None:
    """The buttons as Telegram's JSON; None when there are none."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, Any]:
    drawn: dict[str, Any] = {"text": button.text}
    if button.press is not None:
        drawn["callback_data"] = button.press.pack()
    elif button.url is not None:
        drawn["url"] = button.url
    elif button.copy is not None:
        drawn["copy_text"] = {"text": button.copy}
    elif button.share is not None:
        drawn["switch_inline_query"] = button.share
    else:
        drawn["switch_inline_query_current_chat"] = button.inline_query
    if button.style is not None:
        drawn["style"] = button.style
    return drawn


def _keyboard(screen: Screen) -> dict[str, Any] | None:
    match screen.keyboard:
        case ReplyKeys() as keys:
            return _reply_keyboard(keys)
        case KeysGone() if not screen.rows:
            return {"remove_keyboard": True}
    return inline_keyboard(screen.rows)


def _reply_keyboard(keys: ReplyKeys) -> dict[str, Any]:
    contact = {"text": plain(keys.contact), "request_contact": True}
    drawn: dict[str, Any] = {
        "keyboard": [[contact], [{"text": plain(keys.cancel)}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }
    if keys.placeholder:
        drawn["input_field_placeholder"] = plain(keys.placeholder)
    return drawn
