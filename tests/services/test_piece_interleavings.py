"""Two act on the pieces of one order at the same moment: every order of steps ends well.

As in `test_interleavings`; commerce 33 and 36.
"""

import pytest

from domain.fulfilment import Step
from tests.services.money_acts import bought, gives_up, refunds_outside, sends
from tests.services.money_pieces import asked, decided, delivered, dropped, waived
from tests.services.money_town import Town
from tests.services.money_turns import Act
from tests.services.test_interleavings import _ends, town

__all__ = ["town"]  # the fixture

PARTLY, BACK = "confirmed partly_refunded", "cancelled refunded"


async def drops(there: Town) -> None:
    """The merchant sees two mugs and finds that one is missing."""
    line, merchant = there.orders[0].lines[0], there.people[1]
    await there.shop.fulfilments.get(merchant, 1)
    await there.shop.edits.drop(merchant, 1, line.id, 1, 2)


async def drops_all(there: Town) -> None:
    """The merchant finds that both are missing."""
    await dropped(there, there.orders[0], 0, 2, restock=False)


async def packs(there: Town) -> None:
    """The merchant takes the next step."""
    await there.step(there.orders[0], 0, Step.PACKED)


async def waives(there: Town) -> None:
    """The merchant pays one mug back."""
    await waived(there, there.orders[0], 0, 1)


async def takes_back(there: Town) -> None:
    """The merchant accepts what is asked."""
    await decided(there, there.orders[0], "yes")


async def keeps(there: Town) -> None:
    """Anna keeps the goods after all."""
    await decided(there, there.orders[0], "keep")


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        (drops, drops, {PARTLY}),
        (drops, drops_all, {PARTLY, BACK}),
        (drops, gives_up, {BACK}),
        (drops, packs, {PARTLY, "confirmed paid"}),
        (drops, refunds_outside, {"confirmed refunded"}),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
async def test_commerce_33_pieces_go_once_whoever_else_acts(
    town: Town,
    one: Act,
    other: Act,
    ends: set[str],
) -> None:
    await bought(town)
    if other is packs:
        await town.step(town.orders[0], 0, Step.ACCEPTED)

    assert set(await _ends(town, one, other)) == ends


@pytest.mark.parametrize("other", [takes_back, waives, keeps, refunds_outside])
async def test_commerce_36_goods_come_back_once_whoever_else_acts(
    town: Town,
    other: Act,
) -> None:
    await bought(town)
    await delivered(town, town.orders[0])
    await asked(town, town.orders[0], 0, 1)

    ends = await _ends(town, takes_back, other)

    also: dict[Act, set[str]] = {waives: {"completed refunded"}, keeps: {"completed paid"}}
    wanted = {"completed partly_refunded"} | also.get(other, set())
    assert set(ends) == ({"completed refunded"} if other is refunds_outside else wanted)


async def test_commerce_36_the_rest_goes_back_while_the_first_piece_is_being_sent(
    town: Town,
) -> None:
    await bought(town)
    await drops(town)

    ends = await _ends(town, gives_up, sends)

    assert set(ends) == {BACK}
