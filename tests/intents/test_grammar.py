"""What a sentence asks for, in whichever language, and what stays a search."""

import pytest

from bot.i18n import po_files
from domain.intents.atoms import named, one_slip, slipped
from domain.intents.grammar import Grammar
from domain.intents.kinds import Intent, Kind
from domain.intents.words import Vocabulary
from tests.intents.conftest import LOCALES


@pytest.mark.parametrize(
    ("sentence", "kind", "order"),
    [
        ("where is my order", Kind.WHERE, ""),
        ("WHERE'S MY ORDER?!", Kind.WHERE, ""),
        ("please, where is order №1042?", Kind.WHERE, "1042"),
        ("cancel order #1042", Kind.CANCEL, "1042"),
        ("repeat my last order", Kind.REPEAT, ""),
        ("change the address", Kind.ADDRESS, ""),
        ("talk to a person", Kind.PERSON, ""),
        ("how much is delivery", Kind.DELIVERY, ""),
        ("Где мой заказ", Kind.WHERE, ""),
        ("ПОВТОРИ ещё раз последний заказ", Kind.REPEAT, ""),
        ("отмените заказ 1042, пожалуйста", Kind.CANCEL, "1042"),
        ("сколько стоит доставка", Kind.DELIVERY, ""),
        ("我的订单在哪里？", Kind.WHERE, ""),
        ("取消订单１０４２", Kind.CANCEL, "1042"),
        ("麻烦帮我转人工客服，谢谢", Kind.PERSON, ""),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr"])
def test_a_wish_is_understood_whatever_language_the_person_has_chosen(
    grammar: Grammar, sentence: str, kind: Kind, order: str, language: str
) -> None:
    assert grammar.understand(sentence, language) == Intent(kind, order=order)


@pytest.mark.parametrize(
    ("sentence", "text", "pieces"),
    [
        ("2 blue mugs", "blue mugs", 2),
        ("two blue mugs, please", "blue mugs", 2),
        ("I'd like 3 candles", "candles", 3),
        ("blue mug x2", "blue mug", 2),
        ("add 2 mugs to my cart", "mugs", 2),
        ("две синие кружки", "синие кружки", 2),
        ("кружка синяя, 2 шт.", "кружка синяя", 2),
        ("两个蓝色杯子", "蓝色杯子", 2),
        ("我要３包咖啡", "咖啡", 3),
    ],
)
def test_a_number_of_things_is_a_search_for_the_things(
    grammar: Grammar, sentence: str, text: str, pieces: int
) -> None:
    assert grammar.understand(sentence) == Intent(Kind.SEARCH, text=text, quantity=pieces)


@pytest.mark.parametrize(
    "query",
    [
        "blue mug",
        "iphone 15",
        "2 person tent",
        "4 slice toaster",
        "3 in 1 charger",
        "1984",
        "usb 3.0 cable",
        "500 mugs",
        "rug 2x3",
        "a4 paper",
        "50块以内小礼物",
        "веник",
        "playing cards",
        "order book",
        "address stamp",
        "seagrass basket",
        "палатка 2 местная",
        "игральные карты",
        "книга заказов",
        "платье",
        "зарядка 3 в 1",
        "订单本",
        "双人帐篷",
        "BM-1",
        "",
        "?!",
        "🎁🎁🎁",
        "where " * 3000,
        "'; drop table orders; --",
    ],
)
def test_what_is_looked_for_stays_a_search(grammar: Grammar, query: str) -> None:
    assert grammar.understand(query, "en") is None


def test_a_slip_of_the_finger_is_forgiven_in_longer_words_only(grammar: Grammar) -> None:
    assert grammar.understand("my crat please") is None, "four letters are another word"
    assert grammar.understand("cancle my order") == Intent(Kind.CANCEL)
    assert grammar.understand("cancel my oder") == Intent(Kind.CANCEL), "five, but for one"
    assert grammar.understand("отмнеи заказ") == Intent(Kind.CANCEL)


@pytest.mark.parametrize("typed", ["oder", "orrder", "ordre", "orter", "orde", "order"])
def test_one_slip_is_a_letter_lost_doubled_wrong_or_out_of_turn(typed: str) -> None:
    assert one_slip(typed, "order")
    assert not one_slip(typed + "ly", "order")


@pytest.mark.parametrize(
    ("typed", "meant", "forgiven"),
    [
        ("зпказ", "заказ", True),  # beside "а"
        ("веник", "велик", False),
        ("ordwr", "order", True),
        ("ortex", "order", False),
        ("orter", "order", False),
        ("доспавка", "доставка", True),  # long enough to be known by the rest
        ("одрер", "ордер", True),
    ],
)
def test_a_wrong_letter_of_a_short_word_is_the_one_beside(
    typed: str, meant: str, forgiven: bool
) -> None:
    assert slipped(typed, meant) is forgiven


def test_a_single_word_is_not_sure_to_be_a_wish(grammar: Grammar) -> None:
    basket = grammar.understand("basket")

    assert basket == Intent(Kind.CART, doubtful=("basket",))
    assert not Intent(Kind.CART, doubtful=("basket",)).sure
    assert grammar.understand("my basket") == Intent(Kind.CART)


def test_what_of_a_spoken_sentence_is_strange_is_in_doubt(grammar: Grammar) -> None:
    asked = grammar.understand("could you tell grandma where her parcel is")

    assert asked == Intent(Kind.WHERE, doubtful=("grandma",))


@pytest.mark.parametrize(
    "asked",
    [
        "do you have blue teapots",
        "show me what you have in blue",
        "I need a courier bag",
        "is there a cart for the garden",
        "есть что-нибудь для собаки",
        "нужна сумка курьера",
        "有狗用的东西吗",
        "需要一个快递包",
    ],
)
def test_who_asks_for_goods_in_a_whole_sentence_searches(grammar: Grammar, asked: str) -> None:
    assert grammar.understand(asked) is None


@pytest.mark.parametrize(
    ("plain", "otherwise"),
    [
        ("I don't need my order", "i dont need my orders"),
        ("我的訂單在哪裡？", "我的订单在哪里"),
        ("取消訂單１０４２", "取消订单1042"),
        ("Где мой заказ? 🙏🙏", "где мой заказ"),
        ("мой заказ ещё не пришёл", "мой заказ еще не пришел"),
        ("was my order shipped", "were my orders shipped"),
        ("отменить заказом", "отмените заказ"),
    ],
)
def test_forms_of_a_word_and_ways_to_write_it_are_alike(
    grammar: Grammar, plain: str, otherwise: str
) -> None:
    assert grammar.understand(plain) is not None
    assert grammar.understand(plain) == grammar.understand(otherwise)


@pytest.mark.parametrize(
    ("sentence", "text", "pieces"),
    [
        ("2 mugs for kids", "mugs for kids", 2),
        ("five of the red mugs please", "red mugs", 5),
        ("пять красных кружек", "красных кружек", 5),
        ("положите в корзину три синие кружки", "синие кружки", 3),
        ("把5个杯子加到我的购物车", "杯子", 5),
    ],
)
def test_a_bare_number_counts_what_agrees_with_it(
    grammar: Grammar, sentence: str, text: str, pieces: int
) -> None:
    assert grammar.understand(sentence) == Intent(Kind.SEARCH, text=text, quantity=pieces)


@pytest.mark.parametrize(
    "title", ["12 стульев книга", "33 богатыря", "7 чудес игра", "101 dalmatians"]
)
def test_a_number_that_belongs_to_a_title_counts_nothing(grammar: Grammar, title: str) -> None:
    assert grammar.understand(title) is None


def test_a_clause_is_understood_by_itself(grammar: Grammar) -> None:
    asked = grammar.understand("I was just wondering about things, where is my order?")

    assert asked == Intent(Kind.WHERE)


def test_a_word_is_named_where_it_stands_whole_in_a_title() -> None:
    assert named("Basket", ["Seagrass basket, large"])
    assert named("корзина", ["Плетёная Корзина"])
    assert not named("cart", ["Greeting cards"])
    assert not named("cart", [])


def test_every_language_of_the_shop_has_words_for_wishes() -> None:
    translated = {code for code, _ in po_files(LOCALES)}

    assert {path.parent.name for path in LOCALES.glob("*/intents.toml")} == translated | {"en"}


def test_a_phrase_cannot_be_a_stem() -> None:
    with pytest.raises(ValueError, match="single word"):
        Vocabulary({"order": ["my order*"]})
