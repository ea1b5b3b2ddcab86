"""Staff read, decide and answer reviews in their chats; nobody else does."""

import pytest

from tests.conversations.street import Passer, Street
from tests.conversations.test_reviews import SAID, delivered, says_more


async def test_a_decision_is_about_what_was_read(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await delivered(anna, owner)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "5 ★")
    await says_more(street, anna)

    await owner.sends_forged("va:1:1")
    assert "stands differently" in owner.toasts[0]
    await owner.taps("Publish")
    await owner.sends_forged("va:1:2")
    assert "Olga did this already" in owner.toasts[0]


@pytest.mark.parametrize(
    "data",
    [
        "v:1:0",
        "vl:1:1:0",
        "vs:1:1:5",
        "vw:1:1",
        "vx:1:1:1",
        "vh:1:1",
        "va:1:2",
        "vn:1:2",
        "ve:1:2",
    ],
)
async def test_no_stranger_rates_decides_or_answers_by_a_forged_button(
    street: Street, anna: Passer, owner: Passer, data: str
) -> None:
    await delivered(anna, owner)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "5 ★")
    await says_more(street, anna)
    mallory = street.person("Mallory")
    await mallory.says("/start")

    await mallory.sends_forged(data)

    assert "answerCallbackQuery" in mallory.calls
    assert not mallory.sees(SAID)
    async with street.app.store.read() as uow:
        review = await uow.reviews.get(1)
    assert review
    assert (review.state, review.stars, review.text) == ("waiting", 5, SAID)


async def test_a_merchant_answers_and_does_not_see_what_waits(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await owner.says("/staff")
    await owner.taps("Invite somebody", "Souk")
    mira = street.person("Mira")
    await mira.says("/start " + owner.text.split("start=")[1].split()[0])
    await delivered(anna, mira)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "5 ★")
    await says_more(street, anna)
    assert not mira.sees(SAID)
    await mira.sends_forged("vc:1:0")
    assert not mira.sees(SAID)

    await owner.taps("Publish")
    assert mira.sees("REVIEW\n", SAID)
    await mira.taps("Answer…")
    await mira.says("Thank you")

    assert anna.sees("“Thank you”")
    await mira.says("/reviews")
    assert "Published reviews" in mira.text
    assert "Reviews to read" not in mira.buttons


async def test_admins_find_what_waits_in_the_panel(
    street: Street, anna: Passer, owner: Passer
) -> None:
    await owner.says("/panel")
    await owner.taps("Reviews")
    assert "Nothing waits for you." in owner.text
    await delivered(anna, owner)
    await anna.taps("Open the order", "Rate what you got", "Blue mug", "5 ★")
    await says_more(street, anna)

    await owner.says("/reviews")
    assert "1–1 of 1" in owner.text
    await owner.taps("Blue mug", "Publish", "All reviews", "Published reviews")
    assert "Blue mug" in owner.text
    assert not street.telegram.violations


async def test_goods_are_named_in_the_readers_language_and_not_in_the_writers(
    street: Street, anna: Passer, owner: Passer
) -> None:
    ivan = street.person("Иван", "ru")
    await ivan.says("/start", "кружка")
    await ivan.taps("350 мл", "Купить", "Самовывоз")
    await ivan.says("+7 916 123-45-67")
    await ivan.taps("Наличными")
    await owner.taps("Accept", "Packed", "Ready for pick-up", "Picked up", "Received $15")
    await ivan.taps("Открыть заказ", "Оценить покупку", "Синяя кружка", "5 ★")
    await ivan.taps("Добавить текст")
    await ivan.says("Хорошая кружка")
    await ivan.taps("Отправить отзыв")

    assert "Blue mug (350 ml)" in owner.text
    await owner.says("/reviews")
    assert "Blue mug (350 ml)" in owner.text
    await owner.taps("Blue mug (350 ml)", "Publish")
    await anna.says("/start")
    await anna.taps("Kitchen", "Mugs", "Blue mug", "Reviews · 1", "Иван")
    assert "Blue mug (350 ml)" in anna.text
    await ivan.says("/start")
    await ivan.taps("Кухня", "Кружки", "Синяя кружка", "Отзывы · 1", "Иван")
    assert "Синяя кружка (350 мл)" in ivan.text
