"""A local Telegram that counts calls and tells a chat's watcher what it was just shown."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.office import Answer, Office
from sandbox.params import Upload
from sandbox.telegram import Telegram
from sandbox.world import World

Json = dict[str, Any]
Saw = Callable[[Json], None]

TOKEN = "7000000002:bench-token-good-for-nothing-else"  # noqa: S105  opens only the sandbox
_SHOWS = ("send", "edit")


class Witness(Office):
    """Answers calls as ever, counts them, and tells who watches a chat of new messages."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.calls: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self._watching: dict[int, Saw] = {}

    def watch(self, chat_id: int, saw: Saw) -> None:
        """Call *saw* with every message that is sent to the chat or changed in it."""
        self._watching[chat_id] = saw

    def leave(self, chat_id: int) -> None:
        """Watch the chat no longer."""
        self._watching.pop(chat_id, None)

    def call(self, method: str, values: Mapping[str, Any], files: Mapping[str, Upload]) -> Answer:
        """Do one call."""
        answer = super().call(method, values, files)
        self.calls[method] += 1
        if not answer.ok:
            self.refusals[f"{method}: {answer.body.get('description')}"] += 1
        elif isinstance(answer.result, dict):
            self._tell(answer.result)
        return answer

    def _tell(self, message: Json) -> None:
        chat = message.get("chat")
        saw = self._watching.get(chat["id"]) if chat else None
        if saw:
            saw(message)

    @property
    def visible(self) -> int:
        """How many calls showed something so far."""
        return sum(n for method, n in self.calls.items() if method.startswith(_SHOWS))

    @property
    def silent(self) -> int:
        """How many calls showed nothing: answers to taps, deletions, asking who one is."""
        return sum(self.calls.values()) - self.visible


class Street(Telegram):
    """The sandbox's Telegram with a witness in its office."""

    def __init__(self) -> None:
        super().__init__(TOKEN, log_size=50)
        self.witness = Witness(self._world)
        self._office = self.witness

    async def bot_listens(self) -> None:
        """Wait until a bot asks for updates and there are none."""
        await self._world.updates.reader.wait()
