"""Switches that make a payment provider as unreliable as a real one can be."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from aiohttp import web

Json = dict[str, Any]

NOTICES = ("sent", "lost", "doubled", "late", "reordered", "forged")


@dataclass(slots=True)
class ProviderFaults:
    """What is switched on. A number is how many of the next API calls it strikes."""

    fail_before: int = 0  # answers 500 and does nothing
    fail_after: int = 0  # does it and answers 500
    cut_before: int = 0  # the connection breaks, nothing is done
    cut_after: int = 0  # it is done, and the connection breaks before the answer
    processing: int = 0  # "still working on it", the provider's own way to say so
    too_many: int = 0  # 429
    keys_refused: bool = False  # 401 for everybody
    hang: int = 0  # no answer until the server stops
    refunds_wait: bool = False  # refunds stay pending until somebody finishes them
    notices: str = "sent"  # one of NOTICES

    def as_json(self) -> Json:
        """All switches with their values."""
        return asdict(self)

    def change(self, wanted: Json) -> None:
        """Set some of the switches.

        Raises:
            ValueError: An unknown switch, or a value it cannot have; nothing is changed then.
        """
        known = {each.name: getattr(self, each.name) for each in fields(self)}
        for name, value in wanted.items():
            if name not in known or not _fits(value, known[name]):
                raise ValueError(f"there is no fault {name} = {value!r}")
        for name, value in wanted.items():
            setattr(self, name, value)

    def strikes(self, name: str) -> bool:
        """Whether the counter *name* strikes this call; it counts down by that."""
        left: int = getattr(self, name)
        if left > 0:
            setattr(self, name, left - 1)
        return left > 0


def cut(request: web.Request) -> web.Response:
    """Break the connection of *request*; what is returned never reaches the caller."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _fits(value: Any, like: int | str) -> bool:
    if isinstance(like, str):
        return value in NOTICES
    return type(value) is type(like) and value >= 0
