"""What is wrong in a catalogue file with the kinds of goods and the money they are paid in."""

from collections.abc import Iterable, Sequence

from domain.digital import Kind
from domain.goods import VariantSheet, sku_key
from domain.imports import ImportFile, Problem, ProductChange
from domain.money import STARS
from domain.remarks import Matter, remark
from domain.ways import Rule, may_be_priced


def of_kinds(file: ImportFile, changes: Sequence[ProductChange], rule: Rule) -> Iterable[Problem]:
    """Find goods that nobody could pay, counts of what is not counted, and kinds that cannot
    change any more. Goods from other shops get their price in Stars later.
    """
    for change in changes:
        kind = change.sheet.kind or Kind.PHYSICAL
        yield from _changed(change, kind, file)
        for variant in change.sheet.variants:
            row = file.row_of[sku_key(variant.sku)]
            currency = variant.price.currency
            later = kind.digital and (change.sheet.hidden or file.kind != "Souk")
            if not later and not may_be_priced(kind, currency, rule):
                never = currency == STARS
                told = remark(Matter.NEVER_STARS) if never else remark(Matter.STARS_ONLY)
                yield Problem(row, "currency", told)
            if currency != change.sheet.variants[0].price.currency:
                yield Problem(row, "currency", remark(Matter.CURRENCIES))
            if kind.digital and variant.stock != _pieces(change, variant):
                yield Problem(row, "stock", remark(Matter.COUNTED))


def _changed(change: ProductChange, kind: Kind, file: ImportFile) -> Iterable[Problem]:
    stored = change.stored
    was = (stored.sheet.kind if stored else None) or Kind.PHYSICAL
    if not stored or was is kind:
        return
    pieces = sum(one.sheet.stock or 0 for one in stored.variants)
    if pieces:
        row = file.row_of[sku_key(change.sheet.variants[0].sku)]
        yield Problem(row, "kind", remark(Matter.KIND_STAYS, kind=was.value, n=pieces))


def _pieces(change: ProductChange, variant: VariantSheet) -> int:
    """How many pieces a variant has now."""
    for old in change.stored.variants if change.stored else ():
        if sku_key(old.sheet.sku) == sku_key(variant.sku):
            return old.sheet.stock or 0
    return 0
