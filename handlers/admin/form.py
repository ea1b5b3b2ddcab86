"""The form for new goods: what was told is kept, and the next question asked."""

from dataclasses import asdict, dataclass

from aiogram.fsm.context import FSMContext

from bot.dialogs import Adding
from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.adding import Draft, question_screen
from bot.shop import ShopFacts
from domain.customers import Customer
from domain.services.goods import Goods

_KEPT = "adding"


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one person, and what it needs to ask."""

    state: FSMContext
    customer: Customer
    goods: Goods
    shop: ShopFacts
    t: Translator

    async def draft(self) -> Draft:
        """What was told so far."""
        return Draft(**(await self.state.get_data()).get(_KEPT, {}))

    async def ask(self, draft: Draft, page: int = 0) -> Screen:
        """Keep *draft* and ask for what is missing next."""
        choices = await self.goods.categories(self.customer)
        await self.state.update_data({_KEPT: asdict(draft)})
        await self.state.set_state(getattr(Adding, draft.missing))
        return question_screen(draft, choices, page, self.shop.currency, self.t)

    async def end(self) -> None:
        """Forget the draft and leave."""
        await self.state.update_data({_KEPT: {}})
        await self.state.set_state(None)
