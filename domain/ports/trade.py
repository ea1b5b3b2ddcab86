"""Repositories of orders, fulfilment and payments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.fulfilment import Fulfilment, Step
from domain.orders import Method, Order, OrderLine, PaymentStatus, Status
from domain.payments import Attempt, Charge, Outcome, Payment


@dataclass(frozen=True, slots=True)
class Reservation:
    """Pieces that an order holds on the shelf."""

    variant_id: int
    merchant_id: int
    quantity: int


class OrderRepository(Protocol):
    """Orders with their lines and fulfilments. Changes are compare-and-set."""

    async def add(self, order: Order, checkout_key: str) -> Order:
        """Save a new order with lines and fulfilments; return it with its ids."""
        ...

    async def get(self, order_id: int, *, lock: bool = False) -> Order | None:
        """Return an order; *lock* keeps others from changing it until commit."""
        ...

    async def by_key(self, checkout_key: str) -> Order | None:
        """Return the order that was placed from that checkout screen, if any."""
        ...

    async def page(
        self, customer_id: int | None, page: int, size: int
    ) -> tuple[tuple[Order, ...], int]:
        """Return orders newest first (of one customer, or all) without lines, and how many."""
        ...

    async def due(self, now: datetime, most: int) -> tuple[int, ...]:
        """Return ids of unpaid orders whose hold is over, none whose money is `WAITED_FOR`."""
        ...

    async def move(self, order_id: int, to: Status, frm: Collection[Status]) -> bool:
        """Change the status if it is one of *frm*; whether this call did it."""
        ...

    async def set_payment(
        self, order_id: int, status: PaymentStatus, paid_at: datetime | None = None
    ) -> None:
        """Note what is known about the money."""
        ...

    async def set_method(self, order_id: int, method: Method) -> bool:
        """Choose another way to pay, or note by which money came; False if it is agreed on."""
        ...

    async def set_expiry(self, order_id: int, expires_at: datetime | None) -> None:
        """Set until when the hold lasts."""
        ...

    async def reserve(self, order_id: int, reservation: Reservation) -> None:
        """Note that the order holds these pieces (again)."""
        ...

    async def reserved(
        self, order_id: int, merchant_id: int | None = None
    ) -> tuple[Reservation, ...]:
        """Return what it holds now, by variant id; of one merchant if given."""
        ...

    async def end_reservation(self, order_id: int, variant_id: int, state: str) -> bool:
        """Mark an active reservation "consumed" or "released"; whether this call did it."""
        ...

    async def count_sold(self, lines: Collection[OrderLine]) -> None:
        """Add the pieces to what their products sold."""
        ...


class FulfilmentRepository(Protocol):
    """The merchants' parts of orders."""

    async def get(self, fulfilment_id: int) -> Fulfilment | None:
        """Return one part."""
        ...

    async def of_order(self, order_id: int) -> tuple[Fulfilment, ...]:
        """Return all parts of an order by id."""
        ...

    async def move(self, moved: Fulfilment, frm: Collection[Step], by_id: int | None) -> bool:
        """Save *moved* if the step stored is one of *frm*; whether this call did it."""
        ...

    async def queue(
        self, merchant_ids: Collection[int] | None, most: int
    ) -> tuple[Fulfilment, ...]:
        """Return parts still to work on (confirmed orders), oldest first; None: all merchants."""
        ...


class PaymentRepository(Protocol):
    """Attempts, their events, and charges."""

    async def add(self, payment: Payment, at: datetime) -> Payment:
        """Save a new attempt; return it with its id."""
        ...

    async def get(self, payment_id: int) -> Payment | None:
        """Return one attempt."""
        ...

    async def proof(self, payment_id: int) -> int | None:
        """Return the picture by which a customer showed last that they paid."""
        ...

    async def by_key(self, key: str) -> Payment | None:
        """Return the attempt that went out with that key."""
        ...

    async def live(self, order_id: int) -> tuple[Payment, ...]:
        """Return the attempts of an order that may still bring money."""
        ...

    async def move(self, payment_id: int, to: Attempt, frm: Collection[Attempt]) -> bool:
        """Change an attempt's state if it is one of *frm*; whether this call did it."""
        ...

    async def opened(self, payment_id: int, external_id: str, pay_url: str) -> bool:
        """Note where the provider takes the money; False if the attempt has ended."""
        ...

    async def of_order(self, order_id: int) -> tuple[Payment, ...]:
        """Return all attempts of an order, oldest first."""
        ...

    async def to_look_at(self, now: datetime, most: int) -> tuple[Payment, ...]:
        """Return attempts about which the provider should be asked by now, the longest due
        first.
        """
        ...

    async def look_again(self, payment: Payment, at: datetime | None) -> bool:
        """Set when to ask next, if nobody else did since *payment* was read."""
        ...

    async def look_now(self, order_id: int, at: datetime) -> None:
        """Have the provider asked about every attempt of an order that it knows."""
        ...

    async def set_receipt(self, payment_id: int, receipt: str) -> None:
        """Note what became of the fiscal receipt of an attempt's money."""
        ...

    async def set_message(self, payment_id: int, message_id: int) -> None:
        """Remember the invoice message in the chat."""
        ...

    async def add_event(self, payment: Payment, kind: str, ref: str, at: datetime) -> None:
        """Append what happened; the same event twice is kept once."""
        ...

    async def known(self, charge: Charge) -> bool:
        """Whether this very charge was recorded before."""
        ...

    async def add_charge(
        self, charge: Charge, order_id: int | None, outcome: Outcome, at: datetime
    ) -> bool:
        """Record money that came; False if this very charge is known already."""
        ...
