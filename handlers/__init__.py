"""What people do, one small function each: unpack, one call on the shop, a screen."""

from aiogram import F, Router

from handlers import (
    cart,
    catalog,
    checkout,
    facts,
    forms,
    groups,
    help,  # noqa: A004  a subject's file has the subject's name
    language,
    orders,
    search,
    start,
)


def customer_routers() -> list[Router]:
    """Return the customers' routers in order; they come after all others.

    The last takes every text and command that nobody wanted.
    """
    private = Router(name="customers")
    private.message.filter(F.chat.type == "private")
    private.callback_query.filter(F.message.chat.type == "private")
    private.message.middleware(forms.LeavesForms())
    private.callback_query.middleware(forms.LeavesForms())
    subjects = (catalog, cart, checkout, start, facts, forms, orders, language, help, search)
    private.include_routers(*(subject.build() for subject in subjects))
    return [private, groups.build()]
