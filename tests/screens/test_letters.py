"""What owners read of messages that were given up, and that each of them has its button."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.callbacks import LookAgain, OpenLetters, SendLetter, SendLetters
from bot.i18n import Translations
from bot.screens.doctor import doctor_screen
from bot.screens.letters import letters_screen, moment
from domain.health import Case, Fact, Finding, Level, Subject
from domain.letters import PAGE, Letter, LetterPage
from domain.notices import Kind
from tests.house.test_locales import LANGUAGES, LOCALES
from tests.screens.samples import NOON, T, button, keeps_limits, labels

BLOCKED = "Forbidden: bot was blocked by the user"
LETTER = Letter(7, Kind.ORDER_NOTE, {"order_id": 42}, NOON, BLOCKED)


def page(*letters: Letter, at: int = 0, total: int = 0) -> LetterPage:
    """A page with those letters."""
    return LetterPage(letters, at, total or len(letters), NOON)


def test_a_message_is_told_by_what_it_was_its_order_and_why_it_failed() -> None:
    screen = letters_screen(page(LETTER), T)

    assert "1. News for the customer (#1042)," in screen.text
    assert "<i>They have blocked the bot.</i>" in screen.text
    again = button(screen, "Send 1 again").press
    assert isinstance(again, SendLetter)
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
    assert isinstance(press, SendLetters)
    assert moment(press.until) == NOON
    assert [label for row in labels(screen) for label in row][:2] == [
        "Send 6 again",
        "Send 7 again",
    ]
    assert button(screen, "›").press == OpenLetters(page=2)
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
    screen = letters_screen(LetterPage((), 0, 0, None), T)

    assert "everybody was told" in screen.text
    assert button(screen, "‹ Check-up").press == LookAgain()


def test_the_check_up_leads_to_them_when_there_are_any() -> None:
    facts: dict[str, Fact] = {"count": 2, "since": NOON}
    dead = Finding(Subject.MESSAGES, Level.WARNING, Case.MESSAGES_DEAD, facts)

    assert button(doctor_screen([dead], NOON, T), "Undelivered messages").press == OpenLetters()
    fine = Finding(Subject.MESSAGES, Level.OK, Case.MESSAGES_FINE)
    assert "Undelivered messages" not in str(labels(doctor_screen([fine], NOON, T)))
