"""A price, an order and a wish are read out of a sentence, and nothing else is."""

import pytest

from domain.search.phrases import parse
from domain.search.wishes import Order, Part, Wish


@pytest.mark.parametrize(
    ("text", "currency", "wish"),
    [
        ("red mug under 20", "USD", Wish("red mug", high=2000)),
        ("mug $10-$20", "USD", Wish("mug", low=1000, high=2000)),
        ("between 20 and 10 dollars mug", "USD", Wish("mug", low=1000, high=2000)),
        ("under $1,500.50 kettle", "USD", Wish("kettle", high=150050)),
        ("at least 5 mug", "USD", Wish("mug", low=500)),
        ("до 500 рублей кружка", "RUB", Wish("кружка", high=50000)),
        ("кружка до 1 500 р.", "RUB", Wish("кружка", high=150000)),
        ("от 100 до 200 чай", "RUB", Wish("чай", low=10000, high=20000)),
        ("чай 100-200 ₽", "RUB", Wish("чай", low=10000, high=20000)),
        ("до 5к ноутбук", "RUB", Wish("ноутбук", high=500000)),
        ("подарок до 2 тыс", "RUB", Wish("подарок", high=200000)),
        ("杯子 100元以下", "CNY", Wish("杯子", high=10000)),
        ("１００以下 杯子", "CNY", Wish("杯子", high=10000)),
        ("1千以下 锅", "CNY", Wish("锅", high=100000)),
        ("3000円以下 カップ", "JPY", Wish("カップ", high=3000)),
        ("cheapest kettle in stock", "USD", Wish("kettle", in_stock=True, order=Order.CHEAP)),
        ("самые дешевые кружки", "RUB", Wish("кружки", order=Order.CHEAP)),
        ("кружки в наличии со скидкой", "RUB", Wish("кружки", in_stock=True, on_sale=True)),
        ("最便宜 马克杯 有货", "CNY", Wish("马克杯", in_stock=True, order=Order.CHEAP)),
        ("новинки", "RUB", Wish("", order=Order.NEW)),
        ("best sellers", "USD", Wish("", order=Order.POPULAR)),
        ("best rated kettle", "USD", Wish("kettle", order=Order.RATED)),
        ("чайник с лучшими отзывами", "RUB", Wish("чайник", order=Order.RATED)),
        ("好评 马克杯", "CNY", Wish("马克杯", order=Order.RATED)),
        ("game under 50", "XTR", Wish("game", high=50, in_stars=True)),
    ],
)
def test_a_sentence_says_what_is_wished_for(text: str, currency: str, wish: Wish) -> None:
    assert parse(text, currency) == wish


@pytest.mark.parametrize(
    "text",
    [
        "iphone 15",
        "usb 3.0 cable",
        "42 размер",
        "under armour",
        "до свидания",
        "набор 5-7 предметов",
        "kettle under 2 kg",
        "от 3 лет игрушка",
        "весы до 100 кг",
        "kettle under 2000w",
        "new balance",
        "top rack",
        "книга отзывов",
        "stock pot",
        "mug under 20 euro",
        "电脑 15寸以下",
    ],
)
def test_other_numbers_and_words_are_left_alone(text: str) -> None:
    assert parse(text, "USD") == Wish(text)


def test_a_wish_gives_back_each_of_its_parts() -> None:
    wish = parse("cheapest mug under 20 in stock on sale", "USD")

    assert wish.parts == (Part.PRICE, Part.IN_STOCK, Part.ON_SALE, Part.ORDER)
    for part in wish.parts:
        assert part not in wish.without(part).parts
        wish = wish.without(part)
    assert wish == Wish("mug")
