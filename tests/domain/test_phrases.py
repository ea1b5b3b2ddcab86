"""A price, an order and a wish are read out of a sentence, and nothing else is."""

import pytest

from domain.search.phrases import parse
from domain.search.telephones import telephone
from domain.search.wishes import Order, Part, Wish


@pytest.mark.parametrize(
    ("text", "currency", "wish"),
    [
        ("red mug under 20", "USD", Wish("red mug", high=2000)),
        ("mug $10-$20", "USD", Wish("mug", low=1000, high=2000)),
        ("between 20 and 10 dollars mug", "USD", Wish("mug", low=1000, high=2000)),
        ("under $1,500.50 kettle", "USD", Wish("kettle", high=150050)),
        ("at least 5 mug", "USD", Wish("mug", low=500)),
        ("кружка свыше 5", "USD", Wish("кружка", low=500)),
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
        ("cheap tea", "USD", Wish("tea", order=Order.CHEAP)),
        ("дешёвый чай", "USD", Wish("чай", order=Order.CHEAP)),
        ("недорогие подарки", "USD", Wish("подарки", order=Order.CHEAP)),
        ("便宜的茶", "USD", Wish("茶", order=Order.CHEAP)),
        ("便宜点的杯子", "USD", Wish("杯子", order=Order.CHEAP)),
        ("чай не дешевле 5", "USD", Wish("чай", low=500)),
        ("чай дешевле 5", "USD", Wish("чай", high=500)),
        ("чай не меньше 5", "USD", Wish("чай", low=500)),
        ("чай не больше 5", "USD", Wish("чай", high=500)),
        ("чай не выше 5", "USD", Wish("чай", high=500)),
        ("tea no less than 5", "USD", Wish("tea", low=500)),
        ("tea not under 5", "USD", Wish("tea", low=500)),
        ("tea not over 5", "USD", Wish("tea", high=500)),
        ("tea no more than 5", "USD", Wish("tea", high=500)),
        ("茶不低于5", "USD", Wish("茶", low=500)),
        ("茶不高于5", "USD", Wish("茶", high=500)),
        ("茶低于5", "USD", Wish("茶", high=500)),
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


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("+1 202 555 0123", "12025550123"),
        ("+7 (921) 123-45-67", "79211234567"),
        ("8 800 555 35 35", "88005553535"),
        ("(202) 555-0123", "2025550123"),
        ("138 0013 8000", "13800138000"),
    ],
)
def test_a_telephone_number_is_one_word(typed: str, digits: str) -> None:
    assert parse(typed, "USD") == Wish(digits)


@pytest.mark.parametrize(
    "typed",
    ["1234-5678-90", "10 20 30", "+2,5", "100.50 - 200.50", "10 000-200 000", "4006381333931"],
)
def test_sums_and_article_numbers_are_no_telephones(typed: str) -> None:
    assert telephone(typed) == ""


@pytest.mark.parametrize(
    ("text", "words", "stars"),
    [
        ("mug 4 stars and up", "mug", 4),
        ("4 stars & up", "", 4),
        ("mug rated 4+", "mug", 4),
        ("rated 4 out of 5 or higher kettle", "kettle", 4),
        ("rated at least 4 stars", "", 4),
        ("mug with at least 4 stars", "mug", 4),
        ("at least three stars kettle", "kettle", 3),
        ("4+ stars mug", "mug", 4),
        ("4-star+ mug", "mug", 4),
        ("mug with a rating above 4.5", "mug", 4),
        ("rating from 4 to 5", "", 4),
        ("3.9 stars and above", "", 3),
        ("from 4 stars", "", 4),
        ("at least 5 stars", "", 4),
        ("★ 4 and up", "", 4),
        ("⭐️4+", "", 4),
        ("от 4 звёзд", "", 4),
        ("кружка с рейтингом от 4,5", "кружка", 4),
        ("рейтинг выше 4 чайник", "чайник", 4),
        ("рейтинг 3+", "", 3),
        ("4 звезды и выше", "", 4),
        ("кружка 4+ звезды", "кружка", 4),
        ("не ниже четырёх звёзд", "", 4),
        ("от 4 до 5 звёзд", "", 4),
        ("★ 3 и выше", "", 3),
        ("4星以上", "", 4),
        ("四星以上的马克杯", "马克杯", 4),
        ("马克杯五星及以上", "马克杯", 4),
        ("三星以上", "", 3),
        ("评分4以上", "", 4),
        ("评分４．５分以上 茶壶", "茶壶", 4),
        ("评分高于4的茶壶", "茶壶", 4),
        ("至少四颗星", "", 4),
        ("★ 4 及以上", "", 4),
        ("評価4以上 カップ", "カップ", 4),
        ("星4つ以上のカップ", "カップ", 4),
    ],
)
def test_stars_are_read_with_a_word_that_says_at_least(text: str, words: str, stars: int) -> None:
    assert parse(text, "USD") == Wish(words, rating=stars)


def test_stars_and_a_price_are_read_from_one_sentence() -> None:
    wish = Wish("mug", low=2000, high=3000, rating=4)

    assert parse("mug 4 stars and up from 20 to 30", "USD") == wish
    assert parse("mug rated 4+ over $20 under $30", "USD") == wish
    assert parse("mug 4 stars and over $20 under $30", "USD").rating is None
    assert parse("от 20 до 30 долларов рейтинг от 4 mug", "USD") == wish
    assert parse("mug 四星以上20-30元", "CNY") == wish
    assert parse("best rated mug at least 4 stars", "USD") == Wish(
        "mug", rating=4, order=Order.RATED
    )


@pytest.mark.parametrize(
    "text",
    [
        "5 star hotel towel",
        "4+ star hotel towel",
        "3 star michelin knife",
        "4 stars mug",
        "mug rated 4",
        "4 and up",
        "toys 3+",
        "звезда на елку",
        "5 звезд",
        "4 звезды кружка",
        "五星红旗",
        "四星酒店",
        "四星以上酒店毛巾",
        "三星手机",
        "三星+",
        "2 stars and up",
        "rated 14+",
        "5-star spa towel",
        "44 stars and up",
    ],
)
def test_stars_that_are_part_of_a_name_stay_words(text: str) -> None:
    assert parse(text, "USD") == Wish(text)


def test_stars_that_are_money_stay_prices() -> None:
    assert parse("game under 100 stars", "USD") == Wish("game stars", high=10000)
    assert parse("до 100 звёзд", "XTR") == Wish("звезд", high=100, in_stars=True)
    assert parse("от 4 звёзд", "XTR") == Wish("звезд", low=4, in_stars=True)
    assert parse("at least 4 stars", "XTR") == Wish("stars", low=4, in_stars=True)
    assert parse("game rated 4+", "XTR") == Wish("game", rating=4, in_stars=True)


def test_a_wish_gives_back_each_of_its_parts() -> None:
    wish = parse("cheapest mug under 20 in stock on sale", "USD")

    assert wish.parts == (Part.PRICE, Part.IN_STOCK, Part.ON_SALE, Part.ORDER)
    for part in wish.parts:
        assert part not in wish.without(part).parts
        wish = wish.without(part)
    assert wish == Wish("mug")
