"""Puts screens into chats: new messages and edits, with text and pictures in every turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    DeleteMessage,
    EditMessageReplyMarkup,
    SendMediaGroup,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, InputMediaPhoto, Message

from bot import drawing
from bot.limits import CAPTION
from bot.reply import Document, Invoice, KeysGone, Screen, without_inline
from bot.seen import Seen
from bot.sender import Make

T = TypeVar("T")
log = structlog.get_logger("bot.stage")
_NOT_MODIFIED = "message is not modified"
_NO_TEXT = "there is no text in the message to edit"
_GONE = (
    _NO_TEXT,
    "message to edit not found",
    "message can't be edited",
    "MESSAGE_ID_INVALID",
    "there is no caption in the message to edit",
)
_BAD_FILE_ID = (
    "wrong file_id",
    "wrong file identifier",
    "wrong remote file identifier",
    "FILE_REFERENCE",
)


class Pictures(Protocol):
    """The shop's pictures, and where Telegram already has them."""

    async def file_id(self, picture_id: int) -> str | None:
        """Return Telegram's id of a picture that was sent before."""
        ...

    async def content(self, picture_id: int) -> bytes:
        """Return the bytes of a picture."""
        ...

    async def remember(self, picture_id: int, file_id: str) -> None:
        """Note Telegram's id of a picture, in place of one noted before."""
        ...

    def cover(self) -> int | None:
        """Return the picture under which cards without one of their own are shown."""
        ...


class Gone(Exception):
    """The message cannot be made to show the screen; a new one is needed."""


PHOTO = "some photo"  # of a message that is known to have one, whichever it is


@dataclass(frozen=True, slots=True)
class Place:
    """A message that may be edited. *photo*: its file_id or `PHOTO`; None for text."""

    chat_id: int
    message_id: int
    photo: str | None = None


class Stage:
    """Shows replies in chats. *make* decides how calls leave: at once, or in their turn."""

    def __init__(
        self, make: Make, pictures: Pictures, seen: Seen | None = None, *, inline: bool = True
    ) -> None:
        """*seen* is shared by stages of one bot, so that none repeats what another showed.

        *inline*: whether the bot has inline mode; Telegram refuses its buttons otherwise.
        """
        self._make = make
        self._inline = inline
        self._pictures = pictures
        self._seen = seen or Seen()

    async def post(self, chat_id: int, screen: Screen) -> int:
        """Send *screen* as a new message and return its id; its album goes before it."""
        screen = self._possible(screen)
        if screen.album:
            await self._photos_of(chat_id, screen)
        message_id = await self._post(chat_id, screen)
        self._seen.note(chat_id, message_id, screen)
        return message_id

    async def _photos_of(self, chat_id: int, screen: Screen) -> None:
        """Send the album; a screen whose photos were another bot's is shown without them."""
        try:
            await self.album(chat_id, screen.album)
        except TelegramBadRequest as error:
            log.warning("no_album", chat_id=chat_id, error=error.message)

    async def _post(self, chat_id: int, screen: Screen) -> int:
        if isinstance(screen.keyboard, KeysGone) and screen.rows:
            await self._make(drawing.keys_gone(chat_id, screen.keyboard))
        picture = self._picture(screen)
        if picture is None:
            return (await self._make(drawing.new_text(chat_id, screen))).message_id
        sent = await self._with_photo(
            picture, lambda photo: drawing.new_photo(chat_id, screen, photo)
        )
        return sent.message_id

    async def edit(self, place: Place, screen: Screen) -> None:
        """Make the message at *place* show *screen*; the same content again is fine.

        A picture stays where a screen that is no card brings none of its own.

        Raises:
            Gone: It is deleted, too old, or a photo that would have to become text.
        """
        screen = self._possible(screen)
        async with self._seen.turn(place.chat_id, place.message_id):
            if self._seen.knows(place.chat_id, place.message_id, screen):
                return
            self._seen.forget(place.chat_id, place.message_id)
            await self._changed(place, screen)
            self._seen.note(place.chat_id, place.message_id, screen)

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Delete a message; one that is too old to delete loses its buttons instead."""
        try:
            await self._make(DeleteMessage(chat_id=chat_id, message_id=message_id))
        except TelegramBadRequest as error:
            if "not found" not in error.message:
                await self._strip(chat_id, message_id)

    async def album(self, chat_id: int, photos: Sequence[str]) -> None:
        """Send photos that Telegram has, by their file ids: one, or several as an album."""
        if len(photos) == 1:
            await self._make(SendPhoto(chat_id=chat_id, photo=photos[0]))
        else:
            media = [InputMediaPhoto(media=file_id) for file_id in photos]
            await self._make(SendMediaGroup(chat_id=chat_id, media=[*media]))

    async def post_invoice(self, chat_id: int, invoice: Invoice) -> int:
        """Send *invoice* and return the message's id."""
        return (await self._make(drawing.new_invoice(chat_id, invoice))).message_id

    async def post_document(self, chat_id: int, document: Document) -> int:
        """Send *document* and return the message's id."""
        try:
            return (await self._make(drawing.new_document(chat_id, document))).message_id
        except TelegramBadRequest as error:
            if not document.file_id or not any(words in error.message for words in _BAD_FILE_ID):
                raise
            again = replace(document, file_id="")
            return (await self._make(drawing.new_document(chat_id, again))).message_id

    async def _changed(self, place: Place, screen: Screen) -> None:
        try:
            await self._edit(place, screen)
        except TelegramBadRequest as error:
            if any(words in error.message for words in _GONE):
                raise Gone from error
            if _NOT_MODIFIED not in error.message:
                raise

    async def _edit(self, place: Place, screen: Screen) -> None:
        chat_id, message_id = place.chat_id, place.message_id
        picture = self._picture(screen)
        if picture is not None:
            await self._edit_photo(place, screen, picture)
        elif place.photo is None:
            await self._edit_text(place, screen)
        elif screen.card:
            raise Gone
        else:
            await self._make(drawing.caption_edit(chat_id, message_id, screen))

    async def _edit_text(self, place: Place, screen: Screen) -> None:
        try:
            await self._make(drawing.text_edit(place.chat_id, place.message_id, screen))
        except TelegramBadRequest as error:
            if screen.card or _NO_TEXT not in error.message:
                raise
            await self._make(drawing.caption_edit(place.chat_id, place.message_id, screen))

    async def _edit_photo(self, place: Place, screen: Screen, picture: int) -> None:
        chat_id, message_id = place.chat_id, place.message_id
        if place.photo and place.photo == await self._pictures.file_id(picture):
            await self._make(drawing.caption_edit(chat_id, message_id, screen))
            return
        await self._with_photo(
            picture, lambda photo: drawing.media_edit(chat_id, message_id, screen, photo)
        )

    def _possible(self, screen: Screen) -> Screen:
        return screen if self._inline else replace(screen, rows=without_inline(screen.rows))

    def _picture(self, screen: Screen) -> int | None:
        if screen.picture is not None:
            return screen.picture
        wants_cover = screen.card and len(screen.text) <= CAPTION
        return self._pictures.cover() if wants_cover else None

    async def _with_photo(
        self, picture: int, draw: Callable[[drawing.Photo], TelegramMethod[T]]
    ) -> T:
        if known := await self._pictures.file_id(picture):
            try:
                return await self._make(draw(known))
            except TelegramBadRequest as error:
                if not any(words in error.message for words in _BAD_FILE_ID):
                    raise
        return await self._upload(picture, draw)

    async def _upload(self, picture: int, draw: Callable[[drawing.Photo], TelegramMethod[T]]) -> T:
        content = await self._pictures.content(picture)
        sent = await self._make(draw(BufferedInputFile(content, f"{picture}.jpg")))
        if isinstance(sent, Message) and sent.photo:
            await self._pictures.remember(picture, sent.photo[-1].file_id)
        return sent

    async def _strip(self, chat_id: int, message_id: int) -> None:
        try:
            await self._make(EditMessageReplyMarkup(chat_id=chat_id, message_id=message_id))
        except TelegramBadRequest:
            return  # it has no buttons, or is gone: nothing is left that could be tapped
