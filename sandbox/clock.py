"""Time that can be pushed forward."""

import time
from collections.abc import Callable


class Clock:
    """Unix time in seconds, from *source* plus everything skipped so far."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._skipped = 0.0

    @classmethod
    def standing(cls, at: float = 1_767_225_600.0) -> "Clock":
        """A clock that moves only when somebody skips time; starts on 1 January 2026, UTC."""
        return cls(lambda: at)

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return self._source() + self._skipped

    def skip(self, seconds: float) -> None:
        """Move forward.

        Raises:
            ValueError: *seconds* is negative; time never runs back.
        """
        if seconds < 0:
            raise ValueError("time never runs back")
        self._skipped += seconds
