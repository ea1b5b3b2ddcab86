"""The log of Bot API calls and of the rules they broke."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot; *violation* is a sentence or None."""

    n: int
    method: str
    params: Mapping[str, Any]
    ok: bool
    result: Any
    error_code: int
    description: str
    ms: float
    at: float
    violation: str | None

    def as_json(self) -> Json:
        """The call as the page shows it."""
        shown: Json = {"n": self.n, "method": self.method, "params": dict(self.params)}
        shown |= {"ok": self.ok, "ms": round(self.ms, 3), "at": int(self.at)}
        shown["violation"] = self.violation
        if self.ok:
            return shown | {"result": self.result}
        return shown | {"error_code": self.error_code, "description": self.description}


class CallLog:
    """The last calls and the last violations; old ones fall out, so it never grows without end."""

    def __init__(self, size: int = 1000) -> None:
        self.last: deque[Call] = deque(maxlen=size)
        self.broken: deque[Call] = deque(maxlen=size)
        self.count = 0

    def next_number(self) -> int:
        """The number of the call about to be logged, from 1."""
        self.count += 1
        return self.count

    def add(self, call: Call) -> None:
        """Remember a call."""
        self.last.append(call)
        if call.violation:
            self.broken.append(call)
