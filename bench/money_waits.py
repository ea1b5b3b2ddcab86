"""How long many people waited, and whether 99 of 100 were answered in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.report import Aim
from bench.tally import quantile

COLUMNS = ("database", "what", "at once", "times", "p50 ms", "p95 ms", "p99 ms", "longest")
_MS = 1000


@dataclass(frozen=True, slots=True)
class Waits:
    """How long each waited, in milliseconds; *lost* counts those who got no answer at all."""

    database: str
    what: str
    at_once: int
    ms: list[float]
    limit: float | None  # that 99 of 100 have to stay below; None for a yardstick
    lost: int = 0

    @property
    def row(self) -> list[object]:
        """A row of the table."""
        shares = [f"{quantile(self.ms, share):.1f}" for share in (0.5, 0.95, 0.99, 1.0)]
        return [self.database, self.what, self.at_once, len(self.ms), *shares]

    @property
    def aims(self) -> list[Aim]:
        """Whether 99 of 100 were answered in time, and nobody not at all."""
        if self.limit is None:
            return []
        p99 = quantile(self.ms, 0.99)
        name = f"{self.what}, {self.at_once} at once, p99 ms, {self.database}"
        met = bool(self.ms) and p99 < self.limit and not self.lost
        return [Aim(name, f"< {self.limit:g}", p99, met)]


def in_order(seconds: Sequence[float]) -> list[float]:
    """Return milliseconds, the shortest first."""
    return sorted(_MS * each for each in seconds)
