"""What happened, in order, for whoever watches."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import Json

Watcher = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to show; *fields* may share objects with the sandbox, so do not change them."""

    seq: int
    kind: str
    fields: Json


class Events:
    """A bounded list of events; watchers are only told that there is something new."""

    def __init__(self, size: int = 2000) -> None:
        self._kept: deque[Event] = deque(maxlen=size)
        self._watchers: list[Watcher] = []
        self.seq = 0

    def publish(self, kind: str, **fields: Any) -> None:
        """Append an event and wake the watchers."""
        self.seq += 1
        self._kept.append(Event(self.seq, kind, fields))
        for wake in self._watchers:
            wake()

    def since(self, seq: int) -> list[Event] | None:
        """Events after *seq*, or None when some of them are forgotten already."""
        if seq >= self.seq:
            return []
        if not self._kept or self._kept[0].seq > seq + 1:
            return None
        return [event for event in self._kept if event.seq > seq]

    def watch(self, wake: Watcher) -> None:
        """Call *wake* after every event until `unwatch`."""
        self._watchers.append(wake)

    def unwatch(self, wake: Watcher) -> None:
        """Stop calling *wake*."""
        self._watchers.remove(wake)
