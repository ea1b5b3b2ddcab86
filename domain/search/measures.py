"""Measures: "500 ml", "0,5 л" and "500毫升" are one word, and so are "120 × 170" and "170x120".

Texts see folded letters (`domain.search.folding`). To teach another unit, add a line.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

# How a unit is written; its base, and how many of that it has.
_LENGTHS: Mapping[str, tuple[str, int]] = {
    r"mm|millimet(?:er|re)s?|мм|миллиметр(?:а|ов)?|毫米": ("mm", 1),
    r"cms?|centimet(?:er|re)s?|см|сантиметр(?:а|ов)?|厘米|公分": ("mm", 10),
    r"m|met(?:er|re)s?|м|метр(?:а|ов)?|米": ("mm", 1000),
    r"inch(?:es)?|дюйм(?:а|ов)?|英寸": ("inch", 1),
    r"ft|feet|foot|фут(?:а|ов)?|英尺": ("ft", 1),
}
_OTHERS: Mapping[str, tuple[str, int]] = {
    r"mg|milligram(?:me)?s?|мг|миллиграмм(?:а|ов)?|毫克": ("mg", 1),
    r"gr?|gram(?:me)?s?|гр?|грамм(?:а|ов)?|克": ("mg", 1000),
    r"kgs?|kilos?|kilogram(?:me)?s?|кг|килограмм(?:а|ов)?|公斤|千克": ("mg", 1_000_000),
    r"mls?|millilit(?:er|re)s?|мл|миллилитр(?:а|ов)?|毫升": ("ml", 1),
    r"cl|centilit(?:er|re)s?": ("ml", 10),
    r"l|lit(?:er|re)s?|л|литр(?:а|ов)?|升": ("ml", 1000),
    r"oz|ounces?|унци[яий]|盎司": ("oz", 1),
    r"lbs?|磅": ("lb", 1),
    r"mb|мб": ("mb", 1),
    r"gb|гб": ("mb", 1000),
    r"tb|тб": ("mb", 1_000_000),
    r"w|watts?|вт|ватт|瓦": ("w", 1),
    r"kw|квт|千瓦": ("w", 1000),
    r"v|volts?|вольт|伏": ("v", 1),
    r"mah|мач|毫安时?": ("mah", 1),
    r"hz|гц|赫兹?": ("hz", 1),
    r"pcs?|pieces?|шт|штук[аи]?": ("pcs", 1),
}
_UNITS: Mapping[str, tuple[str, int]] = {**_LENGTHS, **_OTHERS}
_LETTERS = "0-9a-z\u0400-\u052f"
_CJK = "\u3400-\u9fff"
_NUMBER = r"[0-9]{1,9}(?:[.,][0-9]{1,2})?(?![0-9])"
_TIMES = "[x×х*]"
_NAMED = re.compile(r"[,(] ?([^,() ]+)\)?$")
_BARE = re.compile(_NUMBER)
_INCHES = re.compile(rf"(?<![{_LETTERS}.,])({_NUMBER})[\"″”]")


def pieces(folded: str) -> Iterator[tuple[str, bool]]:
    """Cut a folded text into measures, as one word each, and what stands between them.

    The second value tells that it is a measure.
    """
    end = 0
    for found in _measure().finditer(folded):
        yield folded[end : found.start()], False
        yield _written(found), True
        end = found.end()
    yield folded[end:], False


def inches(folded: str) -> Iterator[str]:
    """Return what ``27"`` is found by as well: in a question the sign may only quote."""
    return (_plain(found[1]) + "inch" for found in _INCHES.finditer(folded))


def valued(name: str, value: str) -> str:
    """Return an attribute's *value* with the unit that its *name* tells: "Memory, GB" and
    "256" are "256 GB".
    """
    told = _NAMED.search(name)
    return f"{value} {told[1]}" if told and _BARE.fullmatch(value.strip()) else value


def parts(measure: str) -> list[str]:
    """Return what a measure is made of: its numbers and its unit."""
    found = re.findall(r"[0-9]+|[^0-9.]+", measure)
    return [part for part in found if not re.fullmatch(_TIMES, part)]


def common(word: str) -> str:
    """Return what a measure shares with all that say the same, or "" if *word* is none.

    "1kg" is as much as "1000г". Of a size, the smaller side stands first.
    """
    found = _measure().fullmatch(word)
    if found is None:
        return ""
    if found["size"]:
        sides = sorted(map(Decimal, re.split(_TIMES, _size(found["size"]))))
        return "x".join(map(_number, sides))
    base, times = _unit(found["unit"])
    return _number(Decimal(_plain(found["number"])) * times) + base


def _written(found: re.Match[str]) -> str:
    if found["size"]:
        return _size(found["size"])
    return _plain(found["number"]) + str(found["unit"])


def _size(written: str) -> str:
    """Write a size with an "x" between its sides, and without blanks."""
    return _plain(re.sub(rf" ?{_TIMES} ?", "x", written))


def _plain(number: str) -> str:
    return number.replace(",", ".")


def _number(value: Decimal) -> str:
    """Write it without a point, at which a full-text index would cut."""
    whole = value.to_integral_value()
    return str(int(whole)) if value == whole else f"{value.normalize():f}".replace(".", "·")


@cache
def _measure() -> re.Pattern[str]:
    """A size, with the unit that belongs to it, or a number with any unit."""
    size = rf"(?P<size>{_NUMBER}(?: ?{_TIMES} ?{_NUMBER})+)"
    length, other = (rf"[ -]?(?:{_either(units)})" for units in (_LENGTHS, _OTHERS))
    one = rf"(?P<number>{_NUMBER})[ -]?(?P<unit>{_either(_UNITS)})"
    return re.compile(
        rf"(?<![{_LETTERS}.,])(?:{size}(?!{other})(?:{length})?(?![{_LETTERS}])|{one})"
    )


def _either(units: Mapping[str, tuple[str, int]]) -> str:
    """Chinese units may have more signs behind them, others no letters."""
    forms = [form for unit in units for form in _forms(unit)]
    chinese = [form for form in forms if re.match(f"[{_CJK}]", form)]
    others = [form for form in forms if form not in chinese]
    return rf"(?:{'|'.join(others)})(?![{_LETTERS}])|{'|'.join(chinese)}"


def _forms(unit: str) -> list[str]:
    return re.split(r"\|(?![^(]*\))", unit)


@cache
def _unit(written: str) -> tuple[str, int]:
    return next(unit for form, unit in _UNITS.items() if re.fullmatch(form, written))
