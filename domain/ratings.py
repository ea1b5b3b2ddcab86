"""What the reviews of a product come to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rating:
    """What published reviews come to. *stars* is the sum of theirs."""

    stars: int = 0
    count: int = 0

    @property
    def tenths(self) -> int:
        """The average in tenths of a star, halves rounded up; 0 without reviews."""
        return (20 * self.stars + self.count) // (2 * self.count) if self.count else 0


UNRATED = Rating()
