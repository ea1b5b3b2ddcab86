"""The cart: looking, changing, emptying."""

import re

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.callbacks import (
    AcceptChanges,
    ClearCart,
    OpenCart,
    OpenLine,
    PutBack,
    SetLine,
    TypeQuantity,
)
from bot.dialogs import Counting
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.cart import (
    cart_screen,
    clear_screen,
    line_screen,
    line_toast,
    quantity_screen,
    removal_toast,
)
from domain.carts import Cart, CartLine, find_line
from domain.customers import Customer
from domain.errors import BadQuantity, OutOfStock
from domain.services.carts import Carts
from domain.services.orders import Orders
from handlers.forms import FORM

_QUANTITY = re.compile(r"\s*(\d{1,6})\s*[^\W\d]{0,10}\.?\s*")
