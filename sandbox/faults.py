"""Switches that make this Telegram as unreliable as the real one can be."""

from collections import defaultdict, deque
from dataclasses import asdict, dataclass, field, fields
from math import ceil
from typing import Any

from sandbox.people import Chat
from sandbox.refusals import Json, Refused, too_many_requests

SENDING = ("send", "edit", "copy", "forward")
A_CHAT_A_SECOND = 1
A_GROUP_A_MINUTE = 20
OVERALL_A_SECOND = 30


def is_sending(method: str) -> bool:
    """Is it one of the methods that rate limits apply to? *method* is in lower case."""
    return method.startswith(SENDING) and method != "sendchataction"


@dataclass(slots=True)
class Faults:
    """What is switched on; counters go down by themselves."""

    too_many_requests: int = 0
    retry_after: int = 3
    blocked: list[int] = field(default_factory=list)
    server_errors: int = 0
    drop_answers: int = 0
    slow_ms: int = 0
    duplicate_updates: bool = False
    shuffle_updates: bool = False
    flood_limits: bool = False

    def as_json(self) -> Json:
        """All switches with their values."""
        return asdict(self)

    def change(self, wanted: Json) -> None:
        """Set some of the switches.

        Raises:
            ValueError: an unknown switch or a value of the wrong kind; nothing is changed then.
        """
        kinds = {each.name: type(getattr(self, each.name)) for each in fields(self)}
        for name, value in wanted.items():
            if name not in kinds or not _fits(value, kinds[name]):
                raise ValueError(f"there is no fault {name} = {value!r}")
        for name, value in wanted.items():
            setattr(self, name, value)

    def strike(self, method: str) -> None:
        """Fail this call if a switch says so.

        Raises:
            Refused: 500 or 429, as switched.
        """
        if self.server_errors:
            self.server_errors -= 1
            raise Refused(500, "Internal Server Error")
        if self.too_many_requests and is_sending(method):
            self.too_many_requests -= 1
            raise too_many_requests(self.retry_after)

    def dropped(self) -> bool:
        """Should the answer of this call get lost after it took effect?"""
        if self.drop_answers:
            self.drop_answers -= 1
            return True
        return False


def _fits(value: Any, kind: type) -> bool:
    return isinstance(value, kind) and isinstance(value, bool) == (kind is bool)


class Flood:
    """Telegram's limits of sending, by the sandbox's clock."""

    def __init__(self) -> None:
        self._sent: dict[int, deque[float]] = defaultdict(deque)

    def check(self, chat: Chat, now: float) -> None:
        """Count one message to *chat*.

        Raises:
            Refused: 429; the message does not count then.
        """
        limits = [(0, OVERALL_A_SECOND, 1.0), _limit(chat)]
        waits = [self._wait(lane, allowed, span, now) for lane, allowed, span in limits]
        if max(waits) > 0:
            raise too_many_requests(ceil(max(waits)))
        for lane, _, _ in limits:
            self._sent[lane].append(now)

    def _wait(self, lane: int, allowed: int, span: float, now: float) -> float:
        sent = self._sent[lane]
        while sent and sent[0] <= now - span:
            sent.popleft()
        return 0.0 if len(sent) < allowed else sent[0] + span - now


def _limit(chat: Chat) -> tuple[int, int, float]:
    if chat.private:
        return chat.id, A_CHAT_A_SECOND, 1.0
    return chat.id, A_GROUP_A_MINUTE, 60.0
