"""What customers tell the shop alone, and what it answers."""

from dataclasses import dataclass
from datetime import datetime

from domain.customers import Customer

PHOTOS = 5  # that a letter may have
MOST_OPEN = 5  # letters of one person that wait for an answer
PAGE = 5  # letters that owners see at once


@dataclass(frozen=True, slots=True)
class Feedback:
    """A customer's words to the owners; nobody else sees them.

    *photos* are Telegram's ids of files, *at* and *answered_at* are UTC. Who answered is *by*.
    """

    customer_id: int
    text: str
    photos: tuple[str, ...]
    at: datetime
    answer: str = ""
    by: str = ""
    answered_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """Feedback with its writer."""

    feedback: Feedback
    writer: Customer
