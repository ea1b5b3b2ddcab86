"""From a cart to an order: the review, and placing it."""

from dataclasses import dataclass, replace

from domain import notices
from domain.carts import Cart, CartLine, Change
from domain.clock import Clock
from domain.customers import Contact, Customer, Delivery
from domain.deliveries import DeliveryMethod
from domain.errors import CartChanged, Fact, MissingFact, NotFound, OutOfStock
from domain.fulfilment import Fulfilment, Step
from domain.money import Money
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.payments import Payment
from domain.ports.store import CardMessage, Store, UnitOfWork
from domain.price_errors import PromoRefusal, PromoRefused
from domain.pricing import QuotedLine
from domain.services.attempts import attempt, live_payment
from domain.services.customers import ensure_known
from domain.services.holds import reserve
from domain.services.pricing import Prices, price
from domain.services.pricing import Terms as Terms

_TOO_FEW = (Change.GONE, Change.SHORT)


@dataclass(frozen=True, slots=True)
class Review:
    """All that the customer confirms by placing the order, and the number that proves it."""

    cart: Cart
    contact: Contact
    prices: Prices
    method: DeliveryMethod
    fingerprint: int

    @property
    def total(self) -> Money:
        """What is to be paid."""
        return self.prices.quote.total


@dataclass(frozen=True, slots=True)
class Placed:
    """An order, and what it waits to be paid with; *payment* is None for cash."""

    order: Order
    payment: Payment | None


class Checkout:
    """Turns carts into orders."""

    def __init__(self, store: Store, clock: Clock, terms: Terms) -> None:
        self._store = store
        self._clock = clock
        self.terms = terms

    async def review(self, customer: Customer) -> Review:
        """Return what placing the order would mean now.

        Raises:
            EmptyCart: Nothing in the cart can be bought.
            MissingFact: Something has to be asked first.
        """
        async with self._store.read() as uow:
            cart = await uow.carts.get(customer.id, customer.language)
            return await self._review(uow, customer, cart.ensure_not_empty())

    async def prices(self, customer: Customer, cart: Cart) -> Prices | None:
        """Return what a cart costs now, with or without delivery; None if nothing of it can
        be bought.
        """
        if not cart.buyable:
            return None
        async with self._store.read() as uow:
            return await price(uow, self.terms, customer, cart, self._clock.now())

    async def prices_now(self, customer: Customer) -> Prices | None:
        """Return the same of the cart they have, to choose a way of delivery by."""
        async with self._store.read() as uow:
            cart = await uow.carts.get(customer.id, customer.language)
        return await self.prices(customer, cart)

    async def place(
        self,
        customer: Customer,
        revision: int,
        fingerprint: int,
        method: Method,
        shown_in: CardMessage | None = None,
    ) -> Placed:
        """Order what the review with that *revision* and *fingerprint* showed.

        The same review never makes two orders: a second call returns the first's order.
        Stock is reserved by the same transaction, for `Terms.hold` unless paid in cash.
        The message with the review, *shown_in*, becomes the order's card.

        Raises:
            CartChanged: The cart, a price or a fact is no longer what was shown.
            OutOfStock: Somebody was quicker.
            PromoRefused: The promo code ended since, or its last use went to another.
            MissingFact, EmptyCart: As for `review`.
            NotFound: This shop does not offer that way to pay.
        """
        if method not in self.terms.methods:
            raise NotFound("method")
        key = f"{customer.id}:{revision}"
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            if placed := await uow.orders.by_key(key):
                return Placed(placed, await live_payment(uow, placed))
            cart = await uow.carts.get(customer.id, customer.language)
            review = await self._as_shown(uow, customer, cart, (revision, fingerprint))
            order = await uow.orders.add(self._draft(customer, review, method), key)
            await reserve(uow, order, order.placed_at)
            await _use_promo(uow, order, review.prices)
            await uow.carts.clear(customer.id)
            if shown_in is not None:
                await uow.cards.remember(f"order:{order.id}", customer.id, shown_in)
                await uow.customers.set_card(customer.id, None)
            return await self._opened(uow, order)

    async def _opened(self, uow: UnitOfWork, order: Order) -> Placed:
        """Ask for the money, or begin at once when there is none to wait for."""
        now = order.placed_at
        await uow.orders.count_sold(order.lines)
        if order.status is Status.CONFIRMED:
            await notices.tell_customer(uow, order, notices.Event.PLACED, now)
            await notices.merchants_changed(uow, order, Step.NEW, now)
            return Placed(order, None)
        await notices.order_changed(uow, order, "placed", now)
        return Placed(order, await uow.payments.add(attempt(order, order.method, now), now))

    def _draft(self, customer: Customer, review: Review, method: Method) -> Order:
        now, sums = self._clock.now(), review.prices.quote.sums
        free = sums.total.amount == 0
        at_once = method is Method.CASH or free
        merchants = sorted({line.merchant_id for line in review.cart.lines})
        lines = zip(review.cart.lines, review.prices.quote.lines, strict=True)
        return Order(
            id=0,
            customer_id=customer.id,
            language=customer.language,
            status=Status.CONFIRMED if at_once else Status.AWAITING_PAYMENT,
            payment_status=PaymentStatus.PAID if free else PaymentStatus.UNPAID,
            method=method,
            recipient=_recipient(review),
            subtotal=sums.goods,
            shipping=sums.shipping,
            total=sums.total,
            placed_at=now,
            expires_at=None if at_once else now + self.terms.hold_for(method),
            lines=tuple(_order_line(line, quoted) for line, quoted in lines),
            fulfilments=tuple(Fulfilment(0, 0, id_, "", Step.NEW) for id_ in merchants),
            paid_at=now if free else None,
            promo=review.prices.code,
            discount=sums.discount.amount,
            tax=sums.tax.amount,
            included_tax=sums.included.amount,
            tax_rate=sums.rate,
        )

    async def _as_shown(
        self, uow: UnitOfWork, customer: Customer, cart: Cart, shown: tuple[int, int]
    ) -> Review:
        """Return the review if it is still what the customer saw, else raise why not.

        *shown* is its revision and its fingerprint.
        """
        review = None
        if cart.revision == shown[0] and cart.buyable:
            review = await self._review(uow, customer, cart.ensure_not_empty())
            if review.fingerprint == shown[1]:
                return review
        sold = next((line for line in cart.lines if line.change in _TOO_FEW), None)
        if sold:
            raise OutOfStock(sold.name, max(0, sold.free))
        if review and review.prices.promo and review.prices.promo.refusal:
            raise review.prices.promo.refusal
        raise CartChanged

    async def _review(self, uow: UnitOfWork, customer: Customer, cart: Cart) -> Review:
        prices = await price(uow, self.terms, customer, cart, self._clock.now())
        method = prices.method
        if method is None:
            raise MissingFact(Fact.DELIVERY)
        contact = replace(customer.contact, delivery=method.kind)
        ensure_known(contact)
        facts = (contact.name, contact.phone, contact.address, *prices.facts())
        return Review(cart, contact, prices, method, cart.fingerprint(*facts))


async def _use_promo(uow: UnitOfWork, order: Order, prices: Prices) -> None:
    """Count the order as a use of its promo code, the last of which one buyer gets."""
    if not order.promo or prices.promo is None:
        return
    promo = prices.promo.promo
    if not await uow.promos.use(promo.id, order.id, order.customer_id, order.placed_at):
        raise PromoRefused(promo.code, PromoRefusal.USED_UP)


def _recipient(review: Review) -> Recipient:
    contact, method = review.contact, review.method
    picks_up = method.kind is Delivery.PICKUP
    return Recipient(
        name=contact.name,
        phone=contact.phone,
        delivery=method.kind,
        address=method.address if picks_up else contact.address,
        comment=review.cart.comment,
        method=method.title,
    )


def _order_line(line: CartLine, quoted: QuotedLine) -> OrderLine:
    return OrderLine(
        variant_id=line.variant_id,
        product_id=line.product_id,
        merchant_id=line.merchant_id,
        sku=line.sku,
        title=line.title,
        label=line.label,
        quantity=line.quantity,
        price=line.price,
        discount=quoted.discount.amount,
        tax=quoted.tax.amount,
    )
