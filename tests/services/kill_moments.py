"""Finds the moments at which a process can die, and has it die at one of them.

A moment is right before and right after a commit, right before a provider is called, and when
the provider has done it but its answer is not read yet. Nobody keeps a list of them: commits
are seen at the databases' own drivers, calls where they leave the process.
"""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

from asyncpg.transaction import (  # type: ignore[import-untyped]  # it tells no types
    Transaction,
)


class Moments:
    """Counts moments as they pass; the process does not outlive the *deadly* one.

    The first is 1, and `seen` names all that passed. Without *deadly* it lives on.
    """

    def __init__(self, deadly: int | None) -> None:
        self.seen: list[str] = []
        self._deadly = deadly

    def __call__(self, name: str) -> None:
        """Let a moment pass, or end here: nothing is caught, closed or flushed."""
        self.seen.append(name)
        if len(self.seen) == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def commits_seen(moment: Moments) -> Iterator[None]:
    """Let a moment pass before and after everything that a driver commits."""

    class Seen(sqlite3.Connection):
        def commit(self) -> None:
            if self.in_transaction:
                moment("before a commit")
                super().commit()
                moment("after a commit")

    async def commit(self: Transaction) -> None:
        moment("before a commit")
        await committed(self)
        moment("after a commit")

    committed = Transaction.commit
    connect = partial(sqlite3.connect, factory=Seen)
    with patch("sqlite3.connect", connect), patch.object(Transaction, "commit", commit):
        yield
