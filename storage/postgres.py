"""PostgreSQL's connections: bounded waits for locks, and errors told in one way."""

from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

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


def lane(url: str) -> AsyncEngine:
    """Return an engine that begins and ends no transaction by itself, and keeps nothing open."""
    return create_async_engine(
        url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"server_settings": _SETTINGS},
    )


def as_told(error: Exception, adapter: Any, sql: str | None) -> Exception:
    """Return what SQLAlchemy raises for an *error* that asyncpg itself has raised.

    Who runs a hot statement gets an IntegrityError for a duplicate and a DBAPIError, marked
    as disconnected, for a lost connection, as if the statement had come by SQLAlchemy. What
    SQLAlchemy lets through, comes back as it is.
    """
    try:
        adapter._handle_exception(error)
    except adapter.dbapi.Error as known:
        told: Exception = DBAPIError.instance(
            sql,
            None,
            known,
            adapter.dbapi.Error,
            hide_parameters=True,
            connection_invalidated=adapter.driver_connection.is_closed(),
        )
        return told
    except Exception as other:
        return other
    return error
