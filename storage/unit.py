"""One unit of work: every repository on one connection."""

from storage.carts import Carts
from storage.catalog import Catalog
from storage.categories import Categories
from storage.chat import Cards, Journal, Shop
from storage.customers import Customers
from storage.dead_letters import DeadLetters
from storage.deliveries import Deliveries
from storage.digital import Digital
from storage.favourites import Favourites
from storage.feedback import FeedbackBox
from storage.fulfilment import Fulfilments
from storage.goods import Goods
from storage.health import Health
from storage.orders import Orders
from storage.outbox import Outbox
from storage.payments import Payments
from storage.pictures import Pictures
from storage.pieces import Pieces
from storage.privacy import Privacy
from storage.promos import Promos
from storage.rec_builds import RecBuilds
from storage.recommendations import Recommendations
from storage.reconciliation import Reconciliations
from storage.refunds import Inbox, Refunds
from storage.repository import Connection
from storage.returns import Offers, Returns
from storage.review_asks import ReviewAsks
from storage.reviews import Reviews
from storage.sales import Sales
from storage.search import Search
from storage.search_index import SearchIndex, Touched
from storage.searches import Searches
from storage.shared_carts import SharedCarts
from storage.sheets import Sheets
from storage.staff import Staff
from storage.stock import Stock
from storage.stock_waits import StockWaits


class SqlUnit:
    """All repositories on one connection, each made when it is first asked for."""

    __slots__ = ("connection", "queued", "touched")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.queued: set[str] = set()  # kinds of the messages that wait for the commit
        self.touched = Touched()  # goods that the index must look at before the commit

    @property
    def catalog(self) -> Catalog:
        return Catalog(self.connection)

    @property
    def stock(self) -> Stock:
        return Stock(self.connection, self.touched.variants.add)

    @property
    def pictures(self) -> Pictures:
        return Pictures(self.connection)

    @property
    def search(self) -> Search:
        return Search(self.connection)

    @property
    def index(self) -> SearchIndex:
        return SearchIndex(self.connection)

    @property
    def searches(self) -> Searches:
        return Searches(self.connection)

    @property
    def goods(self) -> Goods:
        return Goods(self.connection, self.touched.products.add, self.touched.sold.add)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self.connection, self.touched.products.update)

    @property
    def categories(self) -> Categories:
        return Categories(self.connection, self.touched.products.update)

    @property
    def customers(self) -> Customers:
        return Customers(self.connection)

    @property
    def privacy(self) -> Privacy:
        return Privacy(self.connection)

    @property
    def staff(self) -> Staff:
        return Staff(self.connection)

    @property
    def carts(self) -> Carts:
        return Carts(self.connection)

    @property
    def shared_carts(self) -> SharedCarts:
        return SharedCarts(self.connection)

    @property
    def orders(self) -> Orders:
        return Orders(self.connection)

    @property
    def promos(self) -> Promos:
        return Promos(self.connection)

    @property
    def sales(self) -> Sales:
        return Sales(self.connection)

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.connection)

    @property
    def digital(self) -> Digital:
        return Digital(self.connection)

    @property
    def fulfilments(self) -> Fulfilments:
        return Fulfilments(self.connection)

    @property
    def payments(self) -> Payments:
        return Payments(self.connection)

    @property
    def refunds(self) -> Refunds:
        return Refunds(self.connection)

    @property
    def pieces(self) -> Pieces:
        return Pieces(self.connection)

    @property
    def returns(self) -> Returns:
        return Returns(self.connection)

    @property
    def offers(self) -> Offers:
        return Offers(self.connection)

    @property
    def reviews(self) -> Reviews:
        return Reviews(self.connection, self.touched.products.add)

    @property
    def review_asks(self) -> ReviewAsks:
        return ReviewAsks(self.connection)

    @property
    def feedback(self) -> FeedbackBox:
        return FeedbackBox(self.connection)

    @property
    def inbox(self) -> Inbox:
        return Inbox(self.connection)

    @property
    def reconciliation(self) -> Reconciliations:
        return Reconciliations(self.connection)

    @property
    def recommendations(self) -> Recommendations:
        return Recommendations(self.connection)

    @property
    def rec_builds(self) -> RecBuilds:
        return RecBuilds(self.connection)

    @property
    def favourites(self) -> Favourites:
        return Favourites(self.connection)

    @property
    def waits(self) -> StockWaits:
        return StockWaits(self.connection)

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.connection, self._note_queued)

    @property
    def dead_letters(self) -> DeadLetters:
        return DeadLetters(self.connection, self._note_queued)

    @property
    def cards(self) -> Cards:
        return Cards(self.connection)

    @property
    def journal(self) -> Journal:
        return Journal(self.connection)

    @property
    def shop(self) -> Shop:
        return Shop(self.connection)

    @property
    def health(self) -> Health:
        return Health(self.connection)

    def _note_queued(self, kind: str) -> None:
        self.queued.add(kind)
