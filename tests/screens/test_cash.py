"""What a merchant is asked at the door, in every language."""

from dataclasses import replace

import pytest

from bot.callbacks.work import MoveFulfilment, TakeCash
from bot.i18n import Translations
from bot.screens.cash import cash_screen, other_sum_screen
from domain.fulfilment import Step
from domain.money import LARGEST, Money
from domain.orders import Method
from domain.services.fulfilment import Part
from tests.house.test_locales import LANGUAGES, LOCALES
from tests.screens.samples import T, button, keeps_limits, labels, order, part, usd

PART = Part(part(Step.SHIPPED), replace(order(), method=Method.CASH))
DUE = usd(3000)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("money", [DUE, Money(LARGEST, "KWD"), Money(0, "JPY")])
def test_every_question_fits_in_every_language(language: str, money: Money) -> None:
    t = Translations.load(LOCALES).for_language(language)
    other = Money(money.amount + 1, money.currency)
    for group in (True, False):
        assert keeps_limits(cash_screen(PART, money, t, group=group))
    assert keeps_limits(other_sum_screen(PART, money, other, t))
    assert keeps_limits(other_sum_screen(PART, other, money, t))


def test_the_sum_that_is_due_is_on_the_button() -> None:
    screen = cash_screen(PART, DUE, T, group=False)

    assert labels(screen) == [["Received $30"], ["‹ Back"]]
    assert button(screen, "Received $30").press == TakeCash(fulfilment=1, amount=3000)
    assert screen.subject == "fulfilment:1"


def test_another_sum_is_asked_about_with_a_way_back_to_the_question() -> None:
    screen = other_sum_screen(PART, DUE, usd(2800), T)

    assert "$2 less than the $30" in screen.text
    assert button(screen, "Yes, $28").press == TakeCash(fulfilment=1, amount=2800)
    back = MoveFulfilment(fulfilment=1, to=Step.DELIVERED)
    assert button(screen, "‹ Back").press == back
