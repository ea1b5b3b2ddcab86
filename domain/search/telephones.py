"""A telephone number that was typed where goods are looked for."""

import re

_MARKED = re.compile(r"\+ ?\d[\d ().-]{6,}\d")  # "+1 202 555 0123"
_PLAIN = re.compile(r"\(?\d{1,4}\)?(?:[ (-]+\d{2,4}\)?)+[ -]+(?:\d\d){1,2}")  # "8 (921) 123-45-67"
_SPACED = re.compile(r"[ ()]")
_DIGITS = range(9, 16)


def telephone(text: str) -> str:
    """Return the digits of *text* if it is a telephone number and nothing else, or "".

    Its parts are no words: goods that have a "202" and a "555" are not what is looked for.
    Without a plus it must have blanks, by which an article number ("1234-56-78") is none.
    """
    typed = text.strip()
    digits = "".join(filter(str.isdecimal, typed))
    plain = _PLAIN.fullmatch(typed) and _SPACED.search(typed)
    return digits if len(digits) in _DIGITS and (plain or _MARKED.fullmatch(typed)) else ""
