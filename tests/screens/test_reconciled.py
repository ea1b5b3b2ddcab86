"""What owners are told of a comparison with a provider's books."""

import json
from datetime import UTC, datetime

import pytest

from bot.callbacks.work import OpenAnyOrder
from bot.i18n import Translations
from bot.limits import problems
from bot.reply import Screen
from bot.screens.reconciled import reconciled_screen
from domain.money import Money
from domain.reconciliation import Difference, Gap, Report
from domain.services.reconcile import payload
from tests.screens.samples import NASTY

T = Translations({}).for_language("en")
SINCE = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
AT = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
LONGEST_ID = "cs_live_" + "a1" * 30


def usd(amount: int) -> Money:
    """Dollars in cents."""
    return Money(amount, "USD")


def difference(gap: Gap, order_id: int = 7, payment: str = "cs_1") -> Difference:
    """A difference of a kind, with the sums that kind has."""
    ours = None if gap in (Gap.UNRECORDED, Gap.DISPUTED) else usd(69000)
    theirs = None if gap is Gap.UNBACKED else usd(50000)
    return Difference(gap, payment, order_id, ours, theirs)


def told(
    *differences: Difference,
    healed: int = 0,
    payments: int = 1204,
    more: int = 0,
    silent: str = "",
) -> Screen:
    """The screen of a report, by the way of JSON that it takes through the outbox."""
    many = len(differences) + more
    report = Report("stripe", SINCE, AT, payments, healed, many, differences, silent)
    screen = reconciled_screen(json.loads(json.dumps(payload(report))), T)
    assert problems(screen) == []
    assert (screen.card, screen.fresh) == (False, True)
    return screen


def said(screen: Screen) -> list[str]:
    """Its lines, without the one that has the date in it."""
    lines = screen.text.splitlines()
    assert "<tg-time" in lines[2]
    return [line for line in (*lines[:2], *lines[3:]) if line]


def test_what_was_put_right_is_counted_and_needs_nobody() -> None:
    screen = told(healed=2)

    assert said(screen) == [
        "<b>Stripe: the shop's books and theirs</b>",
        "2 differences were found and put right.",
    ]
    assert screen.text.splitlines()[2].startswith("1,204 payments since ")
    assert screen.rows == []


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (Gap.UNRECORDED, "Order #1007: $500 was paid and could not be recorded here."),
        (
            Gap.UNBACKED,
            "Order #1007: $690 is recorded here, but the provider does not show it as paid.",
        ),
        (Gap.SUM, "Order #1007: $500 was paid instead of $690."),
        (Gap.REFUNDED, "Order #1007: the provider gave $500 back, here it says $690."),
        (
            Gap.DISPUTED,
            "Order #1007: the customer wants $500 back through the bank. Please answer at "
            "the provider in time.",
        ),
    ],
)
def test_each_kind_of_difference_says_what_differs_and_where_to_look(gap: Gap, words: str) -> None:
    screen = told(difference(gap))

    assert said(screen)[1:] == [
        "1 difference is left. Please look at it:",
        words,
        "Payment: <code>cs_1</code>",
    ]
    ((button,),) = screen.rows
    assert (button.text, button.press) == ("Order #1007", OpenAnyOrder(order=7))


def test_money_of_no_order_has_no_order_to_open() -> None:
    screen = told(difference(Gap.UNRECORDED, order_id=0))

    assert "$500 was paid for an order that this shop never had." in said(screen)
    assert "#" not in screen.text
    assert screen.rows == []


def test_of_many_differences_some_are_named_and_the_others_counted() -> None:
    """The longest sums and ids there are still fit into one message."""
    many = [difference(Gap.DISPUTED, order_id, LONGEST_ID) for order_id in range(1, 13)]

    screen = told(*many, healed=999, more=88, silent="TryLater")

    assert said(screen)[-1] == "and 95 more differences"
    assert "100 differences are left. Please look at them:" in said(screen)
    assert len(screen.rows) == 5


def test_an_order_with_two_differences_has_one_button() -> None:
    screen = told(difference(Gap.SUM), difference(Gap.DISPUTED))

    assert [[button.text for button in row] for row in screen.rows] == [["Order #1007"]]


def test_books_that_were_not_read_to_the_end_are_not_called_compared() -> None:
    screen = told(healed=1, payments=100, silent="OutcomeUnknown")

    assert "The provider stopped answering, so some payments were not compared." in said(screen)
    assert "OutcomeUnknown" not in screen.text, "a word for the journal"


@pytest.mark.parametrize("payment", NASTY)
def test_a_providers_id_is_shown_as_it_is(payment: str) -> None:
    screen = told(difference(Gap.SUM, payment=payment))

    assert "<script>" not in screen.text


def test_a_provider_without_a_name_of_its_own_is_named_as_the_shop_calls_it() -> None:
    report = Report("paypal", SINCE, AT, 1, 1, 0, ())

    assert reconciled_screen(payload(report), T).text.startswith("<b>paypal: ")


@pytest.mark.parametrize("gap", Gap)
def test_every_kind_of_difference_has_its_words(gap: Gap) -> None:
    assert len(said(told(difference(gap)))) == 4
