"""The buttons of people who run the shop."""

from aiogram.filters.callback_data import CallbackData

from domain.fulfilment import Step


class MoveFulfilment(CallbackData, prefix="f"):
    """Take a step with a merchant's part of an order."""

    fulfilment: int
    to: Step


class OpenFulfilment(CallbackData, prefix="fo"):
    """A merchant's card of an order; *sure* asks whether to cancel it."""

    fulfilment: int
    cancelling: bool = False


class ShipFulfilment(CallbackData, prefix="fs"):
    """Ask for the tracking number; *without* ships with none."""

    fulfilment: int
    without: bool = False


class TakeCash(CallbackData, prefix="fm"):
    """Hand a part over for so much cash, in minor units of the order's currency."""

    fulfilment: int
    amount: int


class OpenQueue(CallbackData, prefix="fq"):
    """What the merchant still has to do."""


class UndoMovement(CallbackData, prefix="au"):
    """Take a change of stock back."""

    movement: int


class UndoPrice(CallbackData, prefix="ap"):
    """Put a price back to what it was; *price* in minor units, *now* what it must still be."""

    variant: int
    now: int
    price: int


class ShowProduct(CallbackData, prefix="av"):
    """Hide a product or show it again."""

    product: int
    hidden: bool


class OpenAllOrders(CallbackData, prefix="ao"):
    """Everybody's orders, for admins."""

    page: int = 0


class OpenAnyOrder(CallbackData, prefix="ai"):
    """One order of anybody, for admins."""

    order: int


class ChooseCategory(CallbackData, prefix="ac"):
    """The category of a product being added; 0 for none."""

    category: int


class SkipStep(CallbackData, prefix="ak"):
    """Leave an optional question of a form out."""


class OpenStaff(CallbackData, prefix="t"):
    """Who works here."""


class InviteStaff(CallbackData, prefix="ti"):
    """Make a single-use link; *merchant* 0 invites an admin."""

    merchant: int


class DismissStaff(CallbackData, prefix="td"):
    """Take somebody's posts away; asks first unless *sure*."""

    customer: int
    sure: bool = False


class BindChat(CallbackData, prefix="tb"):
    """Have this chat told about a merchant's orders."""

    merchant: int


class OpenFulfilmentLines(CallbackData, prefix="fl"):
    """The goods of a merchant's part, when they are too many for its card."""

    fulfilment: int
    page: int = 0


class OpenPanel(CallbackData, prefix="a"):
    """What an admin can do."""


class AddProduct(CallbackData, prefix="aa"):
    """Put something new on the shelf."""


class StaffPage(CallbackData, prefix="tp"):
    """Another page of the staff."""

    page: int


class OpenInvites(CallbackData, prefix="tv"):
    """Who a new link should let in."""

    page: int = 0


class OpenBinding(CallbackData, prefix="tc"):
    """Which merchant's orders this chat should be told about."""

    page: int = 0


class AddAfresh(CallbackData, prefix="ab"):
    """Forget what was told of a product being added, and begin again."""


class CategoryPage(CallbackData, prefix="ad"):
    """More categories for a product being added."""

    page: int


class ConfirmRefund(CallbackData, prefix="rb"):
    """Say that money which no provider returns by itself was returned by hand."""

    refund: int


class LookAgain(CallbackData, prefix="ah"):
    """Look once more at how the whole shop is doing."""
