"""A product sheet as rows of its tables."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.digital import Kind
from domain.goods import ProductSheet, VariantSheet, sku_key
from domain.ports.sheets import Placed


def product_row(placed: Placed, at: datetime) -> dict[str, Any]:
    """The row of a product; *at* is when it was made, if it is new, and changed."""
    sheet = placed.sheet
    return {
        "handle": sheet.handle,
        "merchant_id": placed.merchant_id,
        "category_id": placed.category_id,
        "title": sheet.title,
        "description": sheet.description,
        "picture_id": placed.picture_id,
        "picture_source": sheet.picture,
        "gallery": [(source, placed.gallery.get(source)) for source in sheet.more_pictures],
        "brand": sheet.brand,
        "unit": sheet.unit,
        "attributes": sheet.attributes,
        "tags": sheet.tags,
        "hidden": sheet.hidden,  # and below a hidden category: see `Sheets.save`
        "withheld": sheet.hidden,
        "kind": sheet.kind or Kind.PHYSICAL,
        "price_from": min(variant.price.amount for variant in sheet.variants),
        "sold": 0,
        "created_at": at,
        "updated_at": at,
    }


def text_rows(sheet: ProductSheet, product_id: int) -> Iterable[dict[str, Any]]:
    """Its translations."""
    spoken = sheet.titles.keys() | sheet.descriptions.keys() | sheet.attribute_texts.keys()
    for language in sorted(spoken):
        yield {
            "product_id": product_id,
            "language": language,
            "title": sheet.titles.get(language, ""),
            "description": sheet.descriptions.get(language, ""),
            "attributes": sheet.attribute_texts.get(language, ()),
        }


def variant_row(sheet: VariantSheet, product_id: int, position: int) -> dict[str, Any]:
    """The row of a variant that is on sale."""
    return {
        "product_id": product_id,
        "sku": sheet.sku,
        "sku_key": sku_key(sheet.sku),
        "options": sheet.options,
        "price": sheet.price.amount,
        "compare_at": sheet.compare_at.amount if sheet.compare_at else None,
        "weight": sheet.weight,
        "currency": sheet.price.currency,
        "position": position,
        "active": True,
    }


def variant_text_rows(sheet: VariantSheet, variant_id: int) -> Iterable[dict[str, Any]]:
    """The translations of its options."""
    for language, options in sorted(sheet.texts.items()):
        yield {"variant_id": variant_id, "language": language, "options": options}
