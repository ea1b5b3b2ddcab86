"""Buttons are complete addresses that fit into Telegram's 64 bytes and never collide."""

import inspect
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_args

import pytest
from aiogram.filters.callback_data import CallbackData

from bot import callbacks

_SUBJECTS = [
    import_module(f"bot.callbacks.{one.name}") for one in iter_modules(callbacks.__path__)
]
ALL = [
    thing
    for subject in _SUBJECTS
    for _, thing in inspect.getmembers(subject, inspect.isclass)
    if issubclass(thing, CallbackData) and thing.__module__ == subject.__name__
]
LARGEST = {int: 2**31 - 1, bool: True, str: "zh-hant"}


def largest(kind: type[CallbackData]) -> CallbackData:
    """Return that button with the longest values its fields can have."""
    return kind(**{name: _longest(field.annotation) for name, field in kind.model_fields.items()})


def _longest(annotation: Any) -> Any:
    kinds = [kind for kind in get_args(annotation) or (annotation,) if kind is not type(None)]
    if issubclass(kinds[0], Enum):
        return max(kinds[0], key=lambda member: len(str(member.value)))
    return LARGEST[kinds[0]]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_button_fits_telegrams_64_bytes_and_reads_back_the_same(
    kind: type[CallbackData],
) -> None:
    button = largest(kind)

    assert len(button.pack().encode()) <= 64
    assert kind.unpack(button.pack()) == button


def test_no_two_buttons_share_a_prefix() -> None:
    prefixes = [kind.__prefix__ for kind in ALL]

    assert len(prefixes) == len(set(prefixes))


def test_buttons_carry_addresses_and_wishes_only() -> None:
    """Texts would go stale; a language code is the one word that is an id."""
    texts = [
        f"{kind.__name__}.{name}"
        for kind in ALL
        for name, field in kind.model_fields.items()
        if field.annotation is str
    ]

    assert texts == [
        "RenameCategory.language",
        "UnnameCategory.language",
        "ChooseLanguage.language",
    ]
