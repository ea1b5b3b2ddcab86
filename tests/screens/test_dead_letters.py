"""What owners read of messages that were given up, and that each of them has its button."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.callbacks.dead_letters import OpenDeadLetters, SendDeadLetter, SendDeadLetters
from bot.callbacks.work import LookAgain
from bot.i18n import Translations
from bot.screens.dead_letters import letters_screen, moment
from bot.screens.doctor import doctor_screen
from domain.dead_letters import PAGE, DeadLetter, DeadLetterPage
from domain.health import Case, Fact, Finding, Level, Subject
from domain.notices import Kind
from tests.house.test_locales import LANGUAGES, LOCALES
from tests.screens.samples import NOON, T, button, keeps_limits, labels

BLOCKED = "Forbidden: bot was blocked by the user"
LETTER = DeadLetter(7, Kind.ORDER_NOTE, {"order_id": 42}, NOON, BLOCKED)


def page(*dead_letters: DeadLetter, at: int = 0, total: int = 0) -> DeadLetterPage:
    """A page with those letters."""
    return DeadLetterPage(dead_letters, at, total or len(dead_letters), NOON)


def test_a_message_is_told_by_what_it_was_its_order_and_why_it_failed() -> None:
    screen = letters_screen(page(LETTER), T)

    assert "1. News for the customer (#1042)," in screen.text
    assert "<i>They have blocked the bot.</i>" in screen.text
    again = button(screen, "Send 1 again").press
    assert isinstance(again, SendDeadLetter)
    assert (again.letter, moment(again.died)) == (7, NOON)
    assert labels(screen) == [["Send 1 again"], ["‹ Check-up"]]


def test_what_telegram_said_is_shown_literally_and_shortly() -> None:
    screen = letters_screen(page(replace(LETTER, said="<b>Bad</b> & " + "x" * 500)), T)

    assert "&lt;b&gt;Bad&lt;/b&gt; &amp; x" in screen.text
    assert keeps_limits(screen)


def test_several_can_be_sent_at_once_up_to_the_newest_seen() -> None:
    more = [replace(LETTER, id=n, given_up_at=NOON - timedelta(hours=n)) for n in range(PAGE)]
    screen = letters_screen(page(*more, at=1, total=12), T)

    press = button(screen, "Send all again").press
    assert isinstance(press, SendDeadLetters)
    assert moment(press.until) == NOON
    assert [label for row in labels(screen) for label in row][:2] == [
        "Send 6 again",
        "Send 7 again",
    ]
    assert button(screen, "›").press == OpenDeadLetters(page=2)
    assert len(screen.rows) <= 8
    assert keeps_limits(screen)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("kind", [*Kind, "unheard of"])
def test_every_kind_of_message_has_a_name(kind: str, language: str) -> None:
    t = Translations.load(LOCALES).for_language(language)
    screen = letters_screen(page(replace(LETTER, kind=kind, payload={}, said="")), t)

    assert keeps_limits(screen)
    assert f"1. {kind}" not in screen.text


def test_none_is_told_as_good_news_with_a_way_back() -> None:
    screen = letters_screen(DeadLetterPage((), 0, 0, None), T)

    assert "everybody was told" in screen.text
    assert button(screen, "‹ Check-up").press == LookAgain()


def test_the_check_up_leads_to_them_when_there_are_any() -> None:
    facts: dict[str, Fact] = {"count": 2, "since": NOON}
    dead = Finding(Subject.MESSAGES, Level.WARNING, Case.MESSAGES_DEAD, facts)

    assert (
        button(doctor_screen([dead], NOON, T), "Undelivered messages").press == OpenDeadLetters()
    )
    fine = Finding(Subject.MESSAGES, Level.OK, Case.MESSAGES_FINE)
    assert "Undelivered messages" not in str(labels(doctor_screen([fine], NOON, T)))
