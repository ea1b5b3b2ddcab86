"""Pressed buttons which wait for an answer."""

from dataclasses import dataclass

from sandbox.clock import Clock

ANSWER_WITHIN = 30.0
FIRST_ID = 4_300_000_000_000_000_001


@dataclass(frozen=True, slots=True)
class Press:
    """One tap on an inline button; row and column are -1 for data no button carries."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    row: int
    column: int
    until: float


class Presses:
    """Taps not answered yet, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[str, Press] = {}
        self._count = 0

    def add(self, person_id: int, chat_id: int, message_id: int, place: tuple[int, int]) -> Press:
        """A person taps; the spinner on the button turns."""
        until = self._clock.now() + ANSWER_WITHIN
        number = str(FIRST_ID + self._count)
        self._count += 1
        press = Press(number, person_id, chat_id, message_id, *place, until)
        self._open[press.id] = press
        return press

    def answer(self, query_id: str) -> Press | None:
        """Close the query; None when it is unknown, answered already or too old."""
        press = self._open.get(query_id)
        if press is None or press.until <= self._clock.now():
            return None
        return self._open.pop(query_id)

    def clear(self) -> None:
        """Forget every tap."""
        self._open.clear()

    def expired(self) -> list[Press]:
        """Remove and return what nobody answered in time."""
        late = []
        for press in self._open.values():
            if press.until > self._clock.now():
                break
            late.append(press)
        for press in late:
            del self._open[press.id]
        return late

    def spinning(self, chat_id: int, message_id: int) -> list[list[int]]:
        """Rows and columns of the buttons of a message that still turn."""
        return [
            [press.row, press.column]
            for press in self._open.values()
            if (press.chat_id, press.message_id) == (chat_id, message_id)
        ]
