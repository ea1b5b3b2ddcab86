"""WooCommerce's product export: a row for every product, and one for each of its variations."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from functools import partial

from bot.files import cells
from bot.files.foreign import cut, made_up_sku, plain_text
from bot.files.gathering import gathered
from bot.files.headings import WOOCOMMERCE
from bot.files.table import Row, Table
from bot.files.woo_cells import (
    SALE_ENDS,
    SALE_STARTS,
    attribute_names,
    attributes_of,
    listed,
    options_of,
    prices_of,
    stock_of,
    weight_of,
)
from domain.digital import Kind
from domain.goods import Pairs, Path, ProductSheet, VariantSheet, slug
from domain.imports import ImportFile, Problem
from domain.remarks import Matter, Word, remark

_FIELDS_OF = {
    "name": ("title",),
    "short description": ("description",),
    "description": ("description",),
    "categories": ("category",),
    "tags": ("tags",),
    "brands": ("brand",),
    "published": ("hidden",),
    "images": ("picture", "more_pictures"),
    "sale price": ("compare_at",),
    "stock": ("stock",),
    "attribute 1 name": ("options", "attributes"),
}
_OTHERS = (
    *("id", "type", "sku", "parent", "regular price", "in stock?", "visibility in catalog"),
    *(SALE_STARTS, SALE_ENDS),
)
_NUMBERED = re.compile(r"attribute \d+ (name|value\(s\)|visible)|weight \(.+\)")
_NOT_SOLD = frozenset(("external", "grouped"))
_DIGITAL = frozenset(("virtual", "downloadable"))
_NO_PATH: Path = ()


@dataclass(frozen=True, slots=True)
class _Goods:
    """A product's own row, and those of what is sold: its variations, or the row itself."""

    row: Row
    sold: list[Row]


def recognises(headers: tuple[str, ...]) -> bool:
    """Whether these are WooCommerce's columns, in English."""
    return set(headers) >= WOOCOMMERCE


def means(header: str) -> bool:
    """Whether a column called so is read."""
    known = header in _FIELDS_OF or header in _OTHERS
    return known or _NUMBERED.fullmatch(header) is not None


def key_of(headers: tuple[str, ...]) -> Callable[[list[str]], str]:
    """Return what tells of the cells of a row which product it is of, as `read_woocommerce`."""
    wanted = ("type", "id", "sku", "name", "parent")
    at = {name: headers.index(name) for name in wanted if name in headers}

    def key(cells_: list[str]) -> str:
        named = {name: cells_[n].strip() for name, n in at.items() if n < len(cells_)}
        return _key(Row(0, named, []))

    return key


def read_woocommerce(table: Table, currency: str, zone: tzinfo = UTC) -> ImportFile:
    """Read a table, the days of sales in *zone*; what is wrong is in the answer's problems.

    Variations are variants of the product that their `Parent` names by its SKU or, as in
    "id:44", its number. What this shop cannot sell as it is sold there is left out and told.
    """
    warnings: list[Problem] = []
    goods = _goods(table.rows, warnings)
    parts: list[tuple[Row, ProductSheet]] = []
    for one in goods:
        parts += _parts(one, currency, zone, warnings)
    parts.sort(key=lambda part: part[0].number)
    kept = replace(table, rows=tuple(row for row, _ in parts))
    file = gathered("WooCommerce", kept, [part for _, part in parts])
    spoken = {f for header in table.headers for f in _FIELDS_OF.get(header, ())}
    spoken |= {"weight" for header in table.headers if header.startswith("weight (")}
    return replace(file, fields=frozenset(spoken), warnings=tuple(sorted(warnings)))


def _key(row: Row) -> str:
    if "variation" in _types(row):
        return row["parent"].lower()
    return row["sku"].lower() or (f"id:{row['id']}" if row["id"] else row["name"].lower())


def _types(row: Row) -> set[str]:
    """What a row is, as in "variation, virtual"; nothing is a simple product."""
    return {word.strip() for word in row["type"].lower().split(",")}


def _goods(rows: Iterable[Row], warnings: list[Problem]) -> list[_Goods]:
    """Put each variation to its product."""
    every = [*rows]
    found = {row.number: _Goods(row, []) for row in every if "variable" in _types(row)}
    named = {f"id:{one.row['id']}": one for one in found.values() if one.row["id"]}
    named |= {_key(one.row): one for one in found.values()}
    for row in every:
        types = _types(row)
        if "variation" in types:
            _join(row, named.get(row["parent"].lower()), warnings)
        elif types & _NOT_SOLD:
            warnings.append(Problem(row.number, "type", remark(Matter.NOT_SOLD)))
        elif "variable" not in types:
            found[row.number] = _Goods(row, [row])
    bare = (one.row.number for one in found.values() if not one.sold)
    warnings += (Problem(number, "type", remark(Matter.NO_VARIATIONS)) for number in bare)
    return [one for one in found.values() if one.sold]


def _join(row: Row, parent: _Goods | None, warnings: list[Problem]) -> None:
    if parent is None:
        row.note("parent", remark(Matter.NO_PARENT, product=row["parent"]))
    elif row["published"] in ("0", "-1"):
        warnings.append(Problem(row.number, "published", remark(Matter.VARIATION_OFF)))
    else:
        parent.sold.append(row)


def _parts(
    goods: _Goods, currency: str, zone: tzinfo, warnings: list[Problem]
) -> Iterator[tuple[Row, ProductSheet]]:
    """Read the rows of a product, each as one of a single variant."""
    kind = Kind.KEYS if all(_types(row) & _DIGITAL for row in goods.sold) else None
    handle = _handle(goods.row)
    terms = _Terms(handle, currency, zone, kind)
    for row in goods.sold:
        variant = _variant(goods, row, terms, warnings)
        if row is goods.sold[0]:
            yield row, _product(goods, variant, terms, warnings)
        else:
            yield row, ProductSheet(handle, "", (variant,))


@dataclass(frozen=True, slots=True)
class _Terms:
    """How all of a product's rows are read."""

    handle: str
    currency: str
    zone: tzinfo
    kind: Kind | None


def _handle(row: Row) -> str:
    sku = row["sku"] and row.read("sku", partial(cells.line, kind="sku"), "")
    return slug(sku) or sku or (f"id-{row['id']}" if row["id"] else slug(row["name"]) or "?")


def _product(
    goods: _Goods, variant: VariantSheet, terms: _Terms, warnings: list[Problem]
) -> ProductSheet:
    row = goods.row
    title = cells.line_of_any_length(html.unescape(row["name"]))
    body = (row["short description"] or row["description"]).replace("\\n", "\n")
    tags = ", ".join(html.unescape(tag) for tag in listed(row["tags"]))
    brands = [*listed(row["brands"]), ""]
    picture, *more = _pictures(goods, terms.handle, warnings)
    if terms.kind:
        warnings.append(Problem(row.number, "type", remark(Matter.DIGITAL)))
    hidden = row["published"] in ("0", "-1") or row["visibility in catalog"].lower() == "hidden"
    return ProductSheet(
        handle=terms.handle,
        title=cut(row, "name", Word.TITLE, title, warnings),
        variants=(variant,),
        description=cut(row, "description", Word.DESCRIPTION, plain_text(body), warnings),
        category=row.read("categories", _category, _NO_PATH),
        picture=picture,
        more_pictures=tuple(more),
        brand=cut(row, "brands", Word.BRAND, html.unescape(brands[0]), warnings),
        attributes=_attributes(goods, warnings),
        tags=cut(row, "tags", Word.TAGS, tags, warnings),
        hidden=hidden,
        kind=terms.kind,
    )


def _category(text: str) -> Path:
    """The first of several, "Clothing > Hats, Sale"."""
    return cells.path(html.unescape(next(iter(listed(text)), "")))


def _pictures(goods: _Goods, handle: str, warnings: list[Problem]) -> tuple[str, ...]:
    """The product's pictures and then those of its variations, as many as the shop shows."""
    sources = (source for row in (goods.row, *goods.sold) for source in listed(row["images"]))
    every = tuple(dict.fromkeys(sources))
    kept = every[: cells.MOST_PICTURES + 1]
    if left := len(every) - len(kept):
        told = remark(Matter.PICTURES_LEFT, product=handle, n=len(every), left=left)
        warnings.append(Problem(goods.row.number, "images", told))
    return kept or ("",)


def _attributes(goods: _Goods, warnings: list[Problem]) -> Pairs:
    """What can be said of all variants: what none of them has of its own."""
    own = {name for row in goods.sold if row is not goods.row for _, name in attribute_names(row)}
    return attributes_of(goods.row, own, warnings)


def _options(goods: _Goods, row: Row) -> Pairs:
    """What tells a variation apart, in the order in which its product names it."""
    if row is goods.row:
        return ()
    order = [name for _, name in attribute_names(goods.row)]
    last = len(order)
    return tuple(
        sorted(options_of(row), key=lambda one: order.index(one[0]) if one[0] in order else last)
    )


def _variant(goods: _Goods, row: Row, terms: _Terms, warnings: list[Problem]) -> VariantSheet:
    options = _options(goods, row)
    sku = row.read("sku", partial(cells.line, kind="sku"), "")
    weight = weight_of(row)
    price, compare_at, reduction = prices_of(row, terms.currency, terms.zone, warnings)
    return VariantSheet(
        sku=sku or made_up_sku(terms.handle, options),
        price=price,
        options=options,
        compare_at=compare_at,
        stock=None if terms.kind else stock_of(row, warnings),
        weight=weight_of(goods.row) if weight is None else weight,
        reduction=reduction,
    )
