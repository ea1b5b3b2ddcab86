"""PostgreSQL's engines: ordinary pools, bounded waits for locks."""

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_SETTINGS = {"lock_timeout": "10000", "timezone": "UTC", "application_name": "souk"}


def writer(url: str) -> AsyncEngine:
    """Return an engine whose units of work are transactions (read committed)."""
    return create_async_engine(
        url,
        pool_size=8,
        max_overflow=0,
        pool_timeout=120,
        connect_args={"server_settings": _SETTINGS},
    )


def reader(url: str) -> AsyncEngine:
    """Return an engine for looking: each statement stands for itself."""
    return create_async_engine(
        url,
        pool_size=8,
        max_overflow=0,
        pool_timeout=120,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        connect_args={"server_settings": _SETTINGS},
    )
