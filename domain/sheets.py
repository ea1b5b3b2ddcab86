"""How two sheets of one product differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.goods import Path, ProductSheet, VariantSheet, sku_key
from domain.money import Money

CategoryTitles = Mapping[Path, Mapping[str, str]]  # of every category, its translations
# What a file says of a product as a whole, in one language.
PRODUCT_FIELDS = (
    *("title", "description", "category", "merchant", "picture", "more_pictures"),
    *("brand", "unit", "attributes", "tags", "hidden", "kind"),
)
JUMP = 30  # per cent by which a price changes when somebody should look twice


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a file changes: "SKU BM-1 stock 4 -> 9".

    Attributes:
        sku: The variant, or the product's first one for what all its variants share.
        jump: Whether it is a price that changes by more than `JUMP` per cent.
    """

    sku: str
    name: str
    before: str
    after: str
    jump: bool = False


def differences(old: ProductSheet, new: ProductSheet) -> tuple[Difference, ...]:
    """Return what becomes different, product first, in the order of the new variants."""
    first = new.variants[0].sku
    found = list(_changed(first, PRODUCT_FIELDS, old, new))
    found += _translated(first, "title", old.titles, new.titles)
    found += _translated(first, "description", old.descriptions, new.descriptions)
    found += _translated(first, "attributes", old.attribute_texts, new.attribute_texts)
    before = {sku_key(variant.sku): variant for variant in old.variants}
    for variant in new.variants:
        found += _of_variant(before.get(sku_key(variant.sku)), variant)
    after = [sku_key(variant.sku) for variant in new.variants]
    found += [Difference(v.sku, "sale", "on", "off") for k, v in before.items() if k not in after]
    if [key for key in before if key in after] != [key for key in after if key in before]:
        found.append(Difference(first, "order", "", ""))
    return tuple(found)


def _of_variant(old: VariantSheet | None, new: VariantSheet) -> Iterable[Difference]:
    if not old:
        yield Difference(new.sku, "sale", "off", "on")
        return
    for one in _changed(new.sku, ("price", "compare_at", "stock", "weight", "options"), old, new):
        jump = one.name == "price" and _is_jump(old.price, new.price)
        yield Difference(one.sku, one.name, one.before, one.after, jump)
    if old.reduction != new.reduction:
        yield Difference(new.sku, "sale_price", _shown(old.reduction), _shown(new.reduction))
    yield from _translated(new.sku, "options", old.texts, new.texts)


def _changed(sku: str, names: Iterable[str], old: object, new: object) -> Iterable[Difference]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference(sku, name, _shown(before), _shown(after))


def _translated(
    sku: str, name: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterable[Difference]:
    for language in sorted(old.keys() | new.keys()):
        before, after = old.get(language, ""), new.get(language, "")
        if before != after:
            yield Difference(sku, f"{name}_{language}", _shown(before), _shown(after))


def _is_jump(old: Money, new: Money) -> bool:
    return abs(new.amount - old.amount) * 100 > old.amount * JUMP


def _shown(value: object) -> str:
    """A field's value as its keeper would write it, for reports only."""
    if isinstance(value, Money):
        return f"{value.decimal} {value.currency}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " > ".join(part if isinstance(part, str) else "=".join(part) for part in value)
    return "" if value is None else str(value)
