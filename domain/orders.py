"""Orders: a promise with a price, and the table of their lives."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.customers import Delivery
from domain.digital import Kind
from domain.fulfilment import Fulfilment, Step
from domain.money import Money, zero
from domain.naming import full_name
from domain.pieces import cost_of
from domain.pricing import Sums

FIRST_NUMBER = 1000  # so that the first order is #1001 and not #1


class Status(StrEnum):
    """Where an order stands as a promise."""

    AWAITING_PAYMENT = "awaiting_payment"
    CONFIRMED = "confirmed"  # paid, or to be paid on delivery
    COMPLETED = "completed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class PaymentStatus(StrEnum):
    """What is known about its money."""

    UNPAID = "unpaid"
    CHECKING = "checking"  # the customer says they paid; a person must look
    PAID = "paid"
    REFUND_DUE = "refund_due"  # money came that must go back
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    NEEDS_REVIEW = "needs_review"  # money came that does not fit the order


class Method(StrEnum):
    """Ways to pay."""

    TELEGRAM = "telegram"
    STARS = "stars"  # digital goods, by an invoice in the chat
    YOOKASSA = "yookassa"
    STRIPE = "stripe"
    TRANSFER = "transfer"  # to the shop's bank account, outside the chat
    CASH = "cash"


IN_CHAT = frozenset({Method.TELEGRAM, Method.STARS})  # paid by an invoice of Telegram's own
ONLINE = frozenset({Method.YOOKASSA, Method.STRIPE})  # paid on the provider's own page
AGREED = frozenset({Status.CONFIRMED, Status.COMPLETED})  # the shop keeps its promise, or has


# From where each state may be reached; the UPDATE repeats this as its guard.
CAN_BECOME: dict[Status, frozenset[Status]] = {
    Status.CONFIRMED: frozenset({Status.AWAITING_PAYMENT, Status.EXPIRED, Status.CANCELLED}),
    Status.COMPLETED: frozenset({Status.CONFIRMED}),
    Status.EXPIRED: frozenset({Status.AWAITING_PAYMENT}),
    Status.CANCELLED: frozenset({Status.AWAITING_PAYMENT, Status.CONFIRMED}),
}


class Fate(StrEnum):
    """Why a piece is not paid for in the end."""

    CANCELLED = "cancelled"  # taken off before it was packed
    RETURNED = "returned"  # it came back
    WAIVED = "waived"  # its price went back, the goods did not


@dataclass(frozen=True, slots=True)
class OrderLine:
    """What was bought, as it was when it was bought; later changes do not reach it.

    What of it is not wanted any more is counted beside it, piece by piece. *discount* and
    *tax* are minor units of the price's currency, for all its pieces; *tax* is what came on
    top of the price. *shelf_name*: the shop's own for title and label, which are the buyer's.
    """

    variant_id: int | None
    product_id: int | None
    merchant_id: int
    sku: str
    title: str
    label: str
    quantity: int
    price: Money
    id: int = 0
    discount: int = 0
    tax: int = 0
    cancelled: int = 0
    returned: int = 0
    waived: int = 0
    kind: Kind = Kind.PHYSICAL
    shelf_name: str = field(default="", compare=False)

    @property
    def total(self) -> Money:
        """What is paid for the line: price times quantity, less discount, with tax."""
        paid = self.price.amount * self.quantity - self.discount + self.tax
        return Money(paid, self.price.currency)

    @property
    def gone(self) -> int:
        """How many pieces are not paid for in the end, whatever became of them."""
        return self.cancelled + self.returned + self.waived

    @property
    def kept(self) -> int:
        """How many pieces are still paid for."""
        return self.quantity - self.gone

    @property
    def to_hand_over(self) -> int:
        """How many pieces the customer gets, or got."""
        return self.quantity - self.cancelled

    def worth(self, pieces: int) -> Money:
        """What the next *pieces* that go are worth; over all pieces it sums up to the total."""
        cost = cost_of(self.total.amount, self.quantity, self.gone, pieces)
        return Money(cost, self.total.currency)

    @property
    def left(self) -> Money:
        """What the pieces that are kept are worth."""
        return self.worth(self.kept)

    @property
    def taken_off(self) -> Money:
        """What the pieces that were taken off before packing would have cost."""
        cost = cost_of(self.total.amount, self.quantity, 0, self.cancelled)
        return Money(cost, self.total.currency)

    @property
    def name(self) -> str:
        """Title and options in one."""
        return full_name(self.title, self.label)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the goods, and where."""

    name: str
    phone: str
    delivery: Delivery
    address: str
    comment: str = ""
    method: str = ""  # the title of the way of delivery; empty for the kind's own words


@dataclass(frozen=True, slots=True)
class Order:
    """A placed order with its lines, one fulfilment a merchant, and totals that add up.

    *total* is *subtotal* less *discount*, with *shipping* and *tax*. *discount*, *tax* and
    *included_tax*, which *total* has in it, are minor units of its currency; *tax_rate* is
    in thousandths of a percent. *promo* is the code that was used.
    """

    id: int
    customer_id: int
    language: str
    status: Status
    payment_status: PaymentStatus
    method: Method
    recipient: Recipient
    subtotal: Money
    shipping: Money
    total: Money
    placed_at: datetime
    expires_at: datetime | None
    lines: tuple[OrderLine, ...] = ()
    fulfilments: tuple[Fulfilment, ...] = ()
    paid_at: datetime | None = None
    pay_url: str = ""  # the provider's page that waits for the money, if there is one
    promo: str = ""
    discount: int = 0
    tax: int = 0
    included_tax: int = 0
    tax_rate: int = 0
    receipt: str = ""  # the fiscal one of its money; see `domain.gateways.Snapshot`

    @property
    def sums(self) -> Sums:
        """How its total comes about."""
        return Sums(
            goods=self.subtotal,
            discount=Money(self.discount, self.total.currency),
            shipping=self.shipping,
            tax=Money(self.tax, self.total.currency),
            total=self.total,
            included=Money(self.included_tax, self.total.currency),
            rate=self.tax_rate,
        )

    @property
    def delivery(self) -> Money:
        """What is paid for the delivery, with its tax; the lines' totals are the rest."""
        return Money(
            self.total.amount - sum(line.total.amount for line in self.lines),
            self.total.currency,
        )

    @property
    def number(self) -> str:
        """The number people say to each other: 1042."""
        return str(FIRST_NUMBER + self.id)

    @property
    def digital(self) -> bool:
        """Whether its goods are handed over in the chat; an order is of one kind or the other."""
        return any(line.kind.digital for line in self.lines)

    @property
    def may_be_cancelled_by_customer(self) -> bool:
        """They may, as long as no merchant has begun on it; what was paid goes back."""
        begun = any(f.step not in (Step.NEW, Step.CANCELLED) for f in self.fulfilments)
        clear = self.payment_status in (PaymentStatus.UNPAID, PaymentStatus.PAID)
        return clear and not begun and self.status in CAN_BECOME[Status.CANCELLED]

    def of(self, merchant_id: int) -> tuple[OrderLine, ...]:
        """The lines of one merchant; no merchant is shown another's."""
        return tuple(line for line in self.lines if line.merchant_id == merchant_id)

    @property
    def never_due(self) -> Money:
        """What of the total nobody is to pay: cancelled parts, and pieces taken off."""
        ended = {part.merchant_id for part in self.fulfilments if part.step is Step.CANCELLED}
        given_up = (
            line.total if line.merchant_id in ended else line.taken_off for line in self.lines
        )
        return sum(given_up, start=zero(self.total.currency))

    @property
    def to_pay(self) -> Money:
        """What a cash order comes to at the door."""
        return self.total - self.never_due


def order_id(number: str) -> int:
    """Return the id behind a number people say ("1042", "#1042"), or 0 for anything else."""
    digits = number.strip().removeprefix("#")
    return int(digits) - FIRST_NUMBER if digits.isascii() and digits.isdigit() else 0
