"""Use cases over a real database, on SQLite and on PostgreSQL."""

import pytest

from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.shop import Shop


@pytest.fixture
def shop(store: SqlStore, clock: StandingClock) -> Shop:
    """An empty shop."""
    return Shop(store, clock)
