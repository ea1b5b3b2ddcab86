"""Changing a placed order: pieces that are not there, money for pieces, more of them."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, TelegramObject

from bot.callbacks.returns import (
    DropPieces,
    EditLine,
    EditPieces,
    OfferMore,
    OpenEdits,
    RefundPieces,
)
from bot.i18n import Translator
from bot.reply import Screen, Toast
from bot.screens.edits import edited_words, edits_screen, line_screen, may_edit, sure_screen
from bot.screens.errors import explain
from bot.screens.merchant import fulfilment_screen
from domain.customers import Customer
from domain.errors import NotFound, WrongStep
from domain.orders import OrderLine
from domain.services.edits import Edits
from domain.services.fulfilment import Fulfilments, Part
from domain.services.offers import Offers
from handlers.merchant.chats import in_group
from handlers.routing import Subject


async def choose_line(
    query: CallbackQuery,
    callback_data: OpenEdits,
    customer: Customer,
    fulfilments: Fulfilments,
    t: Translator,
) -> Screen:
    """Show the lines that can be changed; where there are none, how the order stands."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    if not may_edit(part):
        return _as_it_stands(query, part, t)
    return edits_screen(part, callback_data.page, t)


async def choose_pieces(
    query: CallbackQuery,
    callback_data: EditLine,
    customer: Customer,
    fulfilments: Fulfilments,
    t: Translator,
) -> Screen:
    """Ask how many pieces of a line."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    line = _line(part, callback_data.line)
    if not (may_edit(part) and line.kept):
        return _as_it_stands(query, part, t)
    return line_screen(part, line, t)


async def ask(
    query: CallbackQuery,
    callback_data: EditPieces,
    customer: Customer,
    fulfilments: Fulfilments,
    t: Translator,
) -> Screen:
    """Ask before so many pieces are taken off or paid back."""
    part = await fulfilments.get(customer, callback_data.fulfilment)
    line = _line(part, callback_data.line)
    if not (may_edit(part) and 0 < callback_data.pieces <= line.kept):
        return _as_it_stands(query, part, t)
    return sure_screen(part, line, callback_data.pieces, t)


async def drop(
    query: CallbackQuery,
    callback_data: DropPieces,
    customer: Customer,
    fulfilments: Fulfilments,
    edits: Edits,
    t: Translator,
) -> Screen:
    """Take pieces off; whoever comes second sees how the order stands."""
    asked = callback_data
    before = await fulfilments.get(customer, asked.fulfilment)
    line = _line(before, asked.line)
    try:
        part = await edits.drop(
            customer, asked.fulfilment, asked.line, asked.pieces, asked.of, restock=asked.restock
        )
    except WrongStep:
        return _as_it_stands(query, await fulfilments.get(customer, asked.fulfilment), t)
    return _done(query, part, line, asked.pieces, t)


async def refund(
    query: CallbackQuery,
    callback_data: RefundPieces,
    customer: Customer,
    fulfilments: Fulfilments,
    edits: Edits,
    t: Translator,
) -> Screen:
    """Give money back; whoever comes second sees how the order stands."""
    asked = callback_data
    before = await fulfilments.get(customer, asked.fulfilment)
    line = _line(before, asked.line)
    try:
        part = await edits.refund(customer, asked.fulfilment, asked.line, asked.pieces, asked.of)
    except WrongStep as error:
        card = _as_it_stands(query, await fulfilments.get(customer, asked.fulfilment), t)
        return replace(card, toast=explain(error, t))
    return _done(query, part, line, asked.pieces, t)


async def offer(
    _: TelegramObject,
    callback_data: OfferMore,
    customer: Customer,
    offers: Offers,
    t: Translator,
) -> Toast:
    """Ask the customer whether they want more."""
    asked = callback_data
    await offers.make(customer, asked.fulfilment, asked.line, asked.pieces)
    return Toast(t("The customer is asked. Nothing changes before they agree."), alert=True)


def _line(part: Part, line_id: int) -> OrderLine:
    for line in part.order.of(part.fulfilment.merchant_id):
        if line.id == line_id:
            return line
    raise NotFound("line")


def _done(query: CallbackQuery, part: Part, line: OrderLine, pieces: int, t: Translator) -> Screen:
    """Show the order as it is now; *line* is as it was before."""
    card = fulfilment_screen(part, t, group=in_group(query))
    return replace(card, toast=edited_words(part, line.worth(min(pieces, line.kept)), t))


def _as_it_stands(query: CallbackQuery, part: Part, t: Translator) -> Screen:
    card = fulfilment_screen(part, t, group=in_group(query))
    said = t("This cannot be changed so any more. Here is how the order stands now.")
    return replace(card, toast=said, alert=True)


def build() -> Router:
    """Return the router of changes to placed orders."""
    router = Subject(name="edits")
    router.callback_query.register(choose_line, OpenEdits.filter())
    router.callback_query.register(choose_pieces, EditLine.filter())
    router.callback_query.register(ask, EditPieces.filter())
    router.callback_query.register(drop, DropPieces.filter())
    router.callback_query.register(refund, RefundPieces.filter())
    router.callback_query.register(offer, OfferMore.filter())
    return router
