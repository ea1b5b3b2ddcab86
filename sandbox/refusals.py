"""Telegram's way of saying no: a code, a sentence and sometimes parameters."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(eq=False)
class Refused(Exception):
    """A Bot API call was refused; the HTTP status equals *code*."""

    code: int
    description: str
    parameters: Json = field(default_factory=dict)

    def __str__(self) -> str:
        return self.description

    def as_body(self) -> Json:
        """The answer as Telegram writes it."""
        body: Json = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str, **parameters: Any) -> Refused:
    """400: the call itself is wrong."""
    return Refused(400, f"Bad Request: {words}", parameters)


def forbidden(words: str) -> Refused:
    """403: the bot may not write there."""
    return Refused(403, f"Forbidden: {words}")


def conflict(words: str) -> Refused:
    """409: two readers of the same updates."""
    return Refused(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> Refused:
    """429: come back after *seconds*."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def unauthorized() -> Refused:
    """401: not the token of this bot."""
    return Refused(401, "Unauthorized")


def unknown_method() -> Refused:
    """404: Telegram has no such method."""
    return Refused(404, "Not Found: method not found")


def unsupported(what: str) -> Refused:
    """501: Telegram can do it, this sandbox cannot."""
    return Refused(501, f"Not Implemented: the sandbox does not support {what}")
