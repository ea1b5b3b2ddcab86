"""What the domain asks of whoever understands phone numbers."""

from typing import Protocol


class Phones(Protocol):
    """Reads phone numbers as people of the shop's country write them."""

    def parse(self, text: str) -> str:
        """Return the number as E.164 ("+12025550123"). Raises `BadPhone`."""
        ...
