"""Filling the shelves of digital goods: keys, files and texts. Keys are never written down
anywhere but where they are sold from: not in the journal, in no message and in no log.
"""

from dataclasses import replace

from domain.clock import Clock
from domain.customers import Customer
from domain.digital import (
    COPIES,
    FILE_LARGEST,
    FILE_NAME_LENGTH,
    KEY_LENGTH,
    KEYS_AT_ONCE,
    TEXT_LENGTH,
    FileInfo,
    KeysAdded,
    Kind,
    Shelf,
    Unit,
    typed_keys,
)
from domain.digital_errors import BadDigitalText, BadFile, BadKeys, StillOnShelf
from domain.errors import NotFound
from domain.ports.goods import Movement
from domain.ports.store import Entry, Store, UnitOfWork
from domain.ways import Rule, may_be_priced


class DigitalShelves:
    """What there is to hand over. Admins fill all shelves, merchants' staff their own."""

    def __init__(self, store: Store, clock: Clock, rule: Rule = Rule.STARS) -> None:
        """*rule*: by what digital goods may be paid here."""
        self._store = store
        self._clock = clock
        self._rule = rule

    async def get(self, actor: Customer, sku: str) -> Shelf:
        """Return the shelf of a SKU, typed in any case, of whatever kind it is.

        Raises:
            NotAllowed: The actor does not work here.
            NotFound: There is none that they may touch.
        """
        actor.ensure_staff()
        async with self._store.read() as uow:
            count = await uow.stock.count(sku)
            if not count:
                raise NotFound("sku", sku)
            return await self._shelf(uow, actor, count.variant_id)

    async def look(self, actor: Customer, variant_id: int) -> Shelf:
        """Return the shelf of a variant. Raises as `get`."""
        async with self._store.read() as uow:
            return await self._shelf(uow, actor, variant_id)

    async def add_keys(self, actor: Customer, variant_id: int, text: str, cause: int) -> KeysAdded:
        """Put the keys in *text* on the shelf, one a line; the same *cause* does it once.

        Keys the shop has or has had before, here or under any SKU, are left out and named
        by their lines. Goods of no count yet become goods sold by keys.

        Raises:
            NotFound: There is no such variant that they may touch.
            BadKeys: There is not one key in it, or there are too many.
            StillOnShelf: There are goods of another kind.
        """
        typed = typed_keys(text)
        if not 0 < len(typed) <= KEYS_AT_ONCE:
            raise BadKeys(KEYS_AT_ONCE)
        key = f"keys:{cause}"
        async with self._store.write() as uow:
            shelf = await self._held(uow, actor, variant_id)
            if done := await uow.stock.movement_by_key(key):
                return KeysAdded(shelf, done.delta_on_hand)
            await self._become(uow, actor, shelf, Kind.KEYS)
            fits = [(n, secret) for n, secret in typed if len(secret) <= KEY_LENGTH]
            first = {secret: n for n, secret in reversed(fits)}  # of keys that come twice
            now = self._clock.now()
            units = [Unit(secret, now, actor.id) for n, secret in fits if first[secret] == n]
            fresh = await uow.digital.add_keys(variant_id, units)
            await self._count(uow, actor, variant_id, len(fresh), "keys added", key)
            added = {first[secret] for secret in fresh}
            return KeysAdded(
                await self._shelf(uow, actor, variant_id),
                len(fresh),
                duplicates=tuple(n for n, _ in fits if n not in added),
                overlong=tuple(n for n, secret in typed if len(secret) > KEY_LENGTH),
            )

    async def take_back_keys(self, actor: Customer, variant_id: int) -> tuple[str, ...]:
        """Take all keys off the shelf that are neither sold nor held; return them.

        Raises:
            NotFound: There is no such variant that they may touch.
        """
        async with self._store.write() as uow:
            shelf = await self._held(uow, actor, variant_id)
            if shelf.kind is not Kind.KEYS or not shelf.free:
                return ()
            keys = await uow.digital.take_keys(variant_id, shelf.free)
            await self._count(uow, actor, variant_id, -len(keys), "keys taken back", None)
            return keys

    async def set_text(self, actor: Customer, variant_id: int, text: str) -> Shelf:
        """Have every buyer of a variant get this text from now on, earlier ones too.

        Raises:
            NotFound: There is no such variant that they may touch.
            BadDigitalText: It is empty or too long.
            StillOnShelf: There are goods of another kind.
        """
        text = text.strip()
        if not 0 < len(text) <= TEXT_LENGTH:
            raise BadDigitalText(TEXT_LENGTH)
        async with self._store.write() as uow:
            await self._filled(uow, actor, variant_id, Kind.TEXT)
            await uow.digital.set_text(variant_id, text)
            return await self._shelf(uow, actor, variant_id)

    async def set_file(
        self, actor: Customer, variant_id: int, name: str, data: bytes, bot_id: int, file_id: str
    ) -> Shelf:
        """Have every buyer of a variant get this file from now on, earlier ones too.

        *file_id* is what the bot *bot_id* calls the same file, so that it need not send it
        up again.

        Raises:
            NotFound: There is no such variant that they may touch.
            BadFile: It is empty or too large.
            StillOnShelf: There are goods of another kind.
        """
        if not 0 < len(data) <= FILE_LARGEST:
            raise BadFile(FILE_LARGEST)
        file = FileInfo(" ".join(name.split())[-FILE_NAME_LENGTH:] or "file", len(data))
        async with self._store.write() as uow:
            await self._filled(uow, actor, variant_id, Kind.FILE)
            await uow.digital.set_file(variant_id, file, data, bot_id, file_id)
            return await self._shelf(uow, actor, variant_id)

    async def _filled(self, uow: UnitOfWork, actor: Customer, variant_id: int, kind: Kind) -> None:
        """Have copies without end of what is set next."""
        shelf = await self._held(uow, actor, variant_id)
        await self._become(uow, actor, shelf, kind)
        missing = COPIES - shelf.free - shelf.held if shelf.content else COPIES
        await self._count(uow, actor, variant_id, missing, f"{kind} set", None)

    async def _become(self, uow: UnitOfWork, actor: Customer, shelf: Shelf, kind: Kind) -> None:
        """Have a product sold as *kind*; what it was sold as before must be off the shelf."""
        if shelf.kind is kind:
            return
        here = shelf.free + shelf.held
        pieces = await uow.digital.on_shelf(shelf.product_id, but=shelf.variant_id)
        if shelf.content and kind is Kind.KEYS and not shelf.held:
            await self._count(uow, actor, shelf.variant_id, -here, f"{shelf.kind} gone", None)
            await uow.digital.drop_content(shelf.variant_id)
        elif not (shelf.content and kind is not Kind.KEYS):
            pieces += here
        if pieces:
            raise StillOnShelf(shelf.sku, pieces)
        now = self._clock.now()
        await uow.digital.set_kind(shelf.product_id, kind, now)
        entry = Entry(actor.id, "kind", f"product:{shelf.product_id}", shelf.kind, kind)
        await uow.journal.add(entry, now)

    async def _count(
        self,
        uow: UnitOfWork,
        actor: Customer,
        variant_id: int,
        pieces: int,
        why: str,
        key: str | None,
    ) -> None:
        now = self._clock.now()
        movement = Movement(variant_id, pieces, 0, why, now, actor_id=actor.id, dedupe_key=key)
        after = await uow.stock.adjust(movement)
        if after is None:
            raise ValueError(f"{pieces} pieces of variant {variant_id} are not there")
        entry = Entry(actor.id, why, f"variant:{variant_id}", str(after - pieces), str(after))
        await uow.journal.add(entry, now)

    async def _held(self, uow: UnitOfWork, actor: Customer, variant_id: int) -> Shelf:
        """Return the shelf as it is now and stays until commit."""
        await uow.stock.lock(variant_id)
        return await self._shelf(uow, actor, variant_id)

    async def _shelf(self, uow: UnitOfWork, actor: Customer, variant_id: int) -> Shelf:
        actor.ensure_staff()
        shelf = await uow.digital.shelf(variant_id)
        merchant_id = await uow.goods.merchant_of(shelf.product_id) if shelf else None
        count = await uow.stock.count_of(variant_id)
        if not shelf or not count or merchant_id is None or not actor.works_for(merchant_id):
            raise NotFound("sku")
        payable = may_be_priced(shelf.kind, count.price.currency, self._rule)
        return replace(shelf, payable=payable)
