"""A small shop for tests of use cases: shelves that are filled in one line, people, shortcuts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from bot.phones import CountryPhones
from domain.customers import Contact, Customer, Delivery, Post, Role
from domain.deliveries import DeliveryMethod
from domain.digital import Kind
from domain.money import Money
from domain.orders import Method
from domain.payments import Charge
from domain.ports.gateways import Gateway
from domain.ports.goods import Movement
from domain.pricing import NO_TAX, Tax
from domain.promo import Promo
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.checkout import Checkout, Placed, Review, Terms
from domain.services.customers import Customers, Profile
from domain.services.deliveries import Deliveries
from domain.services.digital import DigitalShelves
from domain.services.edits import Edits
from domain.services.feedback import FeedbackBox
from domain.services.fulfilment import Fulfilments
from domain.services.handover import Handover
from domain.services.offers import Offers
from domain.services.orders import Orders
from domain.services.payments import Payments
from domain.services.promos import Promos
from domain.services.refunds import Refunds
from domain.services.returns import Returns
from domain.services.review_asks import ReviewAsks
from domain.services.review_desk import ReviewDesk
from domain.services.reviews import Reviews
from domain.services.till import Till
from domain.services.transfers import Transfers
from domain.services.watch import Watch
from domain.ways import Rule
from storage.invariants import INVARIANTS
from storage.store import SqlStore
from storage.tables import (
    chat,
    favourites,
    goods,
    money,
    people,
    prices,
    returns,
    reviews,
    trade,
)
from tests.conftest import StandingClock
from tests.rules import broken_rules

HOLD = 15  # minutes
RETURN_DAYS = 14
ANNAS = Contact("Anna", "+12025550123", Delivery.COURIER, "12 Harbour Street")


def back(to: str) -> str:
    """The address that leads back from a provider's page."""
    return f"https://t.me/souk?start={to}"


def delivery_in(language: str) -> str:
    """What receipts call delivery."""
    return {"ru": "Доставка", "zh": "配送"}.get(language, "Delivery")


class Shop:
    """One merchant (id 1) unless more are opened; prices in dollars."""

    def __init__(
        self,
        store: SqlStore,
        clock: StandingClock,
        gateways: Mapping[str, Gateway] | None = None,
        tax: Tax = NO_TAX,
        rule: Rule = Rule.STARS,
    ) -> None:
        """*gateways*: providers over the network, by name; the shop offers them all."""
        gateways = gateways or {}
        methods = (Method.TELEGRAM, Method.CASH, Method.TRANSFER, *map(Method, gateways))
        terms = Terms(
            hold=timedelta(minutes=HOLD),
            methods=methods,
            deliveries=(Delivery.COURIER, Delivery.PICKUP),
            pickup_address="At the shop",
            tax=tax,
            rule=rule,
        )
        self.store = store
        self.clock = clock
        self.customers = Customers(store, clock, lambda code: code or "en", CountryPhones("US"))
        self.catalog = Catalog(store)
        self.carts = Carts(store)
        self.checkout = Checkout(store, clock, terms)
        self.promos = Promos(store, clock)
        self.deliveries = Deliveries(store, clock, terms)
        self.payments = Payments(store, clock, gateways, rule)
        self.handover = Handover(store, clock)
        self.shelves = DigitalShelves(store, clock, rule)
        self.orders = Orders(store, clock, gateways)
        self.fulfilments = Fulfilments(store, clock, gateways)
        self.edits = Edits(store, clock, self.fulfilments, gateways)
        self.offers = Offers(store, clock)
        self.taking_back = Returns(store, clock, RETURN_DAYS, gateways)
        self.reviews = Reviews(store, clock, moderated=True)
        self.open_reviews = Reviews(store, clock, moderated=False)
        self.review_desk = ReviewDesk(store, clock)
        self.review_asks = ReviewAsks(store, clock)
        self.feedback = FeedbackBox(store, clock)
        self.refunds = Refunds(store, clock, gateways, delivery_in)
        self.till = Till(store, clock, gateways, terms, back, delivery_in)
        self.transfers = Transfers(store, clock, self.payments, terms)
        self.watch = Watch(store, clock, gateways, self.payments, self.refunds, self.till)

    async def merchant(self, name: str) -> int:
        """Open one more merchant and return its id."""
        async with self.store.write() as uow:
            return await uow.staff.add_merchant(name, self.clock.now())

    async def stock(
        self,
        sku: str,
        pieces: int,
        price: int = 690,
        merchant: int = 1,
        *,
        hidden: bool = False,
        currency: str = "USD",
        kind: Kind = Kind.PHYSICAL,
    ) -> int:
        """Put a product with one variant on the shelf; return the variant's id."""
        now = self.clock.now()
        async with self.store.write() as uow:
            if merchant == 1:
                await uow.staff.add_merchant("Souk", now)
            product = goods.products.insert().values(
                handle=sku.lower(),
                merchant_id=merchant,
                title=f"Goods {sku}",
                price_from=price,
                hidden=hidden,
                kind=kind,
                created_at=now,
                updated_at=now,
            )
            product_id = await uow.connection.scalar(product.returning(goods.products.c.id))
            variant = goods.variants.insert().values(
                product_id=product_id,
                sku=sku,
                sku_key=sku.lower(),
                options=[],
                price=price,
                currency=currency,
            )
            variant_id = await uow.connection.scalar(variant.returning(goods.variants.c.id))
            await uow.connection.execute(
                goods.stock.insert().values(variant_id=variant_id, on_hand=0)
            )
            await uow.stock.adjust(Movement(int(variant_id), pieces, 0, "received", now))
        return int(variant_id)

    async def reprice(self, variant_id: int, price: int) -> None:
        """Change a price as an import would."""
        async with self.store.write() as uow:
            await uow.connection.execute(
                goods.variants.update()
                .where(goods.variants.c.id == variant_id)
                .values(price=price)
            )

    async def customer(self, id_: int = 1001, contact: Contact = ANNAS) -> Customer:
        """Have somebody come in who has told all that checkout asks."""
        person = await self.customers.seen(Profile(id_, f"Person {id_}", language_code="en"))
        async with self.store.write() as uow:
            await uow.customers.set_contact(id_, contact)
        return replace(person, contact=contact)

    async def hire(self, id_: int, role: Role, merchant: int | None = None) -> Customer:
        """Give somebody a post and return them with it."""
        await self.customers.seen(Profile(id_, f"Staff {id_}"))
        async with self.store.write() as uow:
            await uow.staff.appoint(id_, Post(role, merchant), None, self.clock.now())
        return await self.customers.seen(Profile(id_, f"Staff {id_}"))

    async def order(
        self, customer: Customer, wanted: dict[int, int], method: Method = Method.TELEGRAM
    ) -> Placed:
        """Put *wanted* (variant: pieces) into the cart and place the order."""
        review = await self.reviewed(customer, wanted)
        return await self.checkout.place(
            customer, review.cart.revision, review.fingerprint, method
        )

    async def reviewed(self, customer: Customer, wanted: dict[int, int]) -> Review:
        """Put *wanted* into the cart and look at the review."""
        for variant_id, quantity in wanted.items():
            await self.carts.set_quantity(customer, variant_id, quantity)
        return await self.checkout.review(customer)

    async def promo(self, line: str) -> Promo:
        """Have the owner type a line after /promo."""
        return await self.promos.edit(await self.hire(9001, Role.OWNER), line, "USD")

    async def delivery(self, line: str) -> tuple[DeliveryMethod, ...]:
        """Have the owner type a line after /delivery."""
        return await self.deliveries.edit(await self.hire(9001, Role.OWNER), line, "USD")

    async def with_code(self, customer: Customer, wanted: dict[int, int], code: str) -> Review:
        """Put *wanted* into the cart, type a promo code and look at the review."""
        await self.reviewed(customer, wanted)
        await self.promos.apply(customer, code)
        return await self.checkout.review(customer)

    async def place(
        self, customer: Customer, review: Review, method: Method = Method.TELEGRAM
    ) -> Placed:
        """Order what a review showed."""
        return await self.checkout.place(
            customer, review.cart.revision, review.fingerprint, method
        )

    def charge(self, placed: Placed, charge_id: str = "charge-1", **changed: object) -> Charge:
        """Return the charge that pays an order, or one *changed* from it."""
        assert placed.payment
        paying = Charge(
            provider=Method.TELEGRAM,
            charge_id=charge_id,
            key=placed.payment.key,
            money=placed.payment.money,
            payer_id=placed.order.customer_id,
        )
        return replace(paying, **changed)  # type: ignore[arg-type]

    async def free(self, variant_id: int) -> int:
        """How many pieces can be sold."""
        async with self.store.read() as uow:
            count = await uow.stock.count_of(variant_id)
        assert count
        return count.free

    async def counts(self, variant_id: int) -> tuple[int, int]:
        """Pieces on hand, and reserved."""
        async with self.store.read() as uow:
            count = await uow.stock.count_of(variant_id)
        assert count
        return count.on_hand, count.reserved

    async def queued(self, kind: str | None = None) -> list[str]:
        """The dedupe keys of all queued messages, in order."""
        statement = select(chat.outbox.c.dedupe_key).order_by(chat.outbox.c.id)
        if kind:
            statement = statement.where(chat.outbox.c.kind == kind)
        async with self.store.read() as uow:
            return list(await uow.connection.scalars(statement))

    async def rows(self, table: str) -> int:
        """How many rows a table has."""
        rooms = (trade, money, returns, chat, people, goods, prices, favourites, reviews)
        named = next(vars(room)[table] for room in rooms if table in vars(room))
        async with self.store.read() as uow:
            return int(await uow.connection.scalar(select(func.count()).select_from(named)) or 0)

    async def ensure_sound(self) -> None:
        """Assert the invariants that hold after every step; see `storage.invariants`."""
        async with self.store.read() as uow:
            for name in await broken_rules(uow):
                rows = (await uow.connection.execute(INVARIANTS[name])).all()
                raise AssertionError(f"{name}: {rows}")


def usd(amount: int) -> Money:
    """Dollars in cents."""
    return Money(amount, "USD")
