"""The tree of categories in an admin's hands."""

from domain.categories import DEEPEST, MOST_BELOW, Standing, Tree
from domain.category_errors import NeededByPromo, NoRoomThere, NotEmpty, TitleTaken, UnderItself
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.errors import Field, NotFound
from domain.ports.store import Entry, Store, UnitOfWork


class Categories:
    """Shows and changes the tree. All of it is for admins: `NotAllowed` for anybody else.

    Every change raises `NotFound` for a category that is gone, and is noted in the journal.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def look(self, actor: Customer, category_id: int | None) -> Tree:
        """Return a place in the tree; None is the top."""
        actor.ensure_admin()
        async with self._store.read() as uow:
            return await _tree(uow, actor, category_id)

    async def add(self, actor: Customer, parent_id: int | None, title: str) -> Tree:
        """Add a category as the last one below another; return the new one.

        Raises:
            BadText: The title is empty or too long.
            TitleTaken: There is one with this title in that place.
            NoRoomThere: So many stand there, or so deep, that it would be lost.
        """
        actor.ensure_admin()
        tidy = ensure_text(Field.TITLE, title)
        async with self._store.write() as uow:
            await uow.sheets.lock()
            await _ensure_free(uow, parent_id, tidy)
            await _ensure_room(uow, actor, parent_id, 1)
            added = await uow.categories.add(parent_id, tidy)
            await self._note(uow, actor, "category added", added, "", tidy)
            return await _tree(uow, actor, added)

    async def rename(
        self, actor: Customer, category_id: int, title: str, language: str = ""
    ) -> Tree:
        """Call it otherwise: in one language, or in all that have no word of their own.

        An empty title takes the word of a language away.

        Raises:
            BadText: The title is too long, or empty without a language.
            TitleTaken: There is one with this title in its place.
        """
        actor.ensure_admin()
        tidy = ensure_text(Field.TITLE, title) if title.strip() or not language else ""
        async with self._store.write() as uow:
            before = await self._locked(uow, actor, category_id)
            if language:
                word = "" if tidy == before.title else tidy  # as files have it
                await uow.categories.translate(category_id, language, word)
                was = before.titles.get(language, "")
            else:
                await _ensure_free(uow, before.parent_id, tidy, category_id)
                await uow.categories.rename(category_id, tidy)
                for same in (code for code, word in before.titles.items() if word == tidy):
                    await uow.categories.translate(category_id, same, "")
                was = before.title
            await self._note(uow, actor, "category renamed", category_id, was, tidy)
            return await _tree(uow, actor, category_id)

    async def shift(self, actor: Customer, category_id: int, by: int) -> Tree:
        """Have it change places with the one before it (-1) or after it (1), if there is one."""
        actor.ensure_admin()
        async with self._store.write() as uow:
            await self._locked(uow, actor, category_id)
            if await uow.categories.shift(category_id, -1 if by < 0 else 1):
                await self._note(uow, actor, "category shifted", category_id)
            return await _tree(uow, actor, category_id)

    async def move(self, actor: Customer, category_id: int, parent_id: int | None) -> Tree:
        """Have it stand under another one (None: at the top), with all that is below it.

        Raises:
            UnderItself: That is the category itself or stands below it.
            TitleTaken: There is one with the same title.
            NoRoomThere: So many stand there, or so deep, that it would be lost.
        """
        actor.ensure_admin()
        async with self._store.write() as uow:
            before = await self._locked(uow, actor, category_id)
            if parent_id == before.parent_id:
                return await _tree(uow, actor, category_id)
            if parent_id is not None and await uow.categories.is_below(parent_id, category_id):
                raise UnderItself(before.way[-1].title)
            await _ensure_free(uow, parent_id, before.title)
            await _ensure_room(uow, actor, parent_id, await uow.categories.depth(category_id))
            await uow.categories.move(category_id, parent_id)
            was, now = str(before.parent_id or ""), str(parent_id or "")
            await self._note(uow, actor, "category moved", category_id, was, now)
            return await _tree(uow, actor, category_id)

    async def set_hidden(self, actor: Customer, category_id: int, hidden: bool) -> Tree:
        """Keep it and all below it from customers, or show it again; twice is as once.

        What is hidden by itself stays so when the category is shown again.
        """
        actor.ensure_admin()
        async with self._store.write() as uow:
            await self._locked(uow, actor, category_id)
            if await uow.categories.set_hidden(category_id, hidden):
                action = "category hidden" if hidden else "category shown"
                await self._note(uow, actor, action, category_id)
            return await _tree(uow, actor, category_id)

    async def set_picture(self, actor: Customer, category_id: int, picture: bytes | None) -> Tree:
        """Show this picture (JPEG, PNG or WebP bytes) with it from now on; None shows none."""
        actor.ensure_admin()
        async with self._store.write() as uow:
            before = await self._locked(uow, actor, category_id)
            after = await uow.pictures.add(picture) if picture else None
            if after != before.picture_id:
                await uow.categories.set_picture(category_id, after)
                was, now = str(before.picture_id or ""), str(after or "")
                await self._note(uow, actor, "category picture", category_id, was, now)
            return await _tree(uow, actor, category_id)

    async def move_goods(self, actor: Customer, category_id: int, to: int) -> Tree:
        """Put all products that stand right on it on another one; return where they went."""
        actor.ensure_admin()
        async with self._store.write() as uow:
            await self._locked(uow, actor, category_id)
            await _tree(uow, actor, to)
            moved = await uow.categories.move_goods(category_id, to) if to != category_id else 0
            if moved:
                told = f"{moved} to category:{to}"
                await self._note(uow, actor, "category cleared", category_id, "", told)
            return await _tree(uow, actor, to)

    async def remove(self, actor: Customer, category_id: int) -> Tree:
        """Delete an empty category; return the place where it stood.

        Raises:
            NotEmpty: There are goods on it, or other categories below it.
            NeededByPromo: A promo code is for its goods.
        """
        actor.ensure_admin()
        async with self._store.write() as uow:
            before = await self._locked(uow, actor, category_id)
            below = len((await _tree(uow, actor, category_id)).branches)
            if before.goods or below:
                raise NotEmpty(before.goods, below)
            if code := await uow.categories.promo_for(category_id):
                raise NeededByPromo(code)
            await uow.categories.remove(category_id)
            await self._note(uow, actor, "category removed", category_id, before.title)
            return await _tree(uow, actor, before.parent_id)

    async def _locked(self, uow: UnitOfWork, actor: Customer, category_id: int) -> Standing:
        """Keep others from changing the tree, and return how the category stands."""
        await uow.sheets.lock()
        found = await uow.categories.standing(category_id, actor.language)
        if not found:
            raise NotFound("shelf")
        return found

    async def _note(
        self,
        uow: UnitOfWork,
        actor: Customer,
        action: str,
        category_id: int,
        before: str = "",
        after: str = "",
    ) -> None:
        entry = Entry(actor.id, action, f"category:{category_id}", before, after)
        await uow.journal.add(entry, self._clock.now())


async def _tree(uow: UnitOfWork, actor: Customer, category_id: int | None) -> Tree:
    found = await uow.categories.tree(category_id, actor.language)
    if not found:
        raise NotFound("shelf")
    return found


async def _ensure_free(
    uow: UnitOfWork, parent_id: int | None, title: str, but: int | None = None
) -> None:
    taken = await uow.categories.named(parent_id, title)
    if taken is not None and taken != but:
        raise TitleTaken(title)


async def _ensure_room(
    uow: UnitOfWork, actor: Customer, parent_id: int | None, depth: int
) -> None:
    place = await _tree(uow, actor, parent_id)
    if len(place.branches) >= MOST_BELOW:
        raise NoRoomThere(MOST_BELOW)
    if (len(place.at.way) if place.at else 0) + depth > DEEPEST:
        raise NoRoomThere(DEEPEST, deep=True)
