"""Slips of a finger: words one or two letters away, found by leaving letters out.

Two words that differ by one letter have a word in common that both become when a letter
is left out: so one look-up of the shortened words finds all neighbours (Garbe's symmetric
delete, 2012), and only those few are measured.
"""

from domain.search.keyboards import beside

SHORTEST = 3  # letters of a word that may be mistyped; shorter ones are all alike
LONGEST = 24
ENDING = 2  # letters at one end or the other that a word two slips away has in common
FAR = 7  # letters from which two slips are forgiven
_SURE = 5  # letters of a word in which any wrong letter may be a slip
_VOWELS = frozenset("aeiouyаеиоуыэюя")


def cuts(word: str) -> tuple[str, ...]:
    """Return *word* with any one letter left out, and itself; nothing for one too short."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ()
    shortened = (word[:n] + word[n + 1 :] for n in range(len(word)))
    return tuple(dict.fromkeys([word, *shortened]))


def looked_up(word: str) -> tuple[str, ...]:
    """Return what to look up among the cuts for a typed word; one letter may be missing."""
    return (word,) if len(word) == SHORTEST - 1 and word.isalpha() else cuts(word)


def forgiven(word: str) -> int:
    """Return how many slips may lie between a typed *word* and what was meant."""
    if not SHORTEST - 1 <= len(word) <= LONGEST or not word.isalpha():
        return 0
    return 2 if len(word) >= FAR else 1


def slips(typed: str, meant: str, most: int) -> int:
    """Return how many letters were added, left out, changed or swapped with a neighbour.

    The optimal string alignment distance; anything above *most* is `most + 1`. In a short word
    a letter that is neither beside the right one nor a vowel for a vowel was no slip: "sofa"
    is no "soft".
    """
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    sure = min(len(typed), len(meant)) >= _SURE
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, a in enumerate(typed, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(meant, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + _changed(a, b, sure=sure))
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _changed(one: str, other: str, *, sure: bool) -> int:
    """Return how many slips it takes to type *one* for *other*: left out and added are two."""
    if one == other:
        return 0
    return 1 if sure or {one, other} <= _VOWELS or beside(one, other) else 2
