"""What people say around the goods they look for: greetings, questions, thanks.

Patterns see folded text, as those of `domain.search.grammar` do, and only its beginning and
its end: in the middle the same words may be a name. To teach it, add a line.
"""

import re
from functools import cache

_ANY = r"(?: (?:something|anything|some|any|a|an|the|your))?\b"
_SHOW = r"(?:show|find|get|give|recommend|suggest|see|have|buy|order|bring)"
_PLEASE = r"(?:[ ,]+пожалуйста)?\b"
_THING = r"(?: что[ -](?:нибудь|то))?\b"
_HAVE = r"(?:есть|бывают|имеются|имеется|продаете|продаются|продается)"
_HERE = r"(?:请问|請問)?(?:你们|你們|您们|贵店|店里|这里|這裡|这儿)?(?:家|店里|这里|这儿)?"
_UNIT = "个個只隻双雙件条條把支台套本张張块塊瓶盒包副对對顶頂款种種"
_ONE = rf"(?:一[{_UNIT}盏盞根枚束卷捲桶颗顆朵床串辆輛棵幅罐袋份节節捆板管枝])"  # but an article
_PIECE = rf"(?:{_ONE}|[几幾两兩]?[{_UNIT}]|一?些|一?点)?"

# "Hello Kitty mug" greets nobody: a mark follows, or a question.
_GREETINGS = (
    r"^(?:hi|hello|hey|good (?:morning|day|afternoon|evening))(?: there| all)?"
    r"(?=[,.!]| (?:do|can|could|have|i|im|are|is|what|where|looking|please)\b)",
    r"^(?:здравствуйте|здравствуй|привет|добр(?:ый|ое|ого) (?:день|вечер|утро|дня|вечера))"
    r"(?=[,.!]| (?:а|у|есть|подскажите|скажите|хочу|ищу|мне|где|покажите|какие|можно)\b)",
    r"^(?:你好|您好|早上好|上午好|中午好|下午好|晚上好)(?=[,，!！。 ]|[请請我有你想])",
)
_QUESTIONS = (
    rf"^(?:can|could|would|will) (?:you|u|i|we)(?: please)? {_SHOW}(?: me| us)?{_ANY}",
    rf"^(?:please )?(?:show|find|give|recommend|suggest) (?:me|us){_ANY}",
    rf"^do (?:you|u)(?: guys)?(?: still)? (?:have|sell|carry|stock|got){_ANY}",
    rf"^(?:have you got|are there|is there){_ANY}",
    r"^(?:what|which)(?: (?:kinds?|sorts?|types?) of)?\b(?=.* do (?:you|u) (?:have|sell)\b)",
    rf"^(?:(?:i am|i'm|im|we are) )?(?:looking|searching) for{_ANY}",
    rf"^(?:i|we)(?: really)? (?:want|need|would like|wanna)(?: to)?(?: (?:buy|get|see))?{_ANY}",
    rf"^where (?:can|do|could) (?:i|we) (?:find|buy|get|see){_ANY}",
    rf"^(?:а )?(?:подскажите|скажите|подскажи|скажи)(?: мне)?{_PLEASE}",
    rf"^(?:а )?у вас(?: {_HAVE})?(?: ли)?\b",
    rf"^(?=.*(?:\?| у вас))(?:а )?{_HAVE}(?: ли)?(?: у вас)?\b",
    rf"^(?:а )?как(?:ие|ой|ая|ое)\b(?=.* (?:у вас|{_HAVE})\b)",
    rf"^(?:покажи|посоветуй|порекомендуй|найди|подбери)(?:те)?(?: мне| нам)?{_PLEASE}{_THING}",
    r"^(?:я |мы )?(?:ищу|ищем|хочу|хотим|хотел(?:а|и)? бы|хотелось бы)"
    rf"(?: купить| заказать| приобрести| посмотреть)?{_THING}\b",
    r"^(?:мне|нам) (?:нужн[аоы]?|нужен|надо|требуется)(?: купить)?\b",
    r"^где (?:у вас )?(?:можно )?(?:купить|найти|посмотреть)\b",
    rf"^{_HERE}(?:有没有|有沒有){_PIECE}",
    rf"^{_HERE}[有卖賣]{_PIECE}(?=.+[吗嗎嘛么]\W*$)",  # "有机茶" is organic tea
    rf"^(?:我|我们)(?:想要|想买|想買|想找|想看看?|要买|要|需要|在找|找){_PIECE}",
    rf"^(?:请|請|麻烦)?(?:给我|給我|帮我|幫我|帮忙)(?:推荐|推薦|找|看看?|拿)(?:一?下)?{_PIECE}",
    r"^(?:请问|請問)",
    rf"^(?:(?:请|請)?(?:再|给我|給我|帮我|幫我)*(?:来|來|拿|求购|需要|想?[买買要]))?{_ONE}",
)
_ENDS = (
    r"\b(?:please|pls|plz|thanks|thank you|thx|пожалуйста|спасибо)\W*$",
    r"(?:谢谢|謝謝)\W*$",
    r"\bdo (?:you|u) (?:have|sell|carry|stock)(?: here)?\W*$",
    rf"\b(?:(?:{_HAVE} )?у вас(?: {_HAVE})?|есть ли|{_HAVE})\W*$",
    r"(?:有没有|有沒有|[吗嗎嘛])\W*$",
)
_MARKS = " ,.;:!?…，。！？、；："


def without_manners(text: str) -> str:
    """Return what is looked for, without what is said around it; all, if nothing is left."""
    left = text
    for pattern in _compiled():
        kept = pattern.sub("", left, count=1)
        if kept != left and kept.strip(_MARKS):
            left = kept.lstrip(_MARKS)
    return left if left == text else left.strip(_MARKS)


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, (*_GREETINGS, *_QUESTIONS, *_ENDS)))
