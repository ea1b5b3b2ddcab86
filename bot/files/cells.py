"""Single cells: how values are written into a file, and read back the same."""

import re
from decimal import ROUND_HALF_UP, Decimal

from bot.files.table import WrongCell
from domain.customers import LIMITS
from domain.digital import Kind
from domain.errors import BadPrice, Field
from domain.goods import SKU_LENGTH, Pairs, Path, read_price
from domain.money import Money
from domain.remarks import Matter, Word, remark
from domain.stock import MOST_PIECES

LONGEST = {
    "sku": SKU_LENGTH,
    "title": LIMITS[Field.TITLE][1],
    "description": LIMITS[Field.DESCRIPTION][1],
    "category": 64,
    "merchant": 64,
    "option": 64,
    "tags": 300,
    "picture": 500,
    "brand": 64,
    "unit": 24,
    "product": 255,
}
MOST_OPTIONS = 5
MOST_ATTRIBUTES = 12
MOST_PICTURES = 9  # beside the first
_HEAVIEST = 1_000_000  # grams: a ton
_SHORTENED = re.compile(r"\d[.,]\d+E\+\d{2}")
_PIECES = re.compile(r"(\d{1,9})(?:[.,]0{1,2})?")  # three noughts may be thousands
_YES = ("yes", "true", "1", "да")
_NO = ("", "no", "false", "0", "нет")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# What makes a spreadsheet take a cell for a formula, in both widths.
_FORMULA = tuple("=+-@＝＋－＠")
_GUARD = "'"


def guarded(text: str) -> str:
    """Return *text* so that no spreadsheet runs it: an apostrophe before =, +, - or @.

    Text that begins with an apostrophe gets another, so that reading takes off exactly
    what writing put on.
    """
    return _GUARD + text if text.startswith((*_FORMULA, _GUARD)) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given; an apostrophe before anything else is only text."""
    return text[1:] if text.startswith(_GUARD) and text[1:2] in (*_FORMULA, _GUARD) else text


def line(text: str, kind: str) -> str:
    """Read one line of text. Raises `WrongCell` when longer than `LONGEST`."""
    if not text:
        return ""
    tidy = " ".join(_CONTROLS.sub(" ", unguarded(text)).split())
    if kind == "sku" and _SHORTENED.fullmatch(tidy):
        raise WrongCell(remark(Matter.SHORTENED, text=tidy))
    return _short(tidy, kind)


def required(text: str, kind: str) -> str:
    """Read one line of text that must be there."""
    tidy = line(text, kind)
    if not tidy:
        raise WrongCell(remark(Matter.MISSING, word=Word(kind)))
    return tidy


def prose(text: str, kind: str) -> str:
    """Read text of several lines. Raises `WrongCell` when longer than `LONGEST`."""
    if not text:
        return ""
    return _short(prose_of_any_length(unguarded(text)), kind)


def prose_of_any_length(text: str) -> str:
    """Return text of several lines with its blanks tidied."""
    plain = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = "\n".join(" ".join(one.split()) for one in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _short(text: str, kind: str) -> str:
    most = LONGEST[kind]
    if len(text) > most:
        raise WrongCell(remark(Matter.TOO_LONG, word=Word(kind), n=len(text), most=most))
    return text


def money(text: str, currency: str) -> Money:
    """Read a price. Raises `WrongCell`."""
    try:
        return read_price(unguarded(text), currency)
    except BadPrice:
        if not text:
            raise WrongCell(remark(Matter.EMPTY_PRICE, currency=currency)) from None
        raise WrongCell(remark(Matter.NO_PRICE, text=text, currency=currency)) from None


def pieces(text: str) -> int | None:
    """Read a count of pieces; an empty cell says nothing. Raises `WrongCell`."""
    plain = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", unguarded(text))
    if not plain:
        return None
    if re.fullmatch(r"[-−]\d+", plain):
        raise WrongCell(remark(Matter.STOCK_UNDER_ZERO, text=plain))
    found = _PIECES.fullmatch(plain)
    if not found or int(found[1]) > MOST_PIECES:
        raise WrongCell(remark(Matter.NO_PIECES, text=plain, most=MOST_PIECES))
    return int(found[1])


def flag(text: str) -> bool:
    """Read yes or no; empty is no. Raises `WrongCell`."""
    plain = text.lower()
    if plain not in (*_YES, *_NO):
        raise WrongCell(remark(Matter.NO_FLAG, text=text))
    return plain in _YES


def kind(text: str) -> Kind | None:
    """Read how goods are handed over; None are sent. Raises `WrongCell`."""
    plain = text.lower()
    if plain and plain not in list(Kind):
        raise WrongCell(remark(Matter.NO_KIND, text=text))
    return Kind(plain) if plain not in ("", Kind.PHYSICAL) else None


def path(text: str) -> Path:
    """Read "Kitchen > Mugs". Raises `WrongCell` for an empty or overlong part."""
    plain = line_of_any_length(text)
    parts = tuple(map(str.strip, _split(plain, ">"))) if plain else ()
    if not all(parts):
        raise WrongCell(remark(Matter.EMPTY_PART, text=plain))
    return tuple(_short(_plain(part), "category") for part in parts)


def options(text: str) -> Pairs:
    """Read "Size=250 ml; Colour=Blue". Raises `WrongCell`."""
    pairs = _pairs(text)
    if len(pairs) > MOST_OPTIONS:
        raise WrongCell(remark(Matter.MANY_OPTIONS, n=len(pairs), most=MOST_OPTIONS))
    return pairs


def attributes(text: str) -> Pairs:
    """Read "Material=Clay; Made in=Portugal". Raises `WrongCell`."""
    pairs = _pairs(text)
    if len(pairs) > MOST_ATTRIBUTES:
        raise WrongCell(remark(Matter.MANY_ATTRIBUTES, n=len(pairs), most=MOST_ATTRIBUTES))
    return pairs


def _pairs(text: str) -> Pairs:
    plain = line_of_any_length(text)
    pairs = [_split(part, "=") for part in _split(plain, ";")] if plain else []
    if any(len(pair) != 2 or not all(map(str.strip, pair)) for pair in pairs):
        raise WrongCell(remark(Matter.NO_PAIRS, text=plain))
    return tuple((_option(name), _option(value)) for name, value in pairs)


def _option(text: str) -> str:
    return _short(_plain(text.strip()), "option")


def pictures(text: str) -> tuple[str, ...]:
    """Read "front.jpg; back.jpg", each once. Raises `WrongCell`."""
    plain = line_of_any_length(text)
    sources = [_plain(part.strip()) for part in _split(plain, ";")] if plain else []
    found = tuple(dict.fromkeys(_short(source, "picture") for source in sources if source))
    if len(found) > MOST_PICTURES:
        raise WrongCell(remark(Matter.MANY_PICTURES, n=len(found), most=MOST_PICTURES))
    return found


def grams(text: str) -> int | None:
    """Read a weight in grams: "350", "350 g", "1.2 kg"; empty is None. Raises `WrongCell`."""
    plain = unguarded(text)
    if not plain:
        return None
    found = re.fullmatch(r"(\d{1,9})(?:[.,](\d{1,9}))?\s*(k?g)?", plain.lower())
    if not found:
        raise WrongCell(remark(Matter.NO_WEIGHT, text=plain))
    exact = Decimal(f"{found[1]}.{found[2] or 0}") * (1000 if found[3] == "kg" else 1)
    weight = int(exact.to_integral_value(ROUND_HALF_UP))
    if not 0 < weight <= _HEAVIEST:
        raise WrongCell(remark(Matter.WEIGHT_BEYOND, text=plain))
    return weight


def line_of_any_length(text: str) -> str:
    """Read one line whose parts are measured one by one."""
    if not text:
        return ""
    return " ".join(_CONTROLS.sub(" ", unguarded(text)).split())


def path_cell(titles: Path) -> str:
    """Write a category so that `path` reads it back."""
    return " > ".join(_marked(title) for title in titles)


def pictures_cell(sources: tuple[str, ...]) -> str:
    """Write pictures so that `pictures` reads them back."""
    return "; ".join(_marked(source) for source in sources)


def options_cell(pairs: Pairs) -> str:
    """Write options so that `options` reads them back, and attributes for `attributes`."""
    return "; ".join(f"{_marked(name)}={_marked(value)}" for name, value in pairs)


def _marked(text: str) -> str:
    return re.sub(r"([\\>;=])", r"\\\1", text)


def _plain(text: str) -> str:
    return re.sub(r"\\([\\>;=])", r"\1", text)


def _split(text: str, mark: str) -> list[str]:
    """Part at every *mark* that no backslash stands before; backslashes stay."""
    parts = [""]
    for token in re.findall(r"\\.|.", text):
        if token == mark:
            parts.append("")
        else:
            parts[-1] += token
    return parts
