"""What customers went through, counted step by step."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import ceil


@dataclass(slots=True)
class Tally:
    """Times in seconds by kind of step; *shown* counts visible messages by kind of step.

    *lost* counts steps whose answer did not come in time, *stuck* people who gave up.
    """

    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    shown: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    stuck: int = 0
    ways: int = 0
    people: int = 0

    @property
    def steps(self) -> int:
        """How many steps were answered."""
        return sum(len(times) for times in self.times.values())

    def all_times(self) -> list[float]:
        """The times of all steps, the quickest first."""
        return sorted(time for times in self.times.values() for time in times)


def quantile(ordered: list[float], share: float) -> float:
    """Return what that share of the *ordered* values does not exceed; 0 for no values.

    By the nearest rank: of twenty values 95 per cent are nineteen, so it is the nineteenth.
    """
    if not ordered:
        return 0.0
    return ordered[max(0, ceil(round(share * len(ordered), 9)) - 1)]
