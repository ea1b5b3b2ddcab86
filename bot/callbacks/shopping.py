"""The buttons of people who buy."""

from aiogram.filters.callback_data import CallbackData

from domain.catalog import Sort
from domain.customers import Delivery
from domain.errors import Fact
from domain.orders import Method

FOUND = -1  # in place of a category: what the last search found
SEARCHED = -1_000_000_000  # and below: what the search found whose id is that much further down


def list_found(search_id: int) -> int:
    """Return what stands in place of a category for what a search found (0: the last one)."""
    return SEARCHED - search_id if search_id else FOUND


def search_of(shelf: int) -> int | None:
    """Return the search of such a list, 0 for the last one; None if it is another list."""
    if shelf == FOUND:
        return 0
    return SEARCHED - shelf if shelf < SEARCHED else None


class OpenHome(CallbackData, prefix="h"):
    """The first screen."""


class OpenShelf(CallbackData, prefix="c"):
    """A category (0: the whole shop) at a page of its sub-shelves, or goods if it has none."""

    category: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR


class OpenProduct(CallbackData, prefix="p"):
    """A product with a variant chosen (0: the shop chooses), and the list it came from.

    *shelf* is that list's category, 0 for all goods, `FOUND` for the last search, and
    `list_found` for any other.
    """

    product: int
    variant: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0


class TurnPicture(CallbackData, prefix="pg"):
    """The same product with another of its pictures, counted from 0."""

    product: int
    variant: int
    picture: int
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
    """Cancel an order that nobody has begun on; asks first unless *sure*."""

    order: int
    sure: bool = False


class RepeatOrder(CallbackData, prefix="mr"):
    """Put an order's goods into the cart again."""

    order: int


class OpenSearch(CallbackData, prefix="s"):
    """Say how to search."""


class MoreFound(CallbackData, prefix="sm"):
    """Another page of a search (0: of the one that this person made last)."""

    page: int
    search: int = 0


class OpenLanguages(CallbackData, prefix="l"):
    """Which language to speak."""


class ChooseLanguage(CallbackData, prefix="lc"):
    """Speak that language."""

    language: str


class OpenHelp(CallbackData, prefix="i"):
    """How the shop works."""


class LeaveForm(CallbackData, prefix="x"):
    """Stop asking; nothing said so far is lost."""


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


class ChooseWay(CallbackData, prefix="yw"):
    """Choose how to pay an order that waits for its money."""

    order: int


class PayBy(CallbackData, prefix="yb"):
    """Have an order's money asked for in that way."""

    order: int
    method: Method


class KeepOrder(CallbackData, prefix="mk"):
    """Leave an order as it is, and show it where the question stood."""

    order: int
