"""How people say prices, order and stock in a search, as data: to teach it, add a line.

Patterns see folded text (lower case, plain letters, ASCII digits). ``{m}`` is a sum of
money, ``{a}`` and ``{b}`` are the ends of a range; ``{p}`` is a sum that must name its
currency, because without it the words mean something else as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.search.wishes import Order

RANGES = (
    r"\b(?:between|from) {a} (?:and|to|till|-) {b}",
    r"(?<!\w)от {a} до {b}",
    r"{a} ?(?:-|~|到|至|から) ?{p}",
    r"(?:从|在) ?{a} ?(?:到|至|和) ?{b}(?: ?之间)?",
)
MOST = (
    r"\b(?<!\bno )(?<!\bnot )(?:under|below|up to|less than|cheaper than) {m}",
    r"\b(?:at most|max(?:imum)?|(?:no|not) (?:more than|over|above)) {m}",
    r"(?<!\w)(?<!\bне )(?:до|дешевле(?: чем)?|максимум|меньше|менее|ниже) {m}",
    r"(?<!\w)не (?:дороже|более|больше|выше|свыше)(?: чем)? {m}",
    r"(?:<=?|≤) ?{m}",
    r"{m} ?(?:以下|以内|之内|之下|未満|までの?)",
    r"(?:(?<!不)(?:低于|小于|少于)|不到|最多|不(?:超过|高于|大于|多于)) ?{m}",
)
LEAST = (
    r"\b(?<!\bno )(?<!\bnot )(?:over|above|from|more than) {m}",
    r"\b(?:at least|min(?:imum)?|(?:no|not) (?:less than|under|below|cheaper than)) {m}",
    r"(?<!\w)(?<!\bне )(?:от|дороже(?: чем)?|минимум|больше|более|выше|свыше) {m}",
    r"(?<!\w)не (?:дешевле|менее|меньше|ниже)(?: чем)? {m}",
    r"(?:>=?|≥) ?{m}",
    r"{m} ?(?:以上|起)",
    r"(?:(?<!不)(?:高于|超过|大于|多于)|至少|不(?:低于|小于|少于)) ?{m}",
)
ORDERS: Mapping[Order, tuple[str, ...]] = {
    Order.CHEAP: (
        r"\b(?:the )?(?:cheapest|lowest priced?)(?: first)?\b",
        r"\b(?:cheap|inexpensive|affordable)(?: first)?\b",
        r"(?<!\w)(?:сначала )?(?:сам\w{2,3} )?(?:дешев(?!ле)\w+|недорог\w+)",
        r"(?<!\w)подешевле(?!\w)",
        r"最?便宜(?:一?点)?的?|最低价|实惠的?|最安|安い順",
    ),
    Order.DEAR: (
        r"\b(?:the )?most expensive(?: first)?\b",
        r"(?<!\w)(?:сам\w{2,3} дорог\w+|подороже|сначала дорог\w+)(?!\w)",
        r"最贵的?|最高价|高い順",
    ),
    Order.NEW: (
        r"\b(?:newest|new arrivals?|latest)(?: first)?\b",
        r"(?<!\w)(?:сам\w{2,3} нов\w+|новинки|новые поступления|сначала нов\w+)(?!\w)",
        r"最新的?|新品|新着",
    ),
    Order.POPULAR: (
        r"\b(?:most popular|best ?sell(?:ers?|ing)|top sell(?:ers?|ing))\b",
        r"(?<!\w)(?:сам\w{2,3} популярн\w+|хиты? продаж)(?!\w)",
        r"最受欢迎的?|最热门的?|热销|人気",
    ),
    Order.RATED: (
        r"\b(?:the )?(?:best|top|highest)[ -](?:rated|reviewed)(?: first)?\b",
        r"\bwith (?:the )?best (?:ratings?|reviews)\b",
        r"(?<!\w)с (?:само\w+ )?(?:лучши\w+|хороши\w+|высок\w+) (?:отзыв\w+|оценк\w+|рейтинг\w+)",
        r"(?<!\w)(?:по рейтингу|сам\w{2,3} высок\w+ (?:рейтинг|оценк)\w*)(?!\w)",
        r"好评(?:最多|最高|优先)?的?|评分最高的?|评价最好的?|口碑最好的?|高評価|評価の高い順?",
    ),
}
IN_STOCK = (
    r"\b(?:in stock|available now)\b",
    r"(?<!\w)(?:есть )?в наличии(?!\w)",
    r"有货的?|有现货的?|现货|在庫あり",
)
ON_SALE = (
    r"\b(?:on sale|discounted|with (?:a )?discount)\b",
    r"(?<!\w)(?:со скидк\w+|на распродаже|распродажа|по акции)(?!\w)",
    r"打折的?|特价|促销|セール",
)


@dataclass(frozen=True, slots=True)
class Rated:
    """How a language says that goods must have so many stars: "rated", "at least", "and up".

    One of *least* and *up* is never missing: "5 star towel" is a towel's name. *lead* and
    *tail* belong to what is said, and say nothing.
    """

    rating: str
    least: str
    up: str
    star: str
    lead: str = ""
    tail: str = ""


_SIGN = r"[★⭐]\ufe0f?"
_NO_SUM = r"(?![a-zа-я]| ?[\d$€£¥₽]| than)"  # "4 stars and over $20" goes on
RATED = (
    Rated(
        rating=rf"rated|(?:star )?ratings?(?: of)?|{_SIGN}",
        least=r"at least|min(?:imum)?|not? less than|over|above|more than|higher than"
        r"|from(?! \S+? ?-?star(?!s))|>=?|≥",  # a towel may be from a 5 star spa
        up=rf"\+|(?:and|or|&) (?:up|above|over|more|higher|better){_NO_SUM}",
        star=rf"-?stars?(?![a-z])|{_SIGN}",
        lead=r"with (?:an? )?",
        tail=r" (?:ratings?|reviews?)(?![a-z])",
    ),
    Rated(
        rating=rf"(?:рейтинг|оценк)[а-я]*|{_SIGN}",
        least=r"от|выше|свыше|более|больше|не (?:ниже|менее|меньше)|минимум|хотя бы|>=?|≥",
        up=rf"\+|(?:и|или) (?:выше|более|больше|лучше){_NO_SUM}",
        star=rf"звезд(?:[аы]|а(?:м|х|ми)|очк[а-я]+|очек)?(?![а-я])|{_SIGN}",
        lead=r"с ",
    ),
    Rated(
        rating=rf"评分|評分|评价|評価|(?<![\u3400-\u9fff])星(?=\d)|{_SIGN}",
        least=r"至少|最低|不低于|不少于|高于|超过|大于|>=?|≥",
        up=r"\+|[及和或]?(?:以上|更高)",
        star=rf"[颗顆个]?星[级級]?|つ星|{_SIGN}",
        tail=r"[的の]",
    ),
)
# So many stars; "4 to 5" are at least 4.
STARS = (
    r"(?:[34](?:[.,]\d{1,2})?|5(?:[.,]0)?)(?: ?(?:-|~|to|до|到|至) ?5(?:[.,]0)?)?(?![.,]?\d)"
    r"|three|four|five|тр(?:и|ех)|четыр(?:е|ех)|пят[ьи]"
    r"|三(?=[颗顆个]|星[级級]?[及和或]?以上)|[四五]"
)
NUMBERS: Mapping[str, int] = {
    r"3.*|three|тр.*|三": 3,
    r"4.*|four|четыр.*|四": 4,
    r"5.*|five|пят.*|五": 5,
}
# What such a number may be followed by: "rated 4 out of 5 and up".
POINTS = r"(?:/|из |out of )5(?!\d)|[分点つ]"
# What has stars of its own: "at least 5 star hotel towels" are no well rated ones.
STARRED = (
    r" ?(?:hotel|motel|resort|restaurant|michelin|chef|general|отел|гостини|ресторан|мишлен"
    r"|генерал|酒店|饭店|宾馆|餐厅|米其林|ホテル)"
)
# Names of money, and the currencies (ISO 4217) they may mean.
MONEY: Mapping[str, frozenset[str]] = {
    r"\$|usd|dollars?|bucks|доллар\w*|美元|ドル": frozenset({"USD"}),
    r"€|eur|euros?|евро|欧元|ユーロ": frozenset({"EUR"}),
    r"£|gbp|pounds?|фунт\w*|英镑": frozenset({"GBP"}),
    r"₽|rub|rubles?|roubles?|руб(?:л\w+)?\.?|р\.?|卢布": frozenset({"RUB"}),
    r"元|块钱?|人民币|rmb|cny|yuan|юан\w+": frozenset({"CNY"}),
    r"円|日元|jpy|yen|иен\w*": frozenset({"JPY"}),
    r"¥": frozenset({"CNY", "JPY"}),
    r"₸|kzt|тенге": frozenset({"KZT"}),
    r"₴|uah|грн|грив\w+": frozenset({"UAH"}),
}
# What is counted in something else than money: "under 2 kg" is no price.
UNITS = (
    r"(?:kg|g|mg|lbs?|oz|ml|cl|l|lit\w+|cm|mm|m|km|met\w+|inch\w*|ft|feet|years?|yrs?|months?"
    r"|days?|hours?|h|min|minutes?|people|persons?|pcs|pieces?|gb|mb|tb|mp|w|watts?|v|mah|hz"
    r"|лет|год\w*|мес\w*|дн\w+|день|час\w*|минут\w*|кг|г|гр|грамм\w*|мг|мл|л|литр\w*|см|мм|м|км"
    r"|метр\w*|размер\w*|шт\w*|предмет\w*|человек\w*|персон\w*|гб|мб|тб|вт|ватт|в|мач|гц)"
    r"(?![\w])|[%\"”′″°]|岁|个|件|只|人|厘米|毫米|米|公斤|千克|克|毫升|升|寸|英寸|瓦|小时|天|年|月|歳|枚|個"
)
THOUSAND = r"k|к|тыс(?:яч[аи]?)?\.?|千"
TENTHOUSAND = r"万|萬"
# Words that say nothing about goods; they are looked for only where nothing else is said.
_IDLE = """
a an the and or of for with to in on at by is are i we me my you can help please show find want
need buy get some any not и или а в во на с со для из от по к у о об за мне мой нужен нужна нужно
нужны хочу купить найти найди покажи есть пожалуйста какой какие 的 了 吗 请 买 我 要
"""
IDLE = frozenset(_IDLE.split())
