"""The way back from a product to the list it was opened from."""

from aiogram.filters.callback_data import CallbackData

from bot.callbacks.favourites import SAVED, SEEN, SHARED, OpenFavourites, OpenSeen, OpenShared
from bot.callbacks.recommendations import (
    AGAIN,
    FOR_YOU,
    WITH_CART,
    OpenAgain,
    OpenForYou,
    OpenWith,
    OpenWithCart,
    product_of,
)
from bot.callbacks.shared_carts import SHARED_CART, OpenSharedCart
from bot.callbacks.shopping import MoreFound, OpenGoods, search_of
from bot.screens.parts import Listing


def origin(at: Listing) -> CallbackData:
    """Return what opens that list again, at its page."""
    if at.shelf >= 0:
        return OpenGoods(category=at.shelf, page=at.page, sort=at.sort)
    if (search := search_of(at.shelf)) is not None:
        return MoreFound(page=at.page, search=search)
    if product_id := product_of(at.shelf):
        return OpenWith(product=product_id, at=at.page)
    ways: dict[int, CallbackData] = {
        SAVED: OpenFavourites(page=at.page),
        SEEN: OpenSeen(page=at.page),
        SHARED: OpenShared(page=at.page),
        FOR_YOU: OpenForYou(page=at.page),
        AGAIN: OpenAgain(page=at.page),
        WITH_CART: OpenWithCart(page=at.page),
        SHARED_CART: OpenSharedCart(page=at.page),
    }
    return ways.get(at.shelf, OpenGoods())
