"""Categories as an admin sees them: the tree, and what stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_BELOW = 500  # right below one category; a list of more is one nobody looks through
DEEPEST = 50  # categories on the way to one


@dataclass(frozen=True, slots=True)
class Step:
    """One category on the way to another, as it is called in the admin's language."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A category in the list of its siblings.

    *goods* counts all products on it and below it, hidden ones too; *below* the categories
    right below it.
    """

    id: int
    title: str
    hidden: bool
    goods: int = 0
    below: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one category stands and how it is shown.

    Attributes:
        way: From the top to the category itself.
        title: What it is called in every language that has no word of its own for it.
        titles: Those words, by language.
        hidden: Whether an admin hid it; *above* is the hidden category over it, if any.
        goods: Products on it and below it; *own* are those on it alone, *shown* those of
            *goods* that customers see.
        first, last: Where it stands among its siblings.
    """

    way: tuple[Step, ...]
    title: str
    titles: Mapping[str, str] = field(default_factory=dict)
    picture_id: int | None = None
    hidden: bool = False
    above: Step | None = None
    goods: int = 0
    own: int = 0
    shown: int = 0
    first: bool = True
    last: bool = True

    @property
    def id(self) -> int:
        """The category's own id."""
        return self.way[-1].id

    @property
    def parent_id(self) -> int | None:
        """The category it stands under; None at the top."""
        return self.way[-2].id if len(self.way) > 1 else None


@dataclass(frozen=True, slots=True)
class Tree:
    """A place in the tree: a category (None is the top), and what stands right below it."""

    at: Standing | None
    branches: tuple[Branch, ...]

    @property
    def id(self) -> int | None:
        """The category's id; None at the top."""
        return self.at.id if self.at else None
