"""Reads all that is logged while tests run: no secret, card, phone or address may be in it.

Hooks of pytest; `tests/conftest.py` takes them over. What is read has been formatted and
redacted as in a real shop. Each process that runs tests reads its own, and the first one
gathers what they found.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.logs import set_up_logs

# What the tests' own people and shops have. A real shop's secrets are taken out by name.
PRIVATE = re.compile(
    r"12 Harbour Street|202[ -]?555[ -]?\d{4}|916[ -]?123[ -]?45[ -]?67|4242[ -]?4242"
    r"|sk_(?:test|live)_\w{8}|whsec_\w{8}|(?:test|live)_[A-Za-z0-9]{16}|\b\d{6,}:[A-Za-z0-9_-]{30,}"
)


class Watched(io.StringIO):
    """A stream that keeps only the lines that nobody may read."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = 0
        self.leaks: list[str] = []

    def write(self, text: str) -> int:
        """Look at what is written and let it go."""
        self.lines += text.count("\n")
        self.leaks += [line for line in text.splitlines() if PRIVATE.search(line)]
        return len(text)


STREAM = pytest.StashKey[Watched]()


def pytest_configure(config: pytest.Config) -> None:
    """Send all logs where they are read."""
    config.stash[STREAM] = Watched()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Read on after a test that set up logs of its own."""
    set_up_logs([], as_json=True, stream=item.config.stash[STREAM])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run for a single line; hand what was read to the first process."""
    stream = session.config.stash[STREAM]
    if handed := getattr(session.config, "workeroutput", None):
        handed.update(lines=stream.lines, leaks=stream.leaks)
    elif stream.leaks:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_testnodedown(node: Any) -> None:
    """Gather what another process has read. One that broke down fails the run by itself."""
    stream, handed = node.config.stash[STREAM], getattr(node, "workeroutput", {})
    stream.lines += handed.get("lines", 0)
    stream.leaks += handed.get("leaks", [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the lines, or say that there are none."""
    terminalreporter.write_line(_said(terminalreporter.config.stash[STREAM]))
    for leak in _first(terminalreporter.config.stash[STREAM].leaks):
        terminalreporter.write_line(f"PRIVATE IN A LOG: {leak[:300]}", red=True)


def _said(stream: Watched) -> str:
    return f"{stream.lines} lines logged, {len(stream.leaks)} with something private"


def _first(leaks: list[str]) -> Iterator[str]:
    yield from leaks[:20]
