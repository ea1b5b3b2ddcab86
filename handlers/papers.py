"""An order as a document, on demand."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.callbacks.papers import OrderPaper
from bot.i18n import Translator
from bot.papers.order_paper import order_paper
from bot.reply import Document
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.services.orders import Orders
from handlers.routing import Subject


async def send_order_paper(
    _: CallbackQuery,
    callback_data: OrderPaper,
    customer: Customer,
    orders: Orders,
    t: Translator,
    shop: ShopFacts,
) -> Document:
    """Send an order's PDF to whoever may see the order."""
    order = await orders.get(customer, callback_data.order)
    caption = t("Order #{number}", number=order.number)
    return Document(f"order-{order.number}.pdf", await order_paper(order, t, shop), caption)


def build() -> Router:
    """Return the router of documents."""
    router = Subject(name="papers")
    router.callback_query.register(send_order_paper, OrderPaper.filter())
    return router
