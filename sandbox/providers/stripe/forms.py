"""Stripe's form encoding: `line_items[0][price_data][currency]=usd` and what it stands for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.providers.stripe.refusals import Json, invalid, missing, unknown_parameter

_PART = re.compile(r"[^\[\]]+|\[\]")


def nested(pairs: Iterable[tuple[str, str]]) -> Json:
    """Return the tree that flat form fields describe; numbered names become lists.

    Raises:
        Refused: A field is both a value and a holder of values.
    """
    tree: Json = {}
    for name, value in pairs:
        _put(tree, _PART.findall(name), value, name)
    return {name: _listed(each) for name, each in tree.items()}


def _put(tree: Json, path: list[str], value: str, name: str) -> None:
    *parents, last = path or [name]
    for part in parents:
        tree = tree.setdefault(_index(part, tree), {})
        if not isinstance(tree, dict):
            raise invalid(name, f"Invalid object: {name}")
    tree[_index(last, tree)] = value


def _index(part: str, tree: Json) -> str:
    return str(len(tree)) if part == "[]" else part


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(each) for name, each in value.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


@dataclass(frozen=True, slots=True)
class Form:
    """Typed reading of one call's parameters. *path* is where in the call they stand."""

    values: Json = field(default_factory=dict)
    path: str = ""

    def name(self, key: str) -> str:
        """The full name of a parameter, as Stripe writes it in an error."""
        return f"{self.path}[{key}]" if self.path else key

    def only(self, *known: str) -> None:
        """Make sure that nothing else was sent.

        Raises:
            Refused: Something was.
        """
        for key in self.values:
            if key not in known:
                raise unknown_parameter(self.name(key))

    def text(self, key: str, default: str = "") -> str:
        """A text.

        Raises:
            Refused: It is an object.
        """
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise invalid(self.name(key), f"Invalid string: {value!r}")
        return value

    def required(self, key: str) -> str:
        """A text that must be there.

        Raises:
            Refused: It is not.
        """
        if not (value := self.text(key)):
            raise missing(self.name(key))
        return value

    def whole(self, key: str) -> int | None:
        """A whole number; None when it was not sent.

        Raises:
            Refused: It is something else.
        """
        value = self.text(key)
        if not value:
            return None
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            name = self.name(key)
            raise invalid(name, f"Invalid integer: {value}", "parameter_invalid_integer")
        return int(value)

    def texts(self, key: str) -> list[str]:
        """A list of texts, empty when it was not sent.

        Raises:
            Refused: It is something else.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise invalid(self.name(key), "Invalid array")
        return value

    def inner(self, key: str) -> "Form":
        """An object inside, empty when it was not sent.

        Raises:
            Refused: It is something else.
        """
        value = self.values.get(key) or {}
        if not isinstance(value, dict):
            raise invalid(self.name(key), "Invalid object")
        return Form(value, self.name(key))

    def each(self, key: str) -> Iterator["Form"]:
        """The objects of a list.

        Raises:
            Refused: It is something else.
        """
        value = self.values.get(key) or []
        if not isinstance(value, list):
            raise invalid(self.name(key), "Invalid array")
        for number in range(len(value)):
            yield Form({str(number): value[number]}, self.name(key)).inner(str(number))
