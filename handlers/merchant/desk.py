"""Taking a step with a part and showing what came of it, however it was asked for."""

from dataclasses import dataclass, replace

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.merchant import fulfilment_screen, too_late
from domain.clock import Clock
from domain.customers import Customer
from domain.errors import AlreadyDone, WrongStep
from domain.fulfilment import Step
from domain.money import Money
from domain.services.fulfilment import Fulfilments


@dataclass(frozen=True, slots=True)
class Desk:
    """One member of the staff at work, in a private chat or a *group*."""

    actor: Customer
    fulfilments: Fulfilments
    clock: Clock
    t: Translator
    group: bool

    async def take(
        self,
        fulfilment_id: int,
        to: Step,
        tracking: str = "",
        received: Money | None = None,
    ) -> Screen:
        """Take a step and show the card; whoever comes second is told who was first.

        Raises:
            NotFound, NotAllowed, BadText, BadPrice: As `Fulfilments.move` does.
        """
        try:
            part = await self.fulfilments.move(self.actor, fulfilment_id, to, tracking, received)
        except (AlreadyDone, WrongStep) as error:
            part = await self.fulfilments.get(self.actor, fulfilment_id)
            words = too_late(error, self.clock.now(), self.t)
            card = fulfilment_screen(part, self.t, group=self.group)
            return replace(card, toast=words, alert=True)
        return fulfilment_screen(part, self.t, group=self.group)
