"""What a sentence seems to ask for by what was learnt, beside what the rules make of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.intents.kinds import Intent, Kind
from domain.intents.leanings import NOTHING, Shares

_WISH = 0.3  # so likely a search may be for a guess to be believed
_BARE = 0.1  # the same of what may be a name
_WISHES = [kind for kind in Kind if kind is not Kind.SEARCH]
_SOME = 0.2  # so likely a number of things must be for one to be looked for
_OTHER = 0.95  # so likely another wish must be for one to be corrected
_BARE_SEARCH = 0.6  # so likely a search must be where the rules heard what may be a name
_NOTHING_ELSE = 0.97  # the same where the rules are sure
_SEARCH = 0.98  # so likely it must be for the rules to be wrong


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sentence leans to. *order* and *doubtful* are as an `Intent` has them.

    *some* looks for a number of things in it, which takes long. *bare*: it has strange
    words, and nobody speaks in it, or every other word is strange, as in names of goods.
    """

    shares: Shares
    bare: bool
    some: Callable[[], Intent | None]
    order: str = ""
    doubtful: tuple[str, ...] = ()

    def weighed(self, heard: Intent | None) -> Intent | None:
        """Return what is to be done, if the rules *heard* this."""
        if not self.shares or (heard and heard.kind is Kind.SEARCH):
            return heard
        if heard and (heard.order or heard.sure):
            return self._corrected(heard)
        nothing, number = self.shares[NOTHING], self.shares[Kind.SEARCH]
        if heard is None and number >= _SOME and (some := self.some()):
            return some
        if nothing >= (_BARE if self.bare else _WISH):
            return heard if nothing < (_BARE_SEARCH if self.bare else _SEARCH) else None
        kind = self._likeliest
        if (heard and heard.kind is kind) or self.shares[kind] < number:
            return heard
        return Intent(kind, order=self.order, doubtful=self.doubtful)

    @property
    def _likeliest(self) -> Kind:
        """The wish it leans to most."""
        return max(_WISHES, key=lambda kind: self.shares.get(kind, 0.0))

    def _corrected(self, heard: Intent) -> Intent | None:
        """What the rules are sure of is another wish, or none, only if the guess is as sure."""
        if not heard.order and self.shares[NOTHING] >= _NOTHING_ELSE:
            return None
        kind = self._likeliest
        if heard.kind is kind or self.shares[kind] < _OTHER:
            return heard
        return replace(heard, kind=kind)
