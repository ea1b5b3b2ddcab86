"""A customer, a Telegram, time; and logs that are caught: tests can read them, others need not."""

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.bot.anna import Anna
from tests.bot.recorder import Recorder
from tests.bot.standing import StandingTime


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """What was logged during the test, as structlog's event dictionaries."""
    with capture_logs() as caught:
        yield caught


@pytest.fixture
def anna() -> Anna:
    """A customer whose live card is known."""
    return Anna()


@pytest.fixture
def telegram() -> Recorder:
    """What Telegram was asked."""
    return Recorder()


@pytest.fixture
def time() -> StandingTime:
    """Time that passes only in pauses."""
    return StandingTime()
