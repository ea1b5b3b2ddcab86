"""Screens of reviews and feedback: what they say, and that the worst texts fit and stay text."""

from dataclasses import replace

import pytest

from bot.reply import Screen
from bot.screens.feedback import Draft as LetterDraft
from bot.screens.feedback import (
    answer_note,
    answering_screen,
    letter_card,
    letters_screen,
    telling_screen,
)
from bot.screens.parts import Listing, product_lines
from bot.screens.product import product_screen
from bot.screens.rating import (
    Draft,
    ask_screen,
    lines_screen,
    mine_screen,
    stars_screen,
    withdraw_screen,
    words_screen,
)
from bot.screens.review_desk import queue_screen, rejecting_screen, review_card
from bot.screens.review_notes import review_note
from bot.screens.reviews import Reading, narrow_screen, review_screen, reviews_screen
from domain.customers import LIMITS
from domain.errors import Field
from domain.feedback import Feedback, Letter
from domain.ratings import Rating
from domain.review_news import ReviewNews
from domain.reviews import Rateable, Review, ReviewPage, Sorting, State
from domain.services.feedback import Letters
from domain.services.review_asks import Question
from domain.services.review_desk import ReviewQueue
from domain.services.reviews import Shown
from tests.screens.samples import (
    ANNA,
    NASTY,
    NOON,
    T,
    cart,
    keeps_limits,
    order,
    page,
    product,
    row,
)

AT = Reading(11, Listing(3, 2), 0, Sorting.NEW, 1)


def longest(field: Field, text: str) -> str:
    """That text, repeated up to the field's limit."""
    most = LIMITS[field][1]
    return (text * most)[:most]


def review(text: str = "A fine mug", **changed: object) -> Review:
    """Anna's review of a mug."""
    said = Review(
        1, 1, 1, 1001, "Anna K.", 4, State.PUBLISHED, NOON, "Blue mug", text=text, id=7, order_id=1
    )
    return replace(said, **changed)  # type: ignore[arg-type]


def worst(text: str, state: State = State.PUBLISHED) -> Review:
    """A review with the longest of everything."""
    return review(
        longest(Field.REVIEW, text),
        author=text[:64],
        title=text[:64],
        label=text,
        state=state,
        photos=("p",) * 5,
        useful=1_000_000,
        answer=longest(Field.REPLY, text),
        reason=longest(Field.ANSWER, text) if state is State.REJECTED else "",
        by=text,
    )


def five(of: Review, *, only: int = 0, at: int = 1) -> ReviewPage:
    """A page of five like it, of 23."""
    return ReviewPage(
        1, of.title, Rating(100, 23), {5: 11, 4: 12}, (of,) * 5, at, Sorting.NEW, only
    )


def rateable(of: Review | None = None, title: str = "Blue mug") -> Rateable:
    """A delivered line with what was said of it."""
    line = replace(order().lines[0], title=title, id=1)
    return Rateable(1, line, of)


def test_the_card_says_the_average_and_leads_to_the_reviews() -> None:
    rated = replace(product(), rating=Rating(108, 23))

    screen = product_screen(rated, 11, Listing(3), cart(), T)

    assert "★ 4.7 · 23 reviews" in screen.text
    assert [b.text for b in screen.rows[-2]] == ["Reviews · 23", "Share"]
    assert "★" not in product_screen(product(), 11, Listing(3), cart(), T).text


def test_lists_say_the_average_after_the_price() -> None:
    rated = replace(row(), rating=Rating(108, 23))

    assert product_lines(page(rated, row(2)), T) == (
        "Blue mug · $12 · ★\N{NO-BREAK SPACE}4.7\N{NO-BREAK SPACE}(23)\nBlue mug · $12"
    )


@pytest.mark.parametrize(
    ("stars", "count", "tenths"), [(0, 0, 0), (5, 1, 50), (9, 2, 45), (14, 3, 47), (13, 3, 43)]
)
def test_an_average_is_rounded_half_up(stars: int, count: int, tenths: int) -> None:
    assert Rating(stars, count).tenths == tenths


def test_a_list_says_where_it_stands_and_how_it_is_sorted() -> None:
    screen = reviews_screen(five(review()), AT, T)

    assert "6–10 of 23 · newest first" in screen.text
    assert "★★★★☆ Anna K." in screen.text
    assert [b.text for b in screen.rows[0]] == ["All stars", "Most useful first"]
    assert keeps_limits(screen)


def test_a_list_narrowed_to_nothing_and_one_without_reviews_lead_on() -> None:
    none = replace(five(review(), only=2, at=0), reviews=())
    never = replace(none, by_stars={}, rating=Rating(), only=0)

    assert "None of them has so many stars." in reviews_screen(none, AT, T).text
    assert "Nobody has reviewed this yet." in reviews_screen(never, AT, T).text
    assert keeps_limits(reviews_screen(none, AT, T))


def test_every_choice_of_stars_says_how_many_there_are() -> None:
    screen = narrow_screen(five(review(), only=4), AT, T)

    labels = [b.text for line in screen.rows for b in line]
    assert labels[:3] == ["All · 23", "5 ★ · 11", "• 4 ★ · 12"]
    assert keeps_limits(screen)


def test_the_writer_is_offered_no_praise_of_their_own() -> None:
    mine = review_screen(Shown(review(), mine=True, useful=False), AT, T)
    yours = review_screen(Shown(review(), mine=False, useful=True), AT, T)

    assert [b.text for line in mine.rows for b in line] == ["‹ Back"]
    assert [b.text for line in yours.rows for b in line] == ["Not useful after all", "‹ Back"]


def test_photos_stand_above_a_review_that_is_opened() -> None:
    shown = Shown(review(photos=("a", "b")), mine=False, useful=False)

    assert review_screen(shown, AT, T, photos=True).album == ("a", "b")
    assert review_screen(shown, AT, T).album == ()


def test_whoever_does_not_decide_reads_nothing_that_waits() -> None:
    waiting = review("secret", state=State.WAITING, photos=("a",), answer="answer")

    card = review_card(waiting, T, admin=False, photos=True)

    assert "secret" not in card.text
    assert "answer" not in card.text
    assert card.album == ()
    assert [b.text for line in card.rows for b in line] == ["All reviews"]


@pytest.mark.parametrize("state", list(State))
def test_an_admin_has_the_ways_that_fit(state: State) -> None:
    labels = {
        b.text for line in review_card(review(state=state), T, admin=True).rows for b in line
    }

    assert ("Publish" in labels) == (state in (State.WAITING, State.REJECTED))
    assert ("Do not show…" in labels) == (state in (State.WAITING, State.PUBLISHED))
    assert ("Answer…" in labels) == (state is State.PUBLISHED)


def test_the_question_is_quiet_and_its_stars_are_one_tap_away() -> None:
    screen = ask_screen(Question(ANNA, order(), (rateable(),)), T)

    assert screen.quiet
    labels = [b.text for line in screen.rows for b in line]
    assert labels[:5] == ["5 ★ great", "4 ★ good", "3 ★ all right", "2 ★ poor", "1 ★ bad"]
    assert labels[5] == "Do not ask me again"


def all_screens(text: str) -> list[Screen]:
    """Every screen of reviews and feedback, with that text wherever a person typed one."""
    shown = Shown(worst(text), mine=False, useful=True)
    every = [worst(text, state) for state in State]
    letter = Letter(
        Feedback(
            1001,
            longest(Field.FEEDBACK, text),
            ("p",) * 5,
            NOON,
            longest(Field.FEEDBACK, text),
            text,
            NOON,
            id=1,
        ),
        replace(ANNA, first_name=text[:64], username=text[:32]),
    )
    lines = tuple(rateable(each, text[:64]) for each in every) * 3
    words = longest(Field.REVIEW, text)
    return [
        reviews_screen(five(worst(text)), AT, T),
        narrow_screen(five(worst(text)), AT, T),
        review_screen(shown, AT, T, photos=True),
        *(mine_screen(rateable(each, text[:64]), T) for each in every),
        *(review_card(each, T, admin=True, photos=True) for each in every),
        *(rejecting_screen(each, T, group=True) for each in every),
        queue_screen(
            ReviewQueue(waiting=True, reviews=(worst(text),) * 5, page=1, total=23), T, admin=True
        ),
        *(review_note(worst(text, State.REJECTED), news, T) for news in ReviewNews),
        lines_screen(1, "1001", lines, 1, T, silent=True),
        stars_screen(rateable(title=text[:64]), T),
        withdraw_screen(rateable(worst(text), text[:64]), T),
        words_screen(rateable(None, text[:64]), Draft(1, 1, words, ("p",) * 5), T),
        ask_screen(Question(ANNA, order(), lines[:1]), T),
        ask_screen(Question(ANNA, order(), lines), T),
        letter_card(letter, T, photos=True),
        answering_screen(letter, T),
        letters_screen(Letters((letter,) * 5, 1, 23), T),
        answer_note(letter.feedback, T),
        telling_screen(LetterDraft(letter.feedback.text, ("p",) * 5), T),
    ]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_the_worst_texts_fit_and_stay_text(text: str) -> None:
    for screen in all_screens(text):
        assert keeps_limits(screen), screen
        assert "<script>" not in screen.text
