"""What all tables share: the metadata, and how a moment and a sum are stored."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Integer, MetaData, String
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite gives out row ids only to columns typed INTEGER; PostgreSQL gets its BIGINT.
BigId = BigInteger().with_variant(Integer(), "sqlite")
# Ranges over words compare code points on both databases, whatever the locale.
Word = String().with_variant(String(collation="C"), "postgresql")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(milliseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as milliseconds since 1970.

    A number compares and sorts alike on every database and needs no driver's help.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _TICK

    def process_result_value(self, value: Any, _: Dialect) -> datetime | None:
        return _moment(value)

    def result_processor(self, *_: Any) -> Callable[[Any], datetime | None]:
        """See `TypeDecorator`; a step less for every moment that is read."""
        return _moment


def _moment(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + value * _TICK


def key() -> Column[int]:
    """A surrogate primary key."""
    return Column("id", BigId, primary_key=True, autoincrement=True)
