"""Watches SQLite being asked, so that shop and hand are known to run the same statements."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_TABLES = re.compile(r"\b(?:FROM|INTO|UPDATE|JOIN)\s+(?!SET\b)(\w+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement does, whatever its spelling: its first word and its tables."""

    verb: str
    tables: frozenset[str]

    def __str__(self) -> str:
        return " ".join([self.verb, *sorted(self.tables)])


@dataclass(frozen=True, slots=True)
class Watched:
    """What one use case ran in the shop, and by hand."""

    name: str
    shop: Sequence[Statement]
    hand: Sequence[Statement]

    @property
    def same(self) -> bool:
        """Whether both ran the same, in the same order."""
        return self.shop == self.hand

    @property
    def differences(self) -> str:
        """What only one of them ran, or that the order differs; empty if they are the same."""
        shop, hand = Counter(self.shop), Counter(self.hand)
        alone = {"shop": shop - hand, "by hand": hand - shop}
        found = [f"{who} alone: {each}" for who, more in alone.items() for each in more]
        return "; ".join(found) or ("" if self.same else "in another order")

    def as_json(self) -> dict[str, Any]:
        """How many statements each of them ran, and what differs."""
        ran = {"shop": len(self.shop), "by hand": len(self.hand)}
        return {"name": self.name, **ran, "differences": self.differences}


@contextmanager
def listening() -> Iterator[list[Statement]]:
    """Have every SQLite connection that is opened in the block tell what it is asked.

    The list grows as they do; whoever wants a part of it clears it. BEGIN and COMMIT are in it.
    """
    heard: list[Statement] = []
    connect = sqlite3.connect

    def opened(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)
        connection.set_trace_callback(lambda sql: heard.append(_statement(sql)))
        return connection

    setattr(sqlite3, "connect", opened)  # noqa: B010  mypy minds an assignment
    try:
        yield heard
    finally:
        setattr(sqlite3, "connect", connect)  # noqa: B010


def _statement(sql: str) -> Statement:
    return Statement(sql.split(maxsplit=1)[0], frozenset(_TABLES.findall(sql)))
