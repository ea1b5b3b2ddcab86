"""How often the next thing in a real basket is among ten suggestions: cosine and popularity."""

import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations
from pathlib import Path

from domain.likeness import Item, Pair, cosine, strongest

LIST = 10
_TRIALS = 2500
_LARGEST = 100  # goods of a basket that teaches
_DATES = ("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S")
_MOST_KNOWN = 5


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of trials in which the hidden thing was suggested, and what they were made of."""

    baskets: int
    products: int
    trials: int
    popularity: float
    together: float

    @property
    def ratio(self) -> float:
        """How many times better than popularity."""
        return self.together / self.popularity if self.popularity else float("inf")


def read_baskets(file: Path) -> list[list[str]]:
    """Read invoices, the earliest first, as lists of stock codes, each code once.

    The columns are those of Online Retail: InvoiceNo, StockCode, Description, Quantity,
    InvoiceDate, UnitPrice, CustomerID, Country. Cancelled invoices and lines without a
    customer, a price or pieces are left out.
    """
    found: dict[str, dict[str, None]] = {}
    dates: dict[str, datetime] = {}
    with file.open(newline="", encoding="utf-8-sig", errors="replace") as lines:
        for row in csv.DictReader(lines):
            if _counts(row):
                found.setdefault(row["InvoiceNo"], {})[row["StockCode"]] = None
                if row["InvoiceNo"] not in dates:
                    dates[row["InvoiceNo"]] = _date(row["InvoiceDate"])
    return [list(found[invoice]) for invoice in sorted(found, key=lambda no: (dates[no], no))]


def _counts(row: dict[str, str]) -> bool:
    cancelled = row["InvoiceNo"].upper().startswith("C")
    known = row["CustomerID"].strip() not in ("", "NA")
    return not cancelled and known and float(row["Quantity"]) > 0 and float(row["UnitPrice"]) > 0


def _date(text: str) -> datetime:
    for form in _DATES:
        try:
            return datetime.strptime(text.strip(), form)
        except ValueError:
            continue
    raise ValueError(f"InvoiceDate {text!r}")


def measure(baskets: Sequence[Sequence[str]], seed: int = 1) -> Quality:
    """Learn from the first nine tenths; try on the last tenth, one thing of a basket hidden."""
    ids = {code: n for n, code in enumerate(sorted({c for one in baskets for c in one}), 1)}
    coded = [[ids[code] for code in one] for one in baskets]
    cut = len(coded) * 9 // 10
    items, alone = _learnt(coded[:cut])
    popular = [id_ for id_, _ in alone.most_common()]
    trials = list(_trials(coded[cut:], random.Random(seed)))
    hits = Counter[str]()
    for hidden, known in trials:
        hits["popularity"] += hidden in _first(popular, known)
        hits["together"] += hidden in _first([*_suggested(items, known), *popular], known)
    shares = {
        name: hits[name] / len(trials) if trials else 0.0 for name in ("popularity", "together")
    }
    return Quality(len(baskets), len(ids), len(trials), **shares)


def _learnt(baskets: Sequence[Sequence[int]]) -> tuple[dict[int, list[Item]], Counter[int]]:
    small = [one for one in baskets if len(one) <= _LARGEST]
    alone = Counter(id_ for one in small for id_ in one)
    both = Counter(pair for one in small for pair in permutations(one, 2))
    pairs = (
        Pair(own, other, times, alone[own], alone[other])
        for (own, other), times in sorted(both.items())
        if times >= 2
    )
    items: dict[int, list[Item]] = {}
    for item in strongest(pairs, cosine):
        items.setdefault(item.product_id, []).append(item)
    return items, alone


def _trials(
    baskets: Sequence[Sequence[int]], chance: random.Random
) -> Iterator[tuple[int, list[int]]]:
    fitting = [one for one in baskets if len(one) >= 2]
    for _ in range(_TRIALS if fitting else 0):
        basket = list(chance.choice(fitting))
        chance.shuffle(basket)
        yield basket[0], basket[1 : 1 + chance.randint(1, _MOST_KNOWN)]


def _suggested(items: dict[int, list[Item]], known: Sequence[int]) -> list[int]:
    scores: Counter[int] = Counter()
    for id_ in known:
        for item in items.get(id_, ()):
            scores[item.other_id] += item.score  # type: ignore[assignment]  # sums of floats
    return sorted(scores, key=lambda id_: (-scores[id_], id_))


def _first(ids: Sequence[int], known: Sequence[int]) -> list[int]:
    """The first ten that are not in the basket already."""
    found: dict[int, None] = {}
    for id_ in ids:
        if id_ not in known:
            found[id_] = None
        if len(found) == LIST:
            break
    return list(found)
