"""Refusals of changes to the tree of categories; `domain.errors` has the others."""

from dataclasses import dataclass

from domain.errors import ShopError


@dataclass(eq=False)
class TitleTaken(ShopError):
    """Another category with this *title* stands in the same place."""

    title: str


@dataclass(eq=False)
class UnderItself(ShopError):
    """A category cannot stand under itself or under what stands below it."""

    title: str


@dataclass(eq=False)
class NotEmpty(ShopError):
    """A category with *goods* on it or below it, or with others (*below*) under it, stays."""

    goods: int
    below: int


@dataclass(eq=False)
class NeededByPromo(ShopError):
    """A category stays while the promo code *code* is for it: the code would be for less then."""

    code: str


@dataclass(eq=False)
class NoRoomThere(ShopError):
    """So many categories stand there, or so deep, that nobody would find another one.

    *most* is how many may; *deep* tells that it is the depth.
    """

    most: int
    deep: bool = False


CategoryRefusal = TitleTaken | UnderItself | NotEmpty | NeededByPromo | NoRoomThere
