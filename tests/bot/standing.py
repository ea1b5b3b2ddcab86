"""Time for what waits: it passes in no time."""

import asyncio


class StandingTime:
    """Time that passes only in pauses, which it writes down."""

    def __init__(self) -> None:
        self.at = 0.0
        self.pauses: list[float] = []

    def now(self) -> float:
        """Seconds since the test began."""
        return self.at

    async def pause(self, seconds: float) -> None:
        """Let so many pass."""
        self.pauses.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)
