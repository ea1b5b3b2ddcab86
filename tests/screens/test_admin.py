"""The panel, everybody's orders, counts and prices, and the form for new goods."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.callbacks.shopping import LeaveForm
from bot.callbacks.work import (
    ChooseCategory,
    OpenAnyOrder,
    OpenFulfilment,
    ShowProduct,
    SkipStep,
    UndoMovement,
    UndoPrice,
)
from bot.i18n import Translations, Translator
from bot.limits import problems
from bot.reply import Screen
from bot.screens.adding import Draft, path_label, question_screen
from bot.screens.admin import all_orders_screen, any_order_screen, panel_screen
from bot.screens.goods import keeping_screen, product_usage
from bot.screens.stock import answers_screen, price_usage, stock_usage, undone_screen
from domain.catalog import Product, Variant
from domain.customers import Delivery
from domain.errors import BadStockLine, BelowReserved, NotFound
from domain.fulfilment import Fulfilment, Step
from domain.goods import CategoryChoice
from domain.money import Money
from domain.orders import Method, Order, OrderLine, PaymentStatus, Recipient, Status
from domain.ports.goods import StockCount
from domain.services.goods import Keeping
from domain.services.orders import OrderPage
from domain.stock import Counted, Priced, Refused

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NASTY = "<b>" + "ש" * 61
PRICE = Money(69000, "RUB")
MUG = Counted(1, 1, "BM-1", "Blue mug", 4, 9, 0, 17)
PARTS = (
    Fulfilment(1, 42, 1, "Clay & Co", Step.PACKED, by="Anna", at=NOON),
    Fulfilment(2, 42, 2, NASTY, Step.NEW),
)
ORDER = Order(
    id=42,
    customer_id=1001,
    language="en",
    status=Status.CONFIRMED,
    payment_status=PaymentStatus.PAID,
    method=Method.TELEGRAM,
    recipient=Recipient("Vera", "+12025550123", Delivery.COURIER, "12 Harbour Street"),
    subtotal=PRICE,
    shipping=Money(0, "RUB"),
    total=PRICE,
    placed_at=NOON,
    expires_at=None,
    lines=(OrderLine(1, 1, 1, "BM-1", "Blue mug", "", 1, PRICE),),
    fulfilments=PARTS,
)


@pytest.fixture
def t() -> Translator:
    """English, as the code has it."""
    return Translations({}).for_language("en")


def labels(screen: Screen) -> list[str]:
    """The labels of all buttons in reading order."""
    return [button.text for row in screen.rows for button in row]


def presses(screen: Screen) -> list[object]:
    """What the buttons send, in reading order."""
    return [button.press for row in screen.rows for button in row]


@pytest.mark.parametrize("make", [panel_screen, stock_usage, price_usage, product_usage])
def test_every_menu_and_every_usage_fits(make: object, t: Translator) -> None:
    assert callable(make)
    assert problems(make(t)) == []


def test_a_panel_has_room_for_its_labels_and_shows_owners_two_more(t: Translator) -> None:
    panels = [panel_screen(t, owner=owner) for owner in (False, True)]

    assert all(len(row) <= 2 for panel in panels for row in panel.rows)
    assert [len(presses(panel)) for panel in panels] == [11, 13]


def test_all_orders_are_listed_with_a_way_into_each(t: Translator) -> None:
    rows = tuple(replace(ORDER, id=at, lines=(), fulfilments=()) for at in range(42, 47))
    screen = all_orders_screen(OrderPage(rows, 1, 23), t)

    assert "6–10 of 23" in screen.text
    assert OpenAnyOrder(order=42) in presses(screen)
    assert problems(screen) == []
    assert "Nobody has ordered" in all_orders_screen(OrderPage((), 0, 0), t).text


def test_an_order_shows_each_merchants_part_and_nothing_of_the_customer(t: Translator) -> None:
    screen = any_order_screen(ORDER, t)

    assert "Clay &amp; Co: Packed by Anna, <tg-time" in screen.text
    assert OpenFulfilment(fulfilment=1) in presses(screen)
    assert OpenFulfilment(fulfilment=2) in presses(screen)
    for secret in ("Vera", "+1202", "Harbour"):
        assert secret not in screen.text
    assert problems(screen) == []


@pytest.mark.parametrize("money", list(PaymentStatus))
def test_every_standing_of_the_money_has_a_word(money: PaymentStatus, t: Translator) -> None:
    assert problems(any_order_screen(replace(ORDER, payment_status=money), t)) == []


def test_a_change_is_answered_old_to_new_with_undo(t: Translator) -> None:
    screen = answers_screen([MUG], t)

    assert screen.text == "<b>Blue mug</b> (BM-1): 4 → 9"
    assert labels(screen) == ["Undo BM-1"]
    assert presses(screen) == [UndoMovement(movement=17)]


def test_a_question_is_answered_and_has_nothing_to_undo(t: Translator) -> None:
    screen = answers_screen([replace(MUG, before=9, reserved=2, movement_id=None)], t)

    assert screen.text == "<b>Blue mug</b> (BM-1): 9 on the shelf, 2 held by orders"
    assert screen.rows == []


def test_a_new_price_is_answered_old_to_new_with_undo(t: Translator) -> None:
    cheaper = Money(50000, "RUB")
    screen = answers_screen([Priced(3, 1, "BM-1", "Blue mug", PRICE, cheaper)], t)

    assert screen.text.endswith(f"{t.money(PRICE)} → {t.money(cheaper)}")
    assert presses(screen) == [UndoPrice(variant=3, now=50000, price=69000)]


def test_wrong_lines_are_named_first_and_the_others_said_to_be_done(t: Translator) -> None:
    wrong = [
        Refused("BM-1 +x", BadStockLine("+x", "+x")),
        Refused("BN-1 +1", NotFound("sku", "BN-1"), ("BM-1", "BM-2")),
        Refused("TEA =0", BelowReserved("TEA", 3)),
    ]
    screen = answers_screen([MUG, *wrong], t)
    lines = screen.text.splitlines()

    assert lines[0] == "<code>BM-1 +x</code>: “+x” is not understood."
    assert "Near it: BM-1, BM-2" in lines[1]
    assert "3 pieces of TEA belong to orders" in lines[2]
    assert lines[3].endswith("4 → 9")
    assert lines[4] == "The other lines are done."
    assert labels(screen) == ["Undo BM-1"]


def test_very_many_and_very_odd_lines_fit(t: Translator) -> None:
    odd = [replace(MUG, sku="<" * 64, name=NASTY * 3, movement_id=at) for at in range(40)]
    refused = [Refused("<u>" * 60, BadStockLine("<u>" * 60, "<u>" * 60), ("<" * 64,) * 3)] * 3
    screen = answers_screen([*odd, *refused], t)

    assert problems(screen) == []
    assert len(labels(screen)) == 8
    assert "and 33 more lines" in screen.text
    assert "<u>" not in screen.text
    assert screen.text.count("<b>") == screen.text.count("</b>") == 7


def test_taking_back_is_told_in_a_new_message(t: Translator) -> None:
    screen = undone_screen(replace(MUG, before=9, after=4), t)

    assert screen.text == "Taken back. <b>Blue mug</b> (BM-1): 9 → 4"
    assert screen.fresh
    assert screen.rows == ()


def keeping(*, hidden: bool, variants: int = 1, title: str = "Blue mug") -> Keeping:
    """A product as its keepers get it."""
    counts = tuple(StockCount(n, 5, f"BM-{n}", title, PRICE, 9, 2) for n in range(variants))
    sold = tuple(Variant(n, f"BM-{n}", (), PRICE, None, 7) for n in range(variants))
    return Keeping(Product(5, None, 1, title, "", 3, hidden, sold, withheld=hidden), counts)


def test_a_product_that_only_its_shelf_hides_says_so(t: Translator) -> None:
    kept = keeping(hidden=True)
    screen = keeping_screen(replace(kept, product=replace(kept.product, withheld=False)), t)

    assert "Hidden with its shelf" in screen.text
    assert labels(screen)[0] == "Hide"
    assert "Open" not in labels(screen)


def test_a_product_can_be_hidden_and_brought_back(t: Translator) -> None:
    seen = keeping_screen(keeping(hidden=False), t, note=t("It is on sale."))
    gone = keeping_screen(keeping(hidden=True), t)

    assert seen.text.startswith("It is on sale.")
    assert "9 on the shelf, 2 held" in seen.text
    assert labels(seen)[:2] == ["Hide", "Open"]
    assert presses(seen)[0] == ShowProduct(product=5, hidden=True)
    assert labels(gone)[0] == "Show again"
    assert presses(gone)[0] == ShowProduct(product=5, hidden=False)
    assert "Open" not in labels(gone)
    assert seen.picture == 3


def test_a_product_of_many_variants_and_an_odd_name_fits(t: Translator) -> None:
    screen = keeping_screen(keeping(hidden=False, variants=60, title=NASTY), t)

    assert "and 52 more variants" in screen.text
    assert problems(screen) == []
    assert "<b>ש" not in screen.text


def test_the_form_asks_one_thing_at_a_time_and_shows_what_it_knows(t: Translator) -> None:
    steps = [
        (Draft(), "What is it called?", "Name:"),
        (Draft("Mug"), "What does one piece cost?", "Price:"),
        (Draft("Mug", 69000), "On which shelf", "Shelf:"),
        (Draft("Mug", 69000, 2, "Kitchen"), "Send a photo", "photo\n"),
        (Draft("Mug", 69000, 2, "Kitchen", "file"), "How many pieces", "pieces:"),
    ]
    for draft, question, unknown in steps:
        screen = question_screen(draft, (), 0, "RUB", t)
        assert question in screen.text
        assert unknown not in screen.text
        assert sum(other in screen.text for _, other, _ in steps) == 1
        assert LeaveForm() in presses(screen)
        assert problems(screen) == []
    assert f"Name: Mug\nPrice: {t.money(PRICE)}\nShelf: Kitchen\nWith a photo" in screen.text


def test_shelves_are_offered_by_the_end_of_their_way(t: Translator) -> None:
    choices = [CategoryChoice(n, ("<Men>", "Shirts and more", f"Shelf {n}")) for n in range(1, 30)]
    screen = question_screen(Draft("Mug", 1), choices, 1, "RUB", t)

    assert ChooseCategory(category=9) in presses(screen)
    assert ChooseCategory(category=8) not in presses(screen)
    assert ChooseCategory(category=0) in presses(screen)
    assert problems(screen) == []
    assert path_label(("Kitchen", "Mugs")) == "Kitchen › Mugs"
    assert path_label(("A" * 30, "Mugs")).endswith(" › Mugs")


def test_a_photo_can_be_left_out(t: Translator) -> None:
    screen = question_screen(Draft("Mug", 1, 0), (), 0, "RUB", t)

    assert SkipStep() in presses(screen)
    assert "No shelf" in screen.text
