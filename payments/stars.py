"""Telegram Stars: taken in the chat, given back by the bot, listed by Telegram."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import StarTransaction, TransactionPartnerUser

from domain.gateways import (
    AlreadyDone,
    Declined,
    GatewayError,
    Hint,
    Inbound,
    KeysRefused,
    NotDone,
    OutcomeUnknown,
    PaymentRequest,
    RefundRequest,
    RefundSnapshot,
    RefundState,
    Snapshot,
    TryLater,
    Untrusted,
)
from domain.money import STARS as STARS
from domain.money import Money
from domain.payments import Attempt

_PAGE = 100
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_REFUNDED_BEFORE = "CHARGE_ALREADY_REFUNDED"


class Stars:
    """The bot's own Stars; see `domain.ports.gateways.Gateway` for what the methods promise.

    They are asked for by an invoice and told of in the chat, so nothing is created here. A
    charge goes back whole or not at all.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @property
    def provider(self) -> str:
        """The name of invoices in Stars: their charges are what this returns."""
        return "stars"

    def takes(self, money: Money) -> bool:
        """Whether it is a sum of Stars."""
        return money.currency == STARS and money.amount > 0

    async def create(self, request: PaymentRequest) -> Snapshot:
        """There is no page: an invoice asks for Stars. Raises `NotDone`."""
        raise NotDone(f"{request.title} is asked for by an invoice")

    async def fetch(self, external_id: str) -> Snapshot:
        """Return how things stand with a charge, found in the bot's whole list.

        Raises:
            NotDone: It is not there.
        """
        async for told in self.since(_EVER):
            if told.external_id == external_id:
                return told
        raise NotDone(f"{external_id} is not among the bot's charges")

    async def capture(self, external_id: str, money: Money, key: str) -> Snapshot:
        """Stars are never held. Raises `NotDone`."""
        raise NotDone(f"{external_id} is not held: {money}, {key}")

    async def cancel(self, external_id: str, key: str) -> Snapshot:
        """An invoice is taken out of the chat instead. Raises `NotDone`."""
        raise NotDone(f"{external_id} has no page to close: {key}")

    async def refund(self, request: RefundRequest) -> RefundSnapshot:
        """Give a charge back; the payer sees it in the chat at once."""
        if not request.whole:
            raise Declined("stars_go_back_whole")
        try:
            await self._bot.refund_star_payment(request.payer_id, request.external_id)
        except TelegramAPIError as error:
            raise _meant(error) from error
        return RefundSnapshot(request.external_id, RefundState.SUCCEEDED, request.money)

    async def fetch_refund(self, external_id: str) -> RefundSnapshot:
        """A refund is done when it is answered; there is nothing to ask. Raises `NotDone`."""
        raise NotDone(f"{external_id} cannot be fetched by itself")

    def read(self, inbound: Inbound) -> Hint:
        """Telegram tells of Stars by updates, never by a call. Raises `Untrusted`."""
        raise Untrusted(f"a call from {inbound.peer}")

    async def since(self, moment: datetime) -> AsyncIterator[Snapshot]:
        """List what came in since *moment*, oldest first, and whether it went back since.

        A refund is a line of its own in Telegram's list, under the id of its charge.
        """
        came: dict[str, Snapshot] = {}
        async for line in self._lines():
            if isinstance(line.receiver, TransactionPartnerUser) and line.id in came:
                came[line.id] = replace(came[line.id], refunded=line.amount)
            elif line.date >= moment and (told := _snapshot(line)):
                came[line.id] = told
        for told in came.values():
            yield told

    async def _lines(self) -> AsyncIterator[StarTransaction]:
        offset, more = 0, True
        while more:
            try:
                page = await self._bot.get_star_transactions(offset=offset, limit=_PAGE)
            except TelegramAPIError as error:
                raise _meant(error) from error
            for line in page.transactions:
                yield line
            more, offset = len(page.transactions) == _PAGE, offset + _PAGE

    async def check(self) -> None:
        """Ask for the bot's balance."""
        try:
            await self._bot.get_my_star_balance()
        except TelegramAPIError as error:
            raise _meant(error) from error

    async def close(self) -> None:
        """The bot is closed by whoever opened it."""


def _snapshot(line: StarTransaction) -> Snapshot | None:
    """Return what a payment of ours says; None for refunds, gifts and withdrawals."""
    payer = line.source
    if not isinstance(payer, TransactionPartnerUser) or not payer.invoice_payload:
        return None
    money = Money(line.amount, STARS)
    return Snapshot(
        external_id=line.id,
        key=payer.invoice_payload,
        state=Attempt.CAPTURED,
        money=money,
        at=line.date,
        paid=money,
    )


def _meant(error: TelegramAPIError) -> GatewayError:
    """Return what Telegram's refusal means for the money."""
    match error:
        case TelegramRetryAfter():
            return TryLater(error.message, float(error.retry_after))
        case TelegramUnauthorizedError() | TelegramNotFound():
            return KeysRefused(error.message)
        case TelegramBadRequest() if _REFUNDED_BEFORE in error.message:
            return AlreadyDone(error.message)
        case TelegramBadRequest() | TelegramForbiddenError():
            return Declined(error.message)
        case TelegramNetworkError() | TelegramServerError():
            return OutcomeUnknown(type(error).__name__)
    return OutcomeUnknown(type(error).__name__)
