"""People type what they want, tap what narrows it, and come back to the same list."""

import pytest

from bot.callbacks.search import PriceFound
from bot.callbacks.shopping import MoreFound
from tests.conversations.street import Passer, Street


async def test_one_find_opens_at_once_only_if_it_is_what_was_typed(anna: Passer) -> None:
    await anna.says("teapot")
    assert "Holds a litre." in anna.text

    await anna.says("teapto")
    assert "I looked for “teapot”." in anna.text
    await anna.taps("Teapot")
    assert "Holds a litre." in anna.text
    await anna.taps("‹ Back")
    assert "I looked for “teapot”." in anna.text


async def test_a_price_is_a_chip_that_a_tap_takes_off(anna: Passer) -> None:
    await anna.says("cheapest, up to 31")
    assert "low prices first" in anna.text
    assert "Clay vase" not in anna.text

    await anna.taps("up to $31 ✕")

    assert "Clay vase" in anna.text
    await anna.taps("Low price ✕")
    assert "low prices first" not in anna.text


async def test_stars_are_a_chip_that_a_tap_takes_off(anna: Passer) -> None:
    for typed in ("mug at least 4 stars", "4+ stars mugs", "mugs rated 4+"):
        await anna.says(typed)
        assert "Blue mug" not in anna.text, "nobody reviewed it"

        await anna.taps("★ 4 and up ✕")
        assert anna.sees("A mug, blue") or "Blue mug" in anna.text


async def test_filters_are_chosen_one_after_the_other_and_hold_when_one_comes_back(
    anna: Passer,
) -> None:
    await anna.says("newest")
    await anna.taps("Filter and sort", "In stock", "All shelves", "Mugs")
    assert "Chosen: Mugs · In stock" in anna.text
    await anna.taps("Show ", "Blue mug", "‹ Back")

    assert {"In stock ✕", "Mugs ✕"} <= set(anna.buttons)
    await anna.taps("Filter and sort", "• In stock", "Show ")
    assert "In stock ✕" not in anna.buttons
    await anna.taps("Filter and sort", "Reset", "Show ")
    assert not any("✕" in label for label in anna.buttons)


async def test_the_goods_of_a_shelf_are_narrowed_and_sorted_as_a_search(anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("All goods", "Low price", "Filter")
    assert "• Low price" in anna.buttons
    await anna.taps("In stock", "All shelves", "Mugs", "Show ")

    assert anna.text.startswith("Mugs\n")
    assert "low prices first" in anna.text
    await anna.taps("In stock ✕", "‹ Back")
    assert anna.sees("Filter") or "Mugs" in anna.text


async def test_prices_to_choose_from_part_what_was_found(anna: Passer) -> None:
    await anna.says("newest")
    await anna.taps("Filter and sort", "Any price")

    ranges = [label for label in anna.buttons if "$" in label]
    assert len(ranges) >= 2
    await anna.taps(ranges[0], "Show ")
    assert f"{ranges[0]} ✕" in anna.buttons


@pytest.mark.parametrize("ends", [(1300, 100), (100, 10**15), (10**15, -1), (10**15, 0)])
async def test_prices_that_no_button_has_are_put_in_order(
    anna: Passer, ends: tuple[int, int]
) -> None:
    await anna.says("newest")
    await anna.taps("Filter and sort")

    await anna.sends_forged(PriceFound(search=1, low=ends[0], high=ends[1]).pack())

    assert anna.toasts == []
    assert "Chosen:" in anna.text


async def test_nothing_found_leaves_at_least_three_ways_on(anna: Passer) -> None:
    await anna.says("qwzzxv")
    assert "Nothing found for “qwzzxv”." in anna.text
    assert len(anna.buttons) >= 3

    await anna.says("teapot under 3")
    assert "Take a filter off" in anna.text
    await anna.taps("up to $3 ✕")
    assert anna.sees("Teapot")


async def test_a_search_answers_in_the_persons_language(street: Street) -> None:
    ivan = street.person("Иван", "ru")
    await ivan.says("кружек до 100 рублей", "кружка дешевле 20")

    assert "Синяя кружка" in ivan.text


async def test_an_old_or_forged_search_says_so(anna: Passer) -> None:
    await anna.says("newest")
    await anna.sends_forged(MoreFound(page=1, search=999).pack())

    assert "That search is too old. Please type it again." in anna.toasts
    await anna.sends_forged(MoreFound(page=77).pack())
    assert "found" in anna.text
