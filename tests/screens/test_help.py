"""Help, privacy and languages."""

from dataclasses import replace

from bot.callbacks.shopping import ChooseLanguage
from bot.screens.help import (
    help_screen,
    in_private_screen,
    payment_help_screen,
)
from bot.screens.language import languages_screen
from bot.screens.privacy import privacy_screen
from domain.orders import Method
from tests.screens.samples import NASTY, SHOP, T, button, keeps_limits, labels


def test_help_says_how_to_pay_here() -> None:
    both = help_screen(T, SHOP).text
    cash = help_screen(T, replace(SHOP, methods=(Method.CASH,))).text
    none = help_screen(T, replace(SHOP, methods=())).text
    online = help_screen(T, replace(SHOP, methods=(Method.STRIPE,))).text
    mixed = help_screen(T, replace(SHOP, methods=tuple(Method))).text

    assert "here in Telegram, or in cash" in both
    assert "You pay in cash" in cash
    assert "Telegram" not in cash
    assert "pay " not in none
    assert "You pay online when you order." in online
    assert "online when you order, or in cash" in mixed
    assert "Telegram" not in online


def test_a_person_is_named_only_when_the_shop_has_one() -> None:
    silent = replace(SHOP, support="")

    for screen in (help_screen, privacy_screen, payment_help_screen):
        assert "A person answers here: @souk_help" in screen(T, SHOP).text
        assert "A person answers here" not in screen(T, silent).text
        assert keeps_limits(screen(T, silent))


def test_any_name_of_the_shop_fits_and_is_shown_literally() -> None:
    for name in NASTY:
        shop = replace(SHOP, name=name, support=name)
        for screen in (help_screen, privacy_screen, payment_help_screen, in_private_screen):
            assert keeps_limits(screen(T, shop))
            assert "<script>" not in screen(T, shop).text


def test_a_group_is_led_to_the_private_chat() -> None:
    screen = in_private_screen(T, SHOP)

    assert button(screen, "Open the shop").url == "https://t.me/souk_bot?start=shop"
    assert not screen.card


def test_languages_are_named_in_themselves_and_the_present_one_is_marked() -> None:
    screen = languages_screen({"en": "English", "ru": "Русский", "zh": "中文"}, T)

    assert labels(screen) == [["• English", "Русский"], ["中文"], ["‹ Shop"]]
    assert button(screen, "Русский").press == ChooseLanguage(language="ru")
