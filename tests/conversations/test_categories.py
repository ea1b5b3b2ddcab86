"""An admin arranges the shelves, and customers see it."""

import pytest

from sandbox.sample import sample_picture
from tests.conversations.street import Passer, Street


@pytest.fixture
async def admin(owner: Passer) -> Passer:
    """Somebody at the list of shelves."""
    await owner.says("/panel")
    await owner.taps("Shelves")
    return owner


async def test_the_tree_is_shown_with_what_is_in_it(admin: Passer) -> None:
    assert "Kitchen · 2 products, 1 shelf" in admin.text
    assert "Home · 2 products" in admin.text

    await admin.taps("Kitchen", "Mugs")

    assert "Kitchen › Mugs\n1 product on it and below it\nCustomers see it" in admin.text
    await admin.taps("‹ Back", "‹ Back", "‹ Panel")
    assert admin.text.startswith("Panel")


async def test_a_new_shelf_is_seen_once_goods_are_on_it(admin: Passer, anna: Passer) -> None:
    await admin.taps("Kitchen", "Add a shelf in it")
    await admin.says("Tea pots")
    assert "Kitchen › Tea pots\nEmpty, so customers do not see it" in admin.text

    await admin.taps("‹ Back", "Delete", "Move its goods", "Kitchen", "Tea pots", "Put it here")
    assert "The goods are on this shelf now." in admin.text
    await anna.says("/start")
    await anna.taps("Kitchen")

    assert "Mugs · 1\nTea pots · 1" in anna.text


async def test_a_title_that_stands_there_is_asked_for_again(admin: Passer) -> None:
    await admin.taps("Add a shelf")
    await admin.says("Kitchen")
    assert "There is a shelf called “Kitchen” in that place." in admin.all_text

    await admin.says("Garden")

    assert admin.text.startswith("The shelf is there.")


async def test_a_shelf_is_called_otherwise_in_each_language(street: Street, admin: Passer) -> None:
    await admin.taps("Kitchen", "Names", "In all languages")
    await admin.says("Cooking")
    assert "In all languages: Cooking\nРусский: Кухня" in admin.text
    await admin.taps("Русский")
    await admin.says("Готовка")
    ivan = street.person("Иван", "ru")

    await ivan.says("/start")
    assert "Готовка" in ivan.buttons
    await admin.taps("Русский", "Take this word away")
    await ivan.says("/start")

    assert "Cooking" in ivan.buttons


async def test_shelves_change_places(admin: Passer, anna: Passer) -> None:
    await admin.taps("Kitchen", "Later")
    assert admin.toasts == ["One place later"]
    assert "Later" not in admin.buttons

    await anna.says("/start")

    assert [b for b in anna.buttons if b in ("Home", "Kitchen")] == ["Home", "Kitchen"]


async def test_a_shelf_moves_with_its_goods_but_never_into_itself(
    admin: Passer, anna: Passer
) -> None:
    await admin.taps("Kitchen", "Mugs", "Move to…", "Home", "Put it here")
    assert "Home › Mugs" in admin.text
    await anna.says("/start")
    await anna.taps("Home")
    assert "Mugs · 1" in anna.text

    await admin.sends_forged("np:2:3:0")  # Home into Mugs

    assert admin.toasts == [
        "“Home” cannot stand in itself or in a shelf below it. Please choose another place."
    ]


async def test_a_hidden_shelf_is_gone_everywhere_and_its_link_is_answered_kindly(
    admin: Passer, anna: Passer
) -> None:
    await anna.says("/start", "teapot")
    assert "Teapot" in anna.text
    await admin.taps("Kitchen", "Hide")
    assert "Hidden from customers, with all below it" in admin.text

    for words in ("teapot", "/start p_2", "/start c_1", "/start c_3", "/shop"):
        await anna.says(words)
        assert "Teapot · $30" not in anna.text
        assert "Kitchen" not in anna.buttons
    await anna.says("/start c_3")
    assert "This shelf is empty now." in anna.text
    await admin.taps("Show again")
    await anna.says("/start c_1")

    assert "Kitchen" in anna.text


async def test_a_picture_is_shown_above_the_shelf_and_sent_only_once(
    street: Street, admin: Passer, anna: Passer
) -> None:
    await admin.taps("Kitchen", "Picture")
    await admin.says("a picture")
    assert "Please send it as a photo" in admin.all_text
    street.telegram.photo(admin.person, sample_picture())
    await street.quiet()
    assert "Customers see it so from now on." in admin.text

    await anna.says("/start")
    await anna.taps("Kitchen")

    assert anna.card["photo"]
    assert anna.text.startswith("Kitchen")
    await admin.taps("Picture", "Take the picture away")
    assert "photo" not in admin.card


async def test_a_shelf_with_goods_stays_and_an_empty_one_goes_after_a_question(
    admin: Passer,
) -> None:
    await admin.taps("Kitchen", "Delete")
    assert "Kitchen is not empty\n\n2 products on it and below it" in admin.text
    await admin.taps("Hide", "Show again", "‹ Back", "Add a shelf")
    await admin.says("Attic")

    await admin.taps("Delete")
    assert "Delete the shelf Attic?" in admin.text
    await admin.taps("Delete it")

    assert admin.toasts == ["The shelf is gone."]
    assert "Attic" not in admin.text


async def test_customers_have_no_say_in_it(anna: Passer) -> None:
    await anna.says("/start", "/categories")
    assert "no such command" in anna.text

    for data in ("n:0:0", "nh:1:1", "nd:1:1", "np:1:2:0"):
        await anna.sends_forged(data)
        assert "Hidden" not in anna.all_text
    await anna.says("/start")

    assert "Kitchen" in anna.buttons
