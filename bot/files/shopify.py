"""Shopify's product export."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from operator import itemgetter

from bot.files import cells
from bot.files.foreign import cut, is_zero, made_up_sku, pieces_left, plain_text
from bot.files.gathering import gathered
from bot.files.headings import SHOPIFY
from bot.files.table import Row, Table
from domain.digital import Kind
from domain.goods import Pairs, Path, ProductSheet, VariantSheet
from domain.imports import ImportFile, Problem
from domain.money import Money
from domain.remarks import Matter, Word, remark

_FIELD_OF = {
    "title": "title",
    "body (html)": "description",
    "vendor": "merchant",
    "type": "category",
    "tags": "tags",
    "published": "hidden",
    "option1 name": "options",
    "variant compare at price": "compare_at",
    "variant inventory qty": "stock",
    "variant grams": "weight",
    "variant requires shipping": "kind",
}
_OTHERS = (
    *("handle", "variant price", "variant sku", "image src", "image position", "status"),
    *("option1 value", "option2 name", "option2 value", "option3 name", "option3 value"),
)
_HANDLE = partial(cells.required, kind="product")
_CLOSED = ("draft", "archived")


def recognises(headers: tuple[str, ...]) -> bool:
    """Whether these are Shopify's columns."""
    return set(headers) >= SHOPIFY


def means(header: str) -> bool:
    """Whether a column called so is read."""
    return header in _FIELD_OF or header in _OTHERS


def key_of(headers: tuple[str, ...]) -> Callable[[list[str]], str]:
    """Return what tells of the cells of a row which product it is of, as `read_shopify` would."""
    at = max(n for n, name in enumerate(headers) if name == "handle")

    def key(cells_: list[str]) -> str:
        named = {"handle": cells_[at].strip()} if at < len(cells_) else {}
        return Row(0, named, []).read("handle", _HANDLE, "?")

    return key


def read_shopify(table: Table, currency: str) -> ImportFile:
    """Read a table; what is wrong with it is in the answer's problems.

    Longer texts than the shop shows are cut, and counts under zero (sold on credit there)
    are read as none left; both are told as warnings. Any row of a product may bring one of
    its pictures; rows that bring nothing else are no goods.
    """
    warnings: list[Problem] = []
    kept = replace(table, rows=tuple(row for row in table.rows if _is_variant(row)))
    firsts: dict[str, Row] = {}
    for row in kept.rows:
        firsts.setdefault(row["handle"], row)
    pictures = _pictures(table.rows, warnings)
    parts = [_part(row, firsts[row["handle"]], currency, pictures, warnings) for row in kept.rows]
    file = gathered("Shopify", kept, parts)
    spoken = {field for header, field in _FIELD_OF.items() if header in table.headers}
    spoken |= {"picture", "more_pictures"} if "image src" in table.headers else set()
    return replace(file, fields=frozenset(spoken), warnings=tuple(warnings))


def _is_variant(row: Row) -> bool:
    return any(
        row[column] for column in ("title", "variant price", "variant sku", "option1 value")
    )


def _pictures(rows: Iterable[Row], warnings: list[Problem]) -> dict[str, tuple[str, ...]]:
    """Return the pictures of each product by its handle, in the order Shopify shows them."""
    placed: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        if source := row.read("image src", partial(cells.line, kind="picture"), ""):
            position = row["image position"]
            at = int(position) if position.isdecimal() else 0
            placed.setdefault(row["handle"], []).append((at, source))
    found: dict[str, tuple[str, ...]] = {}
    for handle, sources in placed.items():
        every = tuple(dict.fromkeys(source for _, source in sorted(sources, key=itemgetter(0))))
        found[handle] = every[: cells.MOST_PICTURES + 1]
        if left := len(every) - len(found[handle]):
            told = remark(Matter.PICTURES_LEFT, product=handle, n=len(every), left=left)
            warnings.append(Problem(0, "image src", told))
    return found


def _part(
    row: Row,
    first: Row,
    currency: str,
    pictures: Mapping[str, tuple[str, ...]],
    warnings: list[Problem],
) -> ProductSheet:
    handle = row.read("handle", _HANDLE, "?")
    tags = [tag.strip() for tag in row["tags"].split(",") if tag.strip()]
    closed = row["status"].lower() in _CLOSED
    picture, *more = pictures.get(handle, ("",)) if row is first else ("",)
    kind = row.read("variant requires shipping", _kind, None)
    body = plain_text(row["body (html)"])
    if kind:
        warnings.append(Problem(row.number, "variant requires shipping", remark(Matter.DIGITAL)))
    return ProductSheet(
        handle=handle,
        title=cut(row, "title", Word.TITLE, cells.line_of_any_length(row["title"]), warnings),
        variants=(_variant(row, first, handle, currency, warnings),),
        description=cut(row, "description", Word.DESCRIPTION, body, warnings),
        category=row.read("type", partial(_category, tags=tags), ()),
        merchant=row.read("vendor", partial(cells.line, kind="merchant"), ""),
        picture=picture,
        more_pictures=tuple(more),
        tags=cut(row, "tags", Word.TAGS, ", ".join(tags), warnings),
        kind=kind,
        hidden=closed or (row["published"] != "" and not row.read("published", cells.flag, True)),
    )


def _kind(text: str) -> Kind | None:
    """What needs no shipping is digital; keys are what can be filled in later most simply."""
    return Kind.KEYS if text and not cells.flag(text) else None


def _category(text: str, tags: list[str]) -> Path:
    """The type, or else the first tag: "women" makes a shelf "Women"."""
    if text:
        return cells.path(text)
    return cells.path(cells.path_cell((tags[0][:1].upper() + tags[0][1:],))) if tags else ()


def _variant(
    row: Row, first: Row, handle: str, currency: str, warnings: list[Problem]
) -> VariantSheet:
    options = _options(row, first)
    sku = row.read("variant sku", partial(cells.line, kind="sku"), "")
    compare_at = row["variant compare at price"]
    read = partial(cells.money, currency=currency)
    return VariantSheet(
        sku=sku or made_up_sku(handle, options),
        price=row.read("variant price", read, Money(1, currency)),
        options=options,
        compare_at=None
        if is_zero(compare_at)
        else row.read("variant compare at price", read, None),
        stock=None if _is_digital(row) else pieces_left(row, "variant inventory qty", warnings),
        weight=None
        if is_zero(row["variant grams"])
        else row.read("variant grams", cells.grams, None),
    )


def _is_digital(row: Row) -> bool:
    return row["variant requires shipping"].lower() in ("false", "no", "0")


def _options(row: Row, first: Row) -> Pairs:
    """Option names stand on the product's first row only; "Title" is Shopify's word for none."""
    pairs = tuple(_pairs(row, first))
    return () if pairs == (("Title", "Default Title"),) else pairs


def _pairs(row: Row, first: Row) -> Iterable[tuple[str, str]]:
    for n in (1, 2, 3):
        name = first.read(f"option{n} name", partial(cells.line, kind="option"), "")
        value = row.read(f"option{n} value", partial(cells.line, kind="option"), "")
        if value:
            yield name or f"Option {n}", value
