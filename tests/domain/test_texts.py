"""What people type is kept as they typed it, and only what can be read and stored."""

import pytest

from domain.customers import ensure_text
from domain.errors import BadText, Field


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  12  Main\n\nStreet ", "12 Main Street"),
        ("12 Main Street 👨\u200d👩\u200d👧", "12 Main Street 👨\u200d👩\u200d👧"),
        ("خیابان آزادی\u200cها", "خیابان آزادی\u200cها"),
        ("12 Main\x00Street", "12 Main Street"),
        ("12 Main Street\ud83d", "12 Main Street"),
        ("\u202e12 Main Street", "12 Main Street"),
    ],
)
def test_words_are_kept_without_what_nobody_can_read_or_store(typed: str, kept: str) -> None:
    assert ensure_text(Field.ADDRESS, typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "\u200b" * 20, "\u202e" * 20, "12\u200b\u200b\u200b"])
def test_what_cannot_be_seen_is_no_address(typed: str) -> None:
    with pytest.raises(BadText):
        ensure_text(Field.ADDRESS, typed)
