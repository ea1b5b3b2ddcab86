"""Remarks on a catalogue file as sentences in the reader's language."""

from bot.i18n import Translator, noop
from bot.markup import Markup, clip
from bot.screens.cell_words import CELL_WORDS
from bot.screens.file_words import FILE_WORDS
from domain.remarks import Remark, Value, Word

SENTENCES = {**FILE_WORDS, **CELL_WORDS}
_SHOWN = 20  # of a list
_QUOTED = 80  # characters of a text from the file, so that the rest is read, too
_NAMES = {
    Word.SKU: noop("sku"),
    Word.PRODUCT: noop("product"),
    Word.TITLE: noop("title"),
    Word.DESCRIPTION: noop("description"),
    Word.CATEGORY: noop("category"),
    Word.MERCHANT: noop("merchant"),
    Word.PRICE: noop("price"),
    Word.COMPARE_AT: noop("compare_at"),
    Word.SALE_PRICE: noop("sale_price"),
    Word.STOCK: noop("stock"),
    Word.OPTION: noop("option"),
    Word.OPTIONS: noop("options"),
    Word.WEIGHT: noop("weight"),
    Word.PICTURE: noop("picture"),
    Word.MORE_PICTURES: noop("more_pictures"),
    Word.BRAND: noop("brand"),
    Word.UNIT: noop("unit"),
    Word.ATTRIBUTES: noop("attributes"),
    Word.TAGS: noop("tags"),
    Word.HIDDEN: noop("hidden from customers"),
    Word.KIND: noop("kind"),
    Word.SALE: noop("sale"),
    Word.ORDER: noop("order"),
    Word.CYRILLIC: noop("Windows-1251 (Cyrillic)"),
    Word.WESTERN: noop("Windows-1252 (Western)"),
    Word.CHINESE: noop("GB18030 (Chinese)"),
}


def words(remark: Remark, t: Translator) -> Markup:
    """Return the sentence of a remark; long texts from the file are cut."""
    said = SENTENCES[remark.matter]
    values = {name: _said(value, t) for name, value in remark.values}
    if isinstance(said, str):
        return t(said, **values)
    count = next(value for name, value in remark.values if name == "n")
    del values["n"]
    return t.plural(said[0], said[1], count if isinstance(count, int) else 0, **values)


def name_words(name: str, t: Translator) -> str:
    """Return what a field of goods is for; one of another language keeps its column's name."""
    return t(_NAMES[Word(name)]) if name in _NAMES else name


def _said(value: Value, t: Translator) -> str:
    if isinstance(value, Word):
        return t(_NAMES[value])
    if isinstance(value, Remark):
        return words(value, t)
    if isinstance(value, tuple):
        return _listed(value, t)
    return t.number(value) if isinstance(value, int) else clip(value, _QUOTED)


def _listed(values: tuple[Value, ...], t: Translator) -> Markup:
    if not values:
        return t("none")
    said = Markup(", ").join(_said(value, t) for value in values[:_SHOWN])
    more = len(values) - _SHOWN
    return t("{names} and {n} more", names=said, n=t.number(more)) if more > 0 else said
