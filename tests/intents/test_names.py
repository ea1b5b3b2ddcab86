"""Words of wishes in the names of things, and places that no list has."""

import pytest

from domain.intents.grammar import Grammar, Kind


@pytest.mark.parametrize(
    "name",
    [
        "can i get a cash box",
        "i want a gift card holder",
        "please find a return address stamp",
        "a basket for my cat",
        "стойка для выдачи заказов",
        "ищу сумку для доставки",
        "нужна книга отзывов",
        "терминал для оплаты картой",
        "给经理的礼物",
        "退款印章",
    ],
)
def test_a_word_that_tells_what_a_thing_is_for_is_no_wish(grammar: Grammar, name: str) -> None:
    assert grammar.understand(name) is None


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("i want to return shoes", Kind.RETURN),
        ("please cancel the order with the mug", Kind.CANCEL),
        ("i want to cancel my lamp", Kind.CANCEL),
        ("хочу вернуть кружку", Kind.RETURN),
        ("где кружка из заказа 1042", Kind.WHERE),
        ("我想退鞋子", Kind.RETURN),
    ],
)
def test_what_is_done_to_a_thing_is_a_wish(grammar: Grammar, sentence: str, kind: Kind) -> None:
    asked = grammar.understand(sentence)

    assert asked is not None
    assert asked.kind is kind


@pytest.mark.parametrize(
    "sentence",
    ["do you ship to Tel Aviv", "delivery to Ulan Ude", "доставка в Улан-Удэ", "寄到喀什多少钱"],
)
def test_a_strange_place_is_known_by_what_is_sent_there(grammar: Grammar, sentence: str) -> None:
    asked = grammar.understand(sentence)

    assert asked is not None
    assert (asked.kind, asked.doubtful) == (Kind.DELIVERY, ())


@pytest.mark.parametrize(
    "sought",
    [
        "show me cart hooks",
        "where can i find cat basket",
        "do you have help buttons",
        "есть кнопки отмены",
        "мне нужны силуэты людей",
        "где найти верёвки для посылок",
        "给我看看取消按钮",
    ],
)
def test_a_strange_word_beside_a_wish_is_what_is_sought(grammar: Grammar, sought: str) -> None:
    assert grammar.understand(sought) is None


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("do you have discounts for pensioners", Kind.PROMO),
        ("show me my cart, homie", Kind.CART),
        ("i need to return dresses", Kind.RETURN),
        ("есть скидка пенсионерам", Kind.PROMO),
        ("есть недорогая доставка", Kind.DELIVERY),
    ],
)
def test_who_asks_for_a_wish_and_adds_something_has_it(
    grammar: Grammar, asked: str, kind: Kind
) -> None:
    heard = grammar.understand(asked)

    assert heard is not None
    assert heard.kind is kind


@pytest.mark.parametrize("told", ["two mugs arrived broken", "две чашки пришли разбитыми"])
def test_a_number_of_broken_things_is_not_looked_for(grammar: Grammar, told: str) -> None:
    heard = grammar.understand(told)

    assert heard is not None
    assert heard.kind is Kind.RETURN
