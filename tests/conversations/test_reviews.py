"""Reviews in the chat: asked for once, given by a tap, read, decided and answered."""

from tests.conftest import StandingClock
from tests.conversations.street import Passer, Street
from tests.conversations.test_edits import wants_mugs
from tests.conversations.test_staff import photo

SAID = "The <handle> is fine & warm"


async def delivered(anna: Passer, owner: Passer) -> None:
    """Anna has her three mugs, paid in cash."""
    await wants_mugs(anna, "Cash at pick-up")
    await owner.taps("Accept", "Packed", "Ready for pick-up", "Picked up", "Received $36")


async def delivered_again(anna: Passer, owner: Passer) -> None:
    """Anna has one more mug; the shop knows her by now."""
    await anna.says("/start")
    await anna.taps("Kitchen", "Mugs", "Blue mug", "Add", "Cart", "Checkout", "Cash at pick-up")
    await owner.taps("Accept", "Packed", "Ready for pick-up", "Picked up", "Received $12")


async def a_day_later(street: Street, clock: StandingClock) -> int:
    """A day goes by, and the shop asks whom it may; return how many."""
    clock.skip(days=1, minutes=1)
    asked = await street.app.services.review_asks.ask_due()
    await street.quiet()
    return asked


async def says_more(street: Street, anna: Passer, photos: int = 0) -> None:
    """Anna adds words and photos to her stars."""
    await anna.taps("Add words or photos")
    await anna.says(SAID)
    for _ in range(photos):
        street.telegram.photo(anna.person, photo())
        await street.quiet()
    await anna.taps("Send the review")


async def to_the_mug(anna: Passer) -> None:
    """Anna opens the mug's card."""
    await anna.says("/start")
    await anna.taps("Kitchen", "Mugs", "Blue mug")


async def test_asked_rated_written_published_answered_and_read(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await delivered(anna, owner)
    assert await a_day_later(street, clock) == 1
    assert "How do you like what you got?" in anna.text
    assert street.telegram.calls[-1].params["disable_notification"] == "true"

    await anna.taps("5 ★")
    assert anna.toasts == ["Thank you!"]
    assert anna.visible_calls == ["editMessageText"]
    assert "Everybody can read it" in anna.text
    await says_more(street, anna, photos=2)
    assert "The shop reads it first" in anna.text

    assert owner.sees("REVIEW TO READ", SAID, "Anna")
    assert len([m for m in owner.messages if m.get("photo")]) == 2
    await to_the_mug(anna)
    assert "★" not in anna.text
    await owner.taps("Publish")
    assert anna.sees("Your review is published.")
    await owner.taps("Answer…")
    await owner.says("Thank you, Anna")
    assert anna.sees("The shop answered your review.", "“Thank you, Anna”")

    boris = street.person("Boris")
    await to_the_mug(boris)
    assert "★ 5.0 · 1 review" in boris.text
    await boris.taps("Reviews · 1")
    assert SAID in boris.text
    await boris.taps("Anna")
    assert len([m for m in boris.messages if m.get("photo")]) >= 2
    assert "The shop's answer\nThank you, Anna" in boris.text
    await boris.taps("This was useful")
    assert "1 person found this useful" in boris.text
    await boris.taps("‹ Back", "‹ Back", "‹ Back")
    assert "★\N{NO-BREAK SPACE}5.0\N{NO-BREAK SPACE}(1)" in boris.text
    assert not street.telegram.violations


async def test_nobody_is_asked_twice_too_early_or_about_what_came_back(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await delivered(anna, owner)
    assert await street.app.services.review_asks.ask_due() == 0
    await anna.taps("Open the order")
    await anna.taps("Return something", "Blue mug", "Blue mug", "Blue mug", "Go on")
    await anna.says("They are all too small")
    await anna.taps("Ask the shop")

    assert await a_day_later(street, clock) == 0
    assert await a_day_later(street, clock) == 0
    assert not anna.sees("How do you like what you got?")


async def test_who_does_not_want_to_be_asked_is_not(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await delivered(anna, owner)
    assert await a_day_later(street, clock) == 1
    await anna.taps("Do not ask me again")
    assert anna.toasts == ["All right, you will not be asked again."]
    await delivered_again(anna, owner)
    assert await a_day_later(street, clock) == 0

    await anna.taps("Ask me after delivery")
    await delivered_again(anna, owner)
    assert await a_day_later(street, clock) == 1


async def test_who_rated_before_the_question_came_is_not_asked(
    street: Street, anna: Passer, owner: Passer, clock: StandingClock
) -> None:
    await delivered(anna, owner)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "4 ★")

    assert await a_day_later(street, clock) == 0
    assert "★★★★☆" in anna.text


async def test_the_writer_reads_why_it_is_not_shown_and_may_try_again(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await delivered(anna, owner)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "1 ★")
    await says_more(street, anna)
    await owner.taps("Do not show…")
    await owner.says("x")
    assert "Please say why not in 3 to 300 characters." in owner.text
    await owner.says("Please no addresses")

    assert owner.sees("REVIEW NOT SHOWN", "Decided by Olga")
    assert anna.sees("The shop does not show your review.", "“Please no addresses”")
    await anna.taps("Your review", "Write it anew")
    assert SAID in anna.text
    await anna.says("It broke")
    await anna.taps("Send the review")
    assert owner.sees("REVIEW TO READ", "“It broke”")


async def test_what_is_taken_back_is_gone_everywhere(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await delivered(anna, owner)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "5 ★")
    await says_more(street, anna)
    await owner.taps("Publish")
    await anna.taps("Your review", "Take it back")
    assert "Your stars, words and photos are deleted." in anna.text

    await anna.taps("Take it back")

    assert "How do you like it?" in anna.text
    assert owner.sees("REVIEW TAKEN BACK")
    assert SAID not in owner.text
    await to_the_mug(anna)
    assert "★" not in anna.text


async def test_the_form_takes_captions_and_answers_stickers(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await delivered(anna, owner)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "5 ★")
    await anna.taps("Add words or photos")
    street.telegram.sticker(anna.person)
    await street.quiet()
    assert "Please type what you want to say, or send a photo." in anna.text
    street.telegram.photo(anna.person, photo(), caption="Warm in the hand")
    await street.quiet()
    assert "“Warm in the hand”" in anna.text
    await anna.taps("Without the photos")
    assert "You have added" not in anna.text
    await anna.says("x" * 451)
    assert "A review has up to 450 characters." in anna.text
    await anna.says("/cancel")
    await anna.sends_forged("vd:1", anna.card["message_id"])
    assert "closed" in anna.toasts[0]
