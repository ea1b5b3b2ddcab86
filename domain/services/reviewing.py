"""The review: what placing an order would mean, and whether it still is what was shown."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.carts import Cart, Change
from domain.customers import Contact, Customer
from domain.deliveries import DeliveryMethod
from domain.errors import CartChanged, Fact, MissingFact, OutOfStock
from domain.money import STARS, Money
from domain.orders import Method
from domain.ports.store import UnitOfWork
from domain.services.customers import ensure_known
from domain.services.pricing import Prices, Terms, price
from domain.ways import any_digital

_TOO_FEW = (Change.GONE, Change.SHORT)


@dataclass(frozen=True, slots=True)
class Review:
    """All that the customer confirms by placing the order, and the number that proves it."""

    cart: Cart
    contact: Contact
    prices: Prices
    method: DeliveryMethod
    fingerprint: int
    ways: tuple[Method, ...] = ()  # to pay; none: these goods cannot be sold
    part: int = 0  # which part of the cart it is about
    others: tuple[Cart, ...] = ()  # parts that are ordered apart, and stay in the cart

    @property
    def digital(self) -> bool:
        """Whether its goods are handed over in the chat."""
        return any_digital(self.cart.lines)

    @property
    def total(self) -> Money:
        """What is to be paid."""
        return self.prices.quote.total


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Looks at one customer's cart within a unit of work, at a moment (UTC)."""

    uow: UnitOfWork
    terms: Terms
    customer: Customer
    at: datetime

    async def part(self, whole: Cart, part: int) -> Review:
        """Return what ordering one part of the cart would mean.

        Raises:
            MissingFact: Something has to be asked first.
        """
        parts = whole.parts
        part = part if 0 <= part < len(parts) else 0
        cart = parts[part]
        prices = await price(self.uow, self.terms, self.customer, cart, self.at)
        method = prices.method
        if method is None:
            raise MissingFact(Fact.DELIVERY)
        contact = replace(self.customer.contact, delivery=method.kind)
        ensure_known(contact)
        if self._needs_phone(cart) and not contact.phone:
            raise MissingFact(Fact.PHONE)
        facts = (contact.name, contact.phone, contact.address, *prices.facts())
        return Review(
            cart=cart,
            contact=contact,
            prices=prices,
            method=method,
            fingerprint=cart.fingerprint(*facts),
            ways=self.terms.ways_to_pay(cart),
            part=part,
            others=tuple(other for at, other in enumerate(parts) if at != part),
        )

    async def as_shown(self, cart: Cart, revision: int, fingerprint: int) -> Review:
        """Return the review that had these numbers, if it still is what the customer saw.

        Raises:
            OutOfStock, PromoRefused, CartChanged: Why it is not.
            MissingFact: As for `part`.
        """
        reviews = []
        if cart.revision == revision and cart.buyable:
            reviews = await self._parts(cart.ensure_not_empty())
        for review in reviews:
            if review.fingerprint == fingerprint:
                return review
        sold = next((line for line in cart.lines if line.change in _TOO_FEW), None)
        if sold:
            raise OutOfStock(sold.name, max(0, sold.free))
        for review in reviews:
            if review.prices.promo and review.prices.promo.refusal:
                raise review.prices.promo.refusal
        raise CartChanged

    async def _parts(self, cart: Cart) -> list[Review]:
        """Return a review of each part, but for those of which something must be asked first.

        Raises:
            MissingFact: That is so of all of them.
        """
        reviews, missing = [], None
        for part in range(len(cart.parts)):
            try:
                reviews.append(await self.part(cart, part))
            except MissingFact as fact:
                missing = missing or fact
        if missing and not reviews:
            raise missing
        return reviews

    def _needs_phone(self, cart: Cart) -> bool:
        """Whether a receipt must be sent to somebody: Stars are Telegram's own business."""
        goods = cart.subtotal
        return self.terms.receipts and goods is not None and goods.currency != STARS
