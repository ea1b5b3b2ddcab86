"""What goods are like, as data: where nothing fits all words, what they are is kept.

Of "red teapot" in a shop without one, teapots are nearer to what was wished for than all that
is red. To teach it, add a word in any form; names of goods do not belong here ("glass").
"""

from functools import cache

from domain.search.words import term

_WORDS = """
red blue green yellow black white grey brown pink purple violet beige golden silver navy
turquoise ivory multicoloured colourful striped checked plain transparent dark bright
big small large little mini huge long short wide narrow thick thin tall medium xs s m l xl xxl
new old modern vintage retro classic simple expensive good nice beautiful pretty
cute cosy cozy stylish elegant fancy warm soft hard heavy lightweight waterproof portable foldable
wooden woolen ceramic metal plastic handmade natural organic
men women mens womens kids children unisex
красный синий голубой зеленый желтый оранжевый черный белый серый коричневый розовый фиолетовый
бежевый золотой золотистый серебряный серебристый бирюзовый кремовый разноцветный цветной
полосатый клетчатый прозрачный темный светлый яркий
большой маленький средний крупный мелкий огромный длинный короткий широкий узкий толстый тонкий
высокий низкий новый старый современный винтажный классический простой дорогой
хороший красивый милый уютный стильный теплый мягкий твердый тяжелый легкий водонепроницаемый
складной деревянный кожаный шерстяной хлопковый стеклянный керамический металлический пластиковый
мужской женский детский подростковый натуральный
红色 蓝色 绿色 黄色 橙色 黑色 白色 灰色 棕色 粉色 紫色 米色 金色 银色 彩色 透明 条纹 深色 浅色
大号 小号 中号 大型 小型 迷你 新款 旧款 复古 现代 简约 好看 漂亮 可爱 时尚 柔软 保暖 防水 便携
木质 陶瓷 金属 塑料 手工 男士 女士 儿童
"""


def quality(word: str) -> bool:
    """Whether a folded *word* tells what goods are like, not what they are."""
    return term(word) in _terms()


@cache
def _terms() -> frozenset[str]:
    return frozenset(map(term, _WORDS.split()))
