"""Sales in catalogue files: which of them are to be planned, and what is wrong with those."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.goods import VariantSheet, sku_key
from domain.imports import ImportFile, Problem, ProductChange
from domain.ports.sheets import Stored, StoredVariant
from domain.remarks import Matter, Remark, remark
from domain.sales import Reduction


@dataclass(frozen=True, slots=True)
class _Shop:
    """What the shop has of every SKU, and the time."""

    known: Mapping[str, StoredVariant]
    now: datetime


def settled(file: ImportFile, stored: Sequence[Stored], now: datetime) -> ImportFile:
    """Leave only those sales in *file* that are to be planned: neither known nor past."""
    if not _has_sales(file):
        return file
    shop = _shop(stored, now)
    return replace(
        file,
        products=tuple(
            replace(product, variants=tuple(_settled(one, shop) for one in product.variants))
            for product in file.products
        ),
    )


def outdated(file: ImportFile, stored: Sequence[Stored], now: datetime) -> tuple[Problem, ...]:
    """Return what to say of sales in *file* that are past; an old export may be read again."""
    if not _has_sales(file):
        return ()
    shop = _shop(stored, now)
    variants = (variant for product in file.products for variant in product.variants)
    return tuple(_told(file, one, now) for one in variants if _is_past(one, shop))


def of_sales(file: ImportFile, changes: Iterable[ProductChange]) -> Iterable[Problem]:
    """Find sales that are no reduction, or share a day with another of the same article."""
    for change in changes:
        known = {sku_key(v.sheet.sku): v for v in change.stored.variants} if change.stored else {}
        for variant in change.sheet.variants:
            old = known.get(sku_key(variant.sku))
            if not variant.reduction or (old and variant.reduction in old.reductions):
                continue
            told = _wrong(variant, variant.reduction, old)
            if told:
                yield Problem(file.row_of[sku_key(variant.sku)], "sale_price", told)


def to_plan(change: ProductChange) -> Iterable[tuple[str, Reduction]]:
    """Return the SKUs of a product that get a sale, each with it."""
    told = {one.sku for one in change.differences if one.name == "sale_price"}
    for variant in change.sheet.variants:
        fresh = change.stored is None or _is_new(change, variant)
        if variant.reduction and (fresh or variant.sku in told):
            yield variant.sku, variant.reduction


def _is_new(change: ProductChange, variant: VariantSheet) -> bool:
    on = ("sale", "on")
    return any(
        one.sku == variant.sku and (one.name, one.after) == on for one in change.differences
    )


def _has_sales(file: ImportFile) -> bool:
    return any(one.reduction for product in file.products for one in product.variants)


def _shop(stored: Sequence[Stored], now: datetime) -> _Shop:
    return _Shop({sku_key(v.sheet.sku): v for one in stored for v in one.variants}, now)


def _settled(variant: VariantSheet, shop: _Shop) -> VariantSheet:
    if _is_known(variant, shop) or _is_past(variant, shop):
        return replace(variant, reduction=None)
    return variant


def _is_known(variant: VariantSheet, shop: _Shop) -> bool:
    known = shop.known.get(sku_key(variant.sku))
    return known is not None and variant.reduction in known.reductions


def _is_past(variant: VariantSheet, shop: _Shop) -> bool:
    told = variant.reduction
    if not told or _is_known(variant, shop):
        return False
    return told.ends_at <= shop.now or (told.starts_at is not None and told.starts_at < shop.now)


def _told(file: ImportFile, variant: VariantSheet, now: datetime) -> Problem:
    over = variant.reduction is not None and variant.reduction.ends_at <= now
    row = file.row_of[sku_key(variant.sku)]
    if over:
        return Problem(row, "sale_until", remark(Matter.SALE_OVER, sku=variant.sku))
    return Problem(row, "sale_from", remark(Matter.SALE_BEGUN, sku=variant.sku))


def _wrong(variant: VariantSheet, told: Reduction, old: StoredVariant | None) -> Remark | None:
    if told.price.currency != variant.price.currency or told.price >= variant.price:
        shown = f"{told.price.decimal} {told.price.currency}"
        return remark(Matter.SALE_NOT_LOWER, sku=variant.sku, price=shown)
    for other in old.reductions if old else ():
        begins_before = told.starts_at is None or told.starts_at < other.ends_at
        if begins_before and (other.starts_at is None or other.starts_at < told.ends_at):
            return remark(Matter.SALE_OVERLAPS, sku=variant.sku, sale=str(other))
    return None
