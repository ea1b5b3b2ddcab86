"""A customer at the till, and what the shop has written down."""

from domain.orders import Order, PaymentStatus, Status
from tests.conversations.street import Passer, Street

PAGE = "https://pay.example/stripe-pay-1"
PAID = (Status.CONFIRMED, PaymentStatus.PAID)
WAITING = (Status.AWAITING_PAYMENT, PaymentStatus.UNPAID)


async def reviews(anna: Passer) -> None:
    """Anna wants the teapot and looks at her review."""
    await anna.says("/start")
    await anna.taps("Kitchen", "All goods here", "Teapot", "Buy now", "I pick it up")
    await anna.says("+1 202 555 0123")


async def orders(anna: Passer, way: str = "Card, Alipay, WeChat") -> None:
    """Anna orders the teapot, to be paid that way."""
    await reviews(anna)
    await anna.taps(way)


async def read(street: Street, order_id: int = 1) -> Order:
    """An order as it is stored."""
    async with street.app.store.read() as uow:
        order = await uow.orders.get(order_id)
    assert order
    return order


async def standing(street: Street) -> tuple[Status, PaymentStatus]:
    """Where the order and its money stand."""
    order = await read(street)
    return order.status, order.payment_status
