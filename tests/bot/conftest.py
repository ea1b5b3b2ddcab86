"""Logs are caught, so that tests can read them and nobody else has to."""

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """What was logged during the test, as structlog's event dictionaries."""
    with capture_logs() as caught:
        yield caught
