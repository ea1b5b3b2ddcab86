"""What a customer told so far of a return, kept with the chat until it is sent."""

from dataclasses import asdict
from typing import Any

from aiogram.fsm.context import FSMContext

from bot.dialogs import Returning
from bot.screens.returns import Draft
from domain.errors import NotFound

_KEPT = "returning"


async def draft(state: FSMContext) -> Draft:
    """Return what was told so far. Raises `NotFound` if nothing was."""
    kept = await _kept(state)
    if not kept:
        raise NotFound("return")
    lines = {int(id_): int(pieces) for id_, pieces in kept["lines"].items()}
    return Draft(kept["order"], kept["part"], lines, kept["reason"], tuple(kept["photos"]))


async def keep(state: FSMContext, told: Draft) -> None:
    """Keep what was told."""
    lines = {str(id_): pieces for id_, pieces in told.lines.items()}
    await state.update_data({_KEPT: {**asdict(told), "lines": lines}})


async def begin(state: FSMContext, order: int, part: int) -> Draft:
    """Ask what comes back of a part; go on where this was left, or begin anew."""
    kept = await _kept(state)
    told = await draft(state) if kept.get("part") == part else Draft(order, part)
    await keep(state, told)
    await state.set_state(Returning.goods)
    return told


async def end(state: FSMContext) -> None:
    """Forget what was told and leave the form."""
    await state.update_data({_KEPT: {}})
    await state.set_state(None)


async def _kept(state: FSMContext) -> dict[str, Any]:
    return (await state.get_data()).get(_KEPT) or {}
