"""What people and the shop's loops do at the same moment, each as one act in a town."""

from domain.fulfilment import Step
from domain.orders import Method
from domain.payments import Attempt
from tests.services.money_town import Town
from tests.services.money_turns import turns_of

ANNA, BORIS = 1001, 1002


async def page(town: Town, name: str = "stripe") -> str:
    """Have Anna order the mug and open a page; return the payment's id there."""
    placed = await town.place(ANNA, {"MUG": 2}, Method(name))
    await town.shop.till.open(placed)
    assert placed.payment
    return town.tellers[name].named(placed.payment.key).external_id


async def call_comes(town: Town, name: str = "stripe") -> None:
    """Let the provider's calls come in."""
    for call in town.tellers[name].post:
        await town.shop.watch.hear(name, call)
    town.tellers[name].post.clear()


async def bought(town: Town) -> None:
    """Have Anna's order paid."""
    town.tellers["stripe"].serve(await page(town), "right")
    await call_comes(town)
    await town.shop.watch.work_off()


async def works_off(town: Town) -> None:
    """The shop takes up what it was told."""
    await town.shop.watch.work_off()


async def looks(town: Town) -> None:
    """The shop asks the providers."""
    await town.shop.watch.look()


async def sweeps(town: Town) -> None:
    """The shop ends holds."""
    await town.sweep()


async def sends(town: Town) -> None:
    """The shop sends refunds."""
    await town.shop.refunds.send_due()


async def opens(town: Town) -> None:
    """Anna taps on her way to pay."""
    order = town.orders[0]
    chosen = await town.shop.till.choose(town.people[ANNA], order.id, None)
    await town.shop.till.open(chosen)


async def cancels(town: Town) -> None:
    """Anna cancels."""
    await town.shop.orders.cancel(town.people[ANNA], town.orders[0].id)


async def agrees_on_cash(town: Town) -> None:
    """Anna pays at the door after all."""
    await town.shop.till.at_the_door(town.people[ANNA], town.orders[0].id)


async def gives_up(town: Town) -> None:
    """The merchant gives the first order up."""
    await town.step(town.orders[0], 0, Step.CANCELLED)


async def pays(town: Town) -> None:
    """Anna pays, if the page is open; the call comes at once."""
    await turns_of(town).stop()
    for name, teller in town.tellers.items():
        for page in teller.pages(Attempt.PENDING):
            teller.serve(page, "right")
            await call_comes(town, name)
            await town.shop.watch.work_off()


async def opens_and_pays_unheard(town: Town) -> None:
    """Anna pays on the page she is shown, and the provider's call is lost."""
    till = town.shop.till
    order = await till.open(await till.choose(town.people[ANNA], town.orders[0].id, None))
    teller = town.tellers["stripe"]
    for page in teller.pages(Attempt.PENDING):
        if teller.payments[page].pay_url == order.pay_url:
            teller.serve(page, "right")
    teller.post.clear()


async def boris_orders(town: Town) -> None:
    """Boris takes two mugs."""
    await town.place(BORIS, {"MUG": 2}, Method.CASH)


async def refunds_outside(town: Town) -> None:
    """An owner returns all that is left, in the provider's cabinet."""
    teller = town.tellers["stripe"]
    (page,) = teller.payments
    if left := teller.left(page):
        teller.send_back(page, left)
        await call_comes(town)
        await town.shop.watch.work_off()
