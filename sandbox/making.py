"""Puts an empty world together."""

from sandbox.callbacks import Presses
from sandbox.calls import CallLog
from sandbox.checkout import Checkout
from sandbox.clock import Clock
from sandbox.desk import Desk
from sandbox.events import Events
from sandbox.files import Files
from sandbox.inline import InlineMode
from sandbox.messages import Messages
from sandbox.people import People, Person
from sandbox.profile import Profile
from sandbox.refusals import Json
from sandbox.stars import Stars
from sandbox.updates import Updates
from sandbox.webhook_state import Webhook
from sandbox.world import World


def new_world(token: str, bot: Person, clock: Clock, log_size: int, privacy: bool) -> World:
    """A world with nobody in it but the bot."""
    updates, events = Updates(clock), Events()

    def paid(checkout: Checkout, receipt: Json) -> Json:
        return world.take_payment(checkout, receipt)

    world = World(
        token=token,
        clock=clock,
        people=People(bot),
        messages=Messages(),
        files=Files(bot.id),
        updates=updates,
        presses=Presses(clock),
        events=events,
        log=CallLog(log_size),
        profile=Profile(),
        stars=Stars(),
        inline=InlineMode(clock),
        webhook=Webhook(),
        desk=Desk(clock, updates, events, paid),
        privacy=privacy,
    )
    return world
