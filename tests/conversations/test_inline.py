"""The shop in other chats: fresh goods for everybody, and nothing about anybody."""

from pathlib import Path

from sandbox.params import Upload
from sandbox.people import Chat
from sandbox.refusals import Json
from sandbox.sample import sample_picture
from tests.conversations.street import Passer, Street, brings


async def types(street: Street, who: Passer, words: str, offset: str = "") -> Json:
    """Type behind the bot's name; return what the bot answered."""
    asked = street.telegram.ask_inline(who.person, words, offset)["inline_query"]["id"]
    await street.quiet()
    answer = street.telegram.world.inline.answer_to(asked)
    assert answer is not None
    return answer


async def picks(street: Street, who: Passer, words: str, group: Chat | None = None) -> Json:
    """Type, and send the first result; return the message."""
    query = street.telegram.ask_inline(who.person, words, chat=group)["inline_query"]["id"]
    await street.quiet()
    first = street.telegram.inline_results(query)[0]["id"]
    street.telegram.choose_inline(who.person, query, first, group)
    where = group.id if group else who.id
    sent = street.telegram.messages(where)[-1]
    await street.quiet()
    return sent


async def test_goods_are_found_in_any_chat_with_todays_price_and_stock(
    street: Street, anna: Passer, owner: Passer
) -> None:
    before = await types(street, anna, "teapot")
    await owner.says("/stock TP-1 0", "/price TP-1 28")
    after = await types(street, anna, "teapot")

    assert [each["title"] for each in before["results"]] == ["Teapot"]
    assert before["results"][0]["description"] == "$30 · Only 1 left"
    assert after["results"][0]["description"] == "Sold out"


async def test_without_words_what_sells_best_is_shown(street: Street, anna: Passer) -> None:
    answer = await types(street, anna, "")

    assert {each["title"] for each in answer["results"]} == {"Blue mug", "Teapot", "Clay vase"}
    assert answer["next_offset"] == ""


async def test_favourites_are_sent_as_a_card_that_opens_them(street: Street, anna: Passer) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "♡ Save")
    await anna.says("/favourites")
    await anna.taps("Share the list")
    token = anna.text.split("start=w_")[1].split()[0]

    (card,) = (await types(street, anna, f"list:{token}"))["results"]
    sent = await picks(street, anna, f"list:{token}")

    assert (card["title"], card["description"]) == ("Send this list", "Teapot")
    assert "What Anna likes" in sent["text"]
    assert "Teapot · $30" in sent["text"]
    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"].endswith(f"start=w_{token}")
    assert "What Anna likes" in anna.text, "picked in the chat with the shop, it opens at once"
    await anna.says("/favourites")
    await anna.taps("Share the list", "Stop sharing")
    assert (await types(street, anna, f"list:{token}"))["results"] == []


async def test_what_finds_nothing_leads_into_the_shop(street: Street, anna: Passer) -> None:
    answer = await types(street, anna, "spaceship")

    assert answer["results"] == []
    assert answer["button"] == {"text": "Nothing found. Open the shop", "start_parameter": "shop"}


async def test_hostile_words_and_offsets_are_answered_too(street: Street, anna: Passer) -> None:
    for words in ("'; drop table products; --", "\u202e\u200b", "x" * 256, "#999999999", "%_%"):
        assert (await types(street, anna, words))["results"] == []
    for offset in ("-1", "99999", "x", "9" * 60):
        await types(street, anna, "mug", offset)
    assert not street.telegram.violations


async def test_many_goods_come_in_parts_without_one_twice(
    street: Street, anna: Passer, tmp_path: Path
) -> None:
    rows = "\n".join(f"P-{n},Plate {n},Kitchen,Souk,5.00,USD,3" for n in range(23))
    file = tmp_path / "plates.csv"
    file.write_text(f"sku,title,category,merchant,price,currency,stock\n{rows}\n")
    await brings(street, file)
    seen: list[str] = []
    offset = "0"
    while offset:
        answer = await types(street, anna, "plate", offset)
        seen += [each["title"] for each in answer["results"]]
        offset = answer["next_offset"]

    assert sorted(seen) == sorted(f"Plate {n}" for n in range(23))


async def test_a_hidden_product_is_never_shown_not_even_to_the_owner(
    street: Street, owner: Passer
) -> None:
    await owner.says("/product OLD-1")
    for product in range(1, 9):
        answer = await types(street, owner, f"Old lamp #{product}")
        assert all(each["title"] != "Old lamp" for each in answer["results"])
    assert (await types(street, owner, "lamp"))["results"] == []


async def test_a_shared_card_opens_the_product_for_whoever_taps_it(
    street: Street, anna: Passer
) -> None:
    boris = street.person("Boris")
    friends = street.telegram.group("Friends", [anna.person, boris.person])
    street.telegram.take_update()
    sent = await picks(street, anna, "teapot", friends)
    (button,) = sent["reply_markup"]["inline_keyboard"][0]
    await boris.says("/start " + button["url"].partition("start=")[2])

    assert sent["text"].startswith("Teapot\n$30")
    assert sent["via_bot"]["username"] == "souk_demo_bot"
    assert "Teapot" in boris.text
    assert "Buy now · $30" in boris.buttons
    assert street.telegram.messages(friends.id)[-1] == sent, "the shop stays out of the group"


async def test_what_is_picked_in_the_shops_own_chat_opens_here_even_in_a_form(
    street: Street, anna: Passer
) -> None:
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "Courier")

    await picks(street, anna, "clay vase")
    vase = anna.text
    await anna.says("teapot")

    assert "Clay vase" in vase
    assert "Teapot" in anna.text, "the question for the address is not waiting any more"


async def test_the_share_button_finds_exactly_that_product(street: Street, anna: Passer) -> None:
    await anna.says("teapot")
    (share,) = [
        button["switch_inline_query"]
        for row in anna.card["reply_markup"]["inline_keyboard"]
        for button in row
        if "switch_inline_query" in button
    ]

    answer = await types(street, anna, share)

    assert [each["title"] for each in answer["results"]] == ["Teapot"]


async def test_a_picture_that_the_bot_has_sent_before_comes_with_the_card(
    street: Street, anna: Passer
) -> None:
    before = await types(street, anna, "teapot")
    sizes = street.telegram.world.files.add_photo(Upload("t.png", sample_picture(), "image/png"))
    product = int(before["results"][0]["id"].removeprefix("p"))
    async with street.app.store.write() as uow:
        picture = await uow.pictures.add(sample_picture())
        await uow.goods.set_picture(product, picture, street.app.clock.now())
        await uow.pictures.remember(picture, street.app.bot.id, sizes[-1]["file_id"])

    sent = await picks(street, anna, "teapot")

    assert sent["photo"] == sizes
    assert sent["caption"].startswith("Teapot\n$30")


async def test_who_only_types_the_bots_name_is_not_noted_as_a_customer(
    street: Street, anna: Passer
) -> None:
    await types(street, anna, "mug")

    async with street.app.store.read() as uow:
        assert await uow.customers.get(anna.id) is None


async def test_results_speak_the_language_of_who_types(street: Street) -> None:
    ivan = street.person("Иван", "ru")
    answer = await types(street, ivan, "чайник")

    assert answer["results"][0]["title"] == "Чайник"
    assert answer["button"]["text"] == "Открыть магазин"
