"""An admin brings goods in from a file, in the chat."""

import csv
import io

import pytest

from tests.conversations.street import Passer, Street
from tests.files.sheets import xlsx

HEADER = "sku,product,title,price,stock\n"


async def sends(
    street: Street, person: Passer, text: str | bytes, name: str = "goods.csv"
) -> None:
    """Send a file and wait until the shop has done with it."""
    street.telegram.calls.clear()
    street.telegram.toasts.clear()
    content = text.encode() if isinstance(text, str) else text
    street.telegram.document(person.person, content, name)
    await settle(street)


async def settle(street: Street) -> None:
    """Let the shop do all it has to do, in the background too."""
    await street.quiet()
    await street.app.import_desk.settled()
    await street.quiet()


async def titles(street: Street) -> list[str]:
    """What the shop sells."""
    async with street.app.store.read() as uow:
        return [one.sheet.title for one in await uow.sheets.after(0, 100_000)]


async def test_a_file_is_reported_first_and_saved_by_a_tap(street: Street, owner: Passer) -> None:
    await owner.says("/import")
    assert owner.sees("Send a spreadsheet (.xlsx) or a CSV file of up to 20 MB")

    await sends(street, owner, HEADER + "T-77,tea-tin,Tea tin,9.50,3\n")

    assert owner.sees("1 row", "0 as they are, 0 changed, 1 new", "Nothing is saved yet")
    assert "Tea tin" not in await titles(street)
    await owner.taps("Save these changes")
    await settle(street)
    assert owner.sees("Saved. 0 changed, 1 new")
    assert "Tea tin" in await titles(street)
    assert not street.telegram.violations


async def test_a_file_needs_no_command(street: Street, owner: Passer) -> None:
    await sends(street, owner, HEADER + "T-77,tea-tin,Tea tin,9.50,3\n")

    assert owner.buttons == ["Save these changes", "Forget the file"]


async def test_what_is_wrong_is_told_by_row_and_nothing_can_be_saved(
    street: Street, owner: Passer
) -> None:
    rows = "".join(f"T-{n},tin-{n},Tin,cheap,1\n" for n in range(9))

    await sends(street, owner, HEADER + rows)

    assert owner.sees("9 rows are wrong", "Row 2, price", "and 3 more", "Nothing was saved")
    assert "Save these changes" not in owner.buttons
    sent = next(
        m["document"]
        for m in owner.messages
        if m.get("document", {}).get("file_name") == "wrong-rows.csv"
    )
    content = street.telegram.world.files.known(sent["file_id"]).data
    told = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["row"] for row in told] == [str(n) for n in range(2, 11)]


async def test_what_is_left_out_is_told_even_where_nothing_else_is_new(
    street: Street, owner: Passer
) -> None:
    header = "sku,title,price,sale_price,sale_until,in the cellar\n"

    await sends(street, owner, header + "TP-1,Teapot,30.00,20.00,2020-02-01,99\n")

    assert owner.sees("The shop has all of this already.", "in the cellar", "Row 2, sale_until")


async def test_a_spreadsheet_is_read_like_a_csv_and_what_was_guessed_is_told(
    street: Street, owner: Passer
) -> None:
    rows: list[list[object]] = [
        ["Our prices"],
        ["Артикул", "Название", "Цена"],
        ["T-77", "Чай", 9.5],
    ]

    await sends(street, owner, xlsx(rows), "goods.xlsx")

    assert owner.sees("1 row", "1 new", '"артикул" is sku')
    await owner.taps("Save these changes")
    await settle(street)
    assert "Чай" in await titles(street)


@pytest.mark.parametrize(
    ("content", "words", "name"),
    [
        (b"%PDF-1.7", "This is a PDF", "goods.csv"),
        (b"\xff\xd8\xff\xe0", "This is a picture", "goods.tsv"),
        (b"PK\x03\x04 broken", "damaged or locked", "goods.xlsx"),
        (bytes(range(256)), "in no encoding", "goods.xls"),
        (b"\n", "The file is empty", "goods.csv"),
    ],
)
async def test_what_is_no_table_is_refused_in_one_message(
    street: Street, owner: Passer, content: bytes, words: str, name: str
) -> None:
    await sends(street, owner, content, name)

    assert owner.sees(words, "Nothing was saved")
    assert not owner.sees("Something went wrong")


async def test_a_forgotten_file_is_not_saved(street: Street, owner: Passer) -> None:
    before = await titles(street)
    await sends(street, owner, HEADER + "T-77,tea-tin,Tea tin,9.50,3\n")

    await owner.taps("Forget the file")
    await settle(street)

    assert owner.sees("Nothing of the file was saved")
    assert await titles(street) == before


async def test_only_the_newest_report_can_be_saved(street: Street, owner: Passer) -> None:
    await sends(street, owner, HEADER + "T-77,tea-tin,Tea tin,9.50,3\n")
    first = owner.card["message_id"]
    await sends(street, owner, HEADER + "T-78,mug,Big mug,9.50,3\n")

    street.telegram.tap(owner.person, owner.chat_id, first, 0, 0)
    await settle(street)

    assert any("out of date" in toast for toast in owner.toasts)
    assert not {"Tea tin", "Big mug"} & set(await titles(street))


async def test_what_the_shop_has_already_is_told_so(street: Street, owner: Passer) -> None:
    file = HEADER + "T-77,tea-tin,Tea tin,9.50,3\n"
    await sends(street, owner, file)
    await owner.taps("Save these changes")
    await settle(street)

    await sends(street, owner, file)

    assert owner.sees("The shop has all of this already")
    assert "Save these changes" not in owner.buttons


async def test_prices_that_jump_come_first_and_are_marked(street: Street, owner: Passer) -> None:
    await sends(street, owner, HEADER + "T-77,tea-tin,Tea tin,9.50,3\n")
    await owner.taps("Save these changes")
    await settle(street)

    await sends(street, owner, HEADER + "T-77,tea-tin,Tea <tin>,99.50,3\n")

    assert owner.sees("T-77 price: 9.50 USD → 99.50 USD, by more than 30 %")
    assert owner.sees("Tea tin → Tea <tin>")


async def test_what_is_no_file_is_asked_for_again(owner: Passer) -> None:
    await owner.says("/import", "here you are")

    assert owner.sees("Please send it as a document")


async def test_a_file_over_what_telegram_gives_is_refused_in_words(
    street: Street, owner: Passer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.admin.importing._LARGEST", 20)
    await sends(street, owner, HEADER + "T-77,tea-tin,Tea tin,9.50,3\n")

    assert owner.sees("please send it in parts")


async def test_customers_bring_no_goods(street: Street, anna: Passer) -> None:
    before = await titles(street)
    await anna.says("/start", "/import")
    await sends(street, anna, HEADER + "T-77,tea-tin,Tea tin,9.50,3\n")

    assert not anna.sees("Nothing is saved yet")
    assert not anna.sees("CSV file")
    assert await titles(street) == before


async def test_big_files_are_saved_in_parts_and_how_far_is_told_in_one_message(
    street: Street, owner: Passer
) -> None:
    rows = "".join(f"B-{n},big-{n},Box number {n},5,1\n" for n in range(2_100))

    await sends(street, owner, HEADER + rows)
    await owner.taps("Save these changes")
    await settle(street)

    assert owner.sees("Saved. 0 changed, 2,100 new")
    assert len(await titles(street)) >= 2_100
