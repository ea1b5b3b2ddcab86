"""Many payments at once, written straight into both books."""

from sqlalchemy import insert

from domain.gateways import Snapshot
from domain.orders import Method, PaymentStatus, Status
from domain.payments import Attempt, Outcome
from storage.tables import trade
from tests.services.comparing import ComparingShop
from tests.shop import usd

PRICE = 690


async def fill(shop: ComparingShop, many: int, *, recorded: bool = True) -> None:
    """Have *many* orders that were paid two hours ago, *recorded* in our books or not.

    The first has the payment "stripe-pay-1", and so on.
    """
    first = len(shop.books.payments) + 1
    numbers = range(first, first + many)
    person = await shop.customer()
    for number in numbers:
        _paid(shop, number)
    async with shop.store.write() as uow:
        await uow.connection.execute(
            insert(trade.orders), [_order(shop, person.id, n, recorded=recorded) for n in numbers]
        )
        await uow.connection.execute(
            insert(trade.payments), [_attempt(shop, n, recorded=recorded) for n in numbers]
        )
        if recorded:
            await uow.connection.execute(
                insert(trade.charges), [_charge(shop, person.id, n) for n in numbers]
            )
    shop.clock.skip(hours=2)


def _paid(shop: ComparingShop, number: int) -> None:
    id_, now = f"stripe-pay-{number}", shop.clock.now()
    shop.books.payments[id_] = Snapshot(
        id_, f"key-{number}", Attempt.CAPTURED, usd(PRICE), now, usd(PRICE)
    )


def _order(
    shop: ComparingShop, person_id: int, number: int, *, recorded: bool
) -> dict[str, object]:
    return {
        "customer_id": person_id,
        "checkout_key": f"checkout-{number}",
        "language": "en",
        "status": Status.CONFIRMED if recorded else Status.AWAITING_PAYMENT,
        "payment_status": PaymentStatus.PAID if recorded else PaymentStatus.UNPAID,
        "method": Method.STRIPE,
        "name": "Anna",
        "phone": "+12025550123",
        "delivery": "pickup",
        "currency": "USD",
        "subtotal": PRICE,
        "total": PRICE,
        "placed_at": shop.clock.now(),
    }


def _attempt(shop: ComparingShop, number: int, *, recorded: bool) -> dict[str, object]:
    return {
        "order_id": number,
        "provider": Method.STRIPE,
        "amount": PRICE,
        "currency": "USD",
        "status": Attempt.CAPTURED if recorded else Attempt.PENDING,
        "key": f"key-{number}",
        "external_id": f"stripe-pay-{number}",
        "created_at": shop.clock.now(),
    }


def _charge(shop: ComparingShop, person_id: int, number: int) -> dict[str, object]:
    return {
        "provider": Method.STRIPE,
        "charge_id": f"stripe-pay-{number}",
        "key": f"key-{number}",
        "order_id": number,
        "payer_id": person_id,
        "amount": PRICE,
        "currency": "USD",
        "outcome": Outcome.PAID,
        "settled": True,
        "at": shop.clock.now(),
    }
