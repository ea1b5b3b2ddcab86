"""HTML and what is found in plain text."""

import pytest

from sandbox.entities import parse_html
from sandbox.people import Person
from sandbox.refusals import Refused
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>Mug</b>", "Mug", [("bold", 0, 3)]),
        ("<i>a<u>b</u></i>", "ab", [("italic", 0, 2), ("underline", 1, 1)]),
        ("😀<s>x</s>", "😀x", [("strikethrough", 2, 1)]),
        ("5 &lt; 6 &amp; &quot;&#65;&#x42;", '5 < 6 & "AB', []),
        ("&nbsp;&copy", "&nbsp;&copy", []),
        ("<b></b>x", "x", []),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities_in_utf16_units(
    html: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    found_text, found = parse_html(html)

    places = sorted((each["type"], each["offset"], each["length"]) for each in found)
    assert found_text == text
    assert places == sorted(entities)


def test_links_languages_and_times_keep_their_details() -> None:
    link = parse_html('<a href="https://a.org/?x=1&amp;y=2">x</a>')[1][0]
    code = parse_html('<pre><code class="language-py">x</code></pre>')[1][0]
    time = parse_html('<tg-time unix="1767225600" format="wDT">soon</tg-time>')[1][0]

    assert link["url"] == "https://a.org/?x=1&y=2"
    assert code["language"] == "py"
    assert (time["unix_time"], time["date_time_format"]) == (1767225600, "wDT")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<i>чай</b>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("чай</b>", "Unexpected end tag at byte offset 6"),
        ("5 < 6 > 4", 'Unsupported start tag "" at byte offset 2'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(html: str, words: str) -> None:
    with pytest.raises(Refused, match="can't parse entities") as refused:
        parse_html(html)

    assert str(refused.value) == f"Bad Request: can't parse entities: {words}"


async def test_blank_ends_are_cut_off_and_entities_follow(bot: Bot, anna: Person) -> None:
    sent = await bot.does(
        "sendMessage", chat_id=anna.id, text="\n <b>Tea </b>\n", parse_mode="HTML"
    )

    assert sent["text"] == "Tea"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


async def test_commands_links_and_numbers_are_found_in_plain_text(
    telegram: Telegram, anna: Person
) -> None:
    text = "/stock see https://a.org/x, @souk_demo_bot or a@b.org #tea +1 555 010 0000"

    found = telegram.say(anna, text)["message"]["entities"]

    kinds = [each["type"] for each in found]
    assert kinds == ["bot_command", "url", "mention", "email", "hashtag", "phone_number"]


async def test_nothing_is_found_inside_code(bot: Bot, anna: Person) -> None:
    sent = await bot.does(
        "sendMessage", chat_id=anna.id, text="<code>/stock a.org</code>", parse_mode="HTML"
    )

    assert [each["type"] for each in sent["entities"]] == ["code"]


async def test_prices_and_versions_are_no_links(telegram: Telegram, anna: Person) -> None:
    assert "entities" not in telegram.say(anna, "12.50 or 3.14/2, v1.2")["message"]


async def test_a_caption_has_at_most_1024_characters(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    photo = await bot.sends_photo(anna, caption="x" * 1024)
    file_id = photo["photo"][0]["file_id"]

    words = await bot.is_refused("sendPhoto", chat_id=anna.id, photo=file_id, caption="x" * 1025)

    assert words == "Bad Request: message caption is too long"
    assert telegram.messages(anna.id)[-1] == photo
