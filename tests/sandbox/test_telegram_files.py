"""Photos, documents and what can be done with their ids."""

import pytest

from sandbox.images import picture_size
from sandbox.params import Upload
from sandbox.people import Person
from sandbox.sample import sample_picture
from sandbox.telegram import Telegram
from tests.sandbox.conftest import Bot


async def test_a_photo_comes_in_sizes_and_its_id_sends_it_again(bot: Bot, anna: Person) -> None:
    first = await bot.sends_photo(anna)
    largest = first["photo"][-1]

    second = await bot.does("sendPhoto", chat_id=anna.id, photo=largest["file_id"])

    assert (largest["width"], largest["height"]) == (320, 240)
    assert len(first["photo"]) == 2
    assert second["photo"] == first["photo"]


async def test_the_same_bytes_have_the_same_unique_id_with_every_bot(
    bot: Bot, anna: Person
) -> None:
    other = Telegram("777:OTHER")
    clara = other.person("Clara")
    ours = (await bot.sends_photo(anna))["photo"][-1]
    theirs = other.photo(clara, sample_picture())["message"]["photo"][-1]

    assert ours["file_unique_id"] == theirs["file_unique_id"]
    assert ours["file_id"] != theirs["file_id"]


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        ("", "there is no photo in the request"),
        ("https://example.com/a.jpg", "failed to get HTTP URL content"),
        ("AgAC-of-another-bot", "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_a_photo_must_be_uploaded_or_known(
    telegram: Telegram, bot: Bot, anna: Person, photo: str, words: str
) -> None:
    refused = await bot.is_refused("sendPhoto", chat_id=anna.id, photo=photo)

    assert refused == f"Bad Request: {words}"
    assert len(telegram.messages(anna.id)) == 1


async def test_what_is_no_picture_is_not_sent_as_one(telegram: Telegram, anna: Person) -> None:
    upload = {"photo": Upload("a.jpg", b"not a picture", "image/jpeg")}

    answer = await telegram.call("sendPhoto", {"chat_id": anna.id}, upload)

    assert answer.body["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    assert len(telegram.messages(anna.id)) == 1


async def test_a_document_is_not_a_photo(telegram: Telegram, bot: Bot, anna: Person) -> None:
    sent = telegram.document(anna, b"a,b", "stock.csv", mime_type="text/csv")["message"]

    words = await bot.is_refused("sendPhoto", chat_id=anna.id, photo=sent["document"]["file_id"])

    assert sent["document"]["file_name"] == "stock.csv"
    assert words == "Bad Request: can't use file of type Document as Photo"


async def test_a_file_of_more_than_20_mb_cannot_be_fetched(
    telegram: Telegram, bot: Bot, anna: Person
) -> None:
    large = telegram.document(anna, b"x" * (20 * 1024 * 1024 + 1), "big.bin")["message"]
    small = telegram.document(anna, b"x", "small.bin")["message"]

    words = await bot.is_refused("getFile", file_id=large["document"]["file_id"])
    found = await bot.does("getFile", file_id=small["document"]["file_id"])

    assert words == "Bad Request: file is too big"
    stored = telegram.world.files.at(found["file_path"])
    assert stored is not None
    assert stored.data == b"x"


def test_the_size_of_a_picture_is_read_from_its_first_bytes() -> None:
    jpeg = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108012c019003012200")

    assert picture_size(sample_picture()) == (320, 240)
    assert picture_size(jpeg) == (400, 300)
    assert picture_size(b"GIF89a\x0a\x00\x05\x00") == (10, 5)
    assert picture_size(b"%PDF-1.7") is None
