"""Processes of the shop that live or are killed, each from the same beginning."""

import asyncio
import copy
from collections.abc import Coroutine
from signal import SIGKILL
from typing import Any, TypeVar

from tests.services.kill_cradle import Cradle
from tests.services.kill_databases import Kept
from tests.services.kill_endings import Ending, ending
from tests.services.kill_play import Stage
from tests.services.kill_shop import Act, Life
from tests.services.kill_world import World
from tests.services.money_books import ensure_at_rest
from tests.services.money_teller import Mortal
from tests.services.money_town import Town

REST = Act("rest")
Came = TypeVar("Came")


class Trial:
    """One database, one world, and processes that follow one another.

    Between two of them this process has no connection to the database.
    """

    def __init__(self, cradle: Cradle, kept: Kept, runner: asyncio.Runner) -> None:
        """Open a shop in a database that has the newest schema."""
        self._cradle = cradle
        self._kept = kept
        self._runner = runner
        self._town = Town(Mortal(kept.url))
        self._run(self._town.open())
        self.stage = Stage(self._town, World())
        self.moments: list[str] = []  # of the last process that came to its end
        self.keep()

    def keep(self) -> None:
        """Take things as they are now for the beginning."""
        self._kept.keep()
        self._world = copy.deepcopy(self.stage.world)

    def begin_again(self) -> None:
        """Go back to the beginning."""
        self._kept.put_back()
        self.stage.world = copy.deepcopy(self._world)

    def live(self, act: Act) -> list[str]:
        """Have a process do an act to its end; return the moments that it had."""
        assert self._exit_code(act) == 0, f"{act.name} does not come to its end"
        self.moments = self.stage.world.seen
        return self.moments

    def die(self, act: Act, moment: int) -> None:
        """Have a process killed at a moment of an act, the first being 1."""
        assert self._exit_code(act, moment) == -SIGKILL, f"{act.name} outlives {moment}"

    def end(self) -> Ending:
        """Have a new process work until it comes to rest; return how everything ended.

        Every cent is in its place then, next to the providers' books, and whoever must
        know of it is told.
        """
        self.live(REST)
        self._town.tellers = {**self.stage.world.tellers}
        return self._run(self._looked())

    async def _looked(self) -> Ending:
        await ensure_at_rest(self._town)
        return await ending(self._town.store, self.stage.world)

    def _exit_code(self, act: Act, deadly: int | None = None) -> int:
        world = self.stage.world
        life = Life(self._kept.url, world.clock.now(), act, deadly)
        return self._cradle.live(life, world.answer)

    def _run(self, doing: Coroutine[Any, Any, Came]) -> Came:
        try:
            return self._runner.run(doing)
        finally:
            self._runner.run(self._town.store.close())
