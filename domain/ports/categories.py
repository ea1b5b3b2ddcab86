"""The tree of categories, changed one at a time."""

from typing import Protocol

from domain.categories import Standing, Tree


class CategoryRepository(Protocol):
    """Changes the tree; what follows for goods and the search index follows with it.

    `SheetRepository.lock` comes before every change: the tree has one writer.
    """

    async def tree(self, category_id: int | None, language: str) -> Tree | None:
        """Return a place in the tree with all right below it; None if it is gone."""
        ...

    async def standing(self, category_id: int, language: str) -> Standing | None:
        """Return one category; None if it is gone."""
        ...

    async def named(self, parent_id: int | None, title: str) -> int | None:
        """Return the category with exactly that title right below *parent_id*."""
        ...

    async def is_below(self, category_id: int, ancestor_id: int) -> bool:
        """Whether a category is another one or stands anywhere below it."""
        ...

    async def depth(self, category_id: int) -> int:
        """Return how many categories the longest way down from it has, itself included."""
        ...

    async def add(self, parent_id: int | None, title: str) -> int:
        """Add a category as the last one below *parent_id*; return its id."""
        ...

    async def rename(self, category_id: int, title: str) -> None:
        """Call it so wherever a language has no word of its own."""
        ...

    async def translate(self, category_id: int, language: str, title: str) -> None:
        """Call it so in one language; an empty title takes that word away."""
        ...

    async def shift(self, category_id: int, by: int) -> bool:
        """Let it change places with the sibling before (-1) or after (1); False at the end."""
        ...

    async def move(self, category_id: int, parent_id: int | None) -> None:
        """Have it, and all below it, stand last under another one."""
        ...

    async def set_hidden(self, category_id: int, hidden: bool) -> bool:
        """Hide or show it with all below it; whether this call changed it."""
        ...

    async def set_picture(self, category_id: int, picture_id: int | None) -> None:
        """Show that picture, or none, above what is on it."""
        ...

    async def move_goods(self, category_id: int, to: int) -> int:
        """Put all products that stand right on it on another one; return how many."""
        ...

    async def promo_for(self, category_id: int) -> str | None:
        """Return a promo code that is for goods of this category, if there is one."""
        ...

    async def remove(self, category_id: int) -> None:
        """Delete one that has nothing on it or below it."""
        ...
