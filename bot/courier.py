"""Makes queued messages out of the present truth and brings them to their chats."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from bot.goods_news import goods_screen
from bot.i18n import Translations, Translator
from bot.news import alert_news, case_of, money_of, news_screen, order_of, part_of
from bot.opinions import Opinions
from bot.reply import Screen
from bot.screens.merchant import fulfilment_screen
from bot.screens.orders import note_screen, order_screen
from bot.screens.requests import request_screen, subject
from bot.screens.sale_notes import sale_note
from bot.screens.transfers import transfer_screen
from bot.sender import Unreachable
from bot.shop import ShopFacts
from bot.stage import PHOTO, Gone, Place
from bot.telling import Chat, Way, ensure_somebody, to_all
from bot.telling import NobodyToTell as NobodyToTell
from domain.customers import Customer, Role
from domain.fulfilment import Fulfilment
from domain.notices import Event, Kind
from domain.ports.store import CardMessage, Store, UnitOfWork
from domain.privacy import is_gone
from domain.sales import Why
from domain.services.customers import Customers
from domain.services.fulfilment import Part
from domain.services.returns import Case
from domain.services.transfers import read_claim


class Courier:
    """Delivers messages of the outbox. What is sent is how things stand at that moment."""

    def __init__(
        self,
        store: Store,
        translations: Translations,
        shop: ShopFacts,
        customers: Customers,
        chat: Callable[[int], Chat],
        menu: Callable[[Customer, Translator], Awaitable[None]],
        others: Mapping[str, Way] | None = None,
    ) -> None:
        """*chat* returns the way into a chat at the pace its kind of message may have, *menu*
        gives a person the commands of their posts, *others* deliver what this does not.
        """
        self._menu = menu
        self._store = store
        self._translations = translations
        self._shop = shop
        self._customers = customers
        self._chat = chat
        self._ways: dict[str, Way] = {
            **(others or {}),
            Kind.ORDER_CARD: self._order_card,
            Kind.ORDER_NOTE: self._order_note,
            Kind.PIECES_NOTE: self._pieces_note,
            Kind.FULFILMENT_CARD: self._fulfilment_card,
            Kind.TRANSFER: self._transfer,
            Kind.RETURN_CARD: self._return_card,
            Kind.STAFF_ALERT: self._staff_alert,
            Kind.STAFF_MENU: self._staff_menu,
            Kind.SALE_NOTE: self._sale_note,
            Kind.BACK_NOTE: partial(self._goods_note, Kind.BACK_NOTE),
            Kind.CHEAPER_NOTE: partial(self._goods_note, Kind.CHEAPER_NOTE),
            Kind.DELETE: self._delete,
            **Opinions(store, self._language_of, self._show, self._reach).ways,
        }

    async def deliver(self, kind: str, payload: Mapping[str, Any]) -> None:
        """Bring one message to everybody it is for.

        Raises:
            Unreachable: The customer it is for has blocked the bot.
            NobodyToTell: It should be tried again later.
            TelegramAPIError: It should be tried again.
        """
        await self._ways[kind](payload)

    async def _order_card(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            order = await order_of(uow, payload["order_id"])
            t = await self._language_of(uow, order.customer_id)
        await self._show(order.customer_id, order_screen(order, t, self._shop, card=False))

    async def _order_note(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            order = await order_of(uow, payload["order_id"])
            chat_id = payload.get("chat_id", order.customer_id)
            t = await self._language_of(uow, chat_id)
            person = await uow.customers.get(chat_id)
        about = (part_of(order, payload.get("fulfilment_id")), money_of(payload))
        more = person.cart_pieces if person else 0
        await self._reach(
            chat_id, note_screen(order, Event(payload["event"]), t, *about, more=more)
        )

    async def _fulfilment_card(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            fulfilment = await uow.fulfilments.get(payload["fulfilment_id"])
            if not fulfilment:
                return
            order = await order_of(uow, fulfilment.order_id)
            chats = await self._merchant_chats(uow, fulfilment)
            languages = {id_: await self._language_of(uow, id_) for id_ in chats}
        ensure_somebody(languages)
        part = Part(fulfilment, order)
        await to_all(
            self._show(chat_id, fulfilment_screen(part, t, group=chat_id < 0))
            for chat_id, t in languages.items()
        )

    async def _transfer(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            claim = await read_claim(uow, payload["payment_id"])
            if not claim:
                return
            merchants = {part.merchant_id: part for part in claim.order.fulfilments}
            alone = merchants.popitem()[1] if len(merchants) == 1 else None
            chats = await (self._merchant_chats(uow, alone) if alone else uow.staff.owners())
            languages = {id_: await self._language_of(uow, id_) for id_ in chats}
        ensure_somebody(languages)
        await to_all(
            self._show(chat_id, transfer_screen(claim, t)) for chat_id, t in languages.items()
        )

    async def _pieces_note(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            order = await order_of(uow, payload["order_id"])
            t = await self._language_of(uow, order.customer_id)
            screen = await news_screen(uow, payload, order, t)
        await self._reach(order.customer_id, screen)

    async def _goods_note(self, kind: Kind, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            t = await self._language_of(uow, payload["customer_id"])
            screen = await goods_screen(uow, kind, payload, t)
        if screen:
            await self._reach(payload["customer_id"], screen)

    async def _return_card(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            case = await case_of(uow, payload["return_id"])
            chats = await self._merchant_chats(uow, case.part.fulfilment, subject(case.request))
            languages = {id_: await self._language_of(uow, id_) for id_ in chats}
            seen = await uow.cards.chats(subject(case.request))
        ensure_somebody(languages)
        await to_all(
            self._show_case(chat_id, case, t, photos=chat_id not in seen)
            for chat_id, t in languages.items()
        )

    async def _show_case(self, chat_id: int, case: Case, t: Translator, *, photos: bool) -> None:
        """Show a request; its photos stand above it, as an album carries no buttons."""
        if photos and case.request.photos:
            await self._chat(chat_id).album(chat_id, case.request.photos)
        await self._show(chat_id, request_screen(case, t))

    async def _staff_alert(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            refund = await uow.refunds.get(payload.get("refund_id", 0))
            languages = {
                id_: await self._language_of(uow, id_) for id_ in await uow.staff.owners()
            }
        ensure_somebody(languages)
        await to_all(
            self._reach(owner_id, alert_news(payload, t, refund))
            for owner_id, t in languages.items()
        )

    async def _sale_note(self, payload: Mapping[str, Any]) -> None:
        """Tell the owners, and whoever planned the sale if that is still an admin."""
        async with self._store.read() as uow:
            view = await uow.sales.view(payload["sale_id"])
            if view is None:
                return
            maker = await uow.customers.get(view.sale.made_by or 0)
            told = [*await uow.staff.owners(), *([maker.id] if maker and maker.is_admin else [])]
            languages = {id_: await self._language_of(uow, id_) for id_ in told}
        ensure_somebody(languages)
        why = Why(payload["why"])
        await to_all(self._reach(id_, sale_note(view, why, t)) for id_, t in languages.items())

    async def _staff_menu(self, payload: Mapping[str, Any]) -> None:
        async with self._store.read() as uow:
            person = await uow.customers.get(payload["customer_id"])
        if person:
            await self._menu(person, self._translations.for_language(person.language))

    async def _delete(self, payload: Mapping[str, Any]) -> None:
        await self._chat(payload["chat_id"]).remove(payload["chat_id"], payload["message_id"])

    async def _show(self, chat_id: int, screen: Screen) -> None:
        """Have the card of the screen's subject say this, in a new message if need be."""
        if is_gone(chat_id):
            return
        subject = screen.subject or ""
        async with self._store.read() as uow:
            message = await uow.cards.message(subject, chat_id)
        if message is None or not await self._changed(chat_id, message, screen):
            sent = await self._reach(chat_id, screen)
            async with self._store.write() as uow:
                await uow.cards.remember(subject, chat_id, CardMessage(sent))

    async def _changed(self, chat_id: int, message: CardMessage, screen: Screen) -> bool:
        place = Place(chat_id, message.id, PHOTO if message.caption else None)
        try:
            await self._chat(chat_id).edit(place, screen)
        except Gone:
            return False
        return True

    async def _reach(self, chat_id: int, screen: Screen) -> int:
        """Send a new message, noting it when the person has blocked the shop."""
        if is_gone(chat_id):
            return 0
        try:
            return await self._chat(chat_id).post(chat_id, screen)
        except Unreachable:
            if chat_id > 0:
                await self._customers.set_blocked(chat_id)
            raise

    async def _merchant_chats(
        self, uow: UnitOfWork, fulfilment: Fulfilment, card: str = ""
    ) -> tuple[int, ...]:
        """The chats that see a merchant's orders: theirs, or else their people, or owners."""
        merchant_id = fulfilment.merchant_id
        shown = await uow.cards.chats(card or f"fulfilment:{fulfilment.id}")
        copies = [id_ for id_ in shown if await _may_see(uow, id_, merchant_id)]
        merchant = await uow.staff.merchant(merchant_id)
        if merchant and merchant.chat_id is not None:
            told: tuple[int, ...] = (merchant.chat_id,)
        else:
            told = await uow.staff.of(Role.MERCHANT, merchant_id)
            told = told or await uow.staff.owners()
        return tuple(dict.fromkeys([*told, *copies]))

    async def _language_of(self, uow: UnitOfWork, chat_id: int) -> Translator:
        person = await uow.customers.get(chat_id) if chat_id > 0 else None
        return self._translations.for_language(person.language if person else None)


async def _may_see(uow: UnitOfWork, chat_id: int, merchant_id: int) -> bool:
    """Whether an earlier copy in that chat may be kept true: whoever left sees no more."""
    person = await uow.customers.get(chat_id) if chat_id > 0 else None
    return chat_id < 0 or (person is not None and person.works_for(merchant_id))
