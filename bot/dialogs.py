"""The places in a conversation where a person types freely."""

from aiogram.fsm.state import State, StatesGroup


class Shipping(StatesGroup):
    """A merchant sends a parcel off. Kept: *fulfilment*, its id."""

    number = State()


class Collecting(StatesGroup):
    """A merchant was paid at the door. Kept: *fulfilment*, its id."""

    cash = State()


class Adding(StatesGroup):
    """An admin puts something new on the shelf. Kept: what was understood so far."""

    title = State()
    price = State()
    category = State()
    photo = State()
    stock = State()


class Reducing(StatesGroup):
    """An admin puts a product on sale. Kept: *sale*, its id and how much less it will cost."""

    much = State()
    days = State()


class Shelving(StatesGroup):
    """An admin names a shelf or gives it a picture. Kept: *category* or *parent*, *language*."""

    title = State()
    name = State()
    picture = State()


class Filling(StatesGroup):
    """Staff say what digital goods are handed over. Kept: *variant*, its id."""

    keys = State()
    file = State()
    text = State()


class Importing(StatesGroup):
    """An admin sends a file with goods."""

    file = State()


class Ordering(StatesGroup):
    """A customer tells what checkout must know. Kept of a promo code: *review*, what follows."""

    address = State()
    phone = State()
    name = State()
    comment = State()
    promo = State()


class Returning(StatesGroup):
    """A customer asks the shop to take goods back. Kept: what was told so far."""

    goods = State()
    reason = State()
    photos = State()


class Rejecting(StatesGroup):
    """A merchant says why something is not taken back. Kept: *request*, its id."""

    answer = State()


class Counting(StatesGroup):
    """A customer types how many pieces. Kept: *variant*, its id."""

    quantity = State()


class Transferring(StatesGroup):
    """A customer shows that they paid by bank transfer. Kept: *order*, its id."""

    proof = State()


class Reviewing(StatesGroup):
    """A customer says more of what they got. Kept: what was told so far."""

    words = State()


class ReadingReviews(StatesGroup):
    """Staff type why a review is not shown, or the answer. Kept: *review*, *revision*."""

    reason = State()
    answer = State()


class TellingTheShop(StatesGroup):
    """A customer tells the owners something. Kept: what was told so far."""

    words = State()


class AnsweringLetters(StatesGroup):
    """An owner answers a customer. Kept: *feedback*, its id."""

    words = State()
