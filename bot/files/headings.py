"""The row of a file that says what its columns hold, in the words of whoever made it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from domain.remarks import Matter, Remark, remark

_FIRST_ROWS = 30  # above the header there may be a title, a date, an address
_WORDS = {
    "sku": "артикул|артикул товара|артикул продавца|код|код товара|货号|商品编号|商品编码|编号|"
    "vendor code|product code|item code|item number|offer_id|offer id",
    "title": "название|наименование|название товара|наименование товара|товар|名称|商品名称|"
    "产品名称|标题|品名|name|product name|item name",
    "price": "цена|цена продажи|розничная цена|价格|售价|单价|销售价|regular price|retail price|"
    "unit price",
    "stock": "остаток|остатки|количество|кол-во|наличие|库存|数量|quantity|qty|stock quantity",
    "description": "описание|описание товара|描述|商品描述",
    "category": "категория|категория товара|分类|类别|商品分类",
    "brand": "бренд|品牌",
    "unit": "единица|единица измерения|ед. изм.|ед.изм.|单位",
    "tags": "теги|метки|标签",
    "merchant": "продавец|商家",
    "currency": "валюта|货币|币种",
    "picture": "фото|изображение|картинка|图片",
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split("|")}
# Words for money behind a comma or in brackets: "Цена, руб.", "价格(元)".
_MONEY = {
    **{"usd": ("USD",), "eur": ("EUR",), "€": ("EUR",), "rub": ("RUB",), "₽": ("RUB",)},
    **{"руб": ("RUB", "BYN"), "byn": ("BYN",), "грн": ("UAH",), "uah": ("UAH",), "₴": ("UAH",)},
    **{"тг": ("KZT",), "тенге": ("KZT",), "kzt": ("KZT",), "₸": ("KZT",), "gbp": ("GBP",)},
    **{"元": ("CNY", "TWD", "HKD"), "cny": ("CNY",), "人民币": ("CNY",), "£": ("GBP",)},
}
# By which a file of theirs is known; its headers stay as they are, and its reader knows them.
SHOPIFY = frozenset(("handle", "title", "variant price"))
WOOCOMMERCE = frozenset(("type", "sku", "name", "regular price", "parent"))
_TAIL = re.compile(r"\s*[,(（*].*", re.DOTALL)  # "Цена, руб.*"
_NAME = 40  # characters of a header that are told

Recognises = Callable[[tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class Heading:
    """The header: its row, from 1, and what its columns hold.

    *known* tells whether it is one of ours; *renamed* has (field, the file's own word).
    """

    row: int
    headers: tuple[str, ...]
    known: bool
    renamed: tuple[tuple[str, str], ...] = ()


def find_heading(rows: Iterable[Sequence[str]], known: Recognises) -> Heading | None:
    """Look for the header in the first rows; else take the first row that is not empty."""
    first: Heading | None = None
    for number, cells in enumerate(islice(rows, _FIRST_ROWS), 1):
        if not any(cell.strip() for cell in cells):
            continue
        headers, renamed = _read(cells)
        if known(headers):
            return Heading(number, headers, known=True, renamed=renamed)
        first = first or Heading(number, headers, known=False, renamed=renamed)
    return first


def renaming_told(heading: Heading) -> Remark | None:
    """Say which columns were understood though they are called otherwise; None if none."""
    if not heading.known or not heading.renamed:
        return None
    each = (remark(Matter.COLUMN_IS, header=word, field=field) for field, word in heading.renamed)
    return remark(Matter.READ_SO, columns=tuple(each))


def other_money(renamed: Iterable[tuple[str, str]], currency: str) -> str:
    """Return the file's word for prices if that names other money than *currency*; else ""."""
    for field, word in renamed:
        tail = word.removeprefix(_TAIL.sub("", word)) if field == "price" else ""
        named = [own for sign, own in _MONEY.items() if sign in tail]
        if named and not any(currency in own for own in named):
            return word
    return ""


def shown(headers: Iterable[str]) -> tuple[str, ...]:
    """Return headers for a sentence, however odd they are; those without a name left out."""
    tidy = (" ".join(re.sub(r"[^\S ]|[\x00-\x1f\x7f\ufffd]", " ", one).split()) for one in headers)
    return tuple(one if len(one) <= _NAME else one[: _NAME - 1] + "…" for one in tidy if one)


def _read(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the headers as fields where they are understood, and which were called otherwise."""
    bare = (cell.replace("\ufeff", "").strip(" *\t\n") for cell in cells)  # "SKU*": must be there
    plain = tuple(" ".join(cell.lower().split()) for cell in bare)
    if any(set(plain) >= theirs for theirs in (SHOPIFY, WOOCOMMERCE)):
        return plain, ()
    taken, renamed = set(plain), list[tuple[str, str]]()
    headers: list[str] = []
    for name in plain:
        field = _FIELD_OF.get(name) or _FIELD_OF.get(_TAIL.sub("", name)) or _bare_field(name)
        if field and field not in taken:
            taken.add(field)
            renamed.append((field, name))
            headers.append(field)
        else:
            headers.append(name)
    return tuple(headers), tuple(renamed)


def _bare_field(name: str) -> str:
    """ "price, USD" is meant as "price"; other fields mind their units."""
    bare = _TAIL.sub("", name)
    return bare if bare in ("price", "stock") else ""
