"""Money that goes back: sent by the provider that took it, told to both sides."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

from domain.clock import Clock
from domain.customers import Customer
from domain.errors import AlreadyDone as DoneBefore
from domain.errors import NotFound
from domain.gateways import (
    KEYS_KEPT,
    AlreadyDone,
    GatewayError,
    KeyReused,
    KeysRefused,
    NotDone,
    ReceiptLine,
    RefundSnapshot,
    RefundState,
    Snapshot,
    TryLater,
)
from domain.orders import Order
from domain.ports.gateways import Gateway
from domain.ports.store import Entry, Store
from domain.receipts import DeliveryIn, of_refund
from domain.refunds import COUNTS, OPEN, PaidBack, Refund, request
from domain.services.debts import Debts, done, of_charge, tell

_BATCH = 20
_LEASE = timedelta(minutes=3)  # longer than a provider may take to answer
_LONGEST_WAIT = 3600  # seconds
_KEYS_WAIT = timedelta(minutes=15)  # an owner has to act before it makes sense to ask again
_BY_HAND = frozenset({RefundState.MANUAL})


class Refunds:
    """Sends back what is owed, through the provider that took it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        gateways: Mapping[str, Gateway],
        delivery_in: DeliveryIn,
    ) -> None:
        self._store = store
        self._clock = clock
        self._gateways = gateways
        self._delivery_in = delivery_in
        self._debts = Debts(clock, gateways)

    async def send_due(self) -> int:
        """Send what is due, or ask how it stands; return how many refunds were taken up.

        A refund whose outcome is not known is sent again with the same key, so that the
        money never goes back twice. When the provider may have forgotten the key it is not
        sent any more: the money has gone, as the provider's books show, or a person looks.
        """
        async with self._store.read() as uow:
            due = await uow.refunds.due(self._clock.now(), _BATCH)
        return sum([await self._send(refund) for refund in due])

    async def look_at(self, provider: str, external_id: str) -> None:
        """Ask the provider about one refund that it has called about.

        Raises:
            GatewayError: It does not say.
        """
        async with self._store.read() as uow:
            refund = await uow.refunds.by_external(provider, external_id)
        if refund and refund.state in OPEN:
            await self._note(refund, await self._gateways[provider].fetch_refund(external_id))

    async def found(self, order_id: int, told: Snapshot) -> None:
        """Note money that went back without us, in the provider's own cabinet."""
        if not told.refunded:
            return
        async with self._store.write() as uow:
            if order := await uow.orders.get(order_id, lock=True):
                for less in await self._debts.found(uow, order, told):
                    await self._debts.ask_less(uow, less)

    async def get(self, actor: Customer, refund_id: int) -> Refund:
        """Return a refund. Raises `NotAllowed` for all but admins, `NotFound` for none."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            refund = await uow.refunds.get(refund_id)
        if not refund:
            raise NotFound("refund")
        return refund

    async def returned(self, actor: Customer, refund_id: int) -> Refund:
        """Note that an owner has returned by hand what no provider would; tell the payer.

        Raises:
            NotAllowed: They are no admin. NotFound: There is no such refund.
            AlreadyDone: It does not wait for a person, or not any more.
        """
        actor.ensure_admin()
        now = self._clock.now()
        async with self._store.write() as uow:
            refund = await uow.refunds.get(refund_id)
            order = await uow.orders.get(refund.taken.order_id, lock=True) if refund else None
            if not refund or not order:
                raise NotFound("refund")
            if not await done(uow, self._clock, order, refund):
                raise DoneBefore("", now, refund.state)
            money = str(refund.money.amount)
            entry = Entry(actor.id, "refunded by hand", f"order:{order.id}", "", money)
            await uow.journal.add(entry, now)
        return refund

    async def _send(self, refund: Refund) -> bool:
        gateway = self._gateways.get(refund.taken.provider)
        async with self._store.write() as uow:
            now = self._clock.now()
            if not await uow.refunds.claim(refund, now, now + _LEASE):
                return False
        if gateway is None:
            await self._by_hand(refund, "the shop has no keys of this provider")
        else:
            await self._try(gateway, refund)
        return True

    async def _try(self, gateway: Gateway, refund: Refund) -> None:
        """Whatever is not known for certain to be refused is tried again, later."""
        try:
            if self._forgotten(refund):
                await self._look(gateway, refund)
            else:
                await self._note(refund, await self._asked(gateway, refund))
        except AlreadyDone:
            await self._succeeded(refund, refund.external_id)
        except KeysRefused as error:  # says nothing of what earlier calls did
            await self._later(refund, error, _KEYS_WAIT, sent=False)
        except (NotDone, KeyReused) as error:
            if refund.external_id:  # it was accepted; only the look at it failed
                await self._later(refund, error)
            else:
                await self._refused(gateway, refund, str(error) or type(error).__name__)
        except TryLater as error:
            await self._later(refund, error, timedelta(seconds=error.after), sent=False)
        except GatewayError as error:
            await self._later(refund, error)

    def _forgotten(self, refund: Refund) -> bool:
        """Whether the same key might make a second refund."""
        if refund.external_id or not refund.sent_at:
            return False
        return refund.sent_at + KEYS_KEPT <= self._clock.now()

    async def _look(self, gateway: Gateway, refund: Refund) -> None:
        """Take it as made if the payment's refunded sum has room for nothing else."""
        told = await gateway.fetch(refund.taken.charge_id)
        async with self._store.read() as uow:
            every = await of_charge(uow, refund.taken)
        claimed = sum(each.money.amount for each in every if each.state in COUNTS - _BY_HAND)
        if told.refunded >= claimed:
            await self._succeeded(refund, refund.external_id)
        else:
            await self._by_hand(refund, "nobody knows whether it went", told, unsure=True)

    async def _refused(self, gateway: Gateway, refund: Refund, why: str) -> None:
        """An owner must make it: all of it, or what the cabinet has left of the payment."""
        told = None
        with suppress(GatewayError):
            told = await gateway.fetch(refund.taken.charge_id)
        await self._by_hand(refund, why, told)

    async def _asked(self, gateway: Gateway, refund: Refund) -> RefundSnapshot:
        if refund.external_id:
            return await gateway.fetch_refund(refund.external_id)
        async with self._store.read() as uow:
            order = await uow.orders.get(refund.taken.order_id)
            taken = await uow.refunds.taken(refund.taken.order_id)
            pieces = await uow.pieces.paid_back(refund)
        lines = self._lines(refund, order, pieces) if order else ()
        return await gateway.refund(request(refund, order, taken, lines))

    def _lines(
        self, refund: Refund, order: Order, pieces: Sequence[PaidBack]
    ) -> tuple[ReceiptLine, ...]:
        delivery = self._delivery_in(order.language)
        return of_refund(order, refund.money, refund.subject, delivery, pieces)

    async def _note(self, refund: Refund, told: RefundSnapshot) -> None:
        if told.state is RefundState.SUCCEEDED:
            await self._succeeded(refund, told.external_id)
        elif told.state is RefundState.FAILED:
            await self._by_hand(refund, told.reason)
        else:
            async with self._store.write() as uow:
                at = self._clock.now() + _wait(refund)
                await uow.refunds.move(refund, RefundState.PENDING, at, told.external_id)

    async def _later(
        self,
        refund: Refund,
        error: GatewayError,
        least: timedelta = timedelta(0),
        *,
        sent: bool = True,
    ) -> None:
        """Ask again. *sent* is False if this call has certainly done nothing."""
        at = self._clock.now() + max(_wait(refund), least)
        async with self._store.write() as uow:
            await uow.refunds.move(refund, refund.state, at, said=type(error).__name__)
            if not sent:
                await uow.refunds.not_sent(refund)

    async def _succeeded(self, refund: Refund, external_id: str) -> None:
        async with self._store.write() as uow:
            order = await uow.orders.get(refund.taken.order_id, lock=True)
            moved = await uow.refunds.move(refund, RefundState.SUCCEEDED, None, external_id)
            if not order or not moved:
                return
            await tell(uow, self._clock, order, refund)
            entry = Entry(None, "refunded", f"order:{order.id}", "", str(refund.money.amount))
            await uow.journal.add(entry, self._clock.now())

    async def _by_hand(
        self, refund: Refund, why: str, told: Snapshot | None = None, *, unsure: bool = False
    ) -> None:
        """The provider will not do it: an owner must, and says so to the customer.

        *told* is how the payment stands: what the cabinet returned of it is noted with that.
        """
        async with self._store.write() as uow:
            order = await uow.orders.get(refund.taken.order_id, lock=True)
            if not await uow.refunds.move(refund, RefundState.MANUAL, said=why[:200]):
                return
            if order and told:
                await self._debts.found(uow, order, told)
            left = await uow.refunds.get(refund.id)
            if left and left.state is RefundState.MANUAL:
                await self._debts.ask(uow, left, unsure=unsure)


def _wait(refund: Refund) -> timedelta:
    return timedelta(seconds=min(_LONGEST_WAIT, 15 * 2**refund.tries))
