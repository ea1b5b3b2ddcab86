"""What there is to say of a catalogue file: values, which `bot.screens.remarks` puts into words.

A remark is made where a cell is read, perhaps in another process, and read by a person whose
language is known only later.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TypeAlias

Value: TypeAlias = "str | int | Remark | tuple[Value, ...]"


class Matter(StrEnum):
    """What a remark says; its sentence tells which values it has."""

    # of the file as a whole
    IS_PDF = auto()
    IS_PICTURE = auto()
    IS_RECORDING = auto()
    IS_OLD = auto()
    IS_ARCHIVE = auto()
    IS_PAGE = auto()
    IS_XML = auto()
    IS_DATABASE = auto()
    IS_PROGRAM = auto()
    IS_TOO_BIG = auto()
    IS_OTHER_KIND = auto()
    IS_DAMAGED = auto()
    IS_EMPTY = auto()
    LONG_CELL = auto()
    OTHER_SHEETS = auto()
    QUOTED = auto()  # a part of others: a name in the language's quotation marks
    QUOTES_OPEN = auto()
    NO_ENCODING = auto()
    LETTER_DAMAGED = auto()
    LETTERS_GUESSED = auto()
    READER_LOST = auto()
    # of its columns
    NOT_THERE = auto()
    READ_SO = auto()
    COLUMN_IS = auto()  # a part of `READ_SO`
    LEFT_OUT = auto()
    TWICE = auto()
    OTHER_MONEY = auto()
    NO_GOODS = auto()
    # of a cell alone
    MORE_CELLS = auto()
    NO_RESULT = auto()
    SHORTENED = auto()
    MISSING = auto()
    TOO_LONG = auto()
    NO_PRICE = auto()
    EMPTY_PRICE = auto()
    OTHER_CURRENCY = auto()
    STOCK_UNDER_ZERO = auto()
    NO_PIECES = auto()
    NO_FLAG = auto()
    NO_KIND = auto()
    EMPTY_PART = auto()
    NO_PAIRS = auto()
    MANY_OPTIONS = auto()
    MANY_ATTRIBUTES = auto()
    MANY_PICTURES = auto()
    NO_WEIGHT = auto()
    WEIGHT_BEYOND = auto()
    NO_DAY = auto()
    EMPTY_DAY = auto()
    DAY_SKIPPED = auto()
    ENDS_FIRST = auto()
    # of cells that do not fit each other
    OPTIONS_APART = auto()
    ATTRIBUTES_APART = auto()
    PARTS_APART = auto()
    SKU_TWICE = auto()
    DIFFERS = auto()
    ALIKE = auto()
    OTHER_OPTIONS = auto()
    CURRENCIES = auto()
    # of cells that do not fit the shop
    SKU_TAKEN = auto()
    STOCK_HELD = auto()
    NEVER_STARS = auto()
    STARS_ONLY = auto()
    COUNTED = auto()
    KIND_STAYS = auto()
    SALE_OVER = auto()
    SALE_BEGUN = auto()
    SALE_NOT_LOWER = auto()
    SALE_OVERLAPS = auto()
    # of what another shop's file means here
    DIGITAL = auto()
    NO_PARENT = auto()
    NO_VARIATIONS = auto()
    NOT_SOLD = auto()
    VARIATION_OFF = auto()
    SALE_ENDLESS = auto()
    STOCK_SHARED = auto()
    CUT = auto()
    STOCK_RAISED = auto()
    PICTURES_LEFT = auto()
    # of pictures
    NO_PICTURE = auto()
    PICTURE_TOO_BIG = auto()
    NOT_BESIDE = auto()
    NO_FILE = auto()
    SERVER_SAID = auto()
    NO_SERVER = auto()


class Word(StrEnum):
    """A word within a remark: what a column is for, or which letters were guessed."""

    SKU = "sku"
    PRODUCT = "product"
    TITLE = "title"
    DESCRIPTION = "description"
    CATEGORY = "category"
    MERCHANT = "merchant"
    PRICE = "price"
    COMPARE_AT = "compare_at"
    SALE_PRICE = "sale_price"
    STOCK = "stock"
    OPTION = "option"
    OPTIONS = "options"
    WEIGHT = "weight"
    PICTURE = "picture"
    MORE_PICTURES = "more_pictures"
    BRAND = "brand"
    UNIT = "unit"
    ATTRIBUTES = "attributes"
    TAGS = "tags"
    HIDDEN = "hidden"
    KIND = "kind"
    SALE = "sale"
    ORDER = "order"
    CYRILLIC = "cp1251"
    WESTERN = "cp1252"
    CHINESE = "gb18030"


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """What to say, and the values its sentence names, in the order of their names.

    Counts are numbers, and written as the reader's language writes them; rows and all else
    that only has digits are texts. A `Word` is said in that language, and a tuple as a list.
    """

    matter: Matter
    values: tuple[tuple[str, Value], ...] = ()


def remark(matter: Matter, /, **values: Value) -> Remark:
    """Return the remark that says *matter* with these values."""
    return Remark(matter, tuple(sorted(values.items())))
