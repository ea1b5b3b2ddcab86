"""What people do, one small function each: unpack, one call on the shop, a screen."""

from aiogram import Router

from handlers import (
    cart,
    catalog,
    checkout,
    digital,
    facts,
    favourites,
    feedback,
    forms,
    found,
    groups,
    help,  # noqa: A004  a subject's file has the subject's name
    intents,
    language,
    narrowing,
    offers,
    orders,
    papers,
    privacy,
    promos,
    rating,
    recommendations,
    returns,
    review_form,
    reviews,
    search,
    shared_carts,
    start,
    till,
    transfers,
)
from handlers.filters import private
from handlers.routing import Subject


def customer_routers() -> list[Router]:
    """Return the customers' routers in order; they come after all others.

    The last takes every text and command that nobody wanted.
    """
    router = Subject(name="customers")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.middleware(forms.LeavesForms())
    router.callback_query.middleware(forms.LeavesForms())
    subjects = (
        catalog,
        cart,
        favourites,
        shared_carts,
        recommendations,
        checkout,
        promos,
        till,
        transfers,
        start,
        facts,
        forms,
        orders,
        digital,
        papers,
        offers,
        returns,
        rating,
        review_form,
        reviews,
        feedback,
        language,
        help,
        privacy,
        found,
        narrowing,
        intents,
        search,
    )
    router.include_routers(*(subject.build() for subject in subjects))
    return [router, groups.build()]
