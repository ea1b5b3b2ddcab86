"""How the shop is doing: /doctor, for owners. In private chats only."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from bot.callbacks.work import LookAgain
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.doctor import doctor_screen
from domain.clock import Clock
from domain.customers import Customer
from domain.services.doctor import Doctor
from handlers.filters import private
from handlers.routing import Subject


async def examine(
    _: TelegramObject, customer: Customer, doctor: Doctor, clock: Clock, t: Translator
) -> Screen:
    """Look at everything and show what was found."""
    return doctor_screen(await doctor.examine_for(customer), clock.now(), t)


def build() -> Router:
    """Return the router of the check-up."""
    router = Subject(name="doctor")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(examine, Command("doctor"))
    router.callback_query.register(examine, LookAgain.filter())
    return router
