"""Spreadsheets (.xlsx) are read as people see them, or refused with a sentence."""

import io
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.files.pooled import Reader
from bot.files.reading import read
from domain.imports import ImportFile
from domain.money import Money
from tests.files.samples import problems, said
from tests.files.sheets import DATE, DATE_TIME, MAIN, NOUGHTS, styled, xlsx

Rows = list[list[object]]
HEAD: list[object] = ["sku", "title", "price", "stock"]


def sheet(*rows: list[object]) -> ImportFile:
    """Read a spreadsheet of one sheet."""
    return read(xlsx([HEAD, *rows]), "USD")


def told(file: ImportFile) -> str:
    """The one sentence a file is refused with."""
    assert file.products == ()
    (problem,) = file.problems
    return said(problem)


def test_texts_and_numbers_are_read_as_they_are_seen() -> None:
    file = sheet(
        ["A-1", "Чай “Mint” 杯", 14, 3],
        [7, "Number for a SKU", "1 299,90", "4"],
        [styled(42, NOUGHTS), "Shown with noughts", 0.1 + 0.2, 5.0],
        [4006381333931, "A long number", 1e3, None],
    )

    assert file.problems == file.warnings == ()
    assert [one.variants[0].sku for one in file.products] == ["A-1", "7", "0042", "4006381333931"]
    prices = [one.variants[0].price.amount for one in file.products]
    assert prices == [1400, 129990, 30, 100000]
    assert [one.variants[0].stock for one in file.products] == [3, 4, 5, None]


def test_a_number_with_thousandths_is_never_taken_for_thousands() -> None:
    assert problems(sheet(["A", "Tea", 12.345, 1])) == [(2, "price")]


def test_dates_are_read_by_how_they_are_shown() -> None:
    head = ["sku", "title", "price", "sale_price", "sale_from", "sale_until"]
    row = ["A", "Tea", 14, 9, styled(46357, DATE), styled(46363.75, DATE_TIME)]

    (tea,) = read(xlsx([head, row]), "USD").products

    reduction = tea.variants[0].reduction
    assert reduction is not None
    assert reduction.starts_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert reduction.ends_at == datetime(2026, 12, 7, 18, tzinfo=UTC)


def test_dates_that_chinese_programs_number_in_their_own_way_are_dates() -> None:
    styles = (
        f"<styleSheet {MAIN}><cellXfs><xf numFmtId='0'/><xf numFmtId='31'/></cellXfs></styleSheet>"
    )
    head = [*HEAD, "sale_price", "sale_from", "sale_until"]
    rows = [head, ["A", "Tea", 14, 1, 9, styled(46357, DATE), styled(46363, DATE)]]

    (tea,) = read(xlsx(rows, parts={"xl/styles.xml": styles}), "USD").products

    assert tea.variants[0].reduction is not None
    assert tea.variants[0].reduction.starts_at == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_formula_counts_as_its_result_and_one_without_is_named() -> None:
    file = sheet(
        ["A", "<c t='str'><f>B1</f><v>Mint tea</v></c>", "<c><f>7*2</f><v>14</v></c>", 1],
        ["B", "Tea", "<c><f>C2</f></c>", 1],
        ["C", "Tea", "<c t='e'><f>1/0</f><v>#DIV/0!</v></c>", 1],
    )

    assert file.products[0].title == "Mint tea"
    assert file.products[0].variants[0].price == Money(1400, "USD")
    assert problems(file) == [(3, "price"), (4, "price")]
    assert "formula without a result" in said(file.problems[0])


def test_rich_and_inline_texts_booleans_and_gaps_are_read() -> None:
    sounds = "<rPh sb='0' eb='1'><t>mi</t></rPh>"
    rich = f"<c t='inlineStr'><is><r><t>Mint </t></r><r><t>tea</t></r>{sounds}</is></c>"
    head: list[object] = ["sku", "title", "price", None, "hidden"]
    rows: Rows = [
        head,
        ["A", rich, 5, None, "<c t='b'><v>1</v></c>"],
        [],
        ["B", "Two_x000A_lines", "x"],
    ]

    file = read(xlsx(rows), "USD")

    assert (file.products[0].title, file.products[0].hidden) == ("Mint tea", True)
    assert file.products[1].title == "Two lines"
    assert problems(file) == [(4, "price")]


def test_the_header_may_stand_below_a_title_and_rows_keep_their_numbers() -> None:
    rows = [
        ["Price list of our shop"],
        [],
        ["Артикул*", "Название", "Цена, руб."],
        ["A", "Чай", "x"],
    ]

    file = read(xlsx(rows), "RUB")

    assert problems(file) == [(4, "price")]
    assert [said(one) for one in file.warnings] == [
        'Columns were read so: "артикул" is sku, "название" is title, "цена, руб." is price.'
    ]


def test_the_first_visible_sheet_with_goods_is_read_and_others_with_goods_are_named() -> None:
    goods: Rows = [HEAD, ["A", "Tea", 5, 1]]
    more: Rows = [HEAD, ["B", "Cup", 5, 1]]
    content = xlsx(
        [["Read me"]],
        [HEAD, ["X", "Hidden", 5, 1]],
        goods,
        [],
        more,
        names=["About", "Old", "Goods", "Empty", "More"],
        states=["visible", "hidden", "visible", "visible", "visible"],
    )

    file = read(content, "USD")

    assert [one.title for one in file.products] == ["Tea"]
    assert 'Only the sheet "Goods" was read, not "More"' in said(file.warnings[0])


def test_thirty_empty_columns_and_styled_empty_cells_are_nothing() -> None:
    row = ["A", "Tea", 5, 1, *(["<c s='1'/>"] * 20)]

    assert sheet(row).problems == ()


def test_texts_are_found_however_a_program_spells_the_name_of_their_part() -> None:
    made, content = io.BytesIO(), xlsx([HEAD, ["A", "Tea", 5, 1]])
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(made, "w", ZIP_DEFLATED) as other:
        for name in archive.namelist():
            other.writestr(name.replace("sharedS", "SharedS"), archive.read(name))

    assert [one.title for one in read(made.getvalue(), "USD").products] == ["Tea"]


def test_a_sheet_is_read_whole_whatever_size_it_says_it_has() -> None:
    row = (
        "<row>" + "".join(f"<c t='inlineStr'><is><t>{one}</t></is></c>" for one in HEAD) + "</row>"
    )
    goods = "<row><c><v>1</v></c><c><v>2</v></c><c><v>5</v></c><c><v>1</v></c></row>"
    data = f"<dimension ref='A1:B1'/><sheetData>{row}{goods}</sheetData>"
    sheet = {"xl/worksheets/sheet1.xml": f"<worksheet {MAIN}>{data}</worksheet>"}

    assert read(xlsx([HEAD], parts=sheet), "USD").products[0].variants[0].stock == 1


def zipped(**files: str) -> bytes:
    """Any archive."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


STRICT = "<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'/>"
BOMB = f"<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'>]><worksheet {MAIN}>&b;</worksheet>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (xlsx([]), "The file is empty"),
        (xlsx([HEAD], states=["hidden"]), "The file is empty"),
        (xlsx([["name of it", "cost"], ["Tea", 5]]), "Columns that must be there"),
        (xlsx([HEAD])[:-40], "damaged or locked"),
        (xlsx([HEAD], parts={"xl/worksheets/sheet1.xml": "<worksheet><row"}), "damaged"),
        (xlsx([HEAD], parts={"xl/worksheets/sheet1.xml": BOMB}), "damaged"),
        (xlsx([HEAD, ["<c t='s'><v>999</v></c>"]]), "damaged"),
        (xlsx([["x" * 40_000]]), "Row 1, column 1 has 40,000 characters"),
        (xlsx([HEAD], parts={"[Content_Types].xml": "<Types/>"}), "damaged"),
        (xlsx([HEAD], parts={"xl/workbook.xml": STRICT}), "another kind"),
        (zipped(goods_csv="sku,title,price\n"), "an archive"),
        (zipped(content_xml="<office/>"), "another kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked by a password"),
    ],
)
def test_what_is_no_readable_spreadsheet_says_why(content: bytes, words: str) -> None:
    assert words in told(read(content, "USD"))


def test_what_unpacks_to_more_than_any_catalogue_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.files.workbook._MOST_UNPACKED", 100_000)
    content = xlsx([HEAD], parts={"xl/worksheets/sheet1.xml": f"<worksheet>{' ' * 200_000}"})

    assert "too big" in told(read(content, "USD"))


def test_a_large_spreadsheet_is_unpacked_by_another_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.files.spreadsheet._LARGE", 1)
    path = tmp_path / "goods.xlsx"
    path.write_bytes(xlsx([HEAD, *([f"A-{n}", f"Tea {n}", 5, 1] for n in range(9))]))

    file = Reader("USD", part=2, whole=0, workers=0).read(path)

    assert (file.problems, file.rows, file.goods) == ((), 9, 9)
