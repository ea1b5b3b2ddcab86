"""Who works here: links that let people in, posts, and the chats that are told of orders."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from domain import notices
from domain.clock import Clock
from domain.customers import Customer, Post, Role
from domain.errors import InviteSpent, NotAllowed, NotFound
from domain.ports.people import Invite, Merchant
from domain.ports.store import Entry, Store, UnitOfWork

INVITE_LIVES = timedelta(hours=24)
_TOKEN_BYTES = 24  # 32 characters of A-Z a-z 0-9 _ -, as a deep link allows
_LOCK = "staff_changed_at"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here; *name* is empty if they never wrote to the shop."""

    id: int
    name: str
    posts: tuple[Post, ...]

    @property
    def is_owner(self) -> bool:
        """Whether the shop is theirs."""
        return any(post.role is Role.OWNER for post in self.posts)

    @property
    def is_admin(self) -> bool:
        """Whether they are an owner or an admin."""
        return any(post.role is not Role.MERCHANT for post in self.posts)


class StaffRoom:
    """Lets people in and out. Every change is in the journal, and counts at once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def claim_token(self) -> str | None:
        """Return a new token that makes its first user the owner; None if there is one.

        Earlier claim tokens that nobody used stop working. It lives for `INVITE_LIVES`.
        """
        async with self._store.write() as uow:
            await self._one_at_a_time(uow)
            if await uow.staff.owners():
                return None
            await uow.staff.withdraw_invites(Role.OWNER)
            return await self._new_invite(uow, None, Post(Role.OWNER))

    async def appoint_owners(self, ids: Collection[int]) -> None:
        """Make sure that these people are owners; links to claim the shop stop working."""
        if not ids:
            return
        async with self._store.write() as uow:
            await self._one_at_a_time(uow)
            for id_ in sorted(set(ids) - set(await uow.staff.owners())):
                await self._appoint(uow, id_, Post(Role.OWNER), None)
            await uow.staff.withdraw_invites(Role.OWNER)

    async def invite(self, actor: Customer, post: Post) -> str:
        """Return a token that gives *post* to whoever uses it first, within `INVITE_LIVES`.

        Raises:
            NotAllowed: Only owners invite admins, only admins invite merchants' staff, and
                nobody invites an owner.
            NotFound: There is no such merchant.
        """
        _ensure_may_invite(actor, post)
        async with self._store.write() as uow:
            if post.merchant_id is not None and not await uow.staff.merchant(post.merchant_id):
                raise NotFound("merchant")
            return await self._new_invite(uow, actor.id, post)

    async def accept(self, customer: Customer, token: str) -> Post:
        """Give the post of an invite to the customer. Of many who try, one gets it.

        Raises:
            InviteSpent: It was used, withdrawn, is too old or never was; or it would claim
                a shop that has an owner by now.
        """
        async with self._store.write() as uow:
            await self._one_at_a_time(uow)
            post = await uow.staff.spend_invite(_digest(token), customer.id, self._clock.now())
            if not post or (post.role is Role.OWNER and await uow.staff.owners()):
                raise InviteSpent
            await self._appoint(uow, customer.id, post, customer.id)
        return post

    async def members(self, actor: Customer) -> tuple[Member, ...]:
        """Return everybody who works here, in the order they came. Admins only."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return await _members(uow)

    async def dismiss(self, actor: Customer, customer_id: int) -> tuple[Member, ...]:
        """Take all posts of somebody away, and return who is left.

        Their private chat is told of no more orders, and invites that nobody used yet stop
        working, since they may hold one. Nobody who works here no more changes nothing.

        Raises:
            NotAllowed: Only owners dismiss admins and owners; the last owner stays.
        """
        actor.ensure_admin()
        async with self._store.write() as uow:
            await self._one_at_a_time(uow)
            staff = await _members(uow)
            member = next((one for one in staff if one.id == customer_id), None)
            if not member:
                return staff
            if not may_dismiss(actor, member, staff):
                raise NotAllowed
            await self._dismiss(uow, actor, member)
            return await _members(uow)

    async def merchants(self, actor: Customer) -> tuple[Merchant, ...]:
        """Return the merchants the actor works for; all of them for admins.

        Raises:
            NotAllowed: They do not work here.
        """
        actor.ensure_staff()
        async with self._store.read() as uow:
            return tuple(one for one in await uow.staff.merchants() if actor.works_for(one.id))

    async def bind(self, actor: Customer, merchant_id: int, chat_id: int) -> Merchant:
        """Have a chat told about a merchant's orders, in place of any other chat.

        Raises:
            NotFound: There is no such merchant.
            NotAllowed: The actor does not work for them.
        """
        actor.ensure_works_for(merchant_id)
        async with self._store.write() as uow:
            merchant = await uow.staff.merchant(merchant_id)
            if not merchant:
                raise NotFound("merchant")
            await self._bind(uow, actor.id, merchant, chat_id)
        return Merchant(merchant.id, merchant.name, chat_id)

    async def chat_moved(self, old_id: int, new_id: int) -> None:
        """Follow a group to the id it got when Telegram made it a supergroup."""
        async with self._store.write() as uow:
            for merchant in await uow.staff.merchants():
                if merchant.chat_id == old_id:
                    await self._bind(uow, None, merchant, new_id)

    async def _one_at_a_time(self, uow: UnitOfWork) -> None:
        """Wait for other changes of the staff: two owners must not dismiss each other.

        The row that is written here stays locked until commit.
        """
        await uow.shop.set(_LOCK, self._clock.now().isoformat())

    async def _new_invite(self, uow: UnitOfWork, by: int | None, post: Post) -> str:
        token, now = secrets.token_urlsafe(_TOKEN_BYTES), self._clock.now()
        await uow.staff.add_invite(Invite(_digest(token), post, by, now + INVITE_LIVES), now)
        await uow.journal.add(Entry(by, "invite", "staff", after=_named(post)), now)
        return token

    async def _appoint(self, uow: UnitOfWork, id_: int, post: Post, by: int | None) -> None:
        now = self._clock.now()
        await uow.staff.appoint(id_, post, by, now)
        await uow.journal.add(Entry(by, "appoint", f"customer:{id_}", after=_named(post)), now)
        await notices.menu_changed(uow, id_, self._clock.now())

    async def _dismiss(self, uow: UnitOfWork, actor: Customer, member: Member) -> None:
        await uow.staff.dismiss(member.id)
        for role in (Role.ADMIN, Role.MERCHANT):
            await uow.staff.withdraw_invites(role)
        for merchant in await uow.staff.merchants():
            if merchant.chat_id == member.id:
                await self._bind(uow, actor.id, merchant, None)
        had = ", ".join(map(_named, member.posts))
        entry = Entry(actor.id, "dismiss", f"customer:{member.id}", before=had)
        await uow.journal.add(entry, self._clock.now())
        await notices.menu_changed(uow, member.id, self._clock.now())

    async def _bind(
        self, uow: UnitOfWork, by: int | None, merchant: Merchant, chat_id: int | None
    ) -> None:
        await uow.staff.bind(merchant.id, chat_id)
        before, after = (str(id_ or "") for id_ in (merchant.chat_id, chat_id))
        entry = Entry(by, "bind", f"merchant:{merchant.id}", before, after)
        await uow.journal.add(entry, self._clock.now())


def _digest(token: str) -> str:
    """What is stored of a token: nobody who reads the database can use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _named(post: Post) -> str:
    return post.role if post.merchant_id is None else f"{post.role}:{post.merchant_id}"


def _ensure_may_invite(actor: Customer, post: Post) -> None:
    match post.role:
        case Role.ADMIN:
            actor.ensure_owner()
        case Role.MERCHANT:
            actor.ensure_admin()
        case _:
            raise NotAllowed


def may_dismiss(actor: Customer, member: Member, staff: Collection[Member]) -> bool:
    """Whether *actor* may take the posts of *member* away; the last owner keeps theirs."""
    if member.is_owner and sum(one.is_owner for one in staff) == 1:
        return False
    own = member.id == actor.id
    return actor.is_owner or own or (actor.is_admin and not member.is_admin)


async def _members(uow: UnitOfWork) -> tuple[Member, ...]:
    named: dict[int, str] = {}
    posts: dict[int, list[Post]] = {}
    for id_, name, post in await uow.staff.members():
        named[id_] = name
        posts.setdefault(id_, []).append(post)
    return tuple(Member(id_, named[id_], tuple(posts[id_])) for id_ in named)
