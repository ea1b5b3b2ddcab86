"""Money that goes back: sent by the provider that took it, told to both sides."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from domain import notices
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import AlreadyDone as DoneBefore
from domain.errors import NotFound
from domain.gateways import (
    AlreadyDone,
    GatewayError,
    KeyReused,
    KeysRefused,
    NotDone,
    RefundRequest,
    RefundSnapshot,
    RefundState,
    Snapshot,
    TryLater,
)
from domain.notices import Alert
from domain.orders import Order
from domain.ports.gateways import Gateway
from domain.ports.store import Entry, Store
from domain.receipts import of_refund
from domain.refunds import OPEN, PaidBack, Refund, Taken
from domain.services.debts import Debts, done, tell

_BATCH = 20
_LEASE = timedelta(minutes=3)  # longer than a provider may take to answer
_LONGEST_WAIT = 3600  # seconds
_KEYS_WAIT = timedelta(minutes=15)  # an owner has to act before it makes sense to ask again


class Refunds:
    """Sends back what is owed, through the provider that took it."""

    def __init__(self, store: Store, clock: Clock, gateways: Mapping[str, Gateway]) -> None:
        self._store = store
        self._clock = clock
        self._gateways = gateways
        self._debts = Debts(clock, gateways)

    async def send_due(self) -> int:
        """Send what is due, or ask how it stands; return how many refunds were taken up.

        A refund whose outcome is not known is sent again with the same key, so that the
        money never goes back twice.
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
                await self._debts.found(uow, order, told)

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
            if not await uow.refunds.claim(refund, self._clock.now() + _LEASE):
                return False
        if gateway is None:
            await self._by_hand(refund, "the shop has no keys of this provider")
        else:
            await self._try(gateway, refund)
        return True

    async def _try(self, gateway: Gateway, refund: Refund) -> None:
        """Whatever is not known for certain to be refused is tried again, later."""
        try:
            await self._note(refund, await self._asked(gateway, refund))
        except AlreadyDone:
            await self._succeeded(refund, refund.external_id)
        except KeysRefused as error:  # says nothing of what earlier calls did
            await self._later(refund, error, _KEYS_WAIT)
        except (NotDone, KeyReused) as error:
            if refund.external_id:  # it was accepted; only the look at it failed
                await self._later(refund, error)
            else:
                await self._by_hand(refund, str(error) or type(error).__name__)
        except TryLater as error:
            await self._later(refund, error, timedelta(seconds=error.after))
        except GatewayError as error:
            await self._later(refund, error)

    async def _asked(self, gateway: Gateway, refund: Refund) -> RefundSnapshot:
        if refund.external_id:
            return await gateway.fetch_refund(refund.external_id)
        async with self._store.read() as uow:
            order = await uow.orders.get(refund.taken.order_id)
            taken = await uow.refunds.taken(refund.taken.order_id)
            pieces = await uow.pieces.paid_back(refund)
        return await gateway.refund(_request(refund, order, taken, pieces))

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
        self, refund: Refund, error: GatewayError, least: timedelta = timedelta(0)
    ) -> None:
        at = self._clock.now() + max(_wait(refund), least)
        async with self._store.write() as uow:
            await uow.refunds.move(refund, refund.state, at, said=type(error).__name__)

    async def _succeeded(self, refund: Refund, external_id: str) -> None:
        async with self._store.write() as uow:
            order = await uow.orders.get(refund.taken.order_id, lock=True)
            moved = await uow.refunds.move(refund, RefundState.SUCCEEDED, None, external_id)
            if not order or not moved:
                return
            await tell(uow, self._clock, order, refund)
            entry = Entry(None, "refunded", f"order:{order.id}", "", str(refund.money.amount))
            await uow.journal.add(entry, self._clock.now())

    async def _by_hand(self, refund: Refund, why: str) -> None:
        """The provider will not do it: an owner must, and says so to the customer."""
        async with self._store.write() as uow:
            if await uow.refunds.move(refund, RefundState.MANUAL, said=why[:200]):
                details = notices.refund_details(refund)
                now = self._clock.now()
                await notices.alert(uow, Alert.REFUND_DUE, f"refund:{refund.id}", details, now)


def _request(
    refund: Refund, order: Order | None, came: Iterable[Taken], pieces: Sequence[PaidBack]
) -> RefundRequest:
    """What the provider is asked: the same for the same refund, always."""
    taken, money = refund.taken, refund.money
    whole = any((one.charge_id, one.money) == (taken.charge_id, money) for one in came)
    return RefundRequest(
        key=refund.key,
        external_id=taken.charge_id,
        charge_id=taken.provider_charge_id,
        payer_id=taken.payer_id,
        money=money,
        lines=of_refund(order, money, refund.subject, pieces) if order else (),
        reason=f"#{order.number}" if order else "",
        phone=order.recipient.phone if order else "",
        whole=whole,
    )


def _wait(refund: Refund) -> timedelta:
    return timedelta(seconds=min(_LONGEST_WAIT, 15 * 2**refund.tries))
