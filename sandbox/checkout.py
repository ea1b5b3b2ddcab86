"""One payment sheet from the first tap to the money, or to whatever ended it."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.invoices import Invoice
from sandbox.people import Person
from sandbox.refusals import Json

SAMPLE_ADDRESS: Json = {
    "country_code": "GB",
    "state": "",
    "city": "Bath",
    "street_line1": "4 Sample Street",
    "street_line2": "",
    "post_code": "BA1 1AA",
}


class Outcome(StrEnum):
    """How the person behaves at the sheet."""

    SUCCEED = "succeed"
    DECLINE = "decline"
    SLOW = "slow"
    LEAVE = "leave"
    TWICE = "twice"
    UNANSWERED = "unanswered"
    FOREIGN = "foreign"


class Stage(StrEnum):
    """Where the payment stands."""

    SHIPPING = "shipping"
    CHECKING = "checking"
    APPROVED = "approved"
    PAID = "paid"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    DECLINED = "declined"


ENDS = frozenset((Stage.PAID, Stage.REFUSED, Stage.TIMED_OUT, Stage.DECLINED))


@dataclass(slots=True, eq=False)
class Checkout:
    """A payment under way; watch *stage*, *text* (the reason shown) and *updates* (made so far).

    *place* is the chat and the number of the invoice message, zeros for an invoice link.
    """

    invoice: Invoice
    payer: Person
    place: tuple[int, int]
    outcome: Outcome
    address: Json
    info: Json
    option: str = ""
    tip: int = 0
    stage: Stage = Stage.CHECKING
    text: str = ""
    query_id: str = ""
    until: float = 0.0
    shipping: Json | None = None
    charge_id: str = ""
    updates: list[Json] = field(default_factory=list)
    twin: "Checkout | None" = None
    _end: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def total(self) -> int:
        """What is charged: prices, chosen shipping and tip, in minor units."""
        prices = self.shipping["prices"] if self.shipping else ()
        shipping: int = sum(price["amount"] for price in prices)
        return self.invoice.total + self.tip + shipping

    async def ended(self) -> Stage:
        """Wait for the end and return its stage; one who leaves ends at `approved`."""
        await self._end.wait()
        return self.stage

    def move(self, stage: Stage, text: str = "", last: bool = False) -> None:
        """Go to another stage; only the desk calls this."""
        self.stage, self.text = stage, text
        if last or stage in ENDS:
            self._end.set()

    @property
    def unanswered(self) -> tuple[str, str]:
        """The method that should have answered the last query, and its parameter."""
        if self.invoice.flexible and self.shipping is None:
            return "answerShippingQuery", "shipping_query_id"
        return "answerPreCheckoutQuery", "pre_checkout_query_id"

    def order_info(self) -> Json:
        """What the person filled in, as far as the invoice asks for it."""
        asked = {name: self.info.get(name) for name in ("name", "phone_number", "email")}
        info: Json = {
            name: value for name, value in asked.items() if value and name in self.invoice.needs
        }
        if self.wants_address:
            info["shipping_address"] = self.address
        return info

    @property
    def wants_address(self) -> bool:
        """Does the sheet ask where to?"""
        return self.invoice.flexible or "shipping_address" in self.invoice.needs
