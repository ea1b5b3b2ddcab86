"""How far an import has come: one line that moves on a terminal, lines in a log elsewhere."""

from collections.abc import Callable
from typing import TextIO

_DOING = {
    "looked": "Looking through the file",
    "read": "Reading",
    "compared": "Comparing with the shop",
    "pictures": "Fetching pictures",
    "saved": "Saving",
    "written": "Writing",
}
_THINGS = {"pictures": "pictures", "written": "products"}
_OFTEN = 0.2  # seconds between two looks of a line that moves
_SELDOM = 10.0  # and between two lines of a log
_SOON = 1.0  # seconds after which a rate means something
_AGAIN = "\r\x1b[K"  # to the beginning of the line, which is wiped


class Meter:
    """Is told how far things are, and tells a person now and then."""

    def __init__(self, out: TextIO, now: Callable[[], float]) -> None:
        """*now* is in seconds from any beginning."""
        self._out = out
        self._now = now
        self._moves = out.isatty()
        self._told = now()
        self._began = now()
        self._line = False
        self.stage = ""
        self.done = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        """Note that *done* of so many rows (pictures) are read, compared, fetched or saved."""
        now = self._now()
        if what != self.stage:
            self._began = now
        self.stage, self.done = what, done
        if now - self._told >= (_OFTEN if self._moves else _SELDOM):
            self._told = now
            self._tell(_line(what, done, of, now - self._began))

    def clear(self) -> None:
        """Make room for a report."""
        if self._line:
            self._out.write(_AGAIN)
            self._line = False

    def _tell(self, line: str) -> None:
        self._out.write(_AGAIN + line if self._moves else line + "\n")
        self._line = self._moves
        self._out.flush()


def _line(what: str, done: int, of: int, seconds: float) -> str:
    if not of:
        return f"{_DOING[what]}: {done:,} rows"
    things = _THINGS.get(what, "rows")
    line = f"{_DOING[what]}: {done:,} of {of:,} {things}"
    if seconds < _SOON or not done:
        return line
    rate = done / seconds
    return f"{line}, {rate:,.0f} a second, {_span((of - done) / rate)} left"


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
