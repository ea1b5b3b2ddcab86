"""The shop's goods as its own CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import BinaryIO

from bot.files import cells
from bot.files.sale_cells import sale_cells
from bot.files.simple import FIELDS
from domain.goods import Path as Way
from domain.goods import ProductSheet, VariantSheet
from domain.services.exports import Outline
from domain.sheets import CategoryTitles

_MARK = b"\xef\xbb\xbf"  # spreadsheets need it to see letters beyond English


class CatalogueWriter:
    """Writes products in every language, so that reading them back changes nothing.

    Cells that a spreadsheet would run as formulas are guarded by an apostrophe. With *most*
    a file ends before it has so many bytes, and the next begins; no product is parted.
    """

    def __init__(
        self,
        path_of: Callable[[int], Path],
        outline: Outline,
        most: int | None = None,
        zone: tzinfo = UTC,
    ) -> None:
        """*path_of* says where file 1, 2, … is written; the days of sales are in *zone*."""
        self._zone = zone
        self._path_of = path_of
        self._titles = outline.titles
        self._columns = _columns(outline.languages)
        self._head = _MARK + self._text([dict(zip(self._columns, self._columns, strict=True))])
        self._most = most
        self._file: BinaryIO | None = None
        self._size = 0
        self.files: list[Path] = []
        self.products = 0
        self.rows = 0

    def __enter__(self) -> "CatalogueWriter":
        self._next()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, sheets: Iterable[ProductSheet]) -> None:
        """Write some more products."""
        for sheet in sheets:
            rows = [*_rows(sheet, self._titles, self._zone)]
            content = self._text(rows)
            head = self._size <= len(self._head)
            if self._most and not head and self._size + len(content) > self._most:
                self._next()
            self._put(content)
            self.products += 1
            self.rows += len(rows)

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def _next(self) -> None:
        self.close()
        path = self._path_of(len(self.files) + 1)
        self._file, self._size = path.open("wb"), 0
        self.files.append(path)
        self._put(self._head)

    def _put(self, content: bytes) -> None:
        if self._file:
            self._size += self._file.write(content)

    def _text(self, rows: Iterable[Mapping[str, str]]) -> bytes:
        text = io.StringIO(newline="")
        # A language that came up after the beginning has no column: importing leaves it alone.
        writer = csv.DictWriter(text, self._columns, restval="", extrasaction="ignore")
        writer.writerows({key: cells.guarded(value) for key, value in row.items()} for row in rows)
        return text.getvalue().encode()


def _columns(languages: Mapping[str, frozenset[str]]) -> list[str]:
    """Every field, each followed by its translations."""
    columns: list[str] = []
    for field in FIELDS:
        columns.append(field)
        columns += [f"{field}_{language}" for language in sorted(languages.get(field, ()))]
    return columns


def _rows(product: ProductSheet, titles: CategoryTitles, zone: tzinfo) -> Iterable[dict[str, str]]:
    shared = _shared(product, titles)
    for variant in product.variants:
        yield {"product": product.handle} | shared | _own(product, variant, zone)
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


def _category_cells(category: Way, titles: CategoryTitles) -> dict[str, str]:
    """The category in every language that has a word for some part of it."""
    way = [category[:depth] for depth in range(1, len(category) + 1)]
    languages = {language for path in way for language in titles.get(path, {})}
    return {
        f"category_{language}": cells.path_cell(
            tuple(titles.get(path, {}).get(language) or path[-1] for path in way)
        )
        for language in sorted(languages)
    }


def _own(product: ProductSheet, variant: VariantSheet, zone: tzinfo) -> dict[str, str]:
    row = {
        "sku": variant.sku,
        "price": str(variant.price.decimal),
        "compare_at": str(variant.compare_at.decimal) if variant.compare_at else "",
        **sale_cells(variant.reduction, zone),
        "currency": variant.price.currency,
        "stock": str(variant.stock) if variant.stock is not None and not product.kind else "",
        "options": cells.options_cell(variant.options),
        "weight": "" if variant.weight is None else str(variant.weight),
    }
    texts = variant.texts.items()
    return row | {f"options_{language}": cells.options_cell(pairs) for language, pairs in texts}
