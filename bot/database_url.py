"""The address of a database as people write it, and as SQLAlchemy wants it."""

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

_DRIVERS = {
    "sqlite://": "sqlite+aiosqlite://",
    "sqlite+aiosqlite://": "sqlite+aiosqlite://",
    "postgres://": "postgresql+asyncpg://",
    "postgresql://": "postgresql+asyncpg://",
    "postgresql+asyncpg://": "postgresql+asyncpg://",
}
# What asyncpg, or SQLAlchemy for it, understands of what may stand behind an address.
_OPTIONS = frozenset(
    {"ssl", "host", "port", "target_session_attrs", "passfile", "prepared_statement_cache_size"}
)
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def with_async_driver(url: str) -> str:
    """Return *url* with the name of an async driver.

    Raises:
        ValueError: It is no address of SQLite or PostgreSQL, or could never be opened.
    """
    scheme, colon, rest = url.partition("://")
    if (driver := _DRIVERS.get(scheme + colon)) is None:
        raise ValueError(scheme)
    text = driver + rest.replace("sslmode=", "ssl=")
    if not _can_be_opened(text):
        raise ValueError(scheme)
    return text


def _can_be_opened(text: str) -> bool:
    try:
        url = make_url(text)
    except ArgumentError:
        return False
    if url.get_backend_name() == "sqlite":
        return url.database not in (None, "", ":memory:") and not url.query
    sure = url.query.get("ssl", "prefer") in _SSL_MODES
    return sure and url.query.keys() <= _OPTIONS
