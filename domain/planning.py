"""What a catalogue file would do to the shop: pure comparison, nothing is read or saved."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from domain.completing import completed
from domain.digital_planning import of_kinds
from domain.goods import Pairs, Path, ProductSheet, sku_key
from domain.imports import (
    Catalogue,
    Comparison,
    ImportFile,
    Problem,
    ProductChange,
)
from domain.ports.sheets import Stored, StoredCategory
from domain.remarks import Matter, remark
from domain.sale_sheets import of_sales
from domain.sheets import differences
from domain.ways import Rule


def compared(
    part: ImportFile,
    stored: Sequence[Stored],
    merchant: str,
    named: Container[str],
    rule: Rule = Rule.STARS,
) -> Comparison:
    """Return what becomes of the products of *part*.

    *stored* has at least what the shop has under their handles and SKUs; *merchant* sells
    what names none; *named* are the handles of the whole file. *rule* says by what digital
    goods may be paid.
    """
    by_handle = {one.sheet.handle: one for one in stored}
    sheets = _known_as(part.products, stored, named)
    changes = tuple(_change(sheet, by_handle, merchant, part) for sheet in sheets)
    problems = sorted(
        [
            *part.problems,
            *_conflicts(part, changes, stored),
            *of_kinds(part, changes, rule),
            *of_sales(part, changes),
        ]
    )
    wrong = {problem.row for problem in problems if problem.row > 0}
    rows = Counter(kind for change in changes for kind in _kinds(change, part, wrong))
    off = sum(one.name == "sale" and one.after == "off" for c in changes for one in c.differences)
    return Comparison(
        changes, tuple(problems), rows["same"], rows["changed"], rows["new"], retired=off
    )


def _known_as(
    sheets: Sequence[ProductSheet], stored: Sequence[Stored], named: Container[str]
) -> Iterable[ProductSheet]:
    """Give a product of one SKU the handle that the shop has for that SKU alone.

    Files that name no products, or got their names elsewhere, so still mean the same goods.
    """
    alone = {sku_key(one.variants[0].sheet.sku): one for one in stored if len(one.variants) == 1}
    for sheet in sheets:
        known = alone.get(sku_key(sheet.variants[0].sku)) if len(sheet.variants) == 1 else None
        fits = known and known.sheet.handle not in named
        yield replace(sheet, handle=known.sheet.handle) if known and fits else sheet


def _change(
    sheet: ProductSheet, by_handle: Mapping[str, Stored], merchant: str, file: ImportFile
) -> ProductChange:
    stored = by_handle.get(sheet.handle)
    whole = completed(sheet, stored, file)
    if not whole.merchant:
        whole = replace(whole, merchant=merchant)
    return ProductChange(stored, whole, differences(stored.sheet, whole) if stored else ())


def _kinds(change: ProductChange, file: ImportFile, wrong: set[int]) -> Iterable[str]:
    """Whether each row of a product is the same, changed or new; wrong ones are left out."""
    right = [v for v in change.sheet.variants if file.row_of[sku_key(v.sku)] not in wrong]
    added = {one.sku for one in change.differences if (one.name, one.after) == ("sale", "on")}
    changed = {one.sku for one in change.differences}
    for variant in right:
        if not change.stored or variant.sku in added:
            yield "new"
        else:
            yield "changed" if variant.sku in changed else "same"


def _conflicts(
    file: ImportFile, changes: Sequence[ProductChange], stored: Sequence[Stored]
) -> Iterable[Problem]:
    """What is wrong with a file only in this shop."""
    owner = {sku_key(v.sheet.sku): (one, v) for one in stored for v in one.variants}
    for change in changes:
        yield from _alike(change.sheet, file)
        for variant in change.sheet.variants:
            key = sku_key(variant.sku)
            had, old = owner.get(key, (None, None))
            row = file.row_of[key]
            if had and had.sheet.handle != change.sheet.handle:
                yield _taken(row, variant.sku, had)
            elif old and variant.stock is not None and variant.stock < old.reserved:
                yield _held(row, variant.sku, variant.stock, old.reserved)


def _alike(sheet: ProductSheet, file: ImportFile) -> Iterable[Problem]:
    """Find variants among which nobody could choose: other options, or the very same."""
    seen: dict[Pairs, int] = {}
    begin = file.row_of[sku_key(sheet.variants[0].sku)]
    names = [name for name, _ in sheet.variants[0].options]
    for variant in sheet.variants:
        row = file.row_of[sku_key(variant.sku)]
        first = seen.setdefault(variant.options, row)
        if [name for name, _ in variant.options] != names:
            told = remark(Matter.OTHER_OPTIONS, row=str(begin))
            yield Problem(row, "options", told)
        elif first != row:
            told = remark(Matter.ALIKE, row=str(first), again=str(row), product=sheet.handle)
            yield Problem(row, "options", told)


def _taken(row: int, sku: str, had: Stored) -> Problem:
    sheet = had.sheet
    told = remark(Matter.SKU_TAKEN, sku=sku, title=sheet.title, product=sheet.handle)
    return Problem(row, "sku", told)


def _held(row: int, sku: str, stock: int, reserved: int) -> Problem:
    told = remark(Matter.STOCK_HELD, sku=sku, stock=stock, held=reserved)
    return Problem(row, "stock", told)


def translated(
    file: Catalogue, categories: Sequence[StoredCategory]
) -> dict[Path, dict[str, str]]:
    """Return the category translations of the file that the shop has not, or not so."""
    now = {category.path: category.titles for category in categories}
    news: dict[Path, dict[str, str]] = {}
    for path, titles in file.categories.items():
        has = now.get(path, {})
        fresh = {key: title for key, title in titles.items() if title != has.get(key, "")}
        if fresh:
            news[path] = fresh
    return news


def touched(changes: Iterable[ProductChange], pictures: Mapping[str, int]) -> list[ProductChange]:
    """Return what must be written: what differs, what is new, what got its picture."""
    return [
        change
        for change in changes
        if not change.stored or change.differences or change.wanted & pictures.keys()
    ]


def picture(change: ProductChange, pictures: Mapping[str, int]) -> int | None:
    """Return the picture a product will have: a new one, or the one it has from there."""
    stored = change.stored
    kept = stored.picture_id if stored and stored.sheet.picture == change.sheet.picture else None
    return pictures.get(change.sheet.picture, kept) if change.picture_wanted else kept


def gallery(change: ProductChange, pictures: Mapping[str, int]) -> dict[str, int]:
    """Return the other pictures a product will have, by where they came from."""
    had = change.stored.gallery if change.stored else {}
    has = {**pictures, **had}
    return {source: has[source] for source in change.sheet.more_pictures if source in has}
