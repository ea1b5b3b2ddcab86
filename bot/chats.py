"""The ways into chats: at once for people who wait, in turn for everything else."""

from collections.abc import Collection, Iterable

from aiogram import Bot

from bot.commands import publish_for
from bot.courier import Courier
from bot.covering import Covering
from bot.digital_courier import DigitalCourier
from bot.i18n import Translations, Translator
from bot.middlewares.placing import Placing
from bot.middlewares.show import Show, Wording
from bot.outbox import Outbox
from bot.pacing import Lane, Pacing
from bot.screens.errors import apology, explain, sorry
from bot.seen import Seen
from bot.sender import Follow, Make, Sender
from bot.shop import ShopFacts
from bot.shown import Gallery, Shown
from bot.stage import Stage
from domain.clock import Clock
from domain.customers import Customer
from domain.notices import Kind
from domain.ports.store import Store
from domain.services.customers import Customers
from domain.services.handover import Handover
from domain.services.payments import Payments

_TO_CUSTOMERS = (
    Kind.ORDER_CARD,
    Kind.ORDER_NOTE,
    Kind.PIECES_NOTE,
    Kind.REVIEW_NOTE,
    Kind.FEEDBACK_ANSWER,
    Kind.HAND_OVER,
    Kind.GOODS,
    Kind.GOODS_FILE,
    Kind.DELETE,
)
_TO_STAFF = (
    Kind.FULFILMENT_CARD,
    Kind.RETURN_CARD,
    Kind.TRANSFER,
    Kind.STAFF_ALERT,
    Kind.STAFF_MENU,
    Kind.SALE_NOTE,
    Kind.REVIEW_CARD,
    Kind.FEEDBACK_CARD,
    Kind.COVER,
)
# Hundreds may be told at once, and nobody waits for it: it holds nobody up.
_NEWS = (Kind.BACK_NOTE, Kind.CHEAPER_NOTE, Kind.REVIEW_ASK)


class Chats:
    """Everything between the shop and Telegram's chats, for one bot."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        cover: int | None,
        follow: Follow,
        *,
        inline: bool = True,
        pacing: Pacing | None = None,
    ) -> None:
        """*cover*: id of the picture under which cards without one are shown.

        *follow* is told the former and the new id of a group that became a supergroup.
        *inline*: whether the bot's owner has switched inline mode on. *pacing*: Telegram's
        rates, for what can wait.
        """
        self._inline = inline
        self._store = store
        self._pacing = pacing or Pacing()
        self._sender = Sender(bot, self._pacing, follow=follow)
        self._shown = Seen()
        self._bot = bot
        self._gallery = Gallery(store, bot.id, cover)

    def show(
        self, clock: Clock, customers: Customers, payments: Payments, translations: Translations
    ) -> Show:
        """Return the middleware that shows replies."""
        shown = Shown(self._store, clock, customers, payments)
        placing = Placing(self._stage(self._sender.now), shown)
        wording = Wording(explain=explain, sorry=sorry, apology=apology)
        return Show(self._sender.now, placing, wording, translations.for_language)

    def outboxes(
        self, clock: Clock, translations: Translations, shop: ShopFacts, customers: Customers
    ) -> tuple[Outbox, ...]:
        """Return who delivers queued messages.

        What a customer waits for goes at once and side by side. Merchants' cards keep
        Telegram's pace for one chat, and a full group must not hold customers up. News for
        many keep it too, and let both go first.
        """

        def at_once(_: int) -> Stage:
            return self._stage(self._sender.now)

        def in_turn(chat_id: int) -> Stage:
            return self._stage(self._sender.background(chat_id, Lane.TRANSACTIONAL))

        def last(chat_id: int) -> Stage:
            return self._stage(self._sender.background(chat_id, Lane.BROADCAST))

        async def menu(person: Customer, t: Translator) -> None:
            await publish_for(self._bot, person, t)

        handover = Handover(self._store, clock)
        digital = DigitalCourier(
            self._store, translations, customers, handover, at_once(0), self._bot.id
        )
        to_customers = Courier(
            self._store, translations, shop, customers, at_once, menu, digital.ways
        )
        covering = Covering(self._store, translations, in_turn, self._gallery.cover())
        to_staff = Courier(
            self._store, translations, shop, customers, in_turn, menu, covering.ways
        )
        news = Courier(self._store, translations, shop, customers, last, menu)
        return (
            Outbox(self._store, clock, to_customers, _TO_CUSTOMERS, most=50),
            Outbox(self._store, clock, to_staff, _TO_STAFF, most=8),
            Outbox(self._store, clock, news, _NEWS, most=8),
        )

    def stage(self) -> Stage:
        """Return the way for somebody who waits for something that takes long."""
        return self._stage(self._sender.now)

    def _stage(self, make: Make) -> Stage:
        return Stage(make, self._gallery, self._shown, inline=self._inline)

    async def close(self) -> None:
        """Let nobody wait for a turn any more."""
        await self._pacing.stop()


class Wakes:
    """Wakes those who deliver what was queued."""

    def __init__(self, outboxes: Iterable[Outbox]) -> None:
        self._outboxes = tuple(outboxes)

    def __call__(self, kinds: Collection[str]) -> None:
        for outbox in self._outboxes:
            outbox.wake(kinds)
