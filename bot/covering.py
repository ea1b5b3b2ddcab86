"""Cards in staff's chats of what a customer left who is gone: changed, and never sent anew."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from bot.i18n import Translations, Translator
from bot.news import case_of, order_of
from bot.reply import Screen
from bot.screens import feedback, merchant, requests, transfers
from bot.sender import Unreachable
from bot.stage import PHOTO, Gone, Place
from bot.telling import Chat, Way
from domain.notices import Kind
from domain.orders import Order
from domain.ports.store import Store, UnitOfWork
from domain.services.fulfilment import Part
from domain.services.returns import Case
from domain.services.transfers import Claim, read_claim

# For a language, and for a group or a private chat; None: the card has to go.
Draw = Callable[[Translator, bool], Screen | None]


class Covering:
    """Has the cards that named a customer say no more than the shop still knows."""

    def __init__(
        self,
        store: Store,
        translations: Translations,
        chat: Callable[[int], Chat],
        cover: int | None,
    ) -> None:
        """*chat* is the way into a chat; *cover* takes the place of a receipt's photo."""
        self._store = store
        self._translations = translations
        self._chat = chat
        self._cover = cover

    @property
    def ways(self) -> Mapping[str, Way]:
        """How such a message is brought."""
        return {Kind.COVER: self._cover_all}

    async def _cover_all(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            drawn = await self._drawn(uow, payload)
            places = [
                (chat_id, place, draw)
                for subject, draw in drawn.items()
                for chat_id in await uow.cards.chats(subject)
                if (place := await _place(uow, subject, chat_id))
            ]
            tongues = {id_: await self._language_of(uow, id_) for id_, _, _ in places}
        for chat_id, place, draw in places:
            with suppress(Gone, Unreachable):
                await self._changed(place, draw(tongues[chat_id], chat_id < 0))

    async def _changed(self, place: Place, screen: Screen | None) -> None:
        chat = self._chat(place.chat_id)
        if screen is None:
            await chat.remove(place.chat_id, place.message_id)
        else:
            await chat.edit(place, screen)

    async def _drawn(self, uow: UnitOfWork, payload: Mapping[str, Any]) -> dict[str, Draw]:
        """What the cards of an order or a letter say now, by the name of each."""
        if letter := payload.get("feedback_id"):
            return {feedback.subject(letter): lambda t, _: feedback.gone_screen(letter, t)}
        order = await order_of(uow, payload["order_id"])
        return {
            **_parts(order),
            **await _returns(uow, order),
            **await self._transfers(uow, order),
        }

    async def _transfers(self, uow: UnitOfWork, order: Order) -> dict[str, Draw]:
        claims = [
            claim
            for payment in await uow.payments.of_order(order.id)
            if (claim := await read_claim(uow, payment.id))
        ]

        def drawn(claim: Claim) -> Draw:
            if self._cover is None:
                return lambda *_: None
            return lambda t, _: replace(transfers.transfer_screen(claim, t), picture=self._cover)

        return {transfers.subject(claim.payment.id): drawn(claim) for claim in claims}

    async def _language_of(self, uow: UnitOfWork, chat_id: int) -> Translator:
        person = await uow.customers.get(chat_id) if chat_id > 0 else None
        return self._translations.for_language(person.language if person else None)


def _parts(order: Order) -> dict[str, Draw]:
    def drawn(part: Part) -> Draw:
        return lambda t, group: merchant.fulfilment_screen(part, t, group=group)

    return {merchant.subject(one): drawn(Part(one, order)) for one in order.fulfilments}


async def _returns(uow: UnitOfWork, order: Order) -> dict[str, Draw]:
    cases = [await case_of(uow, request.id) for request in await uow.returns.of_order(order.id)]

    def drawn(case: Case) -> Draw:
        return lambda t, _: requests.request_screen(case, t)

    return {requests.subject(case.request): drawn(case) for case in cases}


async def _place(uow: UnitOfWork, subject: str, chat_id: int) -> Place | None:
    message = await uow.cards.message(subject, chat_id)
    if message is None:
        return None
    return Place(chat_id, message.id, PHOTO if message.caption else None)
