"""The shelves of digital goods: filled without losing a key or telling one."""

import pytest
from sqlalchemy import select

from domain.customers import Role
from domain.digital import Kind
from domain.digital_errors import NotCounted, NotForSaleSo, StillOnShelf
from domain.errors import NotAllowed, NotFound
from domain.money import STARS, Money
from domain.orders import Method
from domain.services.favourites import Favourites
from domain.services.goods_news import GoodsNews
from domain.services.imports import Importer
from domain.services.stock import StockRoom
from domain.stock import Refused
from domain.ways import Rule
from storage.store import SqlStore
from storage.tables import chat, goods, trade
from tests import digital_goods
from tests.conftest import StandingClock
from tests.files.samples import simple
from tests.services.bringing import Album, bring
from tests.shop import Shop

CARD = ["AAAA-1111", "BBBB-2222", "CCCC-3333"]


async def test_duplicate_keys_are_named_and_none_is_lost(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    other = await digital_goods.keys(shop, "OTHER", [])
    owner = await digital_goods.owner(shop)
    sent = f"NEW-1\n\nAAAA-1111\nNEW-1\n{'x' * 300}\n  NEW-2  "

    done = await shop.shelves.add_keys(owner, other, sent, 501)
    again = await shop.shelves.add_keys(owner, other, sent, 501)

    assert (done.added, done.duplicates, done.overlong) == (2, (3, 4), (5,))
    assert again.added == 2
    assert await shop.counts(other) == (2, 0)
    assert await shop.counts(card) == (3, 0)
    await shop.ensure_sound()


async def test_unsold_keys_can_be_taken_back_but_held_ones_stay(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    await shop.order(await shop.customer(), {card: 1}, Method.STARS)

    back = await shop.shelves.take_back_keys(await digital_goods.owner(shop), card)

    assert back == ("BBBB-2222", "CCCC-3333")
    assert await shop.counts(card) == (1, 1)
    await shop.ensure_sound()


async def test_only_their_keepers_fill_shelves(shop: Shop) -> None:
    other = await shop.merchant("Nord")
    card = await digital_goods.keys(shop, "CARD", CARD)
    with pytest.raises(NotAllowed):
        await shop.shelves.add_keys(await shop.customer(), card, "X-1", 1)
    with pytest.raises(NotFound):
        await shop.shelves.add_keys(await shop.hire(3, Role.MERCHANT, other + 1), card, "X-1", 2)


async def test_keys_reach_neither_the_journal_nor_the_outbox(shop: Shop) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD)
    await digital_goods.handed_over(shop, {card: 1})

    async with shop.store.read() as uow:
        for table in (chat.journal, chat.outbox, goods.stock_movements, trade.order_lines):
            rows = await uow.connection.execute(select(table))
            assert "AAAA-1111" not in str(rows.all())


async def test_goods_on_a_shelf_do_not_become_digital(shop: Shop) -> None:
    mug = await shop.stock("MUG", 3)
    owner = await digital_goods.owner(shop)

    with pytest.raises(StillOnShelf):
        await shop.shelves.add_keys(owner, mug, "X-1", 1)
    assert (await shop.shelves.look(owner, mug)).kind is Kind.PHYSICAL
    assert await shop.counts(mug) == (3, 0)


async def test_nobody_types_how_many_digital_goods_there_are(
    shop: Shop, store: SqlStore, clock: StandingClock
) -> None:
    await digital_goods.keys(shop, "CARD", CARD)
    room, owner = StockRoom(store, clock, "USD"), await digital_goods.owner(shop)

    (answer,) = await room.edit(owner, "CARD +5", 1)

    assert isinstance(answer, Refused)
    assert isinstance(answer.error, NotCounted)
    await shop.ensure_sound()


async def test_prices_fit_what_is_sold(shop: Shop, store: SqlStore, clock: StandingClock) -> None:
    await digital_goods.keys(shop, "CARD", CARD)
    await shop.stock("MUG", 1)
    room, owner = StockRoom(store, clock, "USD"), await digital_goods.owner(shop)

    wrong = await room.price(owner, "MUG 250 ⭐\nCARD $5")
    (right,) = await room.price(owner, "CARD 300")

    assert [isinstance(w, Refused) and isinstance(w.error, NotForSaleSo) for w in wrong] == [
        True,
        True,
    ]
    assert not isinstance(right, Refused)
    assert right.after == Money(300, STARS)


async def test_a_price_in_stars_instead_of_money_is_no_lower_price(
    shop: Shop, store: SqlStore, clock: StandingClock
) -> None:
    card = await digital_goods.keys(shop, "CARD", CARD, price=1200, currency="USD")
    anna, owner = await shop.customer(), await digital_goods.owner(shop)
    shelf = await shop.shelves.look(owner, card)
    await Favourites(store, clock).save(anna, shelf.product_id, wanted=True)
    news, room = GoodsNews(store, clock), StockRoom(store, clock, "USD", Rule.STARS)

    await room.price(owner, "CARD 250 ⭐")
    told = await news.tell_of_prices()
    await room.price(owner, "CARD 200 ⭐")

    assert (told, await news.tell_of_prices()) == (0, 1)


async def test_a_file_that_brings_prices_in_stars_brings_no_lower_ones(
    shop: Shop, store: SqlStore, clock: StandingClock
) -> None:
    importer = Importer(store, clock, Album(), "Souk", Rule.ANY)
    file = "sku,title,price,currency,kind\nWIFI,Wi-Fi,{},text\n"
    await bring(importer, simple(file.format("12,USD")))
    async with store.read() as uow:
        wifi = await uow.stock.count("WIFI")
    assert wifi
    await shop.shelves.set_text(await digital_goods.owner(shop), wifi.variant_id, "1234")
    await Favourites(store, clock).save(await shop.customer(), wifi.product_id, wanted=True)

    await bring(importer, simple(file.format("250,XTR")))

    assert await GoodsNews(store, clock).tell_of_prices() == 0
    await bring(importer, simple(file.format("200,XTR")))
    assert await GoodsNews(store, clock).tell_of_prices() == 1
