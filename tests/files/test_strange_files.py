"""Files that nobody asked for: read rightly, or refused with a sentence that helps."""

import csv
import io

import pytest

from bot.files.pooled import Reader
from bot.files.reading import read
from domain.imports import ImportFile
from tests.files.samples import SHOPIFY, problems, said, simple

GOODS = "sku,title,price\nA,Tea,5\n"


def titles(file: ImportFile) -> list[str]:
    """What the goods of a file without faults are called."""
    assert file.problems == ()
    return [one.title for one in file.products]


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("gb18030", "青瓷茶杯，手工制作"),
        ("gb18030", "杯子"),
        ("cp1251", "КРУЖКА"),
        ("cp1251", "Ёлка «Малая» № 5"),
        ("cp1251", "шапки"),
        ("cp1251", "«Чаёк»"),
        ("cp1251", "Чай 5 °C"),
        ("cp1252", "5 °C"),
        ("cp1251", "Київські вироби"),
        ("gb18030", "茶"),
        ("cp1252", "Café crème"),
        ("cp1252", "Käse"),
        ("utf-16-le", "Чай 茶"),
        ("utf-16-be", "Tea"),
        ("utf-32", "Чай 茶"),
    ],
)
def test_letters_are_told_apart_where_nothing_says_what_they_are(
    encoding: str, title: str
) -> None:
    file = read(GOODS.replace("Tea", title).encode(encoding), "USD")

    assert titles(file) == [title]


@pytest.mark.parametrize("encoding", ["gb18030", "cp1251", "cp1252"])
def test_that_letters_were_guessed_is_told(encoding: str) -> None:
    title = {"gb18030": "茶杯", "cp1251": "Чай", "cp1252": "Thé"}[encoding]

    (warning,) = read(GOODS.replace("Tea", title).encode(encoding), "USD").warnings

    assert "does not say how its letters are encoded" in said(warning)


def test_one_damaged_letter_does_not_turn_all_others_into_nonsense() -> None:
    content = (GOODS + "B,Чёрный чай,5\n").encode().replace("ё".encode(), b"\xd1")

    (problem,) = read(content, "USD").problems

    assert said(problem).startswith("A letter in line 3 is damaged")


@pytest.mark.parametrize(
    "text",
    [
        GOODS.replace(",", "|"),
        "sep=;\n" + GOODS.replace(",", ";"),
        "Our goods, all of them, today\n\n" + GOODS.replace(",", ";"),
        GOODS.replace("\n", "\r"),
        "\ufeff" + GOODS,
        "\n\n" + GOODS,
        "sku,title,price,,,,\nA,Tea,5,,,,\n",
        "sku,title,price\nA,Tea,5,,,,\n",
        "Артикул;Наименование товара;Цена, USD*;Остаток (шт.)\nA;Tea;5;3\n",
        "商品编号\t商品名称\t价格\nA\tTea\t5\n",
        "sku,title,price,notes,notes\nA,Tea,5,x,y\n",
    ],
)
def test_the_header_is_found_however_it_is_parted_called_or_preceded(text: str) -> None:
    assert titles(simple(text)) == ["Tea"]


def test_quotes_lines_and_noughts_inside_cells_are_read() -> None:
    file = simple('sku,title,price,description\nA,"Tea ""big""; 5\x00 g",5,"One,\r\ntwo"\n')

    assert titles(file) == ['Tea "big"; 5 g']
    assert file.products[0].description == "One,\ntwo"


@pytest.mark.parametrize("twice", ["price", "title_ru"])
def test_a_column_of_ours_that_comes_twice_is_refused_and_not_chosen(twice: str) -> None:
    file = simple(f"sku,title,title_ru,price,{twice}\nA,Tea,Чай,5,9\n")

    assert [said(one) for one in file.problems] == [
        f"The column {twice} is there twice. Delete one of the two, or give it another header."
    ]


def test_a_column_of_shopify_that_comes_twice_is_refused() -> None:
    text = "\n".join(f"{line},x" for line in SHOPIFY.splitlines()).replace("Src,x", "Src,Title")

    assert "title is there twice" in said(read(text.encode(), "USD").problems[0])


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("1 299,90", 129990), ("1.299,90", 129990), ("$12", 1200), ("12 USD", 1200), (" 12 ", 1200)],
)
def test_prices_are_read_as_people_write_them(cell: str, amount: int) -> None:
    file = simple(f'sku,title,price\nA,Tea,"{cell}"\n')

    assert file.problems == ()
    assert file.products[0].variants[0].price.amount == amount


@pytest.mark.parametrize(
    ("header", "currency", "fits"),
    [
        ("Цена, руб.", "RUB", True),
        ("Цена, руб.", "BYN", True),
        ("Цена, руб.", "USD", False),
        ("Цена (с НДС)", "USD", True),
        ("价格(元)", "CNY", True),
        ("价格(元)", "USD", False),
        ("Price, EUR", "EUR", True),
        ("Price (EUR)", "USD", False),
    ],
)
def test_prices_in_other_money_are_never_taken_for_the_shops(
    header: str, currency: str, fits: bool
) -> None:
    file = read(f"sku;title;{header}\nA;Tea;5\n".encode(), currency)

    assert [said(one) for one in file.problems] == (
        []
        if fits
        else [
            f'The column "{header.lower()}" is in other money: this shop sells in {currency}. '
            "Put the prices in that."
        ]
    )


@pytest.mark.parametrize(
    "cell",
    [
        "€12",
        "12 ₽",
        "1e3",
        "-5",
        "NaN",
        "∞",
        "1,2,3",
        "0.004",
        "12-15",
        "from 12",
        "#N/A",
        "9" * 30,
    ],
)
def test_what_is_no_price_is_named(cell: str) -> None:
    assert problems(simple(f'sku,title,price\nA,Tea,"{cell}"\n')) == [(2, "price")]


@pytest.mark.parametrize(("cell", "pieces"), [("1.0", 1), ("1 200", 1200), ("3", 3), ("", None)])
def test_counts_are_read_as_people_write_them(cell: str, pieces: int | None) -> None:
    file = simple(f'sku,title,price,stock\nA,Tea,5,"{cell}"\n')

    assert file.problems == ()
    assert file.products[0].variants[0].stock == pieces


@pytest.mark.parametrize("cell", ["5 pcs", "-1", "−1", "1.5", "1.000", "many", "#REF!"])
def test_what_is_no_count_is_named(cell: str) -> None:
    assert problems(simple(f"sku,title,price,stock\nA,Tea,5,{cell}\n")) == [(2, "stock")]


def test_a_sku_that_a_spreadsheet_has_shortened_is_refused() -> None:
    file = simple('sku,title,price\n"4,00638E+12",Tea,5\n')

    assert problems(file) == [(2, "sku")]
    assert "shortened" in said(file.problems[0])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"\xff\xd8\xff\xe0JFIF", "a picture"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\x1f\x8b\x08\x00", "an archive"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (bytes(range(256)) * 20, "in no encoding the shop knows"),
        (b"a" * 300_000, "Columns that must be there"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(content: bytes, words: str) -> None:
    (problem,) = read(content, "USD").problems

    assert words in said(problem)
    assert len(said(problem)) < 1_200


@pytest.mark.parametrize("rest", ["", "\n", ",,\n , ,\n"])
def test_a_file_with_a_header_only_is_not_taken_for_one_that_is_all_there(rest: str) -> None:
    (problem,) = simple(f"sku,title,price\n{rest}").problems

    assert said(problem) == "There are no goods below the header."


def test_a_shop_software_export_is_read_by_the_names_of_its_columns() -> None:
    file = simple(
        "ID,Type,SKU,Name,Published,Regular price,Sale price,Stock,Images\n"
        "1,simple,A,Tea,1,5.0000,,3,https://shop.test/a.jpg\n2,variable,B,Cup,1,,,,\n"
    )

    assert problems(file) == [(3, "price")]
    assert "id, type, published, sale price, images" in said(file.warnings[-1])


def test_big_files_tell_of_themselves_what_small_ones_tell() -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter="|")
    writer.writerow(("Артикул", "Название", "Цена"))
    writer.writerows((f"A-{n}", f"Чай {n}", "5") for n in range(9))
    content = text.getvalue().encode("cp1251")

    parted = Reader("USD", part=2, whole=0, workers=0).read(content)

    assert parted.goods == 9
    assert parted.warnings == read(content, "USD").warnings
    assert len(parted.warnings) == 2
