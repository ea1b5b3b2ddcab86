"""The shop's use cases, made from its settings and its database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.i18n import Translations
from bot.phones import CountryPhones
from bot.settings import Settings
from bot.shop import ShopFacts
from domain.clock import Clock
from domain.ports.gateways import Gateway
from domain.ports.store import Store
from domain.pricing import Tax
from domain.receipts import DeliveryIn
from domain.rounding import PERCENT
from domain.services.carts import Carts
from domain.services.catalog import Catalog
from domain.services.categories import Categories
from domain.services.checkout import Checkout, Terms
from domain.services.customers import Customers
from domain.services.dead_letters import DeadLetters
from domain.services.deliveries import Deliveries
from domain.services.digital import DigitalShelves
from domain.services.doctor import Doctor
from domain.services.edits import Edits
from domain.services.favourites import Favourites
from domain.services.feedback import FeedbackBox
from domain.services.fulfilment import Fulfilments
from domain.services.glances import Glances
from domain.services.goods import Goods
from domain.services.goods_news import GoodsNews
from domain.services.handover import Handover
from domain.services.indexing import Indexing
from domain.services.learning import Learning
from domain.services.offers import Offers
from domain.services.orders import Orders
from domain.services.payments import Payments
from domain.services.privacy import Privacy
from domain.services.promos import Promos
from domain.services.recommendations import Recommendations
from domain.services.reconcile import Reconciliation
from domain.services.refunds import Refunds
from domain.services.returns import Returns
from domain.services.review_asks import ReviewAsks
from domain.services.review_desk import ReviewDesk
from domain.services.reviews import Reviews
from domain.services.sales import Sales
from domain.services.search import Search
from domain.services.shared_carts import SharedCarts
from domain.services.showcase import Showcase
from domain.services.staff import StaffRoom
from domain.services.stock import StockRoom
from domain.services.till import Till
from domain.services.transfers import Transfers
from domain.services.watch import Watch


@dataclass(frozen=True, slots=True)
class Money:
    """The use cases of money, which need one another, and the shop's terms."""

    terms: Terms
    payments: Payments
    refunds: Refunds
    fulfilments: Fulfilments
    till: Till
    watch: Watch


@dataclass(frozen=True, slots=True)
class Services:
    """The shop's use cases, under the names by which handlers ask for them."""

    customers: Customers
    catalog: Catalog
    search: Search
    indexing: Indexing
    glances: Glances
    showcase: Showcase
    carts: Carts
    shared_carts: SharedCarts
    categories: Categories
    checkout: Checkout
    money: Money
    orders: Orders
    edits: Edits
    offers: Offers
    returns: Returns
    reviews: Reviews
    review_desk: ReviewDesk
    review_asks: ReviewAsks
    feedback: FeedbackBox
    handover: Handover
    shelves: DigitalShelves
    transfers: Transfers
    reconciliation: Reconciliation
    stock: StockRoom
    goods: Goods
    staff: StaffRoom
    promos: Promos
    sales: Sales
    deliveries: Deliveries
    privacy: Privacy
    dead_letters: DeadLetters
    favourites: Favourites
    goods_news: GoodsNews
    recommendations: Recommendations
    learning: Learning
    doctor: Doctor


@dataclass(frozen=True, slots=True)
class Ground:
    """What all use cases of one shop stand on."""

    settings: Settings
    shop: ShopFacts
    store: Store
    clock: Clock
    translations: Translations
    gateways: Mapping[str, Gateway]


def delivery_words(translations: Translations) -> DeliveryIn:
    """Return what receipts call delivery: the same as invoices do, in the order's language."""
    return lambda language: translations.for_language(language)("Delivery").plain


def open_services(ground: Ground, doctor: Doctor) -> Services:
    """Return the use cases of one shop."""
    store, clock, shop, gateways = ground.store, ground.clock, ground.shop, ground.gateways
    money, moderated = _open_money(ground), ground.settings.shop_reviews == "moderated"
    return Services(
        customers=_open_customers(ground),
        catalog=Catalog(store),
        search=Search(store, clock, shop.currency),
        indexing=Indexing(store, clock),
        glances=Glances(store, shop.currency),
        showcase=Showcase(store, Glances(store, shop.currency)),
        carts=Carts(store),
        shared_carts=SharedCarts(store, clock),
        categories=Categories(store, clock),
        checkout=Checkout(store, clock, money.terms),
        money=money,
        orders=Orders(store, clock, gateways),
        edits=Edits(store, clock, money.fulfilments, gateways),
        offers=Offers(store, clock),
        returns=Returns(store, clock, shop.return_days, gateways),
        reviews=Reviews(store, clock, moderated=moderated),
        review_desk=ReviewDesk(store, clock),
        review_asks=ReviewAsks(store, clock),
        feedback=FeedbackBox(store, clock),
        handover=Handover(store, clock),
        shelves=DigitalShelves(store, clock, shop.rule),
        transfers=Transfers(store, clock, money.payments, money.terms),
        reconciliation=Reconciliation(store, clock, gateways, money.watch.apply),
        stock=StockRoom(store, clock, shop.currency, shop.rule),
        goods=Goods(store, clock, shop.name, shop.rule),
        staff=StaffRoom(store, clock),
        promos=Promos(store, clock, shop.zone),
        sales=Sales(store, clock, shop.currency, shop.zone),
        deliveries=Deliveries(store, clock, money.terms),
        privacy=Privacy(store, clock),
        dead_letters=DeadLetters(store, clock),
        favourites=Favourites(store, clock),
        goods_news=GoodsNews(store, clock),
        recommendations=Recommendations(store, clock),
        learning=Learning(store, clock),
        doctor=doctor,
    )


def _open_customers(ground: Ground) -> Customers:
    settings, translations = ground.settings, ground.translations

    def language_for(code: str) -> str:
        return translations.for_language(code or settings.shop_language).language

    phones = CountryPhones(settings.shop_country)
    return Customers(ground.store, ground.clock, language_for, phones)


def _terms(settings: Settings, shop: ShopFacts) -> Terms:
    return Terms(
        hold=shop.hold,
        methods=shop.methods,
        deliveries=shop.deliveries,
        pickup_address=shop.pickup_address,
        transfer_hold=timedelta(hours=settings.shop_transfer_hours),
        rule=shop.rule,
        receipts=settings.shop_vat_code is not None,
        tax=Tax(round(settings.shop_tax_rate * PERCENT), settings.shop_tax_included),
    )


def _open_money(ground: Ground) -> Money:
    store, clock, shop, gateways = ground.store, ground.clock, ground.shop, ground.gateways
    delivery_in = delivery_words(ground.translations)
    terms = _terms(ground.settings, shop)
    payments = Payments(store, clock, gateways, shop.rule)
    refunds = Refunds(store, clock, gateways, delivery_in)
    till = Till(store, clock, gateways, terms, shop.link, delivery_in)
    return Money(
        terms=terms,
        payments=payments,
        refunds=refunds,
        fulfilments=Fulfilments(store, clock, gateways),
        till=till,
        watch=Watch(store, clock, gateways, payments, refunds, till),
    )
