"""What setWebhook set, as getWebhookInfo tells it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.params import Params
from sandbox.refusals import Json, bad_request

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
CONNECTIONS = 40


def _nothing() -> None:
    """Nobody to tell."""


@dataclass(slots=True)
class Webhook:
    """The webhook's address and its troubles; an empty *url* means long polling."""

    url: str = ""
    secret: str = ""
    connections: int = CONNECTIONS
    last_error_at: int = 0
    last_error: str = ""
    changed: Callable[[], None] = field(default=_nothing)

    def set(self, params: Params) -> None:
        """Take over a new address, or none.

        Raises:
            Refused: not an address, or a bad secret.
        """
        url, secret = params.text("url"), params.text("secret_token")
        if url and not re.match(r"https?://\S+$", url):
            raise bad_request("bad webhook: invalid webhook URL specified")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self.url, self.secret = url, secret
        self.connections = params.integer("max_connections", CONNECTIONS)
        self.last_error_at, self.last_error = 0, ""
        self.changed()

    def info(self, waiting: int, allowed: frozenset[str]) -> Json:
        """The WebhookInfo."""
        info: Json = {"url": self.url, "has_custom_certificate": False}
        info["pending_update_count"] = waiting
        if self.url:
            info["max_connections"] = self.connections
        if self.last_error:
            info |= {
                "last_error_date": self.last_error_at,
                "last_error_message": self.last_error,
            }
        return info | ({"allowed_updates": sorted(allowed)} if allowed else {})
