"""The few facts about the shop that screens say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo

from domain.customers import Delivery
from domain.gateways import ReceiptLine
from domain.money import Money
from domain.orders import Method, Order
from domain.ways import Rule, ways_of

# Makes what an invoice hands to the provider of lines that are worth the sum: its receipt.
Receipts = Callable[[tuple[ReceiptLine, ...], Money], str]


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What screens and handlers know of the shop. *provider_token* goes to invoices only, and
    so does what *receipts* makes, if the law asks for fiscal receipts.

    *hold* is how long stock waits for money; *return_days* how many days after delivery
    goods may come back, 0 never; *support* is how to reach a person, or empty.
    *bank_details* say where a bank transfer goes. *rule*: by what digital goods may be paid.
    *zone* is that of the days admins type and see.
    """

    name: str
    currency: str
    bot_username: str
    methods: tuple[Method, ...]
    deliveries: tuple[Delivery, ...]
    hold: timedelta
    pickup_address: str = ""
    support: str = ""
    provider_token: str = ""
    bank_details: str = ""
    return_days: int = 0
    receipts: Receipts | None = None
    rule: Rule = Rule.STARS
    zone: tzinfo = UTC

    def ways_for(self, order: Order) -> tuple[Method, ...]:
        """The ways by which this order may be paid, the shop's first one first."""
        return ways_of(self.methods, self.rule, order)

    def link(self, payload: str) -> str:
        """Return a link that opens the shop with ``/start payload``."""
        return f"https://t.me/{self.bot_username}?start={payload}"

    def __repr__(self) -> str:
        """Name only: a representation may reach a log, the token must not."""
        return f"ShopFacts({self.name!r})"
