"""Forms that no rule of endings brings together, as data: each with the form it stands for.

Every word takes part in the index by the stem of the form after the colon, so both sides
must be folded ("ё" as "е"). English: plurals and a few verbs of shop windows. Russian:
vowels that come and go ("сумок", "сумка"), plurals of another root, and endings that the
stemmer cuts in two ways.
"""

from collections.abc import Iterator, Mapping

_ENGLISH = """
mouse: mice | louse: lice | goose: geese | tooth: teeth | foot: feet | man: men
woman: women | child: children childrens | ox: oxen | person: people persons
knife: knives | wife: wives | life: lives | leaf: leaves | loaf: loaves | half: halves
shelf: shelves | scarf: scarves | wolf: wolves | calf: calves | thief: thieves | elf: elves
self: selves | hoof: hooves | die: dice | penny: pence | potato: potatoes | tomato: tomatoes
hero: heroes | photo: photos | cactus: cacti | fungus: fungi | radius: radii | focus: foci
axis: axes | basis: bases | crisis: crises | analysis: analyses | datum: data
medium: media | bacterium: bacteria | appendix: appendices | index: indices
matrix: matrices | vertex: vertices | wood: wooden | wool: woolen woollen
gold: golden | silk: silken | leather: leathern | jewellery: jewelry jewelery
colour: color colours colors coloured colored | grey: gray | aluminium: aluminum
fibre: fiber | litre: liter litres liters | metre: meter metres meters
tyre: tire tyres tires | pyjamas: pajamas pyjama pajama | moustache: mustache
doughnut: donut donuts | yoghurt: yogurt yoghurts yogurts | whisky: whiskey
mould: mold | plough: plow | cheque: check | theatre: theater | centre: center
favourite: favorite favourites favorites | flavour: flavor flavours flavors
bought: buy buys | gave: give gives given | made: make makes | drank: drink drinks drunk
slept: sleep sleeps | wore: wear wears worn | wrote: write writes written
"""
_RUSSIAN = """
сумка: сумок | чашка: чашек | кружка: кружек | ложка: ложек | вилка: вилок | тарелка: тарелок
миска: мисок | банка: банок | бутылка: бутылок | кепка: кепок | шапка: шапок | куртка: курток
рубашка: рубашек | футболка: футболок | юбка: юбок | кофта: кофт | блузка: блузок
майка: маек | чайник: чайничек | скатерть: скатертей | подушка: подушек | игрушка: игрушек
книжка: книжек | открытка: открыток | тетрадка: тетрадок | ручка: ручек | полка: полок
лампочка: лампочек | корзинка: корзинок | коробка: коробок | упаковка: упаковок
наклейка: наклеек | линейка: линеек | скамейка: скамеек | батарейка: батареек
крышка: крышек | сковородка: сковородок | терка: терок | доска: досок | щетка: щеток
расческа: расчесок | сережка: сережек серег серьги серьга | булавка: булавок
веревка: веревок | резинка: резинок | палка: палок | рамка: рамок | шапочка: шапочек
тапка: тапок тапки тапочки тапочек тапочка | ботинок: ботинки ботинка ботинками ботинках
носок: носки носков носка носкам носками носках | чулок: чулки чулка чулками чулках
платок: платки платка платков платками | венок: венки венка венков
кусок: куски куска кусков | молоток: молотки молотка молотков | замок: замки замка замков
мешок: мешки мешка мешков мешком | порошок: порошки порошка порошков
горшок: горшки горшка горшков
рюкзачок: рюкзачки рюкзачка | значок: значки значка значков | брелок: брелоки брелоков брелки
мяч: мячик мячики | ребенок: ребенка детей дети детям
ребенок: детский детская детское детские детских детской
человек: люди людей людям людьми | год: лет | друг: друзья друзей друзьям
брат: братья братьев | стул: стулья стульев стульям стулья | лист: листья листьев
дерево: деревья деревьев | перо: перья перьев | крыло: крылья крыльев
ухо: уши ушей | глаз: глаза глаз | цветок: цветы цветов цветка цветки цветков цветам
нож: ножи ножей | окно: окон окна | полотно: полотен | письмо: писем письма | кресло: кресел
стекло: стекол | ведро: ведер | бревно: бревен | кольцо: колец кольца | яйцо: яиц яйца
полотенце: полотенец полотенца полотенцем | зеркало: зеркал зеркала зеркальце
одеяло: одеял одеяла одеялам одеялами одеялах | покрывало: покрывал покрывала
мыло: мыла мыл | масло: масел масла | вино: вин вина | сердце: сердец сердца
солнце: солнца солнцу | блюдце: блюдец блюдца | семя: семена семян | время: времени времена
имя: имени имена имен | пальто: пальтишко | огурец: огурцы огурцов огурца | перец: перца перцы
конец: концы конца | палец: пальцы пальца пальцев | заяц: зайцы зайца зайчик
карандаш: карандаши карандашей | чай: чаи чая чаев чаю чаем | сироп: сиропы
кофе: кофеек | день: дни дней дня | камень: камни камней камня | ремень: ремни ремня ремней
уголь: угля угли | ноготь: ногти ногтей ногтя | лоскут: лоскутки | песня: песен песни
вишня: вишен | башня: башен | кухня: кухонь кухни кухню | спальня: спален спальни
простыня: простыней простыни | туфля: туфли туфель туфлями | капля: капель капли
свеча: свечи свеч свечей свечка свечки свечек | шарф: шарфы шарфов шарфик шарфики
платье: платья платьев платьем | ружье: ружья ружей | печенье: печенья печений печеньем
варенье: варенья варений | белье: белья бельем | деньги: денег деньгам
часы: часов часики | очки: очков очкам | ножницы: ножниц | брюки: брюк брюками
штаны: штанов | джинсы: джинсов джинсах | трусы: трусов
кроссовок: кроссовки кроссовка кроссовками
чехол: чехлы чехла чехлов чехлом | ковер: ковры ковра ковров ковром коврик коврики
котел: котлы котла котлов | пепел: пепла | угол: углы угла углов | орех: орехи орешки орешек
мед: меда медом медовый | лед: льда льдом | лен: льна льном льняной льняная льняное льняные
"""


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for entry in text.replace("\n", "|").split("|"):
        base, _, forms = entry.strip().partition(":")
        for form in forms.split():
            yield form, base


LIKE: Mapping[str, str] = dict(_pairs(_ENGLISH + _RUSSIAN))
