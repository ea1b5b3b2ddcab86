"""The unit of work: every repository on one connection, and the outbox and journal with it."""

from collections.abc import Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from domain.ports.categories import CategoryRepository
from domain.ports.dead_letters import DeadLetterRepository
from domain.ports.digital import DigitalRepository
from domain.ports.favourites import FavouriteRepository, WaitRepository
from domain.ports.feedback import FeedbackRepository
from domain.ports.goods import (
    CatalogRepository,
    GoodsRepository,
    PictureRepository,
    StockRepository,
)
from domain.ports.health import HealthRepository
from domain.ports.money import InboxRepository, RefundRepository
from domain.ports.people import CartRepository, CustomerRepository, StaffRepository
from domain.ports.pieces import OfferRepository, PieceRepository, ReturnRepository
from domain.ports.prices import DeliveryRepository, PromoRepository
from domain.ports.privacy import PrivacyRepository
from domain.ports.recommendations import RecBuildRepository, RecommendationRepository
from domain.ports.reconciliation import ReconciliationRepository
from domain.ports.reviews import ReviewAskRepository, ReviewRepository
from domain.ports.sales import SaleRepository
from domain.ports.search import AskedRepository, IndexRepository, SearchRepository
from domain.ports.shared_carts import SharedCartRepository
from domain.ports.sheets import SheetRepository
from domain.ports.trade import FulfilmentRepository, OrderRepository, PaymentRepository


@dataclass(frozen=True, slots=True)
class Message:
    """Something to send after commit. The same *dedupe_key* is sent once."""

    kind: str
    payload: dict[str, Any]
    dedupe_key: str


@dataclass(frozen=True, slots=True)
class Leased:
    """A message taken out of the outbox for sending; *lease* proves who holds it."""

    id: int
    kind: str
    payload: dict[str, Any]
    attempts: int
    lease: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: who changed what. *actor_id* None is the shop itself."""

    actor_id: int | None
    action: str
    subject: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class CardMessage:
    """A message that shows something; *caption* tells that its words are under a picture."""

    id: int
    caption: bool = False


class OutboxRepository(Protocol):
    """Messages that leave after commit, at least once."""

    async def put(self, message: Message, at: datetime) -> None:
        """Queue a message; one with a known dedupe key is dropped."""
        ...

    async def free_keys(self, beginnings: Collection[str]) -> None:
        """Let messages be queued once more whose dedupe keys begin with one of *beginnings*."""
        ...

    async def lease(
        self, kinds: Collection[str], most: int, now: datetime, until: datetime
    ) -> tuple[Leased, ...]:
        """Take due messages of *kinds* to send until *until*; no two callers get the same."""
        ...

    async def done(self, leased: Leased, at: datetime) -> bool:
        """Mark as sent; False if the lease was lost to another."""
        ...

    async def again(self, leased: Leased, at: datetime, error: str) -> None:
        """Give back to be tried again at *at*."""
        ...

    async def dead(self, leased: Leased, at: datetime, error: str) -> None:
        """Give up on a message; it stays for people to see."""
        ...


class CardRepository(Protocol):
    """Which message shows what, for cards that update themselves."""

    async def message(self, subject: str, chat_id: int) -> CardMessage | None:
        """Return the message that shows *subject* in that chat."""
        ...

    async def chats(self, subject: str) -> tuple[int, ...]:
        """Return all chats that show *subject*."""
        ...

    async def remember(self, subject: str, chat_id: int, message: CardMessage) -> None:
        """Note which message shows *subject* in that chat."""
        ...


class JournalRepository(Protocol):
    """Append-only history of what people and the shop changed."""

    async def add(self, entry: Entry, at: datetime) -> None:
        """Write a line."""
        ...


class ShopRepository(Protocol):
    """Settings changed in the chat."""

    async def value(self, name: str) -> str | None:
        """Return a setting, None if it was never changed."""
        ...

    async def set(self, name: str, value: str) -> None:
        """Change a setting."""
        ...


class UnitOfWork(Protocol):
    """All repositories on one connection."""

    @property
    def catalog(self) -> CatalogRepository: ...
    @property
    def stock(self) -> StockRepository: ...
    @property
    def pictures(self) -> PictureRepository: ...
    @property
    def search(self) -> SearchRepository: ...
    @property
    def index(self) -> IndexRepository: ...
    @property
    def searches(self) -> AskedRepository: ...
    @property
    def goods(self) -> GoodsRepository: ...
    @property
    def sheets(self) -> SheetRepository: ...
    @property
    def categories(self) -> CategoryRepository: ...
    @property
    def customers(self) -> CustomerRepository: ...
    @property
    def privacy(self) -> PrivacyRepository: ...
    @property
    def staff(self) -> StaffRepository: ...
    @property
    def carts(self) -> CartRepository: ...
    @property
    def shared_carts(self) -> SharedCartRepository: ...
    @property
    def orders(self) -> OrderRepository: ...
    @property
    def promos(self) -> PromoRepository: ...
    @property
    def sales(self) -> SaleRepository: ...
    @property
    def deliveries(self) -> DeliveryRepository: ...
    @property
    def digital(self) -> DigitalRepository: ...
    @property
    def fulfilments(self) -> FulfilmentRepository: ...
    @property
    def payments(self) -> PaymentRepository: ...
    @property
    def refunds(self) -> RefundRepository: ...
    @property
    def pieces(self) -> PieceRepository: ...
    @property
    def returns(self) -> ReturnRepository: ...
    @property
    def offers(self) -> OfferRepository: ...
    @property
    def reviews(self) -> ReviewRepository: ...
    @property
    def review_asks(self) -> ReviewAskRepository: ...
    @property
    def feedback(self) -> FeedbackRepository: ...
    @property
    def inbox(self) -> InboxRepository: ...
    @property
    def reconciliation(self) -> ReconciliationRepository: ...
    @property
    def recommendations(self) -> RecommendationRepository: ...
    @property
    def rec_builds(self) -> RecBuildRepository: ...
    @property
    def favourites(self) -> FavouriteRepository: ...
    @property
    def waits(self) -> WaitRepository: ...
    @property
    def outbox(self) -> OutboxRepository: ...
    @property
    def dead_letters(self) -> DeadLetterRepository: ...
    @property
    def cards(self) -> CardRepository: ...
    @property
    def journal(self) -> JournalRepository: ...
    @property
    def shop(self) -> ShopRepository: ...
    @property
    def health(self) -> HealthRepository: ...


class Store(Protocol):
    """Where units of work come from."""

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit for looking only."""
        ...

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction: committed when the block ends, rolled back when it raises."""
        ...


class SharedStore(Store, Protocol):
    """A store for jobs of many transactions in a row."""

    async def give_way(self) -> None:
        """Let everybody write who waits for it, between two of the transactions."""
        ...
