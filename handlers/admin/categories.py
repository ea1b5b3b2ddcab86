"""Arranging the shelves: /categories, and what a tap does with one of them."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, TelegramObject

from bot.callbacks.categories import (
    HideCategory,
    MoveCategory,
    OpenCategories,
    PutCategory,
    RemoveCategory,
    ShiftCategory,
)
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.categories import full_screen, remove_screen, tree_screen
from bot.screens.category_forms import where_screen
from domain.category_errors import NotEmpty
from domain.customers import Customer
from domain.errors import NotFound
from domain.services.categories import Categories
from handlers.admin.category_forms import standing
from handlers.filters import private
from handlers.routing import Subject


async def show(
    _: TelegramObject,
    customer: Customer,
    categories: Categories,
    t: Translator,
    callback_data: OpenCategories | None = None,
) -> Screen:
    """Show a place in the tree."""
    asked = callback_data or OpenCategories()
    return tree_screen(await categories.look(customer, asked.category or None), asked.page, t)


async def shift(
    _: CallbackQuery,
    callback_data: ShiftCategory,
    customer: Customer,
    categories: Categories,
    t: Translator,
) -> Screen:
    """Have a category stand one place earlier or later."""
    asked = callback_data
    tree = await categories.shift(customer, asked.category, asked.by)
    said = t("One place earlier") if asked.by < 0 else t("One place later")
    return tree_screen(tree, 0, t, toast=said)


async def look_for_place(
    _: CallbackQuery,
    callback_data: MoveCategory,
    customer: Customer,
    categories: Categories,
    t: Translator,
) -> Screen:
    """Walk through the tree for a place to put a category, or its goods."""
    asked = callback_data
    at = await standing(customer, categories, asked.category)
    tree = await categories.look(customer, asked.at or None)
    return where_screen(at, tree, asked.page, t, goods=asked.goods)


async def put(
    _: CallbackQuery,
    callback_data: PutCategory,
    customer: Customer,
    categories: Categories,
    t: Translator,
) -> Screen:
    """Put a category, or its goods, where one has walked to."""
    asked = callback_data
    if asked.goods:
        tree = await categories.move_goods(customer, asked.category, asked.to)
        return tree_screen(tree, 0, t, note=t("The goods are on this shelf now."))
    tree = await categories.move(customer, asked.category, asked.to or None)
    return tree_screen(tree, 0, t, toast=t("It stands here now."))


async def hide_or_show(
    _: CallbackQuery,
    callback_data: HideCategory,
    customer: Customer,
    categories: Categories,
    t: Translator,
) -> Screen:
    """Have customers see a category and all below it, or not."""
    asked = callback_data
    return tree_screen(await categories.set_hidden(customer, asked.category, asked.hidden), 0, t)


async def remove(
    _: CallbackQuery,
    callback_data: RemoveCategory,
    customer: Customer,
    categories: Categories,
    t: Translator,
) -> Screen:
    """Delete an empty category, after asking; a full one leads to what can be done."""
    asked = callback_data
    tree = await categories.look(customer, asked.category or None)
    if tree.at is None:
        raise NotFound("shelf")
    if not asked.sure and not tree.at.goods and not tree.branches:
        return remove_screen(tree.at, t)
    try:
        left = await categories.remove(customer, asked.category)
    except NotEmpty:
        return full_screen(tree.at, t)
    return tree_screen(left, 0, t, toast=t("The shelf is gone."))


def build() -> Router:
    """Return the router of the tree; it is arranged in private chats."""
    router = Subject(name="categories")
    router.message.filter(private)
    router.callback_query.filter(private)
    router.message.register(show, Command("categories"))
    tapped = router.callback_query.register
    tapped(show, OpenCategories.filter())
    tapped(shift, ShiftCategory.filter())
    tapped(look_for_place, MoveCategory.filter())
    tapped(put, PutCategory.filter())
    tapped(hide_or_show, HideCategory.filter())
    tapped(remove, RemoveCategory.filter())
    return router
