"""The product card as it is shown everywhere: with the cart and what the customer marked."""

from bot.i18n import Translator
from bot.reply import Screen
from bot.screens.parts import Listing
from bot.screens.product import product_screen
from domain.carts import Cart
from domain.catalog import Product
from domain.customers import Customer
from domain.services.carts import Carts
from domain.services.favourites import Favourites


async def product_view(
    customer: Customer,
    product: Product,
    variant_id: int,
    at: Listing,
    carts: Carts,
    favourites: Favourites,
    t: Translator,
    *,
    cart: Cart | None = None,
    picture: int = 0,
    toast: str | None = None,
) -> Screen:
    """Return a product's card, and note that it is looked at. *cart* if it is known."""
    if cart is None:
        cart = await carts.get(customer) if customer.cart_pieces else Cart(customer.id)
    marks = await favourites.opened(customer, product.id)
    return product_screen(
        product, variant_id, at, cart, t, marks=marks, picture=picture, toast=toast
    )
