"""Who works here: /staff. In private chats only, since invite links are for one person."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from bot.callbacks.work import DismissStaff, InviteStaff, OpenInvites, OpenStaff, StaffPage
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.staff import dismiss_screen, invited_screen, invites_screen, staff_screen
from bot.shop import ShopFacts
from domain.customers import Customer, Post, Role
from domain.services.staff import StaffRoom
from handlers.filters import private
from handlers.routing import Subject


async def show(_: TelegramObject, customer: Customer, staff: StaffRoom, t: Translator) -> Screen:
    """Show who works here."""
    members = await staff.members(customer)
    return staff_screen(customer, members, await staff.merchants(customer), 0, t)


async def turn(
    _: TelegramObject,
    callback_data: StaffPage,
    customer: Customer,
    staff: StaffRoom,
    t: Translator,
) -> Screen:
    """Show another page of the staff."""
    members = await staff.members(customer)
    return staff_screen(customer, members, await staff.merchants(customer), callback_data.page, t)


async def ask_whom(
    _: TelegramObject,
    callback_data: OpenInvites,
    customer: Customer,
    staff: StaffRoom,
    t: Translator,
) -> Screen:
    """Ask what the new person should do here."""
    customer.ensure_admin()
    return invites_screen(customer, await staff.merchants(customer), callback_data.page, t)


async def invite(
    _: TelegramObject,
    callback_data: InviteStaff,
    customer: Customer,
    staff: StaffRoom,
    shop: ShopFacts,
    t: Translator,
) -> Screen:
    """Make a link that lets one person in."""
    wanted = callback_data.merchant
    post = Post(Role.MERCHANT, wanted) if wanted else Post(Role.ADMIN)
    token = await staff.invite(customer, post)
    merchants = await staff.merchants(customer)
    merchant = next((one.name for one in merchants if one.id == wanted), shop.name)
    return invited_screen(post, merchant, shop.link(f"i_{token}"), t)


async def ask_to_dismiss(
    _: TelegramObject,
    callback_data: DismissStaff,
    customer: Customer,
    staff: StaffRoom,
    t: Translator,
) -> Screen:
    """Ask before somebody's posts are taken away."""
    members, merchants = await staff.members(customer), await staff.merchants(customer)
    for member in members:
        if member.id == callback_data.customer:
            return dismiss_screen(member, merchants, t)
    return staff_screen(customer, members, merchants, 0, t)


async def dismiss(
    _: TelegramObject,
    callback_data: DismissStaff,
    customer: Customer,
    staff: StaffRoom,
    t: Translator,
) -> Screen:
    """Take somebody's posts away and show who is left."""
    members = await staff.dismiss(customer, callback_data.customer)
    if customer.id == callback_data.customer:
        return Screen(t("You do not work here any more. Thank you for everything."), card=False)
    return staff_screen(customer, members, await staff.merchants(customer), 0, t)


def build() -> Router:
    """Return the router of the staff list."""
    router = Subject(name="staff")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(show, Command("staff"))
    router.callback_query.register(show, OpenStaff.filter())
    router.callback_query.register(turn, StaffPage.filter())
    router.callback_query.register(ask_whom, OpenInvites.filter())
    router.callback_query.register(invite, InviteStaff.filter())
    router.callback_query.register(dismiss, DismissStaff.filter(F.sure))
    router.callback_query.register(ask_to_dismiss, DismissStaff.filter())
    return router
