"""Papers as PDF: whole, readable in any script, as long as needed, the same each time."""

import asyncio
import io
import subprocess
import sys
import threading
from dataclasses import asdict, replace
from typing import Any

import pytest
from pypdf import PdfReader

from bot.i18n import Translator
from bot.papers.contents import contents
from bot.papers.order_paper import order_paper
from domain.orders import OrderLine
from tests.papers.reading import EN, RU, ZERO_WIDTH, ZH, line, ordered, pages, said, squeezed
from tests.screens.samples import NASTY, NOON, SHOP

MIXED = ordered(
    line(label="350 ml", quantity=2),
    line("青花瓷茶杯", label="大号", sku="QH-8", price=4950),
    line("Кружка «Синяя птица»", sku="КР-1", price=690),
    shipping=500,
)
UNKNOWN = "\x00"  # what pypdf reads for a glyph that no font has


@pytest.mark.parametrize("t", [EN, RU, ZH], ids=lambda t: t.language)
async def test_all_that_is_to_be_said_can_be_read(t: Translator) -> None:
    pdf = await order_paper(MIXED, t, SHOP)

    whole = said(pdf)
    assert [
        words for words in _texts(asdict(contents(MIXED, t, SHOP))) if words not in whole
    ] == []
    assert UNKNOWN not in whole
    assert len(pages(pdf)) == 1
    assert str(PdfReader(io.BytesIO(pdf)).root_object["/Lang"]) == t.language


def _texts(value: Any) -> list[str]:
    """Every text in *value* that is printed, without blanks."""
    match value:
        case str():
            return [squeezed(value)]
        case dict():
            printed = {k: v for k, v in value.items() if k not in ("link", "language")}
            return [text for each in printed.values() for text in _texts(each)]
        case tuple():
            return [text for each in value for text in _texts(each)]
    return []


@pytest.mark.parametrize(
    "name",
    [
        "Ελληνικό φλιτζάνι",
        "Tách trà Việt Nam",
        "Ўзбекча пиёла, қазақша",
        "日本語の湯呑み",
        "한국어 찻잔",
        "繁體中文 𠮷野家",
        "ไทยถ้วยชา",
        "हिन्दी प्याला",
        "বাংলা কাপ",
        "தமிழ் கோப்பை",
        "ქართული ჭიქა",
        "հայերեն բաժակ",
        "አማርኛ ኩባያ",
        "כוס כחולה",
        "كوب أزرق",
        "🎁 ☕ ⭐ 👩‍👩‍👧 🇩🇪",
        "№ § € ₽ ₸ ₴ ₹ ₺ ฿ → ✓ ½",
    ],
)
async def test_a_name_in_any_script_has_its_letters(name: str) -> None:
    whole = said(await order_paper(ordered(line(name)), EN, SHOP))

    assert UNKNOWN not in whole
    assert "$12" in whole


async def test_what_no_font_has_is_marked_and_harms_nothing_else() -> None:
    odd = ordered(
        line("before \ud800 lone \x00 nul \x1b after"),
        line("box \U000e0fff\u0378\ue000 stays"),
        line("new\nline\t and   blanks"),
    )

    whole = said(await order_paper(odd, EN, SHOP))

    assert "before�lone�nul�after" in whole
    assert "box" in whole
    assert UNKNOWN in whole, "a box is drawn"
    assert "newlineandblanks" in whole


async def test_nothing_in_a_name_is_read_as_a_command() -> None:
    names = ('#read("order.typ")', "$x^2$ *bold* _it_ `raw`", "= Title", "\\ // @ref <label>")

    whole = said(await order_paper(ordered(*map(line, names)), EN, SHOP))

    assert [name for name in names if squeezed(name) not in whole] == []


async def test_names_that_try_to_break_a_page_stay_in_their_column() -> None:
    wide = ordered(*map(line, NASTY), line(sku="W" * 64, label="L" * 200))
    recipient = replace(wide.recipient, name="N" * 64, address="A" * 200, comment="C" * 300)

    pdf = await order_paper(replace(wide, recipient=recipient), EN, SHOP)

    whole = said(pdf)
    shown = "".join(pages(pdf)).replace(ZERO_WIDTH, "").splitlines()
    for letter, times in (("W", 128), ("L", 200), ("N", 64), ("A", 200), ("C", 300)):
        assert whole.count(letter) >= times, letter
        assert [text for text in shown if letter * 60 in text] == [], "it runs over the edge"


async def test_a_sku_that_fits_is_copied_as_it_is() -> None:
    text = "".join(pages(await order_paper(ordered(line(sku="MUG-BLUE-350")), EN, SHOP)))

    assert "MUG-BLUE-350" in text


def _many(count: int) -> list[OrderLine]:
    return [line(f"Product {n} of many", sku=f"S-{n}", price=900 + n) for n in range(1, count + 1)]


async def test_a_long_order_repeats_the_tables_head_and_loses_no_line() -> None:
    long = ordered(*_many(60), shipping=500)

    shown = pages(await order_paper(long, EN, SHOP))

    assert len(shown) > 1
    for number, page in enumerate(shown, start=1):
        assert "Item SKU Qty Price Sum" in page
        assert f"{number} / {len(shown)}" in page
    whole = "".join(shown)
    assert [n for n in range(1, 61) if whole.count(f"Product {n} of many") != 1] == []
    assert [("Total" in page) for page in shown] == [False] * (len(shown) - 1) + [True]


@pytest.mark.parametrize("count", range(16, 26))
async def test_totals_never_stand_alone_on_a_page(count: int) -> None:
    shown = pages(await order_paper(ordered(*_many(count), shipping=500), EN, SHOP))

    assert f"Product {count} of many" in shown[-1]
    assert "Total" in shown[-1]


async def test_the_same_order_gives_the_same_bytes() -> None:
    first, second = [await order_paper(MIXED, EN, SHOP) for _ in range(2)]
    information = PdfReader(io.BytesIO(first)).metadata

    assert first == second
    assert information
    assert information.title == "Order #1042"
    assert information.creation_date == NOON


async def test_other_people_are_served_while_a_paper_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served = threading.Event()
    monkeypatch.setattr("bot.papers.order_paper._typeset", lambda *_: served.wait(5))
    made = asyncio.create_task(order_paper(MIXED, EN, SHOP))

    await asyncio.sleep(0)
    served.set()

    assert await made, "the loop stood until the paper was done"


def test_a_shop_that_prints_nothing_loads_no_typesetter() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, bot.app; sys.exit('typst' in sys.modules)"],
        check=False,
    )

    assert done.returncode == 0
