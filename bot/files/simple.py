"""The shop's own CSV: a row for every SKU, every field and language a column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import partial

from bot.files import cells
from bot.files.gathering import gathered
from bot.files.headings import shown
from bot.files.sale_cells import COLUMNS, reduction
from bot.files.table import Row, Table, WrongCell
from domain.goods import Pairs, Path, ProductSheet, VariantSheet, slug
from domain.imports import ImportFile, Problem
from domain.money import STARS, Money
from domain.remarks import Matter, Remark, remark

FIELDS = (
    *("sku", "product", "title", "description", "category", "merchant", "price", "compare_at"),
    *COLUMNS,
    *("currency", "stock", "options", "weight", "picture", "more_pictures", "brand", "unit"),
    *("attributes", "tags", "hidden", "kind"),
)
REQUIRED = ("sku", "title", "price")
TRANSLATED = ("title", "description", "category", "options", "attributes")
_TRANSLATION = re.compile(rf"({'|'.join(TRANSLATED)})_([a-z]{{2,3}}(?:-[a-z]{{2,4}})?)")
_SKU = partial(cells.required, kind="sku")
_NAME = partial(cells.line, kind="product")
_NO_OPTIONS: Pairs = ()
_NO_PATH: Path = ()
_NO_PICTURES: tuple[str, ...] = ()


def recognises(headers: tuple[str, ...]) -> bool:
    """Whether these are this format's columns."""
    return all(name in headers for name in REQUIRED)


def means(header: str) -> bool:
    """Whether a column called so is read."""
    return header in FIELDS or _TRANSLATION.fullmatch(header) is not None


def key_of(headers: tuple[str, ...]) -> Callable[[list[str]], str]:
    """Return what tells of the cells of a row which product it is of, as `read_simple` would."""
    at = {name: n for n, name in enumerate(headers) if name in ("product", "sku")}

    def key(cells_: list[str]) -> str:
        named = {name: cells_[n].strip() for name, n in at.items() if n < len(cells_)}
        row = Row(0, named, [])
        return _handle(row, row.read("sku", _SKU, ""))

    return key


def read_simple(table: Table, currency: str, zone: tzinfo = UTC) -> ImportFile:
    """Read a table, the days of sales in *zone*; what is wrong is in the answer's problems."""
    languages = _languages(table.headers)
    products = [_product(row, currency, zone, languages) for row in table.rows]
    titles = _category_titles(table.rows, products, languages)
    file = gathered("Souk", table, products)
    unknown = [header for header in table.headers if header and not means(header)]
    warnings = list(file.warnings)
    if unknown:
        warnings.append(Problem(0, "", remark(Matter.LEFT_OUT, columns=shown(unknown))))
    return replace(
        file, fields=frozenset(table.headers), categories=titles, warnings=tuple(warnings)
    )


def _languages(headers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the languages that each translated field has columns for."""
    found = [match for match in map(_TRANSLATION.fullmatch, headers) if match]
    return {name: tuple(m[2] for m in found if m[1] == name) for name in TRANSLATED}


def _product(
    row: Row, currency: str, zone: tzinfo, languages: Mapping[str, tuple[str, ...]]
) -> ProductSheet:
    """Read a row as a product of one variant; `gathered` joins those of one product."""
    variant = _variant(row, _currency(row, currency), zone, languages["options"])
    attributes = row.read("attributes", cells.attributes, _NO_OPTIONS)
    return ProductSheet(
        handle=_handle(row, variant.sku),
        title=row.read("title", partial(cells.line, kind="title"), "?"),
        variants=(variant,),
        description=row.read("description", partial(cells.prose, kind="description"), ""),
        category=row.read("category", cells.path, _NO_PATH),
        merchant=row.read("merchant", partial(cells.line, kind="merchant"), ""),
        picture=row.read("picture", partial(cells.line, kind="picture"), ""),
        more_pictures=row.read("more_pictures", cells.pictures, _NO_PICTURES),
        brand=row.read("brand", partial(cells.line, kind="brand"), ""),
        unit=row.read("unit", partial(cells.line, kind="unit"), ""),
        attributes=attributes,
        tags=row.read("tags", partial(cells.line, kind="tags"), ""),
        hidden=row.read("hidden", cells.flag, otherwise=False),
        kind=row.read("kind", cells.kind, None),
        titles=_texts(row, "title", languages["title"]),
        descriptions=_texts(row, "description", languages["description"]),
        attribute_texts=_pair_texts(row, "attributes", attributes, languages["attributes"]),
    )


def _handle(row: Row, sku: str) -> str:
    return row.read("product", _NAME, "") or slug(sku) or sku


def _variant(row: Row, currency: str, zone: tzinfo, languages: tuple[str, ...]) -> VariantSheet:
    options = row.read("options", cells.options, _NO_OPTIONS)
    price = row.read("price", partial(cells.money, currency=currency), Money(1, currency))
    compare_at = None
    if row["compare_at"]:
        compare_at = row.read("compare_at", partial(cells.money, currency=currency), None)
    return VariantSheet(
        sku=row.read("sku", _SKU, ""),
        price=price,
        options=options,
        compare_at=compare_at,
        stock=row.read("stock", cells.pieces, None),
        weight=row.read("weight", cells.grams, None),
        reduction=reduction(row, currency, zone),
        texts=_pair_texts(row, "options", options, languages),
    )


def _currency(row: Row, currency: str) -> str:
    said = row["currency"].upper()
    if said == STARS:
        return STARS
    if said not in ("", currency):
        row.note("currency", remark(Matter.OTHER_CURRENCY, said=said, currency=currency))
    return currency


def _texts(row: Row, name: str, languages: tuple[str, ...]) -> dict[str, str]:
    read = partial(cells.line if name == "title" else cells.prose, kind=name)
    found = {language: row.read(f"{name}_{language}", read, "") for language in languages}
    return {language: text for language, text in found.items() if text}


def _pair_texts(row: Row, name: str, base: Pairs, languages: tuple[str, ...]) -> dict[str, Pairs]:
    """Read the translations of options or attributes; each must have as many as *base*."""
    read = cells.options if name == "options" else cells.attributes
    texts: dict[str, Pairs] = {}
    for language in languages:
        column = f"{name}_{language}"
        found = row.read(column, read, _NO_OPTIONS)
        if found and len(found) != len(base):
            row.note(column, _apart(name, len(found), len(base)))
        elif found:
            texts[language] = found
    return texts


def _apart(name: str, count: int, of: int) -> Remark:
    if name == "options":
        return remark(Matter.OPTIONS_APART, n=count, of=of)
    return remark(Matter.ATTRIBUTES_APART, n=count, of=of)


def _category_titles(
    rows: tuple[Row, ...],
    products: list[ProductSheet],
    languages: Mapping[str, tuple[str, ...]],
) -> dict[Path, dict[str, str]]:
    """Return the translated titles of all categories on the way; the first that is said wins."""
    titles: dict[Path, dict[str, str]] = {}
    for row, product in zip(rows, products, strict=True):
        for language in languages["category"]:
            for path, title in _parallel(row, product.category, f"category_{language}").items():
                own = titles.setdefault(path, {})
                own[language] = own.get(language) or title
    return titles


def _parallel(row: Row, base: Path, column: str) -> dict[Path, str]:
    """Pair a category with its translation; a part that is the same needs none."""

    def parse(text: str) -> Path:
        found = cells.path(text)
        if found and len(found) != len(base):
            raise WrongCell(remark(Matter.PARTS_APART, n=len(found), of=len(base)))
        return found

    if not base:
        return {}
    found = row.read(column, parse, _NO_PATH) or base
    pairs = zip(base, found, strict=True)
    return {base[: n + 1]: "" if own == title else title for n, (own, title) in enumerate(pairs)}
