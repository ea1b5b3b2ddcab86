"""Answers Bot API calls: finds the method, runs it, keeps the log."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.calls import Call
from sandbox.methods import find_method
from sandbox.params import Params, Upload
from sandbox.refusals import Json, Refused, bad_request
from sandbox.world import World

NOBODYS_FAULT = frozenset((403, 429, 500, 501))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes over HTTP; a *dropped* one never arrives though the call worked."""

    status: int
    body: Json
    dropped: bool = False

    @property
    def ok(self) -> bool:
        """Did the call work?"""
        return self.status == 200

    @property
    def result(self) -> Any:
        """What the call gave back; None when it was refused."""
        return self.body.get("result")


class Office:
    """The desk where the bot's calls arrive."""

    def __init__(self, world: World) -> None:
        self._world = world

    def call(self, method: str, values: Mapping[str, Any], files: Mapping[str, Upload]) -> Answer:
        """Do one call and log it."""
        started = time.perf_counter()
        world = self._world
        world.warnings.clear()
        try:
            world.faults.strike(method.lower())
            result = self._run(method, Params(values, files))
        except Refused as refused:
            self.log(method, values, refused, started)
            return Answer(refused.code, refused.as_body())
        self.log(method, values, result, started)
        return Answer(200, {"ok": True, "result": result}, world.faults.dropped())

    def _run(self, method: str, params: Params) -> Any:
        function = find_method(method)
        try:
            return function(self._world, params)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # Deeply nested parameters are read without ceremony; whatever is wrong with them
            # is the caller's doing and must not end the sandbox.
            raise bad_request(f"can't read the parameters of {method}: {error!r}") from error

    def log(self, method: str, values: Mapping[str, Any], outcome: Any, started: float) -> None:
        """Remember a call; *outcome* is its result or why it was refused."""
        if isinstance(outcome, Refused):
            code, words, result = outcome.code, outcome.description, None
        else:
            code, words, result = 0, "", outcome
        log = self._world.log
        ms = (time.perf_counter() - started) * 1000
        at, broken = self._world.clock.now(), self._broken(code, words)
        call = Call(
            log.next_number(), method, values, not code, result, code, words, ms, at, broken
        )
        log.add(call)
        self._world.events.publish("call", call=call)
        if code == 501:
            self._world.events.publish("problem", text=words)

    def _broken(self, code: int, words: str) -> str | None:
        sentences = list(self._world.warnings)
        if code and code not in NOBODYS_FAULT:
            sentences.append(words)
        return " ".join(sentences) or None

    def tick(self) -> None:
        """Let what is overdue happen: unanswered taps and payments, money on its way."""
        for press in self._world.presses.expired():
            where = {"chat_id": press.chat_id, "message_id": press.message_id}
            self._world.events.publish("answered", **where, late=True)
            self._missed("answerCallbackQuery", "callback_query_id", press.id)
        for checkout in self._world.desk.tick():
            self._missed(*checkout.unanswered, checkout.query_id)

    def _missed(self, method: str, name: str, query_id: str) -> None:
        self._world.warnings.clear()
        missed = Refused(400, "The bot left this query without an answer until it was too late.")
        self.log(method, {name: query_id}, missed, time.perf_counter())
