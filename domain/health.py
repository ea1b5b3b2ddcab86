"""What a look at the whole shop finds: what is well, what is not, and in which words' place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.orders import Method

Fact = str | int | datetime | tuple[str, ...]


class Level(StrEnum):
    """How bad it is. *WRONG*: something the shop promises does not work, or is not true."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


class Subject(StrEnum):
    """What was looked at, in the order in which it is told."""

    DATABASE = "database"
    RULES = "rules"
    TELEGRAM = "telegram"
    CLOCK = "clock"
    UPDATES = "updates"
    PAYMENT = "payment"
    PROVIDERS = "providers"
    OWNERS = "owners"
    SUPPORT = "support"
    GOODS = "goods"
    MERCHANTS = "merchants"
    HOLDS = "holds"
    SALES = "sales"
    REFUNDS = "refunds"
    CALLS = "calls"
    MESSAGES = "messages"


class Case(StrEnum):
    """Everything that can be found; `bot.screens.doctor` has a sentence for each.

    The comment names the facts that come with it.
    """

    DATABASE_FINE = "database_fine"  # kind
    DATABASE_NONE = "database_none"
    DATABASE_SILENT = "database_silent"
    SCHEMA_OLD = "schema_old"  # kind
    SCHEMA_UNKNOWN = "schema_unknown"  # kind
    RULES_HOLD = "rules_hold"  # count
    RULE_BROKEN = "rule_broken"  # rule ("I7"), rows
    TELEGRAM_FINE = "telegram_fine"  # bot
    NO_TOKEN = "no_token"  # noqa: S105
    TOKEN_REFUSED = "token_refused"  # noqa: S105
    TELEGRAM_SILENT = "telegram_silent"
    CLOCK_FINE = "clock_fine"
    CLOCK_FAST = "clock_fast"  # seconds
    CLOCK_SLOW = "clock_slow"  # seconds
    WEBHOOK_FINE = "webhook_fine"  # host
    POLLING_FINE = "polling_fine"
    WEBHOOK_MISSING = "webhook_missing"
    WEBHOOK_ELSEWHERE = "webhook_elsewhere"  # host
    WEBHOOK_FAILS = "webhook_fails"  # said, since
    WEBHOOK_IN_THE_WAY = "webhook_in_the_way"  # host
    UPDATES_WAIT = "updates_wait"  # count
    WAYS_FINE = "ways_fine"  # ways
    NO_WAY_TO_PAY = "no_way_to_pay"
    CURRENCY_NOT_TAKEN = "currency_not_taken"  # provider, currency
    CALLS_REFUSED = "calls_refused"  # provider
    CALLS_CANNOT_COME = "calls_cannot_come"  # providers
    TEST_KEYS = "test_keys"  # providers
    NO_RECEIPTS = "no_receipts"  # provider
    PROVIDER_FINE = "provider_fine"  # provider
    KEYS_REFUSED = "keys_refused"  # provider
    PROVIDER_REFUSES = "provider_refuses"  # provider
    PROVIDER_SILENT = "provider_silent"  # provider
    OWNED = "owned"  # count
    OWNED_SOON = "owned_soon"
    NO_OWNER = "no_owner"
    SUPPORT_FINE = "support_fine"
    NO_SUPPORT = "no_support"
    ON_SALE = "on_sale"  # count
    NOTHING_ON_SALE = "nothing_on_sale"
    MERCHANTS_FINE = "merchants_fine"
    WITHOUT_CHAT = "without_chat"  # merchants
    HOLDS_FINE = "holds_fine"
    HOLDS_OVERDUE = "holds_overdue"  # count, since, orders
    SALES_FINE = "sales_fine"
    SALES_OVERDUE = "sales_overdue"  # count, since
    REFUNDS_FINE = "refunds_fine"
    REFUNDS_BY_HAND = "refunds_by_hand"  # count, since, orders
    REFUNDS_LATE = "refunds_late"  # count, since, orders
    CALLS_FINE = "calls_fine"
    CALLS_GIVEN_UP = "calls_given_up"  # count, since
    CALLS_LATE = "calls_late"  # count, since
    MESSAGES_FINE = "messages_fine"
    MESSAGES_DEAD = "messages_dead"  # count, since
    MESSAGES_LATE = "messages_late"  # count, since
    CUT = "cut"  # nothing but: it took too long
    UNSEEN = "unseen"  # error: the name of its class


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is well or not. *facts* fill its sentence and hold no secret.

    Moments are UTC, *orders* the numbers people say, *rows* ids of what breaks a rule.
    """

    about: Subject
    level: Level
    case: Case
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the settings come to, without a secret among it.

    *schema* is the newest revision of the database that this program knows. *methods* are
    the ways to pay customers are offered; *keys* the providers whose keys are set, and
    *test_keys* those (or "telegram") with which no money moves. *webhook* is the address
    Telegram shall call, empty for polling; *listens* whether calls from outside can come in
    at all. *hears* are the providers whose calls can be told from forged ones and so are taken.
    """

    schema: str
    currency: str
    methods: tuple[Method, ...]
    keys: frozenset[str] = frozenset()
    test_keys: frozenset[str] = frozenset()
    hears: frozenset[str] = frozenset()
    webhook: str = ""
    listens: bool = False
    receipts: bool = False
    support: bool = False
    names_owners: bool = False


@dataclass(frozen=True, slots=True)
class Database:
    """What answers: "SQLite" or "PostgreSQL", and its schema; None if it is empty."""

    kind: str
    schema: str | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold, by its name in `storage.invariants`, and the first *rows*."""

    rule: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pile:
    """Things that lie where none should: how many, since when, and of which orders some."""

    count: int
    oldest: datetime | None = None
    order_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Webhook:
    """What Telegram says of a bot's webhook; *url* is empty when there is none."""

    url: str
    pending: int
    last_error: str = ""
    last_error_at: datetime | None = None
