"""What a look at the shop found is said in whole sentences, with what to do, and fits."""

from datetime import UTC, datetime

import pytest

from bot.callbacks.work import LookAgain, OpenPanel
from bot.i18n import Translations, Translator
from bot.limits import OUR_TEXT, length, problems
from bot.screens.doctor import advice, doctor_screen, sentence
from bot.screens.doctor_words import ADVICE, ANY_RULE, NAMES, RULES, SAID, SUBJECTS
from domain.health import Case, Finding, Level, Subject
from domain.orders import Method
from storage.invariants import INVARIANTS
from tests.screens.samples import NASTY, NOON

ORDERS = ("#1001", "#1002", "#1003", "#1004", "#1005")
FACTS = {
    "kind": "SQLite",
    "count": 12_345,
    "rule": "I7",
    "rows": "1, 2, 3, 4, 5",
    "bot": "souk_bot",
    "seconds": 31,
    "host": "shop.example",
    "said": "Wrong response from the webhook: 502 Bad Gateway",
    "since": NOON,
    "ways": tuple(Method),
    "provider": "stripe",
    "providers": ("stripe", "yookassa"),
    "currency": "USD",
    "merchants": NASTY,
    "orders": ORDERS,
    "error": "OSError",
}


@pytest.fixture
def t() -> Translator:
    """English."""
    return Translations({}).for_language("en")


def finding(
    case: Case, level: Level = Level.WRONG, about: Subject = Subject.REFUNDS, **changed: object
) -> Finding:
    """A finding with every fact that a sentence may ask for."""
    return Finding(about, level, case, {**FACTS, **changed})  # type: ignore[dict-item]


@pytest.mark.parametrize("case", Case)
def test_whatever_can_be_found_has_a_sentence_and_a_problem_has_advice(
    case: Case, t: Translator
) -> None:
    said, todo = sentence(finding(case), t), advice(finding(case), t)

    assert "{" not in (said + todo).replace("{n} %s", "")  # which somebody calls themselves
    assert said.endswith((".", ")", "Gateway")) == (case in ADVICE)
    assert bool(todo) == (case in ADVICE)
    assert said != todo


def test_nothing_is_worded_that_cannot_be_found() -> None:
    assert set(SAID) == set(Case)
    assert set(SUBJECTS) == set(Subject)
    assert set(NAMES) == {*Method}


def test_every_rule_of_the_books_is_told_in_plain_words(t: Translator) -> None:
    numbers = {name.partition(" ")[0] for name in INVARIANTS}

    assert numbers == set(RULES)
    said = sentence(finding(Case.RULE_BROKEN, rule="I3", rows="4, 9"), t)
    assert said == "Stock has changed without a record of it. (I3: 4, 9)"
    assert ANY_RULE in sentence(finding(Case.RULE_BROKEN, rule="I99"), t)


def test_names_and_sums_are_written_as_people_write_them(t: Translator) -> None:
    ways = sentence(finding(Case.WAYS_FINE, ways=(Method.STRIPE, Method.CASH)), t)
    waiting = sentence(finding(Case.REFUNDS_BY_HAND, orders=ORDERS[:2]), t)

    assert ways == "Customers can choose: Stripe, cash"
    assert waiting.plain.startswith("Refunds that wait for you: 12,345 (#1001, #1002), since ")


def test_a_merchant_may_be_called_like_a_way_to_pay(t: Translator) -> None:
    assert "orders: cash, stripe." in sentence(
        finding(Case.WITHOUT_CHAT, merchants=("cash", "stripe")), t
    )


def test_what_others_say_and_call_themselves_is_shown_literally(t: Translator) -> None:
    failed = sentence(finding(Case.WEBHOOK_FAILS, said="<b>502</b> & more"), t)
    nameless = sentence(finding(Case.WITHOUT_CHAT, merchants=NASTY), t)

    assert "&lt;b&gt;502&lt;/b&gt; &amp; more" in failed
    assert "<script>" not in nameless
    assert ", …." in nameless


def test_a_screen_groups_what_is_wrong_to_look_at_and_well(t: Translator) -> None:
    found = [
        finding(Case.CLOCK_FAST, Level.WARNING, Subject.CLOCK),
        finding(Case.DATABASE_FINE, Level.OK, Subject.DATABASE),
        finding(Case.PROVIDER_FINE, Level.OK, Subject.PROVIDERS),
        finding(Case.KEYS_REFUSED, Level.WRONG, Subject.PROVIDERS),
    ]
    screen = doctor_screen(found, NOON, t)

    assert screen.text.partition("\n\n")[2] == (
        "<b>Wrong</b>\n"
        "• Stripe does not accept the shop's keys: nobody can pay by it.\n"
        "<i>Copy them once more from your account there.</i>\n\n"
        "<b>To look at</b>\n"
        "• This machine's clock is 31 s ahead of Telegram's.\n"
        "<i>Have it set over the network (NTP): payments rely on it.</i>\n\n"
        "<b>Well</b>\n"
        "Database"
    )
    assert [button.press for row in screen.rows for button in row] == [LookAgain(), OpenPanel()]
    assert problems(screen) == []
    assert not screen.card


def test_a_shop_that_is_well_is_told_shortly(t: Translator) -> None:
    found = [Finding(about, Level.OK, Case.CLOCK_FINE) for about in Subject]
    screen = doctor_screen(found, NOON, t)

    assert "Wrong" not in screen.text
    assert screen.text.count(",") >= len(Subject) - 1
    assert "Messages" in screen.text
    assert problems(screen) == []


def test_looking_again_shows_when_it_was_looked(t: Translator) -> None:
    later = datetime(2026, 11, 21, 12, 0, 1, tzinfo=UTC)

    assert doctor_screen([], NOON, t).text != doctor_screen([], later, t).text


def test_too_many_problems_are_cut_and_counted_the_worst_stay(t: Translator) -> None:
    found = [finding(case, Level.WARNING) for case in ADVICE]
    worst = finding(Case.TOKEN_REFUSED, Level.WRONG, Subject.TELEGRAM)
    screen = doctor_screen([*found, worst], NOON, t)

    assert problems(screen) == []
    assert length(screen.text) > OUR_TEXT / 2
    assert sentence(worst, t) in screen.text
    shown = screen.text.count("• ")
    assert f"and {len(found) + 1 - shown} more." in screen.text
