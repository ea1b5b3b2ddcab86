"""Which category somebody means who types its name, or the way to it."""

from collections.abc import Iterable

from domain.goods import CategoryChoice
from domain.ports.store import UnitOfWork
from domain.sale_errors import AmbiguousShelf

_SHOWN = 3


async def shelf_choices(uow: UnitOfWork, language: str) -> list[CategoryChoice]:
    """Return every category by what it is called, and by what it is called in *language*."""
    return [
        choice
        for own in dict.fromkeys(("", language))
        for choice in await uow.goods.category_choices(own)
    ]


def shelf_named(choices: Iterable[CategoryChoice], name: str) -> CategoryChoice | None:
    """Return the category called so ("Mugs", "Kitchen > Mugs"), in any language of *choices*.

    Raises:
        AmbiguousShelf: Several are; the way from the top tells them apart.
    """
    wanted = _key(name.split(">"))
    found: dict[int, CategoryChoice] = {}
    for choice in choices:
        way = _key(choice.titles)
        if way == wanted:
            return choice
        if way[-len(wanted) :] == wanted:
            found.setdefault(choice.id, choice)
    if len(found) > 1:
        ways = (" > ".join(choice.titles) for choice in found.values())
        raise AmbiguousShelf(name, tuple(ways)[:_SHOWN])
    return next(iter(found.values()), None)


def _key(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(title.split()).casefold() for title in titles)
