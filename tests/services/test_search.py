"""Finding goods by what people type."""

import random
from dataclasses import replace

import pytest

from domain.errors import NotFound
from domain.ports.search import Met
from domain.search.plans import Plan
from domain.search.wishes import Part
from domain.services import understanding
from domain.services.indexing import Indexing
from storage.search import Search
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.services.window import Window, sheet, titles
from tests.shop import Shop

MUGS = ("Kitchen", "Mugs")
CHAIRS = ("Home", "Chairs")


@pytest.fixture
async def window(store: SqlStore, clock: StandingClock) -> Window:
    """A shop with a few goods in several languages."""
    window = Window(store, clock)
    await window.put(
        sheet("Blue mug", 1400, category=MUGS, titles={"ru": "Синяя кружка", "zh": "蓝色马克杯"}),
        sheet("Red mug", 900, category=MUGS, titles={"ru": "Красная кружка", "zh": "红色马克杯"}),
        sheet("Espresso cups", 2200, stock=0, category=MUGS, titles={"ru": "Чашки для эспрессо"}),
        sheet("Oak chair", 9900, was=12900, category=CHAIRS, titles={"ru": "Дубовый стул"}),
        sheet("Mouse", 500, sku="MS-7", titles={"ru": "Мышка", "zh": "老鼠"}),
        sheet("Knife set", 4500, description="Three knives for bread, fish and fruit"),
        sheet("乌龙茶", 300, description="半发酵茶叶"),
    )
    return window


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("blue mug", "Blue mug"),
        ("MUGS blue", "Blue mug"),
        ("кружки синие", "Blue mug"),
        ("кружек", "Blue mug"),
        ("mice", "Mouse"),
        ("стульев", "Oak chair"),
        ("马克杯", "Blue mug"),
        ("红色", "Red mug"),
        ("茶", "乌龙茶"),
        ("ms-7", "Mouse"),
        ("MS 7", "Mouse"),
        ("blu mug", "Blue mug"),
        ("bleu mug", "Blue mug"),
        ("blue mgu", "Blue mug"),
        ("blue mg", "Blue mug"),
        ("chiar", "Oak chair"),
        ("крушка", "Blue mug"),
        ("эспресо", "Espresso cups"),
        ("kruzhka", "Blue mug"),
        ("chashki", "Espresso cups"),
        ("rhe;rf", "Blue mug"),
        ("ьгп", "Blue mug"),
        ("espres", "Espresso cups"),
        ("bread knives", "Knife set"),
        ("a mug for me please, blue", "Blue mug"),
        ("blue zzzzqq mug", "Blue mug"),
        ("Ｂｌｕｅ　ＭＵＧ", "Blue mug"),
    ],
)
async def test_goods_are_found_however_they_are_typed(
    window: Window, typed: str, first: str
) -> None:
    assert (await window.finds(typed))[:1] == [first]


async def test_words_in_the_title_come_before_those_elsewhere(window: Window) -> None:
    assert await window.finds("mugs") == ["Blue mug", "Red mug", "Espresso cups"]


async def test_an_article_number_finds_that_article_alone(window: Window) -> None:
    await window.put(sheet("Mouse mat", sku="MS-71"), sheet("Other mat", sku="MS-7-XL"))

    assert await window.finds("ms7") == ["Mouse"]


async def test_an_article_number_has_no_measures(window: Window) -> None:
    await window.put(sheet("Vase", sku="VS-30-L"), sheet("Other", sku="VS-40-L"))

    assert await window.finds("vs 30") == ["Vase"]
    assert await window.finds("vs 30 l") == ["Vase"]
    assert await window.finds("vase 30-l") == ["Vase"]


async def test_what_is_sold_out_comes_last_and_at_once_comes_back(window: Window) -> None:
    assert (await window.all_pages("kitchen"))[-1] == "Espresso cups"

    await window.put(sheet("Espresso cups", 2200, stock=3, category=MUGS))

    found = await window.search.look_for(window.anna, "espresso in stock")
    assert titles(found) == ["Espresso cups"]


async def test_a_price_and_an_order_are_read_from_the_words(window: Window) -> None:
    assert await window.finds("mug under 10") == ["Red mug"]
    assert await window.finds("cheapest mugs in stock") == ["Red mug", "Blue mug"]
    assert await window.finds("on sale") == ["Oak chair"]
    assert (await window.finds("самые дорогие"))[0] == "Oak chair"


async def test_what_was_understood_can_be_taken_off(window: Window) -> None:
    found = await window.search.look_for(window.anna, "mug under 10")

    left = await window.narrowed(found, found.asked.wish.without(Part.PRICE))

    assert left == ["Blue mug", "Red mug", "Espresso cups"]


async def test_words_that_nothing_has_are_left_out_and_named(window: Window) -> None:
    found = await window.search.look_for(window.anna, "zzzzqq chair")

    assert titles(found) == ["Oak chair"]
    assert found.asked.missing == "zzzzqq"


async def test_a_number_is_left_out_before_any_word(window: Window) -> None:
    await window.put(sheet("Pencils, 7 colours", 700))

    found = await window.search.look_for(window.anna, "red mug 7")

    assert titles(found) == ["Red mug"]
    assert found.asked.missing == "7"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oat milk 1.5 l", ["Oat milk 1,5 л"]),
        ("oat milk 1500ml", ["Oat milk 1,5 л"]),
        ("oat milk 500 мл", ["Oat milk 0.5l"]),
        ("oat milk 500毫升", ["Oat milk 0.5l"]),
        ("ssd 256 gb", ["SSD 256GB"]),
        ("ssd 256гб", ["SSD 256GB"]),
        ("ssd 256", ["SSD 256GB"]),
        ("ssd 1000gb", ["Fast SSD, 1 TB"]),
        ("rug 170*120", ["Rug 120 × 170 cm"]),
        ("rug 120х170см", ["Rug 120 × 170 cm"]),
        ("rug 170", ["Rug 120 × 170 cm"]),
        ("screen 27 inch", ['Screen 27"']),
        ('screen 27"', ['Screen 27"']),
        ("phone 64 gb", ["Phone"]),
        ("watch 32gb", ["Watch"]),
    ],
)
async def test_a_measure_is_found_however_it_is_written(
    window: Window, typed: str, found: list[str]
) -> None:
    wares = ("Oat milk 1,5 л", "Oat milk 0.5l", "SSD 256GB", "Fast SSD, 1 TB", 'Screen 27"')
    await window.put(*map(sheet, wares), sheet("Rug 120 × 170 cm"))
    await window.put(sheet("Phone", description="Memory, GB: 64"), sheet("Phone without any"))
    for memory in ("32", "16"):
        name = f"Watch{' S' if memory == '16' else ''}"
        await window.put(sheet(name, attributes=(("Memory, GB", memory),)))

    assert await window.finds(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wifi", ["Wi-Fi router"]),
        ("wi-fi", ["Wi-Fi router"]),
        ("powerbank", ["Power bank", "Piggy bank, full power"]),
        ("power-banks", ["Power bank", "Piggy bank, full power"]),
        ("flash light", ["Flashlight"]),
        ("flash-light", ["Flashlight"]),
        ("telephone15", ["Telephone 15"]),
        ("gs 5", ["GS5"]),
        ("loreal", ["L'Oréal"]),
        ("кофеварка", ["Кофе-варка"]),
    ],
)
async def test_words_in_one_piece_and_in_two_meet(
    window: Window, typed: str, found: list[str]
) -> None:
    wares = ("Wi-Fi router", "Power bank", "Piggy bank, full power", "Flashlight", "Telephone 15")
    await window.put(*map(sheet, wares), *map(sheet, ("GS5", "L'Oréal", "Кофе-варка")))

    assert await window.finds(typed) == found


async def test_other_words_for_the_same_come_behind_the_word_itself(window: Window) -> None:
    await window.put(sheet("Couch", titles={"ru": "Софа"}), sheet("Sofa", titles={"ru": "Диван"}))

    assert await window.finds("sofas") == ["Sofa", "Couch"]
    assert await window.finds("settee") == ["Couch", "Sofa"]
    assert await window.finds("софа") == ["Couch", "Sofa"]
    assert await window.finds("杯子") == ["Blue mug", "Red mug"]


async def test_what_was_parted_is_told_and_a_slip_is_likelier(window: Window) -> None:
    await window.put(sheet("Lamp, blue"), sheet("Carpet"), sheet("Car"), sheet("Pet"))

    found = await window.search.look_for(window.anna, "bluelamp")
    slipped = await window.search.look_for(window.anna, "carpat")

    assert (titles(found), found.asked.mended) == (["Lamp, blue"], "blue lamp")
    assert (titles(slipped), slipped.asked.mended) == (["Carpet"], "carpet")


async def test_a_measure_that_nothing_else_has_is_left_out_before_any_word(
    window: Window,
) -> None:
    await window.put(sheet("Vase 350 ml", 700))

    found = await window.search.look_for(window.anna, "red mug 0,35 л")

    assert titles(found) == ["Red mug"]
    assert found.asked.missing == "0.35л"


async def test_what_goods_are_is_looked_for_rather_than_what_they_are_like(
    window: Window,
) -> None:
    await window.put(sheet("Wooden train"), sheet("Tea", titles={"ru": "Зелёный чай"}))

    wooden = await window.search.look_for(window.anna, "mug, wooden")
    green = await window.search.look_for(window.anna, "кружка зелёная")

    assert (titles(wooden)[0], wooden.asked.missing) == ("Blue mug", "wooden")
    assert (titles(green), green.asked.missing) == (["Blue mug", "Red mug"], "зеленая")


async def test_chinese_words_need_not_stand_together(window: Window) -> None:
    await window.put(
        sheet("Cup", titles={"zh": "红色陶瓷杯子"}), sheet("Box", titles={"zh": "茶盒"})
    )

    together = await window.search.look_for(window.anna, "红色杯子")
    one = await window.search.look_for(window.anna, "紫色杯子")

    assert (titles(together)[0], together.asked.missing, together.asked.mended) == ("Cup", "", "")
    assert (titles(one)[0], one.asked.missing) == ("Cup", "紫色")
    assert await window.finds("紫色的茶盒") == ["Box"]


async def test_a_short_word_is_no_other_short_word(window: Window) -> None:
    await window.put(sheet("Scarf", description="Soft, and warm"), sheet("Lamp"))

    assert await window.finds("sofa") == []
    assert await window.finds("lanp") == ["Lamp"]


async def test_vowels_that_come_and_go_are_no_mistake(window: Window) -> None:
    await window.put(
        sheet("Gift box", titles={"ru": "Подарок"}),
        sheet("Napkins", titles={"ru": "Пачка салфеток"}),
    )

    several = await window.search.look_for(window.anna, "подарки")

    assert (titles(several), several.asked.mended) == (["Gift box"], "")
    assert await window.finds("салфетки") == ["Napkins"]


async def test_common_words_that_nothing_has_together_are_not_all_looked_for(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def counting(self: Search, plan: Plan, most: int) -> Met:
        asked.append(len(plan.whole[-1]))
        return await count(self, plan, most)

    count = Search.count
    monkeypatch.setattr(understanding, "_COMMON", 1)
    monkeypatch.setattr(Search, "count", counting)

    found = await window.search.look_for(window.anna, "blue red oak knife mouse")
    assert (titles(found), found.asked.missing) == (["Mouse"], "blue red oak knife")
    assert max(asked) == 2

    found = await window.search.look_for(window.anna, "three bread knives for fish and fruit")
    assert (titles(found), found.asked.missing) == (["Knife set"], "")


async def test_what_was_mended_is_told(window: Window) -> None:
    found = await window.search.look_for(window.anna, "rhe;rf")

    assert found.asked.mended == "кружка"
    assert (await window.search.look_for(window.anna, "blu muug")).asked.mended == "blue mug"


async def test_a_filter_that_leaves_nothing_drops_no_word(window: Window) -> None:
    found = await window.search.look_for(window.anna, "oak chair under 5")

    assert (titles(found), found.asked.missing) == ([], "")


async def test_every_page_is_turned_to_and_none_repeats(window: Window) -> None:
    await window.put(*(sheet(f"Plate {n}", 100 + n) for n in range(13)))

    for typed in ("plate", "cheapest plate", "most expensive plate", "newest plate"):
        shown = await window.all_pages(typed)
        assert sorted(shown) == sorted(f"Plate {n}" for n in range(13)), typed
    assert (await window.all_pages("cheapest plate"))[0] == "Plate 0"


async def test_a_search_stays_while_others_are_made_and_is_nobody_elses(window: Window) -> None:
    first = await window.search.look_for(window.anna, "mug")
    await window.search.look_for(window.anna, "chair")

    again = await window.search.turn(window.anna, first.asked.id, 0)

    assert titles(again) == titles(first)
    assert titles(await window.search.turn(window.anna, 0, 0)) == ["Oak chair"]
    with pytest.raises(NotFound):
        await window.search.turn(replace(window.anna, id=1002), first.asked.id, 0)


HOSTILE = (
    '"', "'", "''); DROP TABLE products; --", "* OR 1=1", "AND", "NOT mug", "NEAR(a b)", "a:b",
    "mug AND", "(", ")", "{}[]\\", "%_%", "§i", "¹mug", "§c1 OR §c2", "\\' | !'x'", "mug & !red",
    "🎁🎁🎁", "\u202eגומ", "\u200b\u200bmug\u200b", "ﷺ" * 20, "a b c d e f g h i j k l m n o p",
    "A" * 100, "1" * 100, "до 99999999999999999999999", "under 0", "$$$", ":-)", "\x00mug", "…",
    "из до от", "i" * 25 + " " + "z" * 25, "杯" * 60, "ё" * 99, "-", "mug " * 25,
    "штора пауэрбанк свитер телевизор телефон sofa trousers headphones",
    "10х20 30х40 50х60 70х80 11х21 31х41 51х61 rhe;rf xfqybr",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
async def test_nothing_that_is_typed_is_an_error_or_a_command(window: Window, typed: str) -> None:
    before = await window.documents()

    await window.search.look_for(window.anna, typed[:100])

    assert await window.documents() == before


MIXED = (
    "sofa", "couch", "trousers", "headphones", "диван", "штора", "пауэрбанк", "телефон", "杯子",
    "礼物", "256gb", "0,5", "10x20", "10х20", "1,5*2", ".0x0m", "20.000", "mah", '5"', "½", "3шт",
    "wi-fi", "power-bank", "power", "bank", "ms-7", "mgu", "rhe;rf", "xfqybr", "under", "20", "до",
    "100以下", "cheapest", "in", "stock", "stars", "без", "-", "&", "|", "(", "'", ":", "%", "§",
    "\u200b", "ß", "ё", "日本語", "العربية",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
async def test_no_mix_of_words_measures_and_signs_is_an_error(window: Window, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        words = chance.choices(MIXED, k=chance.randint(1, 20))
        typed = "".join(f"{word}{chance.choice('    -,')}" for word in words)

        found = await window.search.look_for(window.anna, typed[:100])

        assert found.asked.text


async def test_goods_and_index_change_together_or_not_at_all(
    window: Window, store: SqlStore
) -> None:
    before = await window.documents()

    async def hide_and_fail() -> None:
        async with store.write() as uow:
            await uow.goods.set_hidden(1, True, window.clock.now())
            await uow.index.refresh([1])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await hide_and_fail()

    assert await window.documents() == before
    assert "Blue mug" in await window.finds("blue mug")
    async with store.write() as uow:
        await uow.goods.set_hidden(1, True, window.clock.now())
    assert "Blue mug" not in await window.finds("blue mug")


async def test_an_index_built_anew_is_the_one_that_was_kept(
    window: Window, clock: StandingClock
) -> None:
    kept = await window.documents()

    assert await Indexing(window.store, clock).rebuild() == 7

    assert await window.documents() == kept
    assert await window.finds("крушка") == ["Blue mug", "Red mug"]


async def test_what_sells_comes_first_from_the_next_day_on(
    window: Window, clock: StandingClock
) -> None:
    shop = Shop(window.store, clock)
    async with window.store.read() as uow:
        red = await uow.stock.count("Red mug-sku")
    assert red
    anna = await shop.customer()
    await shop.order(anna, {red.variant_id: 3})
    indexing = Indexing(window.store, clock)

    assert await indexing.daily()
    assert not await indexing.daily()
    assert (await window.finds("mug"))[:2] == ["Red mug", "Blue mug"]


async def test_the_last_piece_taken_and_given_back_shows_in_the_search(
    window: Window, clock: StandingClock
) -> None:
    shop = Shop(window.store, clock)
    async with window.store.read() as uow:
        mug = await uow.stock.count("Blue mug-sku")
    assert mug
    placed = await shop.order(await shop.customer(), {mug.variant_id: 5})

    assert await window.finds("blue mug in stock") == []
    await shop.orders.cancel(await shop.customer(), placed.order.id)
    assert await window.finds("blue mug in stock") == ["Blue mug"]
