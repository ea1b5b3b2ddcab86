"""The store: where reads and writes come from."""

from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.carts import Carts
from storage.catalog import Catalog
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
from storage.promos import Promos
from storage.rec_builds import RecBuilds
from storage.recommendations import Recommendations
from storage.reconciliation import Reconciliations
from storage.refunds import Inbox, Refunds
from storage.repository import Connection
from storage.returns import Offers, Returns
from storage.review_asks import ReviewAsks
from storage.reviews import Reviews
from storage.search import Search
from storage.sheets import Sheets
from storage.staff import Staff
from storage.stock import Stock
from storage.stock_waits import StockWaits
from storage.ways import Opened, PostgresWays, SqliteWays


class SqlUnit:
    """All repositories on one connection, each made when it is first asked for."""

    __slots__ = ("connection", "queued")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.queued: set[str] = set()  # kinds of the messages that wait for the commit

    @property
    def catalog(self) -> Catalog:
        return Catalog(self.connection)

    @property
    def stock(self) -> Stock:
        return Stock(self.connection)

    @property
    def pictures(self) -> Pictures:
        return Pictures(self.connection)

    @property
    def search(self) -> Search:
        return Search(self.connection)

    @property
    def goods(self) -> Goods:
        return Goods(self.connection)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self.connection)

    @property
    def customers(self) -> Customers:
        return Customers(self.connection)

    @property
    def staff(self) -> Staff:
        return Staff(self.connection)

    @property
    def carts(self) -> Carts:
        return Carts(self.connection)

    @property
    def orders(self) -> Orders:
        return Orders(self.connection)

    @property
    def promos(self) -> Promos:
        return Promos(self.connection)

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
        return Reviews(self.connection)

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


def _nobody_waits(_: Collection[str]) -> None:
    """Stand in until somebody wants to know of queued messages."""


def _nothing(_: SqlUnit) -> None:
    """What a unit of work for looking leaves."""


class SqlStore:
    """Reads and writes of one database. *on_queued* gets the kinds of messages a commit left."""

    def __init__(self, url: str) -> None:
        """Open nothing yet; *url* is ``sqlite+aiosqlite:///...`` or ``postgresql+asyncpg://...``."""
        self.url = url
        self.on_queued: Callable[[Collection[str]], None] = _nobody_waits
        ways = SqliteWays if make_url(url).get_backend_name() == "sqlite" else PostgresWays
        self._ways: SqliteWays | PostgresWays = ways(url)
        self.writer: AsyncEngine = self._ways.writer

    def read(self) -> AbstractAsyncContextManager[SqlUnit]:
        """Open a unit for looking only; every statement sees what is committed by then."""
        return Opened(self._ways.glance(), SqlUnit, _nothing)

    def write(self) -> AbstractAsyncContextManager[SqlUnit]:
        """Open a transaction: committed when the block ends, rolled back when it raises."""
        return Opened(self._ways.lane.transaction(), SqlUnit, self._tell)

    @property
    def engines(self) -> tuple[AsyncEngine, ...]:
        """All engines that statements may pass through."""
        return self._ways.engines

    def _tell(self, unit: SqlUnit) -> None:
        if unit.queued:
            self.on_queued(unit.queued)

    async def ping(self) -> None:
        """Raise whatever the database raises when it cannot answer."""
        async with self.read() as unit:
            await unit.connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close all connections."""
        await self._ways.close()
