"""Words of wishes in the names of things, and places that no list has."""

import pytest

from domain.intents.grammar import Grammar
from domain.intents.kinds import Kind


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
        "my son needs cart hooks",
        "could you recommend a whistle for couriers",
        "is there a trophy for our manager",
        "можете показать почтовые банданы",
        "когда появятся платёжные банданы",
        "хочу купить операторские наушники",
        "有没有推车专用挂钩",
        "我要客服奖杯",
        "what's in the picnic basket",
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
        ("my husband's parcel is late", Kind.WHERE),
        ("мне друг дал промокод", Kind.PROMO),
        ("我买的杯子到哪了", Kind.WHERE),
    ],
)
def test_who_asks_for_a_wish_and_adds_something_has_it(
    grammar: Grammar, asked: str, kind: Kind
) -> None:
    heard = grammar.understand(asked)

    assert heard is not None
    assert heard.kind is kind


@pytest.mark.parametrize(
    "told",
    [
        "two mugs arrived broken",
        "one mug is missing",
        "две чашки пришли разбитыми",
        "кружка треснула",
        "杯子碎了",
    ],
)
def test_a_number_of_broken_things_is_not_looked_for(grammar: Grammar, told: str) -> None:
    heard = grammar.understand(told)

    assert heard is not None
    assert heard.kind is Kind.RETURN


@pytest.mark.parametrize(
    "greeting",
    ["good evening, do you have scissors", "добрый день, есть лампы?", "你好，有剪刀吗"],
)
def test_who_greets_and_names_a_thing_asks_for_the_thing(grammar: Grammar, greeting: str) -> None:
    assert grammar.understand(greeting) is None


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("寄武汉多少钱", Kind.DELIVERY), ("寄武汉多久", Kind.DELIVERY), ("寄居蟹", None)],
)
def test_what_is_sent_goes_to_a_place_if_it_costs_or_takes_time(
    grammar: Grammar, asked: str, kind: Kind | None
) -> None:
    heard = grammar.understand(asked)

    assert (heard.kind if heard else None) is kind
