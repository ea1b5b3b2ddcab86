"""A catalogue file, what it would change, and what became of it."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from domain.goods import Path, ProductSheet, sku_key
from domain.ports.sheets import Stored
from domain.remarks import Remark
from domain.sheets import Difference

TOLD = 1_000  # differences, and jumps of prices, that a plan keeps


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with, or worth knowing of, a cell.

    Attributes:
        row: As a spreadsheet counts, the header being row 1; 0 is the file itself.
        column: Its header; empty when the row as a whole is meant.
        remark: What there is to say of it.
    """

    row: int
    column: str
    remark: Remark


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file that was read.

    Attributes:
        kind: "Souk", "Shopify" or "WooCommerce", whose columns it has.
        rows: How many rows it has that name goods.
        fields: What it speaks of ("title", "stock", "title_ru", ...); anything else keeps
            the value it has in the shop.
        row_of: The row of every SKU, by `sku_key`.
        skus: The SKU of every row, as it is written there.
        categories: Translated titles by path and language; an empty one takes it away.
        problems: With any of these nothing of the file can be saved.
        warnings: What was left out or put right.
    """

    kind: str
    rows: int
    fields: frozenset[str] = frozenset()
    products: tuple[ProductSheet, ...] = ()
    row_of: Mapping[str, int] = field(default_factory=dict)
    skus: tuple[tuple[int, str], ...] = ()
    categories: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def goods(self) -> int:
        """How many products it has."""
        return len(self.products)

    @property
    def handles(self) -> Container[str]:
        """The names of its products."""
        return frozenset(sheet.handle for sheet in self.products)

    @property
    def parted(self) -> bool:
        """Whether it is saved in several steps; this one is saved whole or not at all."""
        return False

    def parts(self) -> Iterator["ImportFile"]:
        """Return the file, which is its only part."""
        yield self

    def without(self, rows: Container[int]) -> "ImportFile":
        """Return it without the products that have one of *rows*, and without problems."""
        kept = tuple(
            sheet
            for sheet in self.products
            if not any(self.row_of[sku_key(one.sku)] in rows for one in sheet.variants)
        )
        return replace(self, products=kept, problems=())


class Catalogue(Protocol):
    """A file that was read, whole (`ImportFile`) or too big to be held at once."""

    @property
    def kind(self) -> str:
        """See `ImportFile`, as for all that has the same name there."""
        ...

    @property
    def rows(self) -> int: ...
    @property
    def goods(self) -> int: ...
    @property
    def parted(self) -> bool: ...
    @property
    def handles(self) -> Container[str]: ...
    @property
    def fields(self) -> frozenset[str]: ...
    @property
    def categories(self) -> Mapping[Path, Mapping[str, str]]: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def warnings(self) -> tuple[Problem, ...]: ...

    def parts(self) -> Iterator[ImportFile]:
        """Return all products, in the file's order, in parts that are saved one by one.

        A product is never parted. Each part has the problems of its own rows.
        """
        ...


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
class Comparison:
    """What some products of a file would do to the shop as it is; see `ImportPlan`."""

    changes: tuple[ProductChange, ...]
    problems: tuple[Problem, ...]
    same: int
    changed: int
    new: int
    retired: int
    outdated: tuple[Problem, ...] = ()

    @property
    def differences(self) -> Iterator[Difference]:
        """Everything that becomes different in goods the shop already has."""
        return (one for change in self.changes for one in change.differences)

    @property
    def idle(self) -> bool:
        """Whether the shop has all of it already, pictures included."""
        return not self.problems and all(
            one.stored and not one.differences and not one.wanted for one in self.changes
        )


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do to the shop as it is. Nothing is saved yet.

    *same*, *changed*, *new* and *wrong* count rows and add up to the file's rows; *retired*
    counts variants that go off sale because their product's rows no longer name them.

    Attributes:
        merchant: Who sells what names nobody.
        differences: What becomes different in goods the shop already has, of so many that
            there are *differing*: the first `TOLD` and as many jumps of prices, in order.
        pictures: Where the pictures are that must be fetched.
        idle_parts: Which parts of the file, from 0, the shop has already.
        translated: Category titles that the shop has not, or not so.
        outdated: What was left out because its time is over.
    """

    file: Catalogue
    merchant: str
    problems: tuple[Problem, ...] = ()
    same: int = 0
    changed: int = 0
    new: int = 0
    wrong: int = 0
    retired: int = 0
    differences: tuple[Difference, ...] = ()
    differing: int = 0
    pictures: frozenset[str] = frozenset()
    idle_parts: frozenset[int] = frozenset()
    translated: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    actor_id: int | None = None
    outdated: tuple[Problem, ...] = ()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was left out or put right."""
        return (*self.file.warnings, *self.outdated)

    @property
    def idle(self) -> bool:
        """Whether the shop has all of it already."""
        return not (self.changed or self.new or self.retired or self.translated or self.pictures)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in rows, and the pictures it could not get: (source, why).

    *left* are rows that had become wrong by the time they were saved, so they were not: only
    a file that is saved in several steps leaves any.
    """

    same: int
    changed: int
    new: int
    retired: int
    pictures: int
    translated: int  # categories that got other titles in some language
    unreadable: tuple[tuple[str, Remark], ...] = ()
    left: tuple[Problem, ...] = ()
