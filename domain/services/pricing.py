"""Today's prices of a cart: its quote, with the ways of delivery and the promo code it has."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.carts import Cart
from domain.customers import Customer, Delivery
from domain.deliveries import DeliveryMethod, chosen
from domain.errors import EmptyCart
from domain.money import STARS, Money, zero
from domain.orders import Method
from domain.ports.store import UnitOfWork
from domain.price_errors import PromoRefused
from domain.pricing import NO_TAX, Quote, Tax, quote
from domain.promo import Kind, Promo
from domain.ways import Rule, any_digital, ways


@dataclass(frozen=True, slots=True)
class Terms:
    """How this shop sells. *hold* is how long stock waits for money.

    *transfer_hold* is how long it waits for a bank transfer, which takes its time.
    *deliveries* and *pickup_address* stand until ways of delivery are set in the chat.
    *rule* says by what digital goods may be paid; *receipts*, that the law asks for a
    receipt, and so for the buyer's phone number, of everything paid in money.
    """

    hold: timedelta
    methods: tuple[Method, ...]
    deliveries: tuple[Delivery, ...]
    pickup_address: str = ""
    tax: Tax = NO_TAX
    transfer_hold: timedelta = timedelta(hours=24)
    rule: Rule = Rule.STARS
    receipts: bool = False

    def hold_for(self, method: Method) -> timedelta:
        """How long stock waits for money that comes this way."""
        return self.transfer_hold if method is Method.TRANSFER else self.hold

    def ways_to_pay(self, cart: Cart) -> tuple[Method, ...]:
        """By which ways one part of a cart may be paid; none: it cannot be sold here."""
        goods = cart.subtotal
        if goods is None:
            return ()
        return ways(self.methods, self.rule, goods.currency, digital=any_digital(cart.lines))

    def ways(self, currency: str) -> tuple[DeliveryMethod, ...]:
        """The ways of delivery that the settings tell; they cost nothing."""
        return tuple(
            DeliveryMethod(
                id=0,
                kind=kind,
                fee=zero(currency),
                address=self.pickup_address if kind is Delivery.PICKUP else "",
            )
            for kind in self.deliveries
        )


@dataclass(frozen=True, slots=True)
class Applied:
    """The promo code a cart has; *refusal* says why it takes nothing off, if it does not."""

    promo: Promo
    refusal: PromoRefused | None = None


@dataclass(frozen=True, slots=True)
class Prices:
    """What can be bought of a cart, priced. *method* is None until one is chosen.

    *promos*: whether the shop has promo codes at all.
    """

    quote: Quote
    methods: tuple[DeliveryMethod, ...]
    method: DeliveryMethod | None
    promo: Applied | None = None
    promos: bool = False

    @property
    def free_delivery_at(self) -> Money | None:
        """What the goods lack for free delivery; None if it is free, or can never be."""
        if self.method is None or not self.quote.sums.shipping.amount:
            return None
        return self.method.missing(self.quote.sums.goods)

    @property
    def delivery_from(self) -> Money | None:
        """What delivery costs at least, while none is chosen; None if it may cost nothing."""
        if self.method is not None or (self.code and self.gives_delivery):
            return None
        least = min((way.cost(self.quote.sums.goods) for way in self.methods), default=None)
        return least if least and least.amount else None

    @property
    def gives_delivery(self) -> bool:
        """Whether the promo code is one for free delivery."""
        return self.promo is not None and self.promo.promo.kind is Kind.DELIVERY

    @property
    def code(self) -> str:
        """The promo code that counts; empty if none does."""
        return self.promo.promo.code if self.promo and not self.promo.refusal else ""

    def facts(self) -> tuple[str, ...]:
        """All that the customer confirms of it, as words to take a fingerprint of."""
        refusal = self.promo.refusal.reason if self.promo and self.promo.refusal else ""
        code = self.promo.promo.code if self.promo else ""
        return code, refusal, repr(self.method), repr(self.quote)


async def price(
    uow: UnitOfWork, terms: Terms, customer: Customer, cart: Cart, now: datetime
) -> Prices:
    """Return the prices of what can be bought of *cart*, or of one of its parts.

    Digital goods cost no delivery. A price in Stars is what is paid: no promo code takes
    anything off, and no tax is named or added.

    Raises:
        EmptyCart: Nothing can.
        CurrencyMixed: Goods or deliveries have prices in several currencies.
    """
    goods = cart.subtotal
    if goods is None:
        raise EmptyCart
    stars = goods.currency == STARS
    methods = await _offered(uow, terms, cart, goods.currency)
    method = methods[0] if len(methods) == 1 else chosen(methods, customer.contact)
    promo, off = None, None
    code = "" if stars else cart.promo
    if found := await uow.promos.offered(code, customer.id) if code else None:
        promo = Applied(found.promo, found.refusal(cart, now))
        off = None if promo.refusal else found.off()
    return Prices(
        quote=quote(cart.buyable, method, off, NO_TAX if stars else terms.tax),
        methods=methods,
        method=method,
        promo=promo,
        promos=not stars and (promo is not None or await uow.promos.any_active()),
    )


async def _offered(
    uow: UnitOfWork, terms: Terms, cart: Cart, currency: str
) -> tuple[DeliveryMethod, ...]:
    if any_digital(cart.buyable):
        return (DeliveryMethod(0, Delivery.DIGITAL, zero(currency)),)
    return await offered(uow, terms, currency)


async def offered(uow: UnitOfWork, terms: Terms, currency: str) -> tuple[DeliveryMethod, ...]:
    """Return the ways of delivery that customers may choose between."""
    stored = await uow.deliveries.all()
    shown = tuple(method for method in stored if not method.hidden)
    return shown if stored else terms.ways(currency)
