"""Whatever people, providers and broken processes do: each cent is where it belongs.

Hypothesis plays at random with the whole of the shop's money: people order, pay on any page
at any time, or do not; providers call twice, late, out of order or never, refuse, lose their
answers; the process is killed between two steps. After every step the books are compared with
the providers' own; at the end all faults heal and every cent must have its place.

``SOUK_LONG=1 pytest tests/services/test_money_machine.py`` plays for half an hour.
"""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.conftest import open_postgres, open_sqlite
from tests.services.money_books import ensure_at_rest, ensure_true
from tests.services.money_pieces import PiecesTown
from tests.services.money_teller import Mortal

STEPS = 50  # of one play
LONG = bool(os.environ.get("SOUK_LONG"))


class MoneyMachine(PiecesTown):
    """The town's books are compared after every step, and at the end."""

    @invariant()
    def the_books_are_true(self) -> None:
        """See `tests.services.money_books`."""
        if self.town.people:
            self.runner.run(ensure_true(self.town))

    def teardown(self) -> None:
        """All faults heal, everything is told: each cent has its place."""
        if self.town.people:
            self.runner.run(self.town.come_to_rest())
            self.runner.run(ensure_at_rest(self.town))


def _play(runner: asyncio.Runner, store: Mortal, examples: int) -> None:
    machine = cast(type[MoneyMachine], lambda: MoneyMachine(runner, store))
    rules = settings(
        max_examples=examples * (30 if LONG else 1),
        stateful_step_count=STEPS,
        derandomize=not LONG,
        deadline=None,
        print_blob=True,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=rules)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for all plays."""
    with asyncio.Runner() as running:
        yield running


def test_each_cent_has_its_place_whatever_happens(
    runner: asyncio.Runner, sqlite_template: Path, tmp_path: Path
) -> None:
    empty = runner.run(open_sqlite(sqlite_template, tmp_path))
    runner.run(empty.close())
    store = Mortal(empty.url)
    _play(runner, store, 205)
    runner.run(store.close())


def test_each_cent_has_its_place_on_postgresql(runner: asyncio.Runner, postgres_url: str) -> None:
    runner.run(runner.run(open_postgres(postgres_url)).close())
    store = Mortal(postgres_url)
    _play(runner, store, 10)
    runner.run(store.close())
