"""Every button of the bot. A button is a complete address: ids, page numbers and wanted
results only, so it works after a restart and in a year. Prefixes are never reused.
"""

from aiogram.filters.callback_data import CallbackData

from domain.catalog import Sort
from domain.customers import Delivery
from domain.errors import Fact
from domain.fulfilment import Step
from domain.orders import Method

FOUND = -1  # in place of a category: what the last search found


class OpenHome(CallbackData, prefix="h"):
    """The first screen."""


class OpenShelf(CallbackData, prefix="c"):
    """A category (0: the whole shop) at a page of its sub-shelves, or goods if it has none."""

    category: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR


class OpenProduct(CallbackData, prefix="p"):
    """A product with a variant chosen (0: the shop chooses), and the list it came from.

    *shelf* is that list's category, 0 for all goods, `FOUND` for the last search.
    """

    product: int
    variant: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0


class SetQuantity(CallbackData, prefix="q"):
    """Have that many pieces in the cart, and show the product again."""

    product: int
    variant: int
    quantity: int
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0


class AddFromList(CallbackData, prefix="qa"):
    """Have that many pieces in the cart; the list stays, a toast tells."""

    variant: int
    quantity: int


class BuyNow(CallbackData, prefix="b"):
    """Have at least one piece in the cart and go to checkout."""

    variant: int


class OpenCart(CallbackData, prefix="k"):
    """The cart, at a page of its lines."""

    page: int = 0


class SetLine(CallbackData, prefix="kl"):
    """Have that many pieces of a line in the cart and show it; 0 removes and shows the cart."""

    variant: int
    quantity: int
    page: int = 0


class OpenLine(CallbackData, prefix="ko"):
    """One cart line with its stepper."""

    variant: int
    page: int = 0


class TypeQuantity(CallbackData, prefix="kq"):
    """Ask for a quantity in words."""

    variant: int


class ClearCart(CallbackData, prefix="kc"):
    """Empty the cart; asks first unless *sure*."""

    sure: bool = False


class AcceptChanges(CallbackData, prefix="ka"):
    """Take today's prices and stock into the cart."""


class OpenCheckout(CallbackData, prefix="o"):
    """Ask what is missing, then the review."""


class ChooseDelivery(CallbackData, prefix="od"):
    """How the goods should come."""

    delivery: Delivery


class EditFact(CallbackData, prefix="oe"):
    """Ask again for something checkout knows."""

    fact: Fact


class EditComment(CallbackData, prefix="oc"):
    """Ask for a comment on the order; *clear* takes it away."""

    clear: bool = False


class PlaceOrder(CallbackData, prefix="op"):
    """Order what the review with that revision and fingerprint showed."""

    revision: int
    fingerprint: int
    method: Method


class PayOrder(CallbackData, prefix="oy"):
    """Ask for the money of an unpaid order again."""

    order: int


class OpenOrders(CallbackData, prefix="m"):
    """The customer's own orders."""

    page: int = 0


class OpenOrder(CallbackData, prefix="mo"):
    """One order in the live card."""

    order: int


class CancelOrder(CallbackData, prefix="mc"):
    """Cancel an unpaid order; asks first unless *sure*."""

    order: int
    sure: bool = False


class RepeatOrder(CallbackData, prefix="mr"):
    """Put an order's goods into the cart again."""

    order: int


class OpenSearch(CallbackData, prefix="s"):
    """Say how to search."""


class MoreFound(CallbackData, prefix="sm"):
    """Another page of the search that this chat made last."""

    page: int


class OpenLanguages(CallbackData, prefix="l"):
    """Which language to speak."""


class ChooseLanguage(CallbackData, prefix="lc"):
    """Speak that language."""

    language: str


class OpenHelp(CallbackData, prefix="i"):
    """How the shop works."""


class LeaveForm(CallbackData, prefix="x"):
    """Stop asking; nothing said so far is lost."""


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


class OpenGoods(CallbackData, prefix="g"):
    """The products on and below a category (0: of the whole shop) at a page."""

    category: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR


class PutBack(CallbackData, prefix="ku"):
    """Have a line that was just removed in the cart again, and show the cart."""

    variant: int
    quantity: int
    page: int = 0


class KeepOrder(CallbackData, prefix="mk"):
    """Leave an order as it is, and show it where the question stood."""

    order: int


class AddAfresh(CallbackData, prefix="ab"):
    """Forget what was told of a product being added, and begin again."""


class CategoryPage(CallbackData, prefix="ad"):
    """More categories for a product being added."""

    page: int
