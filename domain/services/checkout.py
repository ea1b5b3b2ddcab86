"""From a cart to an order: the review, and placing it."""

from dataclasses import dataclass
from datetime import timedelta

from domain import notices
from domain.carts import Cart, CartLine, Change
from domain.clock import Clock
from domain.customers import Contact, Customer, Delivery
from domain.errors import CartChanged, EmptyCart, NotFound, OutOfStock
from domain.fulfilment import Fulfilment, Step
from domain.money import Money, zero
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.payments import Payment
from domain.ports.store import CardMessage, Store, UnitOfWork
from domain.services.attempts import attempt, live_payment
from domain.services.customers import ensure_known
from domain.services.holds import reserve

_TOO_FEW = (Change.GONE, Change.SHORT)


@dataclass(frozen=True, slots=True)
class Review:
    """All that the customer confirms by placing the order, and the number that proves it."""

    cart: Cart
    contact: Contact
    shipping: Money
    total: Money
    fingerprint: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An order, and what it waits to be paid with; *payment* is None for cash."""

    order: Order
    payment: Payment | None


@dataclass(frozen=True, slots=True)
class Terms:
    """How this shop sells. *hold* is how long stock waits for money.

    *transfer_hold* is how long it waits for a bank transfer, which takes its time.
    """

    hold: timedelta
    methods: tuple[Method, ...]
    deliveries: tuple[Delivery, ...]
    pickup_address: str = ""
    transfer_hold: timedelta = timedelta(hours=24)

    def hold_for(self, method: Method) -> timedelta:
        """How long stock waits for money that comes this way."""
        return self.transfer_hold if method is Method.TRANSFER else self.hold


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
        return _review(cart.ensure_not_empty(), customer.contact)

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
            review = _as_shown(cart, customer.contact, revision, fingerprint)
            order = await uow.orders.add(self._draft(customer, review, method), key)
            await reserve(uow, order, order.placed_at)
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
        now = self._clock.now()
        at_once = method is Method.CASH or review.total.amount == 0
        merchants = sorted({line.merchant_id for line in review.cart.lines})
        return Order(
            id=0,
            customer_id=customer.id,
            language=customer.language,
            status=Status.CONFIRMED if at_once else Status.AWAITING_PAYMENT,
            payment_status=PaymentStatus.UNPAID if review.total.amount else PaymentStatus.PAID,
            method=method,
            recipient=self._recipient(customer.contact, review.cart.comment),
            subtotal=review.total - review.shipping,
            shipping=review.shipping,
            total=review.total,
            placed_at=now,
            expires_at=None if at_once else now + self.terms.hold_for(method),
            lines=tuple(_order_line(line) for line in review.cart.lines),
            fulfilments=tuple(Fulfilment(0, 0, id_, "", Step.NEW) for id_ in merchants),
        )

    def _recipient(self, contact: Contact, comment: str) -> Recipient:
        delivery = contact.delivery or Delivery.COURIER
        address = contact.address if delivery is Delivery.COURIER else self.terms.pickup_address
        return Recipient(contact.name, contact.phone, delivery, address, comment)


def _as_shown(cart: Cart, contact: Contact, revision: int, fingerprint: int) -> Review:
    """Return the review if it is still what the customer saw, else raise why not."""
    if cart.revision == revision and cart.buyable:
        review = _review(cart.ensure_not_empty(), contact)
        if review.fingerprint == fingerprint:
            return review
    sold = next((line for line in cart.lines if line.change in _TOO_FEW), None)
    if sold:
        raise OutOfStock(sold.name, max(0, sold.free))
    raise CartChanged


def _review(cart: Cart, contact: Contact) -> Review:
    ensure_known(contact)
    subtotal = cart.subtotal
    if subtotal is None:
        raise EmptyCart
    shipping = zero(subtotal.currency)
    facts = (contact.name, contact.phone, contact.address, str(contact.delivery))
    return Review(cart, contact, shipping, subtotal + shipping, cart.fingerprint(*facts))


def _order_line(line: CartLine) -> OrderLine:
    return OrderLine(
        variant_id=line.variant_id,
        product_id=line.product_id,
        merchant_id=line.merchant_id,
        sku=line.sku,
        title=line.title,
        label=line.label,
        quantity=line.quantity,
        price=line.price,
    )
