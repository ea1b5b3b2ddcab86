"""Handlers of the people who work off orders."""

from aiogram import Router

from handlers.filters import by_staff
from handlers.forms import LeavesForms
from handlers.merchant import (
    binding,
    cash,
    edits,
    fulfilment,
    queue,
    returns,
    reviews,
    shipping,
    transfers,
)
from handlers.routing import Subject


def merchant_routers() -> list[Router]:
    """Routers of merchants' staff, in private and in groups; services check the rights."""
    merchants = Subject(name="merchants")
    merchants.message.filter(by_staff)
    merchants.callback_query.filter(by_staff)
    merchants.message.middleware(LeavesForms())
    merchants.callback_query.middleware(LeavesForms())
    subjects = (shipping, cash, returns, reviews, fulfilment, edits, queue, transfers, binding)
    merchants.include_routers(*(subject.build() for subject in subjects))
    return [merchants, binding.build_moves()]
