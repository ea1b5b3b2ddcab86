"""The shop's goods as its own CSV."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from bot.files import cells
from bot.files.sale_cells import sale_cells
from bot.files.simple import FIELDS, TRANSLATED
from domain.goods import Path, ProductSheet, VariantSheet
from domain.sheets import CategoryTitles


def written(products: Iterable[ProductSheet], titles: CategoryTitles) -> bytes:
    """Return every product in every language, so that reading it back changes nothing.

    UTF-8 with its mark, which spreadsheets need to see letters beyond English. Cells that
    a spreadsheet would run as formulas are guarded by an apostrophe.
    """
    rows = [row for product in products for row in _rows(product, titles)]
    columns = _columns(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows({key: cells.guarded(value) for key, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _columns(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Every field, each followed by its translations."""
    used = sorted({name for row in rows for name in row})
    columns: list[str] = []
    for field in FIELDS:
        columns.append(field)
        if field in TRANSLATED:
            columns += [name for name in used if name.startswith(f"{field}_")]
    return columns


def _rows(product: ProductSheet, titles: CategoryTitles) -> Iterable[dict[str, str]]:
    shared = _shared(product, titles)
    for variant in product.variants:
        yield {"product": product.handle} | shared | _own(product, variant)
        shared = {}


def _shared(product: ProductSheet, titles: CategoryTitles) -> dict[str, str]:
    """What all variants have in common; it stands on the first row only."""
    row = {
        "title": product.title,
        "description": product.description,
        "category": cells.path_cell(product.category),
        "merchant": product.merchant,
        "picture": product.picture,
        "more_pictures": cells.pictures_cell(product.more_pictures),
        "brand": product.brand,
        "unit": product.unit,
        "attributes": cells.options_cell(product.attributes),
        "tags": product.tags,
        "hidden": "yes" if product.hidden else "",
        "kind": product.kind or "",
    }
    row |= {f"title_{language}": text for language, text in product.titles.items()}
    row |= {f"description_{language}": text for language, text in product.descriptions.items()}
    row |= {
        f"attributes_{language}": cells.options_cell(pairs)
        for language, pairs in product.attribute_texts.items()
    }
    return row | _category_cells(product.category, titles)


def _category_cells(category: Path, titles: CategoryTitles) -> dict[str, str]:
    """The category in every language that has a word for some part of it."""
    way = [category[:depth] for depth in range(1, len(category) + 1)]
    languages = {language for path in way for language in titles.get(path, {})}
    return {
        f"category_{language}": cells.path_cell(
            tuple(titles.get(path, {}).get(language) or path[-1] for path in way)
        )
        for language in sorted(languages)
    }


def _own(product: ProductSheet, variant: VariantSheet) -> dict[str, str]:
    row = {
        "sku": variant.sku,
        "price": str(variant.price.decimal),
        "compare_at": str(variant.compare_at.decimal) if variant.compare_at else "",
        **sale_cells(variant.reduction),
        "currency": variant.price.currency,
        "stock": str(variant.stock) if variant.stock is not None and not product.kind else "",
        "options": cells.options_cell(variant.options),
        "weight": "" if variant.weight is None else str(variant.weight),
    }
    texts = variant.texts.items()
    return row | {f"options_{language}": cells.options_cell(pairs) for language, pairs in texts}
