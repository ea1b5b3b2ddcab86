"""Adding goods and changing how they show, one at a time."""

import re
import unicodedata
from dataclasses import dataclass, replace

from domain.catalog import Product
from domain.clock import Clock
from domain.customers import Customer, ensure_text
from domain.digital_errors import NotForSaleSo
from domain.errors import BadInput, BadPrice, BadQuantity, Field, NotAllowed, NotFound
from domain.goods import (
    SKU_LENGTH,
    CategoryChoice,
    NewProduct,
    ProductSheet,
    VariantSheet,
    slug,
)
from domain.ports.goods import Movement, StockCount
from domain.ports.sheets import Placed
from domain.ports.store import Entry, Store, UnitOfWork
from domain.stock import MOST_PIECES
from domain.ways import Rule, may_be_priced


@dataclass(frozen=True, slots=True)
class Keeping:
    """A product as its keepers see it, hidden or not, with the count of each variant."""

    product: Product
    counts: tuple[StockCount, ...]


class Goods:
    """Writes the catalogue. Admins handle all goods, merchants' staff their merchants' only."""

    def __init__(
        self, store: Store, clock: Clock, shop_name: str, rule: Rule = Rule.STARS
    ) -> None:
        """*rule*: by what digital goods may be paid here."""
        self._rule = rule
        self._store = store
        self._clock = clock
        self._shop_name = shop_name

    async def add(self, actor: Customer, draft: NewProduct, cause: int) -> Keeping:
        """Put a new product on sale; the same *cause* (update id) adds it once.

        Admins add for the shop's first merchant, merchants' staff for their own.

        Raises:
            NotAllowed: The actor does not work here.
            BadText, BadPrice, BadQuantity: A field is out of its limits.
            BadInput: The SKU is too long or already another's.
            NotFound: The category is gone.
            NotForSaleSo: Goods of this kind cannot have a price in this currency.
        """
        actor.ensure_staff()
        tidy = _checked(draft)
        if not may_be_priced(tidy.kind, tidy.price.currency, self._rule):
            raise NotForSaleSo(tidy.price.currency, tidy.kind.digital)
        async with self._store.write() as uow:
            await uow.sheets.lock()
            key = f"add:{cause}"
            if done := await uow.stock.movement_by_key(key):
                return await self._keeping_of(uow, actor, done.variant_id)
            sheet = await self._sheet(uow, tidy)
            await self._place(uow, actor, sheet, tidy)
            count = await uow.stock.count(sheet.variants[0].sku)
            if not count:
                raise NotFound("product")
            return await self._stocked(uow, actor, count, tidy.stock, key)

    async def get(self, actor: Customer, sku: str) -> Keeping:
        """Return the product that has this SKU, typed in any case.

        Raises:
            NotAllowed: The actor does not work here.
            NotFound: There is none that they may touch.
        """
        actor.ensure_staff()
        async with self._store.read() as uow:
            count = await uow.stock.count(sku)
            if not count:
                raise NotFound("sku", sku)
            try:
                return await self._keeping(uow, actor, count.product_id)
            except NotAllowed:
                raise NotFound("sku", sku) from None

    async def set_hidden(self, actor: Customer, product_id: int, hidden: bool) -> Keeping:
        """Hide a product from customers or show it again; twice is as once.

        One that stands below a hidden category is seen only when that is shown again.

        Raises:
            NotFound: It is gone. NotAllowed: It is another merchant's.
            NotForSaleSo: Nobody could pay for it in its currency.
        """
        at = self._clock.now()
        async with self._store.write() as uow:
            await uow.sheets.lock()  # whether its shelf is hidden must not change meanwhile
            before = await self._keeping(uow, actor, product_id)
            if not hidden:
                _ensure_payable(before.product, self._rule)
            if await uow.goods.set_hidden(product_id, hidden, at):
                action = "hide" if hidden else "show"
                await uow.journal.add(Entry(actor.id, action, f"product:{product_id}"), at)
            return await self._keeping(uow, actor, product_id)

    async def set_picture(self, actor: Customer, product_id: int, picture: bytes) -> Keeping:
        """Show this picture (JPEG, PNG or WebP bytes) with a product from now on.

        Raises:
            NotFound: It is gone. NotAllowed: It is another merchant's.
        """
        at = self._clock.now()
        async with self._store.write() as uow:
            before = (await self._keeping(uow, actor, product_id)).product.picture_id
            after = await uow.pictures.add(picture)
            if after != before:
                await uow.goods.set_picture(product_id, after, at)
                entry = Entry(
                    actor.id, "picture", f"product:{product_id}", str(before), str(after)
                )
                await uow.journal.add(entry, at)
            return await self._keeping(uow, actor, product_id)

    async def categories(self, actor: Customer) -> tuple[CategoryChoice, ...]:
        """Return every category in the actor's language. Raises `NotAllowed` for customers."""
        actor.ensure_staff()
        async with self._store.read() as uow:
            return await uow.goods.category_choices(actor.language)

    async def _sheet(self, uow: UnitOfWork, draft: NewProduct) -> ProductSheet:
        sku = draft.sku or await uow.goods.next_sku(_initials(draft.title))
        handle = slug(draft.title) or slug(sku)
        if await uow.goods.has_handle(handle):
            handle = f"{handle}-{slug(sku)}"
        if await uow.goods.has_sku(sku) or await uow.goods.has_handle(handle):
            raise BadInput(sku)
        variant = VariantSheet(sku, draft.price)
        return ProductSheet(
            handle,
            draft.title,
            (variant,),
            draft.description,
            kind=draft.kind if draft.kind.digital else None,
        )

    async def _place(
        self, uow: UnitOfWork, actor: Customer, sheet: ProductSheet, draft: NewProduct
    ) -> None:
        await _ensure_there(uow, draft.category_id)
        at = self._clock.now()
        placed = Placed(
            sheet,
            await self._merchant_for(uow, actor),
            draft.category_id,
            await uow.pictures.add(draft.picture) if draft.picture else None,
        )
        await uow.sheets.save([placed], actor.id, at)

    async def _stocked(
        self, uow: UnitOfWork, actor: Customer, count: StockCount, pieces: int, key: str
    ) -> Keeping:
        at = self._clock.now()
        movement = Movement(count.variant_id, pieces, 0, "added", at, None, actor.id, key)
        await uow.stock.adjust(movement)
        entry = Entry(actor.id, "add", f"product:{count.product_id}", "", count.sku)
        await uow.journal.add(entry, at)
        return await self._keeping(uow, actor, count.product_id)

    async def _merchant_for(self, uow: UnitOfWork, actor: Customer) -> int:
        if actor.merchants:
            return min(actor.merchants)
        if merchants := await uow.staff.merchants():
            return merchants[0].id
        return await uow.staff.add_merchant(self._shop_name, self._clock.now())

    async def _keeping_of(self, uow: UnitOfWork, actor: Customer, variant_id: int) -> Keeping:
        count = await uow.stock.count_of(variant_id)
        if not count:
            raise NotFound("product")
        return await self._keeping(uow, actor, count.product_id)

    async def _keeping(self, uow: UnitOfWork, actor: Customer, product_id: int) -> Keeping:
        product = await uow.catalog.product(product_id, actor.language)
        if not product:
            raise NotFound("product")
        actor.ensure_works_for(product.merchant_id)
        counts = [await uow.stock.count_of(variant.id) for variant in product.variants]
        return Keeping(product, tuple(count for count in counts if count))


def _ensure_payable(product: Product, rule: Rule) -> None:
    for variant in product.variants:
        if not may_be_priced(product.kind, variant.price.currency, rule):
            raise NotForSaleSo(variant.price.currency, product.kind.digital)


def _checked(draft: NewProduct) -> NewProduct:
    if draft.price.amount <= 0:
        raise BadPrice(str(draft.price.decimal))
    if not 0 <= draft.stock <= MOST_PIECES:
        raise BadQuantity(str(draft.stock))
    sku = " ".join(draft.sku.split())
    if len(sku) > SKU_LENGTH:
        raise BadInput(sku)
    title = ensure_text(Field.TITLE, draft.title)
    about = ensure_text(Field.DESCRIPTION, draft.description) if draft.description.strip() else ""
    stock = 0 if draft.kind.digital else draft.stock  # their keys are what is counted
    return replace(draft, sku=sku, title=title, description=about, stock=stock)


async def _ensure_there(uow: UnitOfWork, category_id: int | None) -> None:
    if category_id is None:
        return
    if all(category.id != category_id for category in await uow.sheets.categories()):
        raise NotFound("category")


def _initials(title: str) -> str:
    """Return up to three Latin letters people can type: "Blue mug" makes "BM"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", plain))[:3].upper() or "P"
