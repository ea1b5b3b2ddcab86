"""What a customer means by a typed sentence: one of their wishes, or a search after all."""

from domain.catalog import PAGE
from domain.customers import LIMITS, Customer
from domain.errors import Field
from domain.intents.atoms import named
from domain.intents.grammar import Grammar
from domain.intents.kinds import Intent, Kind
from domain.search.folding import fold
from domain.search.star_phrases import rated
from domain.services.glances import Glances

_DOUBTS = 3  # words of a sentence that are looked for
_MOST = LIMITS[Field.SEARCH][1]


class Intents:
    """Understands sentences by the grammar, and settles its doubts by what is on the shelves."""

    def __init__(self, grammar: Grammar, glances: Glances) -> None:
        self._grammar = grammar
        self._glances = glances

    async def meant(self, customer: Customer, text: str) -> Intent | None:
        """Return what *text* asks for; None for a search.

        It was a search after all if goods have a doubtful word in their names. Of a number
        of things ("two captains") the whole may be such a name: a book's. A number of stars
        ("4+ stars") is no number of pieces.
        """
        intent = self._grammar.understand(text, customer.language)
        if intent is None or _counts_stars(text, intent):
            return None
        doubtful = (text,) if intent.kind is Kind.SEARCH else intent.doubtful[:_DOUBTS]
        for words in doubtful:
            if await self._is_named(customer, words):
                return None
        return intent

    async def _is_named(self, customer: Customer, words: str) -> bool:
        found = await self._glances.glance(customer, words[:_MOST], 0, PAGE)
        return named(words, (row.title for row in found.rows))


def _counts_stars(text: str, intent: Intent) -> bool:
    """Whether the number that was left out of *text* says how well goods must be rated."""
    if intent.kind is not Kind.SEARCH:
        return False
    whole, rest = (rated(fold(said), in_stars=False)[0] for said in (text, intent.text))
    return whole != rest
