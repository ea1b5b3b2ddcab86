"""What is said around goods that are looked for."""

import pytest

from domain.search.manners import without_manners
from domain.search.phrases import parse


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("good evening, do you have scissors", "scissors"),
        ("do you sell blue mugs?", "blue mugs"),
        ("what mugs do you have", "mugs"),
        ("hi there, can you show me some red mugs please", "red mugs"),
        ("I'm looking for a birthday gift", "birthday gift"),
        ("are there any candles?", "candles"),
        ("Добрый день, есть кружки?", "кружки"),
        ("Здравствуйте! Подскажите, пожалуйста, у вас есть чайники?", "чайники"),
        ("а есть ли у вас чашки", "чашки"),
        ("какие чайники у вас есть?", "чайники"),
        ("хочу купить синюю кружку", "синюю кружку"),
        ("найди что-нибудь для чая", "для чая"),
        ("ищу что нибудь в подарок", "в подарок"),
        ("покажи мне чайники", "чайники"),
        ("show me something for tea", "for tea"),
        ("请问有没有红色杯子", "红色杯子"),
        ("你们有蓝色的马克杯吗？", "蓝色的马克杯"),
        ("我想要一双雪地靴", "雪地靴"),
        ("想要一盏好看的卧室灯", "好看的卧室灯"),
        ("再来一瓶洗手液", "洗手液"),
        ("麻烦帮我找一下剪刀，谢谢", "剪刀"),
    ],
)
def test_only_the_goods_are_looked_for(said: str, meant: str) -> None:
    assert parse(said, "USD").words == meant


@pytest.mark.parametrize(
    "name",
    [
        *("hello kitty mug", "order book", "got milk", "doll what", "please and thank you card"),
        *(
            "доброе утро кружка",
            "есть",
            "у",
            "有机茶",
            "有线耳机",
            "卖火柴的小女孩",
            "要",
            "一次性杯子",
            "来电显示电话",
            "hello?",
        ),
    ],
)
def test_names_that_sound_so_are_kept(name: str) -> None:
    assert without_manners(name) == name


def test_wishes_beside_the_goods_are_read_as_before() -> None:
    wish = parse("Can you show me red mugs under 20, in stock, please?", "USD")

    assert (wish.words, wish.high, wish.in_stock) == ("red mugs", 2000, True)
