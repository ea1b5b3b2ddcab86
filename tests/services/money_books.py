"""What must be true of the shop's books, by themselves and next to the providers' books.

`ensure_true` holds after every step, `ensure_at_rest` once everything has been told and every
worker has nothing left to do. Sums are minor units.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from domain.gateways import RefundState
from domain.orders import PaymentStatus, Status
from domain.payments import Attempt, Outcome
from domain.receipts import shares
from domain.refunds import COUNTS, OPEN, WAITS
from storage.looks import Look, Rows
from storage.tables.chat import outbox
from storage.tables.money import provider_inbox, refunds
from storage.tables.trade import charges, fulfilments, order_lines, orders, payments
from tests.rules import broken_rules
from tests.services.money_teller import Teller
from tests.services.money_town import Town

_BACK = RefundState.SUCCEEDED
_DEAD = frozenset(RefundState) - COUNTS
_TABLES = (orders, fulfilments, order_lines, payments, charges, refunds, provider_inbox)
LOOKS = tuple(Look(select(table).order_by(table.c[0])) for table in _TABLES)


@dataclass(frozen=True, slots=True)
class Books:
    """The shop's rows about money, as they are now."""

    orders: Rows
    parts: Rows
    lines: Rows
    attempts: Rows
    charges: Rows
    refunds: Rows
    inbox: Rows

    def of_charge(self, charge: Row[Any]) -> Rows:
        """The refunds taken from one charge."""
        return [
            refund
            for refund in self.refunds
            if (refund.provider, refund.charge_id) == (charge.provider, charge.charge_id)
        ]

    def order_of(self, charge: Row[Any]) -> Row[Any]:
        """The order a charge belongs to."""
        found: Row[Any] = next(order for order in self.orders if order.id == charge.order_id)
        return found

    def owed(self, charge: Row[Any]) -> int:
        """What goes back of a charge that paid an order: cancelled parts, pieces given up.

        Cash was never paid for what was cancelled before it came.
        """
        cash = charge.provider == "cash"
        ended = {
            part.merchant_id
            for part in self.parts
            if part.order_id == charge.order_id and part.step == "cancelled"
        }
        return sum(
            _given_up(line, cash=cash, ended=line.merchant_id in ended)
            for line in self.lines
            if line.order_id == charge.order_id
        )


def _given_up(line: Row[Any], *, cash: bool, ended: bool) -> int:
    """What of a line's price goes back, the pieces that are gone being the first."""
    if ended:
        return 0 if cash else int(line.total)
    gone = line.cancelled + line.returned + line.waived
    prices = shares([1] * line.quantity, line.total)
    return sum(prices[line.cancelled if cash else 0 : gone])


async def ensure_true(town: Town) -> Books:
    """Assert what holds after every step; return the books it was seen in."""
    async with town.store.read() as uow:
        broken = await broken_rules(uow)
        assert not broken, broken
        books = Books(*[await uow.connection.rows(look, {}) for look in LOOKS])
    for teller in town.tellers.values():
        _ensure_nothing_is_forgotten(teller, books)
        _ensure_nothing_is_made_up(teller, books)
        _ensure_nothing_goes_back_twice(teller, books)
    _ensure_telegram_is_believed(town, books)
    _ensure_statuses_fit(books)
    return books


def _ensure_nothing_is_forgotten(teller: Teller, books: Books) -> None:
    """What a provider took is in the books once, or somebody will still ask or be told."""
    known = {c.charge_id: c for c in books.charges if c.provider == teller.provider}
    for external_id in teller.pages(Attempt.CAPTURED):
        page = teller.payments[external_id]
        assert page.paid
        if charge := known.get(external_id):
            assert (charge.amount, charge.currency) == (page.paid.amount, page.paid.currency)
            continue
        looked_at = any(a.key == page.key and a.look_at for a in books.attempts)
        heard = any(h.external_id == external_id and h.try_at for h in books.inbox)
        told = any(teller.read(call).external_id == external_id for call in teller.post)
        assert looked_at or heard or told, f"{external_id} took money and nobody will know"


def _ensure_nothing_is_made_up(teller: Teller, books: Books) -> None:
    """Each charge and each refund in the books has its fact at the provider."""
    for charge in (c for c in books.charges if c.provider == teller.provider):
        page = teller.payments[charge.charge_id]
        assert page.state is Attempt.CAPTURED
        went = sum(r.amount for r in books.of_charge(charge) if r.state == _BACK)
        assert went <= page.refunded, f"{went} is said to be back of {page.external_id}"


def _ensure_nothing_goes_back_twice(teller: Teller, books: Books) -> None:
    """Every refund is written down before it is sent, and never done by hand as well."""
    written = {refund.key: refund for refund in books.refunds}
    assert set(teller.own) <= set(written), "money went back that nobody wrote down"
    assert len(set(teller.own.values())) == len(teller.own)
    for key, refund_id in teller.own.items():
        if written[key].state == RefundState.MANUAL:
            assert teller.refunds[refund_id].state is RefundState.FAILED, (
                f"an owner is asked to return what {refund_id} returns"
            )
    for charge in (c for c in books.charges if c.provider == teller.provider):
        counted = sum(r.amount for r in books.of_charge(charge) if r.state in COUNTS)
        assert counted <= charge.amount, f"{counted} of {charge.amount} go back"
        own = [r for r in books.of_charge(charge) if not r.subject.startswith("outside:")]
        owed = books.owed(charge) if charge.settled else charge.amount
        assert sum(r.amount for r in own if r.state in COUNTS) <= owed, "more than is owed"


def _ensure_telegram_is_believed(town: Town, books: Books) -> None:
    """Telegram's money is in the books from the moment that the shop was told."""
    told = {c.charge_id: c.money.amount for c in town.charges if c not in town.untold}
    known = {c.charge_id: c.amount for c in books.charges if c.provider == "telegram"}
    assert known == told


def _ensure_statuses_fit(books: Books) -> None:
    """An order's card does not say of its money what is not so."""
    for order in books.orders:
        came = [c for c in books.charges if c.order_id == order.id]
        back = [r for r in books.refunds if r.order_id == order.id]
        if order.payment_status == PaymentStatus.UNPAID:
            assert not came or order.method == "cash"
            assert not any(c.settled for c in came)
        if order.payment_status == PaymentStatus.REFUND_DUE:
            assert _owed(books, came), f"nothing is owed of order {order.id}"
        if order.payment_status == PaymentStatus.PAID:
            settled = {c.charge_id for c in came if c.settled}
            went = [r for r in back if r.charge_id in settled and r.state not in _DEAD]
            assert not went, f"order {order.id} is said to be paid; {went[0].amount} goes back"
        if order.payment_status == PaymentStatus.REFUNDED:
            assert sum(r.amount for r in back if r.state == _BACK) == sum(c.amount for c in came)


def _owed(books: Books, came: Iterable[Row[Any]]) -> bool:
    """Whether money is to go back: by a refund under way, or by hand as Telegram's must."""
    return any(refund.state in WAITS for charge in came for refund in books.of_charge(charge))


async def ensure_at_rest(town: Town) -> None:
    """Assert what holds when nothing is on its way any more."""
    books = await ensure_true(town)
    async with town.store.read() as uow:
        queued = set(await uow.connection.scalars(select(outbox.c.dedupe_key)))
    _ensure_everything_is_learned(town, books)
    for charge in books.charges:
        _ensure_each_cent_has_its_place(books, charge)
    missing = set(_to_be_told(town, books)) - queued
    assert not missing, f"nobody was told: {sorted(missing)}"


def _ensure_everything_is_learned(town: Town, books: Books) -> None:
    for teller in town.tellers.values():
        known = {c.charge_id for c in books.charges if c.provider == teller.provider}
        assert set(teller.pages(Attempt.CAPTURED)) == known
    assert all(refund.state not in OPEN for refund in books.refunds)
    late = [o.id for o in books.orders if o.status == Status.AWAITING_PAYMENT]
    assert not late, f"orders {late} wait for ever"


def _ensure_each_cent_has_its_place(books: Books, charge: Row[Any]) -> None:
    """It belongs to an order that is done or to be done, went back, or a person must look."""
    if charge.outcome == Outcome.NEEDS_REVIEW:
        return  # on record; that an owner was told is among what is to be told
    refunds_ = books.of_charge(charge)
    outside = sum(r.amount for r in refunds_ if r.subject.startswith("outside:"))
    own = sum(r.amount for r in refunds_ if r.state in COUNTS) - outside
    if charge.settled:
        order = books.order_of(charge)
        assert order.status not in (Status.AWAITING_PAYMENT, Status.EXPIRED)
        owed = books.owed(charge)
    else:
        owed = charge.amount
    assert own == min(owed, charge.amount - outside), f"{own} of {owed} went back: {charge}"


def _to_be_told(town: Town, books: Books) -> Iterable[str]:
    """The keys of the messages that people must have got, or be about to."""
    for order in books.orders:
        if order.status == Status.EXPIRED:
            yield f"note:{order.id}:expired"
    for charge in books.charges:
        by_itself = charge.provider in town.tellers and charge.order_id
        alarm = "refunding" if by_itself else "refund_due"
        if charge.outcome == Outcome.NEEDS_REVIEW:
            yield f"alert:needs_review:{charge.charge_id}"
        elif charge.outcome == Outcome.REFUND_DUE:
            yield f"alert:{alarm}:{charge.charge_id}"
            yield f"note:{charge.order_id}:refund_due:{charge.charge_id}"
        elif charge.provider != "cash":
            yield f"note:{charge.order_id}:paid"
    for refund in books.refunds:
        if refund.state == RefundState.MANUAL and refund.provider in town.tellers:
            yield f"alert:refund_due:refund:{refund.id}"
        elif refund.state == RefundState.MANUAL:
            yield f"alert:refund_due:{refund.subject.removeprefix('charge:')}"
        elif not refund.subject.startswith("outside:"):
            yield f"refunded:{refund.id}"
