"""A catalogue file, what it would change, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from domain.goods import Path, ProductSheet, VariantSheet, sku_key
from domain.money import STARS, Money
from domain.ports.sheets import Stored
from domain.sheets import PRODUCT_FIELDS, Difference

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with, or worth knowing of, a cell.

    Attributes:
        row: As a spreadsheet counts, the header being row 1; 0 is the file itself.
        column: Its header; empty when the row as a whole is meant.
        text: An English sentence for whoever brought the file.
    """

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file that was read.

    Attributes:
        kind: "Souk" or "Shopify", whose columns it has.
        rows: How many rows it has that name goods.
        fields: What it speaks of ("title", "stock", "title_ru", ...); anything else keeps
            the value it has in the shop.
        row_of: The row of every SKU, by `sku_key`.
        categories: Translated titles by path and language; an empty one takes it away.
        problems: With any of these nothing of the file can be saved.
        warnings: What was left out or put right.
    """

    kind: str
    rows: int
    fields: frozenset[str] = frozenset()
    products: tuple[ProductSheet, ...] = ()
    row_of: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductChange:
    """One product of the file: what the shop has (None: nothing), and what it will have."""

    stored: Stored | None
    sheet: ProductSheet
    differences: tuple[Difference, ...] = ()

    @property
    def in_other_money(self) -> bool:
        """Whether something of it has a price in another currency than before."""
        before = self.stored.sheet.variants if self.stored else ()
        was = {sku_key(one.sku): one.price.currency for one in before}
        now = {sku_key(one.sku): one.price.currency for one in self.sheet.variants}
        return any(was.get(key, currency) != currency for key, currency in now.items())

    @property
    def picture_wanted(self) -> bool:
        """Whether its first picture must be fetched: it is another one, or never came."""
        if not self.sheet.picture:
            return False
        stored = self.stored
        return not stored or not stored.picture_id or stored.sheet.picture != self.sheet.picture

    @property
    def wanted(self) -> frozenset[str]:
        """Where the pictures are that must be fetched for it."""
        had = self.stored.gallery if self.stored else {}
        more = frozenset(self.sheet.more_pictures) - had.keys()
        return more | {self.sheet.picture} if self.picture_wanted else more


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do to the shop as it is. Nothing is saved yet.

    *same*, *changed*, *new* and *wrong* count rows and add up to the file's rows; *retired*
    counts variants that go off sale because their product's rows no longer name them.
    """

    file: ImportFile
    changes: tuple[ProductChange, ...]
    problems: tuple[Problem, ...]
    same: int
    changed: int
    new: int
    wrong: int
    retired: int
    translated: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    actor_id: int | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Everything that becomes different in goods the shop already has."""
        return tuple(one for change in self.changes for one in change.differences)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the reader of the file left out or put right."""
        return self.file.warnings


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in rows, and the pictures it could not get: (source, why)."""

    same: int
    changed: int
    new: int
    retired: int
    pictures: int
    translated: int  # categories that got other titles in some language
    unreadable: tuple[tuple[str, str], ...] = ()


def completed(sheet: ProductSheet, stored: Stored | None, file: ImportFile) -> ProductSheet:
    """Return *sheet* with what its file does not speak of taken from the shop."""
    if not stored:
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
    return replace(sheet, sku=old.sku, price=price, stock=stock, texts=texts, **kept)


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
