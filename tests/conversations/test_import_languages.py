"""Wrong files are told in the language of whoever sends them."""

import csv
import io

import pytest

from tests.conversations.conftest import OWNER
from tests.conversations.street import Passer, Street
from tests.conversations.test_importing import HEADER, sends

WRONG = "".join(f"W-{n},w-{n},{'Long ' * 20},dear,-1\n" for n in range(3)) + "W-9,w-9,Tea,1,1\n"
TOLD = {
    "ru": (
        "3 строки с ошибками",
        "Строка 2, title: Слишком длинно: название, 99 символов; можно не больше 64.",
        "Строка 2, price: «dear» — не цена больше нуля в USD.",
        "Строка 2, stock: Остаток не может быть меньше нуля, а здесь -1.",
        "и ещё 3",
    ),
    "zh": (
        "3 行有误",
        "第 2 行，title：名称有 99 个字符，最多 64 个。",
        "第 2 行，price：“dear”不是大于零的 USD 价格。",
        "第 2 行，stock：库存不能小于零，而这里是 -1。",
    ),
}
HEADS = {"ru": ["строка", "столбец", "что не так"], "zh": ["行", "列", "问题"]}


@pytest.fixture(params=["ru", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    """What the owner reads."""
    return str(request.param)


@pytest.fixture
async def keeper(street: Street, language: str) -> Passer:
    """The owner, whose Telegram is not in English."""
    keeper = Passer(street, street.telegram.person("Olga", language, id=OWNER))
    await keeper.says("/start")
    return keeper


def document(street: Street, keeper: Passer, name: str) -> str:
    """What is in a file that the shop sent."""
    sent = next(
        one["document"]
        for one in keeper.messages
        if one.get("document", {}).get("file_name") == name and one["from"]["is_bot"]
    )
    content: bytes = street.telegram.world.files.known(sent["file_id"]).data
    return content.decode("utf-8-sig")


async def test_what_is_wrong_is_told_in_the_language_of_whoever_sent_it(
    street: Street, keeper: Passer, language: str
) -> None:
    await sends(street, keeper, HEADER + WRONG)

    assert keeper.sees(*TOLD[language])
    head, *rows = csv.reader(io.StringIO(document(street, keeper, "wrong-rows.csv")))
    assert (head, len(rows)) == (HEADS[language], 9)
    assert all(any(ord(char) > 0x400 for char in row[2]) for row in rows)


@pytest.mark.parametrize(
    ("content", "ru", "zh"),
    [
        (b"%PDF-1.7", "Это PDF. Сохраните товары", "这是 PDF 文件。请把商品"),
        (b"article,colour\nA,red\n", "артикул, название, цена", "缺少必需的列：货号, 名称, 价格"),
        ("sku,title,price\nA,Чай\ufffd,x\n".encode(), "не цена", "价格"),
        (HEADER.encode(), "Под заголовком нет товаров.", "表头下面没有商品。"),
    ],
)
async def test_what_cannot_be_read_is_told_so(
    street: Street, keeper: Passer, language: str, content: bytes, ru: str, zh: str
) -> None:
    await sends(street, keeper, content)

    assert keeper.sees({"ru": ru, "zh": zh}[language])


async def test_what_was_guessed_and_what_changes_is_told_so(
    street: Street, keeper: Passer, language: str
) -> None:
    text = "Артикул,Наименование,Цена,Цвет\nW-9,Зелёный чай с жасмином,5,зелёный\n"
    await sends(street, keeper, text.encode("cp1251"))

    assert keeper.sees(
        *{
            "ru": (
                "прочитан как Windows-1251 (кириллица)",
                "«артикул» — это sku, «наименование» — это title",
                "Незнакомые столбцы пропущены: цвет.",
            ),
            "zh": (
                "读取：Windows-1251（西里尔文）。",
                "“артикул”即 sku, “наименование”即 title",
                "已略过不认识的列：цвет。",
            ),
        }[language]
    )
