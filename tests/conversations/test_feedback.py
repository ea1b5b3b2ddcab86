"""Words to the owners alone, and their answer."""

from tests.conversations.street import Passer, Street
from tests.conversations.test_staff import photo


async def test_a_letter_with_photos_and_its_answer(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await anna.says("/help")
    await anna.taps("Tell the shop")
    assert "Only the owners read it" in anna.text
    await anna.says("The courier was <very> kind")
    street.telegram.photo(anna.person, photo())
    await street.quiet()
    await anna.taps("Send it")
    assert "The owners have it." in anna.text

    assert owner.sees("LETTER", "“The courier was <very> kind”", "Anna")
    assert len([m for m in owner.messages if m.get("photo")]) == 1
    await owner.taps("Answer…")
    street.telegram.sticker(owner.person)
    await street.quiet()
    assert "Please type a sentence for the customer." in owner.text
    await owner.says("We will tell him")

    assert owner.sees("LETTER, ANSWERED", "“We will tell him”")
    assert anna.sees("The shop answers you", "“We will tell him”")
    assert not street.telegram.violations


async def test_nobody_else_sees_a_letter(street: Street, anna: Passer, owner: Passer) -> None:
    await owner.says("/staff")
    await owner.taps("Invite somebody", "An admin")
    boris = street.person("Boris")
    await boris.says("/start " + owner.text.split("start=")[1].split()[0])
    await anna.says("/feedback", "The courier was kind")
    await anna.taps("Send it")
    mallory = street.person("Mallory")
    await mallory.says("/start")

    for stranger in (boris, mallory):
        for data in ("zo:1:0", "zo:1:1", "za:1", "zl:0"):
            await stranger.sends_forged(data)
        await stranger.says("/letters")
        assert not stranger.sees("The courier was kind")


async def test_what_was_told_is_kept_when_the_form_is_left(anna: Passer, owner: Passer) -> None:
    await anna.says("/feedback", "x")
    assert "Please write 3 to 800 characters." in anna.text
    await anna.says("The courier was kind", "/cancel")
    await anna.sends_forged("zs", anna.card["message_id"])
    assert "nothing is lost" in anna.toasts[0]

    await anna.says("/feedback")

    assert "“The courier was kind”" in anna.text
    assert not owner.sees("The courier was kind")


async def test_a_sixth_letter_waits_for_an_answer(anna: Passer, owner: Passer) -> None:
    for n in range(6):
        await anna.says("/feedback", f"Letter number {n}")
        await anna.taps("Send it")

    assert "Your letters still wait for an answer." in anna.toasts[0]
    await owner.says("/letters")
    assert "1–5 of 5" in owner.text
    await owner.taps("Letter number 0", "Answer…")
    await owner.says("Thank you")
    await anna.taps("Send it")
    assert owner.sees("Letter number 5")
