"""Who is let in, who is let go, and who may decide it."""

import asyncio

import pytest
from sqlalchemy import select

from domain.customers import Customer, Post, Role
from domain.errors import InviteSpent, NotAllowed, NotFound
from domain.notices import Kind
from domain.services.staff import StaffRoom
from storage.tables import chat, people
from tests.shop import Shop

OWNER, ADMIN = Post(Role.OWNER), Post(Role.ADMIN)


@pytest.fixture
def room(shop: Shop) -> StaffRoom:
    """The staff room of the shop."""
    return StaffRoom(shop.store, shop.clock)


async def posts(shop: Shop) -> set[tuple[int, Post]]:
    """All posts that are held."""
    async with shop.store.read() as uow:
        return {(id_, post) for id_, _, post in await uow.staff.members()}


async def journal(shop: Shop) -> list[str]:
    """What the journal says happened, in order."""
    async with shop.store.read() as uow:
        rows = await uow.connection.scalars(select(chat.journal.c.action).order_by("id"))
        return list(rows)


async def test_a_claim_link_makes_one_owner_and_no_second(shop: Shop, room: StaffRoom) -> None:
    anna, boris = await shop.customer(1), await shop.customer(2)
    token = await room.claim_token()
    assert token

    assert await room.accept(anna, token) == OWNER
    with pytest.raises(InviteSpent):
        await room.accept(boris, token)

    assert await posts(shop) == {(1, OWNER)}
    assert await room.claim_token() is None
    assert await journal(shop) == ["invite", "appoint"]


async def test_a_new_claim_link_withdraws_the_one_before(shop: Shop, room: StaffRoom) -> None:
    first, second = await room.claim_token(), await room.claim_token()
    anna = await shop.customer(1)

    with pytest.raises(InviteSpent):
        await room.accept(anna, first or "")
    assert await posts(shop) == set()
    assert await room.accept(anna, second or "") == OWNER


async def test_owners_named_in_settings_close_the_claim(shop: Shop, room: StaffRoom) -> None:
    token = await room.claim_token()
    await room.appoint_owners({7, 8})
    await room.appoint_owners({7})

    with pytest.raises(InviteSpent):
        await room.accept(await shop.customer(1), token or "")
    assert await posts(shop) == {(7, OWNER), (8, OWNER)}
    assert (await journal(shop)).count("appoint") == 2


async def test_of_ten_people_with_one_link_one_gets_in(shop: Shop, room: StaffRoom) -> None:
    token = await room.invite(await shop.hire(1, Role.OWNER), ADMIN)
    crowd = [await shop.customer(id_) for id_ in range(10, 20)]

    answers = await asyncio.gather(
        *(room.accept(one, token) for one in crowd), return_exceptions=True
    )

    assert answers.count(ADMIN) == 1
    assert sum(isinstance(answer, InviteSpent) for answer in answers) == 9
    assert len(await posts(shop)) == 2


async def test_a_link_is_too_old_after_a_day(shop: Shop, room: StaffRoom) -> None:
    owner, anna = await shop.hire(1, Role.OWNER), await shop.customer(2)
    fresh, old = await room.invite(owner, ADMIN), await room.invite(owner, ADMIN)

    shop.clock.skip(hours=23, minutes=59)
    assert await room.accept(anna, fresh) == ADMIN
    shop.clock.skip(minutes=1)
    with pytest.raises(InviteSpent):
        await room.accept(await shop.customer(3), old)

    assert (3, ADMIN) not in await posts(shop)


@pytest.mark.parametrize("made_up", ["", "x", "A" * 64, "' OR 1=1 --"])
async def test_a_made_up_token_opens_nothing(made_up: str, shop: Shop, room: StaffRoom) -> None:
    await room.claim_token()
    with pytest.raises(InviteSpent):
        await room.accept(await shop.customer(1), made_up)
    assert await posts(shop) == set()


async def test_the_database_knows_no_token(shop: Shop, room: StaffRoom) -> None:
    token = await room.claim_token()
    async with shop.store.read() as uow:
        stored = list(await uow.connection.scalars(select(people.invites.c.token_hash)))

    assert len(stored) == 1
    assert len(stored[0]) == 64
    assert token not in stored


@pytest.mark.parametrize(
    ("role", "post"),
    [
        (Role.OWNER, OWNER),
        (Role.ADMIN, OWNER),
        (Role.ADMIN, ADMIN),
        (Role.MERCHANT, ADMIN),
        (Role.MERCHANT, Post(Role.MERCHANT, 1)),
        (None, ADMIN),
        (None, Post(Role.MERCHANT, 1)),
    ],
)
async def test_nobody_invites_above_their_place(
    role: Role | None, post: Post, shop: Shop, room: StaffRoom
) -> None:
    await shop.merchant("Souk")
    actor = await shop.customer(5)
    if role:
        actor = await shop.hire(5, role, 1 if role is Role.MERCHANT else None)

    with pytest.raises(NotAllowed):
        await room.invite(actor, post)
    assert await shop.rows("invites") == 0


async def test_an_admin_invites_for_a_merchant_that_exists(shop: Shop, room: StaffRoom) -> None:
    merchant = await shop.merchant("Clay & Co")
    admin = await shop.hire(1, Role.ADMIN)
    anna = await shop.customer(2)

    token = await room.invite(admin, Post(Role.MERCHANT, merchant))
    assert await room.accept(anna, token) == Post(Role.MERCHANT, merchant)
    with pytest.raises(NotFound):
        await room.invite(admin, Post(Role.MERCHANT, 99))
    assert await shop.queued(Kind.STAFF_MENU)


async def test_who_is_dismissed_loses_all_at_once(shop: Shop, room: StaffRoom) -> None:
    merchant = await shop.merchant("Clay & Co")
    owner, admin = await shop.hire(1, Role.OWNER), await shop.hire(2, Role.ADMIN)
    kept = await room.invite(admin, Post(Role.MERCHANT, merchant))
    await room.bind(admin, merchant, chat_id=admin.id)

    left = await room.dismiss(owner, admin.id)

    assert [member.id for member in left] == [1]
    again = await shop.customer(2)
    assert not again.is_staff
    with pytest.raises(NotAllowed):
        await room.members(again)
    with pytest.raises(InviteSpent):
        await room.accept(again, kept)
    assert [one.chat_id for one in await room.merchants(owner)] == [None]
    assert (await journal(shop))[-2:] == ["bind", "dismiss"]


async def test_a_groups_binding_outlives_who_made_it(shop: Shop, room: StaffRoom) -> None:
    merchant = await shop.merchant("Clay & Co")
    owner, admin = await shop.hire(1, Role.OWNER), await shop.hire(2, Role.ADMIN)
    await room.bind(admin, merchant, chat_id=-100)

    await room.dismiss(owner, admin.id)

    assert [one.chat_id for one in await room.merchants(owner)] == [-100]


async def test_the_last_owner_stays(shop: Shop, room: StaffRoom) -> None:
    owner = await shop.hire(1, Role.OWNER)
    with pytest.raises(NotAllowed):
        await room.dismiss(owner, owner.id)
    assert await posts(shop) == {(1, OWNER)}


async def test_two_owners_cannot_dismiss_each_other_in_the_same_moment(
    shop: Shop, room: StaffRoom
) -> None:
    one, two = await shop.hire(1, Role.OWNER), await shop.hire(2, Role.OWNER)

    answers = await asyncio.gather(
        room.dismiss(one, 2), room.dismiss(two, 1), return_exceptions=True
    )

    assert sum(isinstance(answer, NotAllowed) for answer in answers) == 1
    assert len(await posts(shop)) == 1


@pytest.mark.parametrize("target", [1, 2])
async def test_an_admin_dismisses_no_owner_and_no_other_admin(
    target: int, shop: Shop, room: StaffRoom
) -> None:
    await shop.hire(1, Role.OWNER)
    await shop.hire(4, Role.OWNER)
    await shop.hire(2, Role.ADMIN)
    admin = await shop.hire(3, Role.ADMIN)
    before = await posts(shop)

    with pytest.raises(NotAllowed):
        await room.dismiss(admin, target)
    assert await posts(shop) == before


async def test_an_admin_may_go_and_lets_merchants_people_go(shop: Shop, room: StaffRoom) -> None:
    merchant = await shop.merchant("Clay & Co")
    admin = await shop.hire(3, Role.ADMIN)
    await shop.hire(5, Role.MERCHANT, merchant)

    await room.dismiss(admin, 5)
    await room.dismiss(admin, 5)
    await room.dismiss(admin, 3)

    assert await posts(shop) == set()
    assert (await journal(shop)).count("dismiss") == 2


async def stranger_or_other(shop: Shop, merchant: int, who: str) -> Customer:
    """A customer, or somebody of another merchant's staff."""
    if who == "stranger":
        return await shop.customer(9)
    return await shop.hire(9, Role.MERCHANT, merchant)


@pytest.mark.parametrize("who", ["stranger", "other"])
async def test_only_a_merchants_own_people_say_where_its_orders_go(
    who: str, shop: Shop, room: StaffRoom
) -> None:
    clay, leaf = await shop.merchant("Clay & Co"), await shop.merchant("Leaf House")
    actor = await stranger_or_other(shop, leaf, who)

    with pytest.raises(NotAllowed):
        await room.bind(actor, clay, chat_id=9)

    admin = await shop.hire(1, Role.ADMIN)
    assert [one.chat_id for one in await room.merchants(admin)] == [None, None]
    with pytest.raises(NotFound):
        await room.bind(admin, 99, chat_id=1)


async def test_staff_see_their_own_merchants_and_strangers_none(
    shop: Shop, room: StaffRoom
) -> None:
    await shop.merchant("Clay & Co")
    leaf = await shop.merchant("Leaf House")
    worker = await shop.hire(1, Role.MERCHANT, leaf)

    assert [one.name for one in await room.merchants(worker)] == ["Leaf House"]
    with pytest.raises(NotAllowed):
        await room.merchants(await shop.customer(2))
    with pytest.raises(NotAllowed):
        await room.members(worker)
    with pytest.raises(NotAllowed):
        await room.dismiss(worker, worker.id)


async def test_a_group_that_moved_is_still_told(shop: Shop, room: StaffRoom) -> None:
    clay, leaf = await shop.merchant("Clay & Co"), await shop.merchant("Leaf House")
    admin = await shop.hire(1, Role.ADMIN)
    await room.bind(admin, clay, chat_id=-5)
    await room.bind(admin, leaf, chat_id=-6)

    await room.chat_moved(-5, -1005)

    assert [one.chat_id for one in await room.merchants(admin)] == [-1005, -6]
