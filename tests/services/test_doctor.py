"""The doctor looks at everything the shop has stored, for owners only, and changes nothing."""

from dataclasses import replace

import pytest

from domain.customers import Role
from domain.errors import NotAllowed
from domain.gateways import Declined
from domain.health import Case, Finding, Level, Subject
from domain.orders import Method
from storage.store import SqlStore
from tests.conftest import StandingClock
from tests.patient import DELIVERED, SETUP, Asked, change, doctor, opened_well, problems, setup
from tests.services.paying import PayingShop


@pytest.fixture
async def well(store: SqlStore, clock: StandingClock) -> PayingShop:
    """A shop about which nothing is to be said."""
    return await opened_well(store, clock)


async def test_a_shop_that_is_well_is_told_so_about_every_subject(well: PayingShop) -> None:
    found = await doctor(well).examine()

    assert [each.case for each in found if each.level is not Level.OK] == []
    assert [each.about for each in found] == list(Subject)


async def test_nothing_is_changed_by_looking(well: PayingShop) -> None:
    tables = ("journal", "outbox", "orders", "customers", "staff", "stock_movements")
    before = [await well.rows(name) for name in tables]
    await doctor(well).examine()

    assert [await well.rows(name) for name in tables] == before


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MERCHANT, None])
async def test_nobody_but_an_owner_is_told_and_nobody_is_asked_for_them(
    well: PayingShop, role: Role | None
) -> None:
    merchant = 1 if role is Role.MERCHANT else None
    person = await well.hire(2, role, merchant) if role else await well.customer(3)
    asked = Asked(well.clock, error=AssertionError("nobody may ask for them"))

    with pytest.raises(NotAllowed):
        await doctor(well, gateways={"stripe": asked}).examine_for(person)

    owner = await well.hire(4, Role.OWNER)
    assert await doctor(well).examine_for(owner)


async def test_a_new_shop_is_told_what_it_still_needs(
    store: SqlStore, clock: StandingClock
) -> None:
    shop = PayingShop(store, clock)
    async with shop.store.write() as uow:
        await uow.staff.add_merchant("Souk", shop.clock.now())

    assert await problems(doctor(shop, setup=setup(support=False))) == [
        (Case.NO_OWNER, Level.WARNING),
        (Case.NO_SUPPORT, Level.WARNING),
        (Case.NOTHING_ON_SALE, Level.WARNING),
        (Case.WITHOUT_CHAT, Level.WARNING),
    ]


async def test_hidden_goods_are_not_on_sale(well: PayingShop) -> None:
    await change(well, "UPDATE products SET hidden = true, withheld = true")
    async with well.store.write() as uow:
        await uow.index.refresh([1])

    assert await problems(doctor(well)) == [(Case.NOTHING_ON_SALE, Level.WARNING)]


async def test_without_a_database_and_a_token_the_rest_is_examined(well: PayingShop) -> None:
    found = await doctor(well, store=None, telegram=None).examine()

    assert [each.case for each in found] == [
        Case.DATABASE_NONE,
        Case.NO_TOKEN,
        Case.WAYS_FINE,
        Case.PROVIDER_FINE,
        Case.SUPPORT_FINE,
    ]


async def test_of_a_database_with_another_schema_nothing_more_is_asked(well: PayingShop) -> None:
    older = replace(SETUP, schema="9999")
    found = await doctor(well, setup=older).examine()

    assert (Case.SCHEMA_OLD, Level.WRONG) in [(each.case, each.level) for each in found]
    assert not {Subject.RULES, Subject.MESSAGES} & {each.about for each in found}


async def test_a_broken_rule_is_wrong_and_told_with_its_rows(well: PayingShop) -> None:
    await change(well, "UPDATE stock SET on_hand = on_hand + 1")
    found = [each for each in await doctor(well).examine() if each.level is not Level.OK]

    facts = {"rule": "I3", "rows": "1"}
    assert found == [Finding(Subject.RULES, Level.WRONG, Case.RULE_BROKEN, facts)]


async def test_holds_that_never_end_are_told_with_their_orders(well: PayingShop) -> None:
    await well.wanted({1: 1})
    await change(well, DELIVERED)
    well.clock.skip(minutes=24)
    assert await problems(doctor(well)) == []
    well.clock.skip(minutes=2)
    found = [each for each in await doctor(well).examine() if each.level is not Level.OK]

    assert [(each.case, each.facts["orders"]) for each in found] == [
        (Case.HOLDS_OVERDUE, ("#1001",))
    ]
    await well.orders.expire_due()
    await change(well, DELIVERED)
    assert await problems(doctor(well)) == []


async def test_refunds_that_wait_for_a_person_or_for_ever_are_told(well: PayingShop) -> None:
    staff = await well.hire(5, Role.ADMIN)
    await well.paid({1: 1})
    well.stripe.strike("refund", Declined("no funds"), effect=False)
    await well.cancelled_by_merchant(staff)
    await change(well, DELIVERED)
    assert await problems(doctor(well)) == []
    well.clock.skip(days=4)
    late = await problems(doctor(well))
    await well.refunds.send_due()
    await change(well, DELIVERED)

    assert late == [(Case.REFUNDS_LATE, Level.WARNING)]
    assert await problems(doctor(well)) == [(Case.REFUNDS_BY_HAND, Level.WARNING)]


async def test_calls_that_are_not_worked_off_are_told_until_nobody_cares(
    well: PayingShop,
) -> None:
    payment = await well.opened({1: 1})
    await change(well, DELIVERED)
    await well.watch.hear("stripe", well.stripe.hint(payment.key))
    assert await problems(doctor(well)) == []
    well.clock.skip(hours=2)
    await well.orders.expire_due()
    await change(well, DELIVERED)
    late = await problems(doctor(well))
    await change(well, "UPDATE provider_inbox SET try_at = NULL, said = 'NotDone'")
    given_up = await problems(doctor(well))
    well.clock.skip(days=31)

    assert late == [(Case.CALLS_LATE, Level.WARNING)]
    assert given_up == [(Case.CALLS_GIVEN_UP, Level.WARNING)]
    assert await problems(doctor(well)) == []


async def test_messages_that_do_not_leave_are_told(well: PayingShop) -> None:
    await well.order(await well.customer(), {1: 1}, Method.CASH)
    assert await problems(doctor(well)) == []
    well.clock.skip(minutes=16)
    late = await problems(doctor(well))
    await change(well, "UPDATE outbox SET attempts = 6, available_at = available_at + 86400000")
    tried_often = await problems(doctor(well))
    await change(well, "UPDATE outbox SET dead_at = available_at WHERE done_at IS NULL")
    dead = await problems(doctor(well))
    well.clock.skip(days=31)

    assert late == tried_often == [(Case.MESSAGES_LATE, Level.WARNING)]
    assert dead == [(Case.MESSAGES_DEAD, Level.WARNING)]
    assert await problems(doctor(well)) == []
