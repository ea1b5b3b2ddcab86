"""One word in two alphabets: "kruzhka" for "кружка"."""

import re

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_SOUNDS = "a b v g d e zh z i i k l m n o p r s t u f h ts ch sh sh _ i _ e iu ia"
_SAID = str.maketrans(dict(zip(_LETTERS, _SOUNDS.split(), strict=True)))
# In this order: longer spellings of a sound before the letters they are made of.
_ALIKE = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"_", ""),
        (r"shch|sch", "sh"),
        (r"tsch|tch", "ch"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"tc|tz|(?<!t)c(?=[eiy])", "ts"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"yo|jo|io", "e"),
        (r"ye|je|ie", "e"),
        (r"yu|ju", "iu"),
        (r"ya|ja", "ia"),
        (r"zh", "j"),
        (r"y", "i"),
        (r"oo|ou", "u"),
        (r"ea", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def said(word: str) -> str:
    """Return how a folded word sounds, the same for Latin and Cyrillic spellings of it.

    Empty for other scripts, for words with digits, and for those too short to tell.
    """
    if len(word) < 3 or not word.isalpha() or word[0] > "\u052f":
        return ""
    sound = word.translate(_SAID)
    for pattern, alike in _ALIKE:
        sound = pattern.sub(alike, sound)
    return sound if len(sound) > 1 else ""
