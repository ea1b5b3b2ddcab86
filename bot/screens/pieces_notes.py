"""What a customer is told of single pieces, each in at most four lines."""

from collections.abc import Iterator

from bot.callbacks.returns import AnswerOffer
from bot.callbacks.shopping import OpenHelp, OpenOrder, OpenProduct
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.fates import so_many
from bot.screens.parts import LINES, clip
from domain.money import Money
from domain.orders import Order, OrderLine
from domain.returns import Offer, OfferState, Return, State
from domain.services.offers import in_cash

_LINES = 5


def taken_off_note(
    order: Order, line: OrderLine, pieces: int, money: Money | None, t: Translator
) -> Screen:
    """Pieces are not available; *money* goes back, or less is paid at the door."""
    said = [
        t("<b>Order #{number} has changed.</b>", number=order.number),
        t("Not available: {goods}", goods=so_many(line, pieces, t)),
    ]
    if money:
        said.append(t("{money} goes back to you.", money=t.money(money)))
    elif in_cash(order):
        said.append(t("You pay {money} in cash.", money=t.money(order.to_pay)))
    return Screen(LINES.join(said), [[_open(order, t)]], card=False)


def paid_back_note(
    order: Order, line: OrderLine, pieces: int, money: Money | None, t: Translator
) -> Screen:
    """The shop gives money for pieces; nothing has to be sent back."""
    goods = so_many(line, pieces, t)
    said = [
        _money_back(order, money, t),
        t("It is for {goods}. You need not send anything back.", goods=goods),
    ]
    return Screen(LINES.join(said), [[_open(order, t)]], card=False)


def return_note(order: Order, ended: Return, money: Money | None, t: Translator) -> Screen:
    """What the shop decided about a request."""
    goods = [so_many(line, pieces, t) for line, pieces in ended.goods(order)[:_LINES]]
    if ended.state is State.ACCEPTED:
        said = [
            t("<b>The shop takes this back. Order #{number}:</b>", number=order.number),
            *goods,
        ]
        if money:
            said.append(t("{money} goes back to you.", money=t.money(money)))
        return Screen(LINES.join(said), [[_open(order, t)]], card=False)
    said = [
        t("<b>The shop does not take this back. Order #{number}:</b>", number=order.number),
        *goods,
        t("“{words}”", words=clip(ended.answer, 300)),
    ]
    return Screen(LINES.join(said), [[_open(order, t), Button(t("Help"), OpenHelp())]], card=False)


def offer_note(order: Order, offer: Offer, t: Translator) -> Screen:
    """The shop suggests more; who paid already is shown the goods to buy them anew."""
    line = next(line for line in order.lines if line.id == offer.line_id)
    text = LINES.join(_offer_words(order, line, offer, t))
    if offer.state is not OfferState.OPEN:
        return Screen(text, [[_open(order, t)]], card=False)
    no = Button(t("No, thanks"), AnswerOffer(offer=offer.id, yes=False))
    return Screen(text, [*_yes(order, line, offer, t), [no]], card=False)


def answered_screen(order: Order, offer_yes: bool, t: Translator) -> Screen:
    """What came of the customer's answer."""
    if offer_yes:
        said = t(
            "<b>It is added to order #{number}.</b>\nYou pay {money} in cash.",
            number=order.number,
            money=t.money(order.to_pay),
        )
    else:
        said = t("All right, order #{number} stays as it is.", number=order.number)
    return Screen(said, [[_open(order, t)]], card=False)


def _offer_words(order: Order, line: OrderLine, offer: Offer, t: Translator) -> Iterator[Markup]:
    goods = so_many(line, offer.pieces, t)
    cost = t.money(line.price * offer.pieces)
    yield t("<b>A question about order #{number}</b>", number=order.number)
    yield t("The shop suggests to add {goods} for {money}.", goods=goods, money=cost)
    if in_cash(order):
        yield t("If you agree, you pay it in cash with the rest.")
    else:
        yield t("Your order is paid, so it stays as it is. You can order this besides.")


def _yes(order: Order, line: OrderLine, offer: Offer, t: Translator) -> Iterator[list[Button]]:
    if in_cash(order):
        agree = AnswerOffer(offer=offer.id, yes=True)
        yield [Button(t("Yes, add it"), agree, style="success")]
    elif line.product_id is not None:
        goods = OpenProduct(product=line.product_id, variant=line.variant_id or 0)
        yield [Button(t("See the goods"), goods, style="primary")]


def _money_back(order: Order, money: Money | None, t: Translator) -> Markup:
    if money is None:
        return t("<b>Order #{number} has changed.</b>", number=order.number)
    return t(
        "<b>{money} of order #{number} goes back to you.</b>",
        money=t.money(money),
        number=order.number,
    )


def _open(order: Order, t: Translator) -> Button:
    return Button(t("Open the order"), OpenOrder(order=order.id))
