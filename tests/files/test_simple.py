"""The shop's own CSV, right and wrong."""

import pytest

from bot.files.reading import read
from domain.goods import ProductSheet, VariantSheet
from domain.money import Money
from tests.files.samples import problems, said, simple

HEADER = "sku,product,title,price,stock,options,category,category_ru,hidden,currency\n"


def test_rows_of_one_product_become_its_variants() -> None:
    file = simple()

    assert file.problems == file.warnings == ()
    assert (file.kind, file.rows) == ("Souk", 3)
    assert file.products[0] == ProductSheet(
        handle="clay-mug",
        title="Clay mug",
        description="Holds tea.",
        category=("Kitchen", "Cups"),
        merchant="Potter",
        picture="pictures/mug.jpg",
        tags="mug, clay",
        titles={"ru": "Глиняная кружка"},
        variants=(
            VariantSheet(
                "CM-1",
                Money(1400, "USD"),
                (("Size", "250 ml"),),
                Money(1800, "USD"),
                4,
                {"ru": (("Объём", "250 мл"),)},
            ),
            VariantSheet(
                "CM-2",
                Money(1700, "USD"),
                (("Size", "350 ml"),),
                None,
                2,
                {"ru": (("Объём", "350 мл"),)},
            ),
        ),
    )


def test_a_description_keeps_its_lines_and_hidden_is_yes() -> None:
    lamp = simple().products[1]

    assert lamp.description == "Warm light.\nNo flicker."
    assert lamp.hidden


def test_every_category_on_the_way_gets_its_translation() -> None:
    assert simple().categories == {
        ("Kitchen",): {"ru": "Кухня"},
        ("Kitchen", "Cups"): {"ru": "Чашки"},
        ("Home",): {"ru": "Дом"},
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_any_usual_encoding_and_delimiter_reads_the_same(
    encoding: str, delimiter: str, newline: str
) -> None:
    text = f"sku,title,price{newline}КР-1,Кружка,14.00{newline}".replace(",", delimiter)

    file = simple_bytes(text.encode(encoding))

    assert [product.title for product in file] == ["Кружка"]


def simple_bytes(content: bytes) -> tuple[ProductSheet, ...]:
    """Read bytes as they are."""
    file = read(content, "USD")
    assert file.problems == ()
    return file.products


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        ("A,a,,5,1,,,,,", (2, "title"), "missing"),
        (",a,Tea,5,1,,,,,", (2, "sku"), "missing"),
        ("A,a,Tea,,1,,,,,", (2, "price"), "empty cell"),
        ("A,a,Tea,5 eur,1,,,,,", (2, "price"), "5 eur"),
        ("A,a,Tea,0,1,,,,,", (2, "price"), "above zero"),
        ("A,a,Tea,5,-2,,,,,", (2, "stock"), "under zero"),
        ("A,a,Tea,5,1.5,,,,,", (2, "stock"), "whole number"),
        ("A,a,Tea,5,1,Small,,,,", (2, "options"), "Size=M; Colour=Blue"),
        ("A,a,Tea,5,1,,Kitchen >,,,", (2, "category"), "empty part"),
        ("A,a,Tea,5,1,,Kitchen,Кухня > Чай,,", (2, "category_ru"), "2 parts"),
        ("A,a,Tea,5,1,,,,maybe,", (2, "hidden"), "neither yes nor no"),
        ("A,a,Tea,5,1,,,,,EUR", (2, "currency"), "sells in USD"),
        (f"A,a,{'x' * 65},5,1,,,,,", (2, "title"), "64 is the most"),
        ("A,a,Tea,5,1,,,,,,more", (2, ""), "11 cells"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    row: str, where: tuple[int, str], words: str
) -> None:
    file = simple(f"{HEADER}{row}\nB,b,Right,5,1,,,,,\n")

    assert problems(file) == [where]
    assert words.lower() in said(file.problems[0]).lower()


def test_a_sku_twice_is_named_with_both_rows_in_any_case() -> None:
    file = simple(f"{HEADER}A-1,a,Tea,5,1,,,,,\n\nb-1,b,Cup,5,1,,,,,\na-1,c,Pot,5,1,,,,,\n")

    assert problems(file) == [(5, "sku")]
    assert "rows 2 and 5" in said(file.problems[0])


def test_rows_of_one_product_may_repeat_but_not_contradict_its_title() -> None:
    repeated = simple(f"{HEADER}A,a,Tea,5,1,Size=S,,,,\nB,a,Tea,5,1,Size=L,,,,\n")
    other = simple(f"{HEADER}A,a,Tea,5,1,Size=S,,,,\nB,a,Coffee,5,1,Size=L,,,,\n")

    assert problems(repeated) == []
    assert problems(other) == [(3, "title")]


def test_unknown_columns_are_listed_and_left_out() -> None:
    file = simple("sku,title,price,colour,title_ru,notes\nA,Tea,5,red,Чай,x\n")

    assert file.problems == ()
    assert [said(warning) for warning in file.warnings] == [
        "Columns that are not known were left out: colour, notes."
    ]
    assert file.products[0].titles == {"ru": "Чай"}


def test_without_a_sku_column_the_headers_found_are_shown() -> None:
    (problem,) = simple("Article,Title,Price\nA,Tea,5\n").problems

    assert "sku" in said(problem)
    assert "article, title, price" in said(problem)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "Save it as CSV"),
        (b'sku,title,price\nA,"Tea,5\n', "quotation marks"),
        (b'sku,title,price\nA,"Tea"x,5\n', "quotation marks"),
        (b"sku,title,price\nA," + b"x" * 200_000 + b",5\n", "cannot be read"),
        (b"\x00\x01\x02", "Columns that must be there"),
    ],
)
def test_a_file_that_is_no_table_says_why_instead_of_failing(content: bytes, words: str) -> None:
    (problem,) = read(content, "USD").problems

    assert words in said(problem)


def test_separators_inside_names_are_kept_when_marked() -> None:
    file = simple('sku,title,price,category,options\nA,Tea,5,Tea \\> pots,"Size=1\\;2 \\= a"\n')

    (tea,) = file.products
    assert tea.category == ("Tea > pots",)
    assert tea.variants[0].options == (("Size", "1;2 = a"),)


def test_brand_unit_weight_attributes_and_further_pictures_are_read() -> None:
    head = "sku,title,price,brand,unit,weight,attributes,attributes_ru,more_pictures"
    facts = "Leaf=Whole; Made in=China,Лист=Целый; Страна=Китай"
    row = f"T-1,Tea,4,Lipa,100 g,1.2 kg,{facts},a.jpg; b.jpg"

    (tea,) = simple(f"{head}\n{row}\n").products

    assert (tea.brand, tea.unit, tea.variants[0].weight) == ("Lipa", "100 g", 1200)
    assert tea.attributes == (("Leaf", "Whole"), ("Made in", "China"))
    assert tea.attribute_texts == {"ru": (("Лист", "Целый"), ("Страна", "Китай"))}
    assert tea.more_pictures == ("a.jpg", "b.jpg")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("weight", "heavy"),
        ("weight", "0"),
        ("weight", "2000 kg"),
        ("attributes", "Leaf"),
        ("attributes", "; ".join(f"A{n}=1" for n in range(13))),
        ("more_pictures", "; ".join(f"{n}.jpg" for n in range(10))),
        ("unit", "x" * 25),
    ],
)
def test_what_no_card_could_show_is_named(column: str, cell: str) -> None:
    assert problems(simple(f"sku,title,price,{column}\nT-1,Tea,4,{cell}\n")) == [(2, column)]
