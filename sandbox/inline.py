"""Inline mode: somebody types the bot's name and a query in any chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import Clock
from sandbox.params import Params
from sandbox.refusals import Json, bad_request

ANSWER_WITHIN = 30.0
KEPT = 300.0
RESULTS = 50
FIRST_ID = 8_800_000_000_000_000_001
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class InlineQuery:
    """A query; *answer* is None until the bot answers.

    *messages* are what the results become in a chat, by the result's id.
    """

    id: str
    person_id: int
    text: str
    until: float
    answer: Json | None = None
    messages: Mapping[str, Json] = field(default_factory=dict)


class InlineMode:
    """Inline queries and their results.

    *feedback*: whether the bot asked to be told which result was chosen; BotFather's
    /setinlinefeedback, off at first.
    """

    feedback = False

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queries: dict[str, InlineQuery] = {}
        self._count = 0

    def ask(self, person_id: int, text: str = "") -> InlineQuery:
        """A new query of a person."""
        number = str(FIRST_ID + self._count)
        self._count += 1
        query = InlineQuery(number, person_id, text, self._clock.now() + ANSWER_WITHIN)
        self._queries = {each.id: each for each in self._queries.values() if self._lives(each)}
        self._queries[number] = query
        return query

    def _lives(self, query: InlineQuery) -> bool:
        return query.until + KEPT > self._clock.now()

    def answer(self, params: Params, messages: Mapping[str, Json]) -> InlineQuery:
        """Keep the answer to a query, with the *messages* its results become.

        Raises:
            Refused: late, too many results, or ids that are missing or not unique.
        """
        results = params.sequence("results")
        _check_results(results)
        query = self._queries.get(params.text("inline_query_id"))
        if query is None or query.answer is not None or query.until <= self._clock.now():
            raise bad_request(TOO_OLD)
        query.answer = {"results": results, "next_offset": params.text("next_offset")}
        query.answer["button"] = params.mapping("button")
        query.messages = messages
        return query

    def choose(self, query_id: str, person_id: int, result_id: str) -> tuple[InlineQuery, Json]:
        """The query and what its result becomes, for the person who asked.

        Raises:
            ValueError: there is no such result, or it has nothing to say.
        """
        query = self._queries.get(query_id)
        if query is None or query.person_id != person_id:
            raise ValueError("these results are gone; type the words again")
        if not (message := query.messages.get(result_id)):
            raise ValueError("the bot gave no such result")
        return query, message

    def answer_to(self, query_id: str) -> Json | None:
        """The whole answer of the bot: results, next_offset and button; None before it came."""
        query = self._queries.get(query_id)
        return query.answer if query else None

    def results(self, query_id: str) -> list[Json]:
        """The results the bot gave; empty while it has not answered."""
        query = self._queries.get(query_id)
        return list(query.answer["results"]) if query and query.answer else []


def _check_results(results: list[Any]) -> None:
    if len(results) > RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if any(not 1 <= len(each.encode()) <= 64 for each in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
