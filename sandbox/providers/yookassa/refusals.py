"""Errors as YooKassa writes them."""

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """An answer other than 200. *parameter* names the field that is wrong."""

    def __init__(self, status: int, code: str, description: str, parameter: str = "") -> None:
        super().__init__(description)
        self.status = status
        self.code = code
        self.description = description
        self.parameter = parameter

    def as_json(self, identifier: str) -> Json:
        """The body of the answer."""
        body = {"type": "error", "id": identifier, "code": self.code}
        body["description"] = self.description
        return body | ({"parameter": self.parameter} if self.parameter else {})


def invalid(description: str, parameter: str = "") -> Refusal:
    """400: the request is wrong, or comes at the wrong moment."""
    return Refusal(400, "invalid_request", description, parameter)


def unknown(what: str, identifier: str) -> Refusal:
    """404: the account has no such thing."""
    return Refusal(404, "not_found", f"{what} {identifier} not found", f"{what.lower()}_id")


def wrong_keys() -> Refusal:
    """401: no such shop, or another key."""
    words = "Error in shopId or secret key. Check their validity."
    return Refusal(401, "invalid_credentials", words)
