"""Words of a made-up department store, each in English, Russian and Chinese."""

NOUNS = """
mug кружка 马克杯|cup чашка 茶杯|plate тарелка 盘子
bowl миска 饭碗|spoon ложка 勺子|fork вилка 叉子
knife нож 菜刀|kettle чайник 水壶|teapot заварник 茶壶
pan сковорода 煎锅|pot кастрюля 汤锅|glass стакан 玻璃杯
bottle бутылка 瓶子|jar банка 罐子|board доска 砧板
towel полотенце 毛巾|apron фартук 围裙|napkin салфетка 餐巾
candle свеча 蜡烛|lamp лампа 台灯|lantern фонарь 灯笼
vase ваза 花瓶|clock часы 时钟|mirror зеркало 镜子
chair стул 椅子|table стол 桌子|shelf полка 架子
basket корзина 篮子|pillow подушка 枕头|blanket одеяло 毯子
carpet ковер 地毯|curtain штора 窗帘|scarf шарф 围巾
glove перчатка 手套|sock носок 袜子|shirt рубашка 衬衫
sweater свитер 毛衣|jacket куртка 夹克|dress платье 连衣裙
skirt юбка 裙子|boot ботинок 靴子|slipper тапка 拖鞋
backpack рюкзак 背包|wallet кошелек 钱包|umbrella зонт 雨伞
notebook тетрадь 笔记本|pencil карандаш 铅笔|pen ручка 钢笔
paper бумага 纸张|envelope конверт 信封|brush щетка 刷子
soap мыло 肥皂|perfume духи 香水|cream крем 面霜
toy игрушка 玩具|puzzle пазл 拼图|doll кукла 娃娃
ball мяч 皮球|guitar гитара 吉他|drum барабан 鼓槌
hammer молоток 锤子|drill дрель 电钻|ladder лестница 梯子
bucket ведро 水桶|broom метла 扫帚|rope веревка 绳子
"""
ADJECTIVES = """
red красный 红色|blue синий 蓝色|green зеленый 绿色
yellow желтый 黄色|white белый 白色|black черный 黑色
grey серый 灰色|pink розовый 粉色|brown коричневый 棕色
purple фиолетовый 紫色|large большой 大号|small маленький 小号
light легкий 轻便|heavy тяжелый 厚重|soft мягкий 柔软
warm теплый 保暖|wooden деревянный 木制|steel стальной 不锈钢
ceramic керамический 陶瓷|cotton хлопковый 棉质|linen льняной 亚麻
wool шерстяной 羊毛|leather кожаный 真皮|glass стеклянный 玻璃
round круглый 圆形|square квадратный 方形|striped полосатый 条纹
plain простой 纯色|folding складной 折叠|portable портативный 便携
classic классический 经典|modern современный 现代|rustic деревенский 乡村
elegant элегантный 优雅|durable прочный 耐用|handmade ручной 手工
"""
SYLLABLES = {
    "en": "al an ar bel bor cal dan der el fen gar hal in kor lan lor mar mel nor or pel ran ros"
    " sal sen tal ton ul van ver wil zen",
    "ru": "ба бо ва ве го да де жа за зо ка ко ла ле ло ма ме на но па по ра ро са со та ти ту фа"
    " хо ча ша",
    "zh": "安百宝北博彩长晨诚大德东方丰福光国海和红华吉佳金康"
    "乐利龙美明宁平奇青瑞山圣顺泰天旺祥新兴雅永玉源中",
}


def rows(text: str) -> tuple[tuple[str, ...], ...]:
    """Return one row a word: English, Russian, Chinese."""
    entries = text.replace("\n", "|").split("|")
    return tuple(tuple(entry.split()) for entry in entries if entry.strip())
