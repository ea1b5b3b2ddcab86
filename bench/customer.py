"""A person with a quick hand, who acts only on what they see."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bench.street import Json, Street
from bench.tally import Tally
from sandbox.checkout import Stage
from sandbox.people import Person

PATIENCE = 10.0  # seconds; an answer that takes longer is lost

Found = TypeVar("Found")
Sight = Callable[[Json], Found | None]  # what a message shows to somebody who looks for it


class Lost(Exception):
    """The answer to a step did not come; the step's name is the argument."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A button on a message."""

    message_id: int
    row: int
    column: int
    data: str


class Customer:
    """Says, taps and pays, one step at a time, each timed until its own answer is seen."""

    def __init__(
        self, street: Street, person: Person, tally: Tally, chance: random.Random
    ) -> None:
        self.chance = chance
        self._street = street
        self._person = person
        self._tally = tally
        self._step = ""
        self._look: Callable[[Json], None] = _nobody_looks
        street.witness.watch(person.id, self._saw)

    def leave(self) -> None:
        """Look at the chat no longer."""
        self._street.witness.leave(self._person.id)

    @property
    def may_send_phone(self) -> bool:
        """Whether the key that sends one's number stands under the chat."""
        keyboard = self._street.reply_keyboard(self._person.id) or {}
        keys = (key for row in keyboard.get("keyboard", []) for key in row)
        return any(isinstance(key, dict) and "request_contact" in key for key in keys)

    async def says(self, step: str, text: str, sight: Sight[Found]) -> Found:
        """Type *text* and return what *sight* found in the answer. Raises `Lost`."""
        return await self._do(step, lambda: self._street.say(self._person, text), sight)

    async def shares_phone(self, step: str, sight: Sight[Found]) -> Found:
        """Send one's own number with the contact key. Raises `Lost`."""
        number = f"1202555{self._person.id % 10_000:04}"
        return await self._do(step, lambda: self._street.contact(self._person, number), sight)

    async def taps(self, step: str, spot: Spot, sight: Sight[Found]) -> Found:
        """Press a button. Raises `Lost`."""

        def act() -> None:
            self._street.tap(self._person, self._person.id, spot.message_id, spot.row, spot.column)

        return await self._do(step, act, sight)

    async def pays(self, invoice_id: int, sight: Sight[Found]) -> Found:
        """Pay an invoice: a step until the sheet says yes, and one until the shop thanks.

        Raises `Lost`.
        """
        self._step = "pay"
        started = time.perf_counter()
        sheet = self._street.pay(self._person, self._person.id, invoice_id)
        try:
            async with asyncio.timeout(PATIENCE):
                stage = await sheet.ended()
        except TimeoutError:
            raise self._lost() from None
        if stage is not Stage.PAID:
            raise self._lost()
        self._done(started)
        return await self._do("paid", lambda: None, sight)

    async def _do(self, step: str, act: Callable[[], object], sight: Sight[Found]) -> Found:
        self._step = step
        seen: asyncio.Future[Found] = asyncio.get_running_loop().create_future()

        def look(message: Json) -> None:
            if not seen.done() and (found := sight(message)) is not None:
                seen.set_result(found)

        self._look = look
        started = time.perf_counter()
        act()
        try:
            async with asyncio.timeout(PATIENCE):
                found = await seen
        except TimeoutError:
            raise self._lost() from None
        self._done(started)
        return found

    def _saw(self, message: Json) -> None:
        self._tally.shown[self._step] += 1
        self._look(message)

    def _done(self, started: float) -> None:
        self._tally.times[self._step].append(time.perf_counter() - started)

    def _lost(self) -> Lost:
        self._tally.lost[self._step] += 1
        return Lost(self._step)


def _nobody_looks(_: Json) -> None:
    """Nothing was done yet, so no answer is expected."""
