"""From a cart to an order: the review, and placing it."""

from dataclasses import dataclass

from domain import notices
from domain.carts import Cart, CartLine
from domain.clock import Clock
from domain.customers import Customer, Delivery
from domain.errors import NotFound
from domain.fulfilment import Fulfilment, Step
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.payments import Payment
from domain.ports.store import CardMessage, Store, UnitOfWork
from domain.price_errors import PromoRefusal, PromoRefused
from domain.pricing import QuotedLine
from domain.services.attempts import attempt, live_payment
from domain.services.holds import reserve
from domain.services.pricing import Prices, price
from domain.services.pricing import Terms as Terms
from domain.services.reviewing import Review as Review
from domain.services.reviewing import Reviewing


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

    async def review(self, customer: Customer, part: int = 0) -> Review:
        """Return what placing an order of one part of the cart would mean now.

        *part* counts in `Cart.parts`; the first is taken where there is no such part.

        Raises:
            EmptyCart: Nothing in the cart can be bought.
            MissingFact: Something has to be asked first.
        """
        async with self._store.read() as uow:
            cart = await uow.carts.get(customer.id, customer.language)
            return await self._reviewing(uow, customer).part(cart.ensure_not_empty(), part)

    async def prices(self, customer: Customer, cart: Cart) -> Prices | None:
        """Return what the first part of a cart costs now, with or without delivery; None if
        nothing can be bought.
        """
        if not cart.buyable:
            return None
        cart = cart.parts[0]
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
        Other parts of the cart stay in it.
        Stock is reserved by the same transaction, for `Terms.hold` unless paid in cash.
        The message with the review, *shown_in*, becomes the order's card.

        Raises:
            CartChanged: The cart, a price or a fact is no longer what was shown.
            OutOfStock: Somebody was quicker.
            PromoRefused: The promo code ended since, or its last use went to another.
            MissingFact, EmptyCart: As for `review`.
            NotFound: This shop does not offer that way to pay, or not for such goods.
        """
        key = f"{customer.id}:{revision}"
        async with self._store.write() as uow:
            await uow.carts.lock(customer.id)
            placed = await uow.orders.by_key(key)
            if placed and placed.digital == bool(fingerprint & 1):
                return Placed(placed, await live_payment(uow, placed))
            cart = await uow.carts.get(customer.id, customer.language)
            review = await self._reviewing(uow, customer).as_shown(cart, revision, fingerprint)
            if method not in review.ways:
                raise NotFound("method")
            order = await uow.orders.add(self._draft(customer, review, method), key)
            await reserve(uow, order, order.placed_at)
            await _use_promo(uow, order, review.prices)
            await _take_out(uow, customer, review)
            if shown_in is not None:
                await uow.cards.remember(f"order:{order.id}", customer.id, shown_in)
                await uow.customers.set_card(customer.id, None)
            return await self._opened(uow, order)

    def _reviewing(self, uow: UnitOfWork, customer: Customer) -> Reviewing:
        return Reviewing(uow, self.terms, customer, self._clock.now())

    async def _opened(self, uow: UnitOfWork, order: Order) -> Placed:
        """Ask for the money, or begin at once when there is none to wait for."""
        now = order.placed_at
        await uow.orders.count_sold(order.lines)
        if order.status is Status.CONFIRMED:
            await notices.tell_customer(uow, order, notices.Event.PLACED, now)
            await notices.merchants_changed(uow, order, Step.NEW, now)
            await notices.hand_over(uow, order, "free", now)
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
            recipient=_recipient(customer, review),
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


async def _take_out(uow: UnitOfWork, customer: Customer, review: Review) -> None:
    """Take what is ordered out of the cart: all of it, unless other parts stay."""
    if not review.others:
        await uow.carts.clear(customer.id)
        return
    variants = [line.variant_id for line in review.cart.lines]
    await uow.carts.take_out(customer.id, variants, words=not review.digital)


async def _use_promo(uow: UnitOfWork, order: Order, prices: Prices) -> None:
    """Count the order as a use of its promo code, the last of which one buyer gets."""
    if not order.promo or prices.promo is None:
        return
    promo = prices.promo.promo
    if not await uow.promos.use(promo.id, order.id, order.customer_id, order.placed_at):
        raise PromoRefused(promo.code, PromoRefusal.USED_UP)


def _recipient(customer: Customer, review: Review) -> Recipient:
    contact, method = review.contact, review.method
    if review.digital:
        name = contact.name or customer.name
        return Recipient(name, contact.phone, Delivery.DIGITAL, address="")
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
        kind=line.kind,
    )
