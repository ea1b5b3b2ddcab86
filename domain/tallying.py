"""A plan added up from the parts of a file, in bounded memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.goods import Path
from domain.imports import TOLD, Catalogue, Comparison, ImportPlan, Problem
from domain.sheets import Difference


@dataclass(slots=True)
class Tally:
    """Adds up comparisons. *problems* begin with what is wrong with the file as a whole."""

    problems: list[Problem] = field(default_factory=list)
    same: int = 0
    changed: int = 0
    new: int = 0
    retired: int = 0
    differing: int = 0
    _told: list[Difference] = field(default_factory=list)
    _jumps: int = 0
    _pictures: set[str] = field(default_factory=set)
    _outdated: set[Problem] = field(default_factory=set)
    _parts: int = 0
    _idle: set[int] = field(default_factory=set)

    def add(self, part: Comparison) -> None:
        """Count a part in, the next of the file."""
        if part.idle:
            self._idle.add(self._parts)
        self._parts += 1
        self.problems += part.problems
        self._outdated.update(part.outdated)
        self.same += part.same
        self.changed += part.changed
        self.new += part.new
        self.retired += part.retired
        for one in part.differences:
            self._tell(one)
        for change in part.changes:
            self._pictures |= change.wanted

    def _tell(self, one: Difference) -> None:
        self.differing += 1
        self._jumps += one.jump
        if self.differing <= TOLD or (one.jump and self._jumps <= TOLD):
            self._told.append(one)

    def plan(
        self,
        file: Catalogue,
        merchant: str,
        translated: Mapping[Path, Mapping[str, str]],
        actor_id: int | None,
    ) -> ImportPlan:
        """Return the sum. A problem that two parts tell is told once."""
        return ImportPlan(
            file,
            merchant,
            tuple(sorted(set(self.problems))),
            self.same,
            self.changed,
            self.new,
            file.rows - self.same - self.changed - self.new,
            self.retired,
            tuple(self._told),
            self.differing,
            frozenset(self._pictures),
            frozenset(self._idle),
            translated,
            actor_id,
            tuple(sorted(self._outdated)),
        )
