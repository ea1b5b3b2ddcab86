"""What a customer means by a typed sentence: one of their wishes, or a search after all."""

from domain.catalog import PAGE
from domain.customers import LIMITS, Customer
from domain.errors import Field
from domain.intents.atoms import named
from domain.intents.grammar import Grammar
from domain.intents.kinds import Intent, Kind
from domain.search.folding import fold
from domain.search.phrases import names_sum, parse
from domain.search.star_phrases import rated
from domain.services.glances import Glances

_DOUBTS = 3  # words of a sentence that are looked for
_MOST = LIMITS[Field.SEARCH][1]


class Intents:
    """Understands sentences by the grammar, and settles its doubts by what is on the shelves."""

    def __init__(self, grammar: Grammar, glances: Glances, currency: str) -> None:
        """*currency* (ISO 4217) is the shop's."""
        self._grammar = grammar
        self._glances = glances
        self._currency = currency

    async def meant(self, customer: Customer, text: str) -> Intent | None:
        """Return what *text* asks for; None for a search.

        It was a search after all if goods have a doubtful word in their names. Of a number
        of things ("two captains") the whole may be such a name: a book's. A number of stars
        ("4+ stars") is no number of pieces, nor is a sum of money ("от 5 до 20").
        """
        intent = self._grammar.understand(text, customer.language)
        if intent is None or self._counts_no_pieces(text, intent):
            return None
        doubtful = (text,) if intent.kind is Kind.SEARCH else intent.doubtful[:_DOUBTS]
        for words in doubtful:
            if await self._is_named(customer, words):
                return None
        return intent

    def _counts_no_pieces(self, text: str, intent: Intent) -> bool:
        """Whether the number that was left out of *text* says how good or dear goods may be."""
        if intent.kind is not Kind.SEARCH:
            return False
        whole, rest = (rated(fold(said), in_stars=False)[0] for said in (text, intent.text))
        return whole != rest or self._counts_money(text, intent)

    def _counts_money(self, text: str, intent: Intent) -> bool:
        whole, rest = (parse(said, self._currency) for said in (text, intent.text))
        priced = (whole.low, whole.high) != (rest.low, rest.high)
        return priced or names_sum(text, intent.quantity)

    async def _is_named(self, customer: Customer, words: str) -> bool:
        found = await self._glances.glance(customer, words[:_MOST], 0, PAGE)
        return named(words, (row.title for row in found.rows))
