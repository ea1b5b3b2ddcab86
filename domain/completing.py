"""A sheet of a file made whole by what the shop has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from domain.goods import ProductSheet, VariantSheet, sku_key
from domain.imports import ImportFile
from domain.money import STARS, Money
from domain.ports.sheets import Stored
from domain.sheets import PRODUCT_FIELDS

T = TypeVar("T")


def completed(sheet: ProductSheet, stored: Stored | None, file: ImportFile) -> ProductSheet:
    """Return *sheet* with what its file does not speak of taken from the shop."""
    if not stored:
        if all(variant.stock is not None for variant in sheet.variants):
            return sheet
        variants = tuple(replace(v, stock=v.stock or 0) for v in sheet.variants)
        return replace(sheet, variants=variants)
    old = stored.sheet
    kept = {name: getattr(old, name) for name in PRODUCT_FIELDS if name not in file.fields}
    known = {sku_key(one.sheet.sku): one.sheet for one in stored.variants}
    return replace(
        sheet,
        titles=_with_unspoken("title", old.titles, sheet.titles, file),
        descriptions=_with_unspoken("description", old.descriptions, sheet.descriptions, file),
        attribute_texts=_with_unspoken(
            "attributes", old.attribute_texts, sheet.attribute_texts, file
        ),
        variants=tuple(_completed(v, known.get(sku_key(v.sku)), file) for v in sheet.variants),
        **kept,
    )


def _completed(sheet: VariantSheet, old: VariantSheet | None, file: ImportFile) -> VariantSheet:
    if not old:
        return replace(sheet, stock=sheet.stock or 0)
    names = ("options", "compare_at", "weight")
    kept = {name: getattr(old, name) for name in names if name not in file.fields}
    stock = old.stock if sheet.stock is None else sheet.stock
    texts = _with_unspoken("options", old.texts, sheet.texts, file)
    price = sheet.price if "currency" in file.fields else _in_stars(sheet.price, old.price)
    reduction = sheet.reduction or old.reduction  # a file ends no sale
    if sheet.reduction and price.currency != sheet.price.currency:
        reduction = replace(sheet.reduction, price=_in_stars(sheet.reduction.price, old.price))
    whole = replace(sheet, sku=old.sku, price=price, stock=stock, texts=texts, **kept)
    return replace(whole, reduction=reduction)


def _in_stars(price: Money, old: Money) -> Money:
    """A bare number is the price of goods in Stars that have one: "250" stays 250 Stars."""
    if old.currency != STARS or price.currency == STARS or price.decimal % 1:
        return price
    return Money(int(price.decimal), STARS)


def _with_unspoken(
    name: str, old: Mapping[str, T], new: Mapping[str, T], file: ImportFile
) -> dict[str, T]:
    unspoken = {k: value for k, value in old.items() if f"{name}_{k}" not in file.fields}
    return unspoken | dict(new)
