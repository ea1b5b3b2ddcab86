"""Where the pictures of a catalogue file come from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.remarks import Remark


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A picture that could not be had, and why."""

    why: Remark


class Gallery(Protocol):
    """Fetches pictures by the addresses and paths that a file names."""

    async def fetch(self, sources: Collection[str]) -> Mapping[str, bytes | Unreadable]:
        """Return for each source a JPEG, PNG or WebP, or why there is none. Never raises."""
        ...
