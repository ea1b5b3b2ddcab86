"""Online Retail's books are read as they come, and what they teach is tried on later ones."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.baskets import measure
from bench.retail import Invoice, read_invoices

HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
LINES = (
    '536365,85123A,"WHITE HANGING, HEART",6,12/1/2010 8:26,2.55,17850,United Kingdom',
    "536365,71053,METAL LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom",
    "536365,85123A,WHITE HANGING HEART,2,12/1/2010 8:26,2.55,17850,United Kingdom",
    "C536379,D,Discount,-1,12/1/2010 9:41,27.50,14527,United Kingdom",
    "536414,22139,,56,12/1/2010 11:52,0.0,,United Kingdom",
    "536415,22140,,56,12/1/2010 11:52,2.0,,United Kingdom",
    "536416,22141,GIVEN AWAY,5,12/1/2010 12:00,0,12345,United Kingdom",
    "536417,22142,TAKEN BACK,-5,12/1/2010 12:00,1.0,12345,United Kingdom",
    "536418,22143,TORN LINE,,12/1/2010 12:00,1.0,12345,United Kingdom",
    "536367,84879,CAFÉ SIGN,1,12/13/2010 8:34,1.69,13047,Österreich",
    "536366,71053,METAL LANTERN,6,11/30/2010 8:28,1.85,13047,United Kingdom",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_only_what_was_sold_to_somebody_known_counts(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "retail.csv"
    file.write_bytes("\r\n".join([HEAD, *LINES]).encode(encoding))

    found = read_invoices(file)

    lantern, heart, sign = 1, 3, 2  # by their codes 71053, 85123A, 84879
    assert found == [
        Invoice("13047", datetime(2010, 11, 30, 8, 28, tzinfo=UTC), (lantern,)),
        Invoice("17850", datetime(2010, 12, 1, 8, 26, tzinfo=UTC), (lantern, heart)),
        Invoice("13047", datetime(2010, 12, 13, 8, 34, tzinfo=UTC), (sign,)),
    ]


def test_a_day_that_is_no_month_says_how_all_dates_of_a_file_are_meant(tmp_path: Path) -> None:
    file = tmp_path / "retail.csv"
    lines = [f"{n},A,A,1,{day}/2/2011 10:00,1,7,UK" for n, day in ((1, 13), (2, 3))]
    file.write_text("\n".join([HEAD, *lines]))

    assert [one.at.day for one in read_invoices(file)] == [3, 13]


def test_a_file_without_a_column_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "retail.csv"
    file.write_text("InvoiceNo,StockCode\n1,A")

    with pytest.raises(ValueError, match=r"retail\.csv has no column Country, CustomerID"):
        read_invoices(file)


def test_dates_in_no_known_form_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "retail.csv"
    file.write_text(f"{HEAD}\n1,A,A,1,yesterday,1,7,UK")

    with pytest.raises(ValueError, match="yesterday"):
        read_invoices(file)


def test_what_belongs_together_is_found_where_popularity_is_blind() -> None:
    """Twenty pairs sell alike, so popularity knows ten things of forty and the shop all."""
    pairs = [(n, n + 100) for n in range(1, 21)]
    invoices = [
        Invoice(f"c{n // 20}", datetime(2011, 1, 1 + n // 40, n % 24, tzinfo=UTC), pairs[n % 20])
        for n in range(1000)
    ]

    found = measure(invoices)["cart"]

    assert found.trials == 2500
    assert found.shop == 1.0
    assert found.popularity < 0.5
    assert found.ratio > 2


def test_for_you_finds_what_alike_people_went_on_to_buy() -> None:
    """Everybody of a kind buys the same three things one after the other."""
    first = [
        Invoice(f"{kind}-{who}", datetime(2011, 1 + step, 1 + who, kind, tzinfo=UTC), (product,))
        for kind in range(20)
        for who in range(6)
        for step, product in enumerate((10 * kind + 1, 10 * kind + 2, 10 * kind + 3))
    ]
    late = [
        Invoice(f"{kind}-new", datetime(2011, 6 + step, 1, kind, tzinfo=UTC), (10 * kind + step,))
        for kind in range(20)
        for step in (1, 2, 3)
    ]
    invoices = sorted([*first, *late], key=lambda one: one.at)

    found = measure(invoices)["for you"]

    assert found.trials == 18, "two of the new ones come in only after what is learnt from"
    assert found.shop == 1.0
    assert found.popularity < found.shop
