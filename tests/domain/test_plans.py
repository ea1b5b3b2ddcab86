"""How the words of a search are told again."""

import pytest

from domain.search.plans import left_out, typed_words


@pytest.mark.parametrize(
    ("typed", "missing", "told"),
    [
        ("blue xyzzy mug foo", {"xyzzy", "foo"}, "xyzzy foo"),
        ("咖啡壶", {"啡壶"}, "壶"),
        ("咖啡壶", {"咖啡"}, "咖"),
        ("大号咖啡壶", {"号咖", "啡壶"}, "壶"),
        ("红色咖啡壶", {"色咖", "咖啡", "啡壶"}, "咖啡壶"),
        ("咖啡 xyzzy", {"xyzzy"}, "xyzzy"),
    ],
)
def test_what_was_left_out_is_told_in_words_that_somebody_typed(
    typed: str, missing: set[str], told: str
) -> None:
    assert left_out(typed_words(typed), missing) == told
