"""Handlers of the people who run the shop."""

from aiogram import Router

from handlers.admin import (
    adding,
    categories,
    category_forms,
    dead_letters,
    deliveries,
    digital,
    doctor,
    exporting,
    feedback,
    goods,
    importing,
    panel,
    promos,
    refunds,
    reviews,
    sales,
    staff,
    stock,
)
from handlers.filters import by_staff
from handlers.forms import LeavesForms
from handlers.routing import Subject


def admin_routers() -> list[Router]:
    """Routers of admins, to stand before the customers'; services check the rights."""
    admins = Subject(name="admins")
    admins.message.filter(by_staff)
    admins.callback_query.filter(by_staff)
    admins.message.middleware(LeavesForms())
    admins.callback_query.middleware(LeavesForms())
    work = (panel, stock, goods, digital, adding, staff, refunds, promos, deliveries, sales)
    shelves = (categories, category_forms)
    subjects = (*work, *shelves, doctor, dead_letters, reviews, feedback, importing, exporting)
    admins.include_routers(*(subject.build() for subject in subjects))
    return [admins]
