"""A customer, and logs that are caught: tests can read them and nobody else has to."""

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.bot.anna import Anna


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """What was logged during the test, as structlog's event dictionaries."""
    with capture_logs() as caught:
        yield caught


@pytest.fixture
def anna() -> Anna:
    """A customer whose live card is known."""
    return Anna()
