"""The parameters of one Bot API call, however the client wrote them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.refusals import Json, bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    file_name: str
    data: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Params:
    """Typed reading of values which may be JSON or text: `5`, `"5"`, `true` and `"True"`."""

    values: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Was the parameter sent with something in it?"""
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """The value as text."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; what is not a number counts as not sent."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """The value as yes or no."""
        value = self.values.get(name)
        return value is True or str(value).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """The value as parsed JSON, or None.

        Raises:
            Refused: the text is not JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        return parsed(value, name) if value else None

    def mapping(self, name: str) -> Json:
        """The value as a JSON object; empty when not sent.

        Raises:
            Refused: it is something else.
        """
        value = self.structure(name) or {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name}")
        return value

    def sequence(self, name: str) -> list[Any]:
        """The value as a JSON array; empty when not sent.

        Raises:
            Refused: it is something else.
        """
        value = self.structure(name) or []
        if not isinstance(value, list | tuple):
            raise bad_request(f"expected an Array of {name}")
        return list(value)

    def inner(self, values: Mapping[str, Any]) -> "Params":
        """The same call's uploads with the values of a nested object."""
        return Params(values, self.files)


def parsed(value: str, name: str) -> Any:
    """The JSON in *value*.

    Raises:
        Refused: it is not JSON.
    """
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None
