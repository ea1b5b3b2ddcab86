"""The buttons of sales, for admins."""

from aiogram.filters.callback_data import CallbackData


class OpenSales(CallbackData, prefix="ys"):
    """The shop's sales: running, planned and past ones."""

    page: int = 0


class EndSale(CallbackData, prefix="ye"):
    """Cancel a sale that is planned, or end one that runs, which asks first unless *sure*."""

    sale: int
    sure: bool = False


class AskSale(CallbackData, prefix="yp"):
    """Ask how much less a product should cost for a while."""

    product: int


class ReduceBy(CallbackData, prefix="yr"):
    """Take so much off a product, in thousandths of a percent; asks until when."""

    product: int
    rate: int


class SaleFor(CallbackData, prefix="yd"):
    """Put a product on sale at once, for *days* whole days after today.

    Either *rate*, in thousandths of a percent, is taken off, or it costs *price* minor units
    of the shop's money, or Stars if *stars*.
    """

    product: int
    days: int
    rate: int = 0
    price: int = 0
    stars: bool = False
