"""The buttons of reviews: given by customers, read by everybody, decided by staff."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from domain.catalog import Sort
from domain.reviews import Sorting


class Only(StrEnum):
    """Which stars a list of reviews is narrowed to."""

    ALL = "0"
    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"


class RateOrder(CallbackData, prefix="v"):
    """The delivered lines of an order, to rate one."""

    order: int
    page: int = 0


class RateLine(CallbackData, prefix="vl"):
    """What the customer said of a line; *anew* asks for other stars."""

    order: int
    line: int
    anew: bool = False


class GiveStars(CallbackData, prefix="vs"):
    """Have a line rated with that many stars."""

    order: int
    line: int
    stars: int


class WriteReview(CallbackData, prefix="vw"):
    """Ask for words and photos."""

    order: int
    line: int


class SendReview(CallbackData, prefix="vd"):
    """Have what was told in the form said."""

    line: int


class DropPhotos(CallbackData, prefix="vp"):
    """Take the photos out of what was told in the form."""

    line: int


class WithdrawReview(CallbackData, prefix="vx"):
    """Take a review back; asks first unless *sure*."""

    order: int
    line: int
    sure: bool = False


class HushReviews(CallbackData, prefix="vh"):
    """Ask the customer no more after deliveries, or again."""

    order: int
    silent: bool


class OpenReviews(CallbackData, prefix="vr"):
    """A page of a product's reviews; *variant*, *page*, *sort* and *shelf* lead back to it."""

    product: int
    variant: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0
    only: Only = Only.ALL
    sorting: Sorting = Sorting.NEW
    at: int = 0


class NarrowReviews(CallbackData, prefix="vf"):
    """Ask which stars to show; the rest as for `OpenReviews`."""

    product: int
    variant: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0
    only: Only = Only.ALL
    sorting: Sorting = Sorting.NEW
    at: int = 0


class OpenReview(CallbackData, prefix="vo"):
    """One review; the rest leads back to its list, as for `OpenReviews`."""

    review: int
    variant: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0
    only: Only = Only.ALL
    sorting: Sorting = Sorting.NEW
    at: int = 0


class MarkReview(CallbackData, prefix="j"):
    """Have a review be useful to this person, or not; the rest as for `OpenReview`."""

    review: int
    variant: int = 0
    page: int = 0
    sort: Sort = Sort.POPULAR
    shelf: int = 0
    only: Only = Only.ALL
    sorting: Sorting = Sorting.NEW
    at: int = 0
    useful: bool = True


class OpenReviewQueue(CallbackData, prefix="vq"):
    """What waits to be read, or else what is published."""

    waiting: bool = True
    page: int = 0


class OpenReviewCard(CallbackData, prefix="vc"):
    """Staff's card of a review; *photos* shows those above it."""

    review: int
    photos: bool = False


class PublishReview(CallbackData, prefix="va"):
    """Have everybody read a review as it was in that revision."""

    review: int
    revision: int


class RejectReview(CallbackData, prefix="vn"):
    """Ask for the sentence that says why nobody shall read it."""

    review: int
    revision: int


class AnswerReview(CallbackData, prefix="ve"):
    """Ask for the shop's answer."""

    review: int
    revision: int
