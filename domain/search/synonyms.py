"""Other words for the same goods, as data: to teach it, add a line.

Only words that a shop uses for one thing stand in a line ("notebook" is paper or a computer:
it is in none), and none whose stem another word has. Forms need not be listed, letters are folded.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from domain.search.words import term

_SAME = """
sofa couch settee | rug carpet | curtain drape | wardrobe armoire
television tv telly | fridge refrigerator | laptop ultrabook | smartphone cellphone phone
headphones earphones earbuds | flashlight torch | powerbank powerpack | pc computer
sneakers trainers | sweater jumper pullover | trousers pants slacks | tshirt tee
swimsuit swimwear | purse handbag | backpack rucksack knapsack | eyeglasses spectacles
raincoat mackintosh | perfume fragrance | diaper nappy | stroller pushchair pram
bicycle bike | wrench spanner | trash garbage rubbish
cookie biscuit | eggplant aubergine | zucchini courgette
gift present | kids children | xxl 2xl | xxxl 3xl | wifi wlan
диван софа | ковер палас | штора занавеска гардина портьера | плед покрывало
телевизор тв телик | смартфон телефон мобильник | ноутбук лэптоп | компьютер пк
фотоаппарат фотокамера | пауэрбанк павербанк повербанк
свитер джемпер пуловер | брюки штаны | зонт зонтик | фонарь фонарик
рюкзак ранец | духи парфюм | подарок презент | подгузник памперс | пустышка соска
велосипед велик | картофель картошка | помидор томат
电视 彩电 | 礼物 礼品 | 衣服 服装 服饰 | 背包 书包
"""
# What is found by the word before the colon as well, but not the other way round: a Chinese
# word for one thing, and the sign by which all kinds of it end.
_ALSO = """
杯子: 杯 | 鞋子: 鞋 | 裤子: 裤 | 裙子: 裙 | 帽子: 帽 | 袜子: 袜 | 桌子: 桌 | 椅子: 椅 | 柜子: 柜
瓶子: 瓶 | 勺子: 勺 | 筷子: 筷 | 盒子: 盒 | 袋子: 袋 | 毯子: 毯 | 垫子: 垫 | 梳子: 梳 | 刷子: 刷
架子: 架 | 灯具: 灯 | 茶叶: 茶 | 刀具: 刀 | 锅具: 锅
"""


def alike(word: str) -> tuple[str, ...]:
    """Return the terms of other words by which the same goods are found."""
    return _known().get(term(word), ())


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines(_SAME):
        terms = tuple(dict.fromkeys(map(term, line)))
        found |= {one: tuple(other for other in terms if other != one) for one in terms}
    for line in _lines(_ALSO):
        found[line[0].rstrip(":")] = tuple(line[1:])
    return found


def _lines(text: str) -> Iterator[list[str]]:
    return (line.split() for line in text.replace("\n", "|").split("|") if line.strip())
