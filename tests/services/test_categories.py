"""The tree of categories in an admin's hands, on both databases."""

import pytest
from sqlalchemy import func, select

from bot.files.reading import read
from domain.catalog import COUNTED, Sort
from domain.categories import Tree
from domain.category_errors import NeededByPromo, NotEmpty, TitleTaken, UnderItself
from domain.customers import Customer
from domain.errors import BadText, NotAllowed, NotFound
from domain.goods import NewProduct
from domain.money import Money
from domain.services.catalog import Catalog
from domain.services.categories import Categories
from domain.services.imports import Importer
from domain.services.indexing import Indexing
from domain.services.promos import Promos
from storage import categories as stored
from storage.invariants import INVARIANTS
from storage.store import SqlStore
from storage.tables.search import search_backlog
from tests.conftest import StandingClock
from tests.services.bringing import Album, counts, export, found
from tests.services.stockroom import ANNA, CLARA, goods_of, journal_lines, potter


@pytest.fixture
def tree(store: SqlStore, clock: StandingClock) -> Categories:
    """The tree of an empty shop."""
    return Categories(store, clock)


async def put(tree: Categories, *path: str) -> int:
    """Return the category with these titles; what is missing is made."""
    at: int | None = None
    for title in path:
        below = {branch.title: branch.id for branch in (await tree.look(ANNA, at)).branches}
        at = below.get(title) or (await tree.add(ANNA, at, title)).id
    assert at is not None
    return at


async def stand(
    store: SqlStore, clock: StandingClock, category_id: int, *titles: str
) -> list[int]:
    """Put products on a category; return their ids."""
    goods, ids = goods_of(store, clock), []
    for title in titles:
        draft = NewProduct(title, Money(900, "USD"), 3, category_id=category_id)
        kept = await goods.add(ANNA, draft, abs(hash(title)) % 10**8)
        ids.append(kept.product.id)
    return ids


def titles(tree: Tree) -> list[str]:
    """What stands right below, in order."""
    return [branch.title for branch in tree.branches]


async def shelves(store: SqlStore, at: int | None = None, who: Customer = CLARA) -> list[str]:
    """What a customer sees of the shelves, with how much is on each."""
    shelf = await Catalog(store).shelf(who, at, Sort.POPULAR, 0)
    return [f"{one.title} {one.products}" for one in shelf.subcategories]


async def listed(store: SqlStore) -> int:
    """How many products customers see."""
    return (await Catalog(store).shelf(CLARA, None, Sort.NEW, 0)).page.total


async def ensure_sound(store: SqlStore) -> None:
    """Every rule about the tree holds."""
    async with store.read() as uow:
        for rule, broken in INVARIANTS.items():
            assert not (await uow.connection.execute(broken)).all(), rule


async def test_new_categories_stand_last_and_are_led_to_by_their_way(tree: Categories) -> None:
    mugs = await put(tree, "Kitchen", "Mugs")
    await put(tree, "Garden")

    top, at = await tree.look(ANNA, None), (await tree.look(ANNA, mugs)).at

    assert titles(top) == ["Kitchen", "Garden"]
    assert [branch.below for branch in top.branches] == [1, 0]
    assert at is not None
    assert [step.title for step in at.way] == ["Kitchen", "Mugs"]
    assert (at.first, at.last, at.goods, at.hidden) == (True, True, 0, False)


async def test_a_title_is_tidied_and_stands_once_in_its_place(tree: Categories) -> None:
    kitchen = await put(tree, "Kitchen")
    added = await tree.add(ANNA, kitchen, "  Blue   mugs ")
    assert added.at is not None
    assert added.at.title == "Blue mugs"

    for parent, title in ((None, "Kitchen"), (kitchen, "Blue mugs")):
        with pytest.raises(TitleTaken):
            await tree.add(ANNA, parent, title)
    for nothing in ("   ", "x" * 65):
        with pytest.raises(BadText):
            await tree.add(ANNA, None, nothing)

    await tree.add(ANNA, None, "Blue mugs")


async def test_categories_change_places_and_keep_them(tree: Categories) -> None:
    await put(tree, "A")
    b, c = await put(tree, "B"), await put(tree, "C")

    await tree.shift(ANNA, c, -1)
    assert titles(await tree.look(ANNA, None)) == ["A", "C", "B"]
    await tree.shift(ANNA, c, -1)
    await tree.shift(ANNA, c, -1)
    assert titles(await tree.look(ANNA, None)) == ["C", "A", "B"]
    await tree.shift(ANNA, b, 1)
    await put(tree, "D")

    assert titles(await tree.look(ANNA, None)) == ["C", "A", "B", "D"]


async def test_what_an_import_adds_stands_last_in_the_new_order(
    store: SqlStore, tree: Categories
) -> None:
    await put(tree, "A")
    await tree.shift(ANNA, await put(tree, "B"), -1)

    async with store.write() as uow:
        await uow.sheets.add_categories([("C",)])

    assert titles(await tree.look(ANNA, None)) == ["B", "A", "C"]


async def test_a_category_moves_with_all_below_it(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    mugs, home = await put(tree, "Kitchen", "Mugs"), await put(tree, "Home")
    await stand(store, clock, mugs, "Blue mug")
    kitchen = await put(tree, "Kitchen")

    moved = await tree.move(ANNA, kitchen, home)

    assert moved.at is not None
    assert [step.title for step in moved.at.way] == ["Home", "Kitchen"]
    assert await shelves(store) == ["Home 1"]
    assert await shelves(store, home) == ["Kitchen 1"]
    assert await found(store, "home") == ["Blue mug"]
    await tree.move(ANNA, mugs, None)
    assert await shelves(store) == ["Mugs 1"]
    assert await found(store, "home") == []
    await ensure_sound(store)


async def test_a_category_never_stands_under_itself(store: SqlStore, tree: Categories) -> None:
    deep, top = await put(tree, "A", "B", "C"), await put(tree, "A")

    for below in (deep, top, await put(tree, "A", "B")):
        with pytest.raises(UnderItself):
            await tree.move(ANNA, top, below)

    assert titles(await tree.look(ANNA, None)) == ["A"]
    await ensure_sound(store)


async def test_where_the_title_is_taken_nothing_moves_in(tree: Categories) -> None:
    await put(tree, "Mugs")
    mugs = await put(tree, "Kitchen", "Mugs")

    with pytest.raises(TitleTaken):
        await tree.move(ANNA, mugs, None)


async def test_a_category_is_called_otherwise_and_found_by_it_at_once(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    mugs = await put(tree, "Mugs")
    await stand(store, clock, mugs, "Blue thing")

    await tree.rename(ANNA, mugs, "Beakers")
    await tree.rename(ANNA, mugs, "Кружки", "ru")

    ivan = Customer(9, "Ivan", None, "ru")
    assert await shelves(store) == ["Beakers 1"]
    assert await shelves(store, who=ivan) == ["Кружки 1"]
    assert await found(store, "beakers") == await found(store, "кружки") == ["Blue thing"]
    assert await found(store, "mugs") == []
    await tree.rename(ANNA, mugs, " ", "ru")
    assert await shelves(store, who=ivan) == ["Beakers 1"]
    with pytest.raises(BadText):
        await tree.rename(ANNA, mugs, " ")


async def test_what_is_below_a_hidden_category_is_nowhere_and_comes_back(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    mugs, kitchen = await put(tree, "Kitchen", "Mugs"), await put(tree, "Kitchen")
    mug, own = await stand(store, clock, mugs, "Blue mug", "Red mug")
    await goods_of(store, clock).set_hidden(ANNA, own, hidden=True)

    await tree.set_hidden(ANNA, kitchen, hidden=True)
    await tree.set_hidden(ANNA, kitchen, hidden=True)

    assert (await shelves(store), await listed(store), await found(store, "mug")) == ([], 0, [])
    for hidden in (kitchen, mugs):
        with pytest.raises(NotFound):
            await Catalog(store).shelf(CLARA, hidden, Sort.NEW, 0)
    with pytest.raises(NotFound):
        await Catalog(store).product(CLARA, mug)
    below = (await tree.look(ANNA, mugs)).at
    assert below is not None
    assert below.above is not None
    assert (below.hidden, below.above.title, below.goods, below.shown) == (False, "Kitchen", 2, 0)
    await ensure_sound(store)
    await tree.set_hidden(ANNA, kitchen, hidden=False)
    assert await shelves(store) == ["Kitchen 1"]
    assert await found(store, "mug") == ["Blue mug"]
    await ensure_sound(store)


async def test_goods_that_come_to_a_hidden_category_are_hidden_until_they_leave_it(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    cellar, shop = await put(tree, "Cellar"), await put(tree, "Shop")
    await tree.set_hidden(ANNA, cellar, hidden=True)
    (mug,) = await stand(store, clock, cellar, "Blue mug")
    assert await listed(store) == 0

    shown = await goods_of(store, clock).set_hidden(ANNA, mug, hidden=False)
    assert (shown.product.hidden, shown.product.withheld) == (True, False)
    assert await found(store, "mug") == []
    await tree.move_goods(ANNA, cellar, shop)

    assert await listed(store) == 1
    assert await found(store, "shop") == ["Blue mug"]
    await ensure_sound(store)


async def test_a_picture_is_shown_with_the_category_until_it_is_taken_away(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    mugs = await put(tree, "Mugs")
    await stand(store, clock, mugs, "Blue mug")

    await tree.set_picture(ANNA, mugs, b"\xff\xd8\xff picture")
    shelf = await Catalog(store).shelf(CLARA, mugs, Sort.NEW, 0)
    assert shelf.category is not None
    assert shelf.category.picture_id is not None
    await tree.set_picture(ANNA, mugs, None)

    at = (await tree.look(ANNA, mugs)).at
    assert at is not None
    assert at.picture_id is None


async def test_only_an_empty_category_is_deleted(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    kitchen, mugs = await put(tree, "Kitchen"), await put(tree, "Kitchen", "Mugs")
    (mug,) = await stand(store, clock, mugs, "Blue mug")
    await goods_of(store, clock).set_hidden(ANNA, mug, hidden=True)

    for full, goods, below in ((mugs, 1, 0), (kitchen, 1, 1)):
        with pytest.raises(NotEmpty) as refused:
            await tree.remove(ANNA, full)
        assert (refused.value.goods, refused.value.below) == (goods, below)

    await tree.move_goods(ANNA, mugs, kitchen)
    assert titles(await tree.remove(ANNA, mugs)) == []
    with pytest.raises(NotFound):
        await tree.look(ANNA, mugs)
    await ensure_sound(store)


async def test_a_category_that_a_promo_code_is_for_is_not_deleted(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    """Whoever has the code would find it good for nothing."""
    mugs = await put(tree, "Mugs")
    await Promos(store, clock).edit(ANNA, "TEA 10% for Mugs", "USD")

    with pytest.raises(NeededByPromo):
        await tree.remove(ANNA, mugs)

    assert titles(await tree.look(ANNA, None)) == ["Mugs"]


async def test_the_tree_is_for_admins_and_what_they_do_is_noted(
    store: SqlStore, tree: Categories
) -> None:
    mugs = await put(tree, "Mugs")
    for nobody in (CLARA, potter(1)):
        for deed in (
            tree.look(nobody, None),
            tree.add(nobody, None, ""),
            tree.rename(nobody, mugs, "Cups"),
            tree.shift(nobody, mugs, 1),
            tree.move(nobody, mugs, None),
            tree.set_hidden(nobody, mugs, hidden=True),
            tree.set_picture(nobody, mugs, None),
            tree.move_goods(nobody, mugs, mugs),
            tree.remove(nobody, mugs),
        ):
            with pytest.raises(NotAllowed):
                await deed

    await tree.rename(ANNA, mugs, "Cups")
    await tree.set_hidden(ANNA, mugs, hidden=True)
    await tree.remove(ANNA, mugs)

    assert await journal_lines(store) == [
        (1, "category added", "", "Mugs"),
        (1, "category renamed", "Mugs", "Cups"),
        (1, "category hidden", "", ""),
        (1, "category removed", "Cups", ""),
    ]


async def test_what_is_gone_is_said_so(tree: Categories) -> None:
    for deed in (tree.look(ANNA, 77), tree.add(ANNA, 77, "Mugs"), tree.remove(ANNA, 77)):
        with pytest.raises(NotFound):
            await deed


async def test_words_of_many_goods_follow_soon_and_hidden_ones_are_gone_at_once(
    store: SqlStore, clock: StandingClock, tree: Categories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "AT_ONCE", 2)
    mugs, indexing = await put(tree, "Mugs"), Indexing(store, clock)
    await stand(store, clock, mugs, "Blue one", "Red one", "Green one")

    await tree.rename(ANNA, mugs, "Beakers")
    await tree.set_hidden(ANNA, mugs, hidden=True)
    assert await listed(store) == 0
    assert await found(store, "blue") == []
    assert await indexing.catch_up() == 3
    await tree.set_hidden(ANNA, mugs, hidden=False)
    await indexing.catch_up()

    assert sorted(await found(store, "beakers")) == ["Blue one", "Green one", "Red one"]
    assert await found(store, "mugs") == []
    async with store.read() as uow:
        assert not await uow.connection.scalar(select(func.count()).select_from(search_backlog))


async def test_a_shelf_of_very_many_goods_is_counted_only_so_far(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    mugs = await put(tree, "Mugs")
    await stand(store, clock, mugs, *(f"Mug {n}" for n in range(COUNTED + 1)))

    assert await shelves(store) == [f"Mugs {COUNTED}"]


ODD = ("Tea > pots; = \\ x", "=1+1", "'quoted", "@home", "Кухня/чай", "茶\u2028壺 \u200f", "-")


async def test_an_arranged_tree_is_the_same_after_an_export_and_import(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    await stand(store, clock, await put(tree, *ODD), "Odd mug")
    kitchen, mugs = await put(tree, "Kitchen"), await put(tree, "Kitchen", "Mugs")
    (mug, own) = await stand(store, clock, mugs, "Blue mug", "Red mug")
    await goods_of(store, clock).set_hidden(ANNA, own, hidden=True)
    await tree.rename(ANNA, mugs, "Кружки", "ru")
    for title, language in (("Cook", "zh"), ("Kitchen", "ru"), ("Cook", ""), ("Kitchen", "")):
        await tree.rename(ANNA, kitchen, title, language)
    await tree.set_picture(ANNA, kitchen, b"\xff\xd8\xff picture")
    await tree.shift(ANNA, kitchen, -1)
    await tree.set_hidden(ANNA, kitchen, hidden=True)
    before = [await tree.look(ANNA, at) for at in (None, kitchen, mugs)]
    importer = Importer(store, clock, Album(), "Souk")

    file = read((await export(store)).encode(), "USD")
    plan = await importer.plan(ANNA, file)
    await importer.apply(plan)

    assert counts(plan) == (3, 0, 0, 0)
    assert (plan.problems, plan.translated) == ((), {})
    assert [await tree.look(ANNA, at) for at in (None, kitchen, mugs)] == before
    await tree.set_hidden(ANNA, kitchen, hidden=False)
    assert await found(store, "mug") == ["Odd mug", "Blue mug"]
    with pytest.raises(NotFound):
        await Catalog(store).product(CLARA, own)
    assert (await Catalog(store).product(CLARA, mug)).title == "Blue mug"


async def test_what_an_import_puts_on_a_hidden_shelf_is_hidden(
    store: SqlStore, clock: StandingClock, tree: Categories
) -> None:
    (mug,) = await stand(store, clock, await put(tree, "Mugs"), "Blue mug")
    text = await export(store)
    await tree.set_hidden(ANNA, await put(tree, "Cellar"), hidden=True)
    importer = Importer(store, clock, Album(), "Souk")

    moved = read(text.replace("Mugs", "Cellar").encode(), "USD")
    await importer.apply(await importer.plan(ANNA, moved))

    assert (await listed(store), await found(store, "mug")) == (0, [])
    await ensure_sound(store)
    back = read(text.encode(), "USD")
    await importer.apply(await importer.plan(ANNA, back))
    assert (await Catalog(store).product(CLARA, mug)).title == "Blue mug"
