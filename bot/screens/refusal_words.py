"""The sentences of refusals that differ in a word of their reason."""

from bot.i18n import noop
from domain.errors import Fact, Field, Refusal

NOT_FOUND = {
    "product": noop("This is not on sale any more. Please look at something else."),
    "category": noop("This shelf is empty now. Please open another one."),
    "shelf": noop("This shelf is not there any more. Please look at the others."),
    "cart": noop(
        "This cart is not shared any more. Ask for a new link, or look around in the shop."
    ),
    "link": noop("This link leads nowhere any more. Here is the shop."),
    "method": noop("This way to pay is not offered any more. Please choose another."),
    "delivery": noop("This delivery is not offered any more. Please choose another."),
    "line": noop("This is not part of the order any more. Please open the order again."),
    "return": noop("This request is not known here. Please open the order again."),
    "offer": noop("This question is not known here. Please open the order again."),
    "goods": noop("There is nothing to show yet. Please look again in a minute."),
    "order": noop("There is no such order among yours. My orders lists them all."),
    "search": noop("That search is too old. Please type it again."),
}
TEXTS = {
    Field.NAME: noop("A name has {least} to {most} characters. Please type it again."),
    Field.ADDRESS: noop("An address has {least} to {most} characters. Please type it again."),
    Field.COMMENT: noop("A comment has up to {most} characters. Please make it shorter."),
    Field.TITLE: noop("A title has {least} to {most} characters. Please type it again."),
    Field.DESCRIPTION: noop("A description has up to {most} characters. Please shorten it."),
    Field.TRACKING: noop("A tracking number has {least} to {most} characters."),
    Field.REASON: noop("Please say why in {least} to {most} characters."),
    Field.ANSWER: noop("Please say why not in {least} to {most} characters."),
    Field.SEARCH: noop("Please search with up to {most} characters."),
    Field.REVIEW: noop("A review has up to {most} characters."),
    Field.REPLY: noop("An answer has up to {most} characters."),
    Field.FEEDBACK: noop("Please write {least} to {most} characters."),
}
FACTS = {
    Fact.DELIVERY: noop("Please choose first how your order should reach you."),
    Fact.ADDRESS: noop("Please tell first where the courier should go."),
    Fact.PHONE: noop("Please give a phone number first."),
    Fact.NAME: noop("Please tell first who gets the order."),
}
STEPS = {
    "paying": noop("A payment is on its way for this order. Please wait a minute and look again."),
    "awaiting_payment": noop("This order still waits for its payment."),
    "confirmed": noop("The shop is already working on this order. Please ask the shop."),
    "completed": noop("This order is finished."),
    "expired": noop("This order was not paid in time. Its goods went back to the shelf."),
    "cancelled": noop("This order is cancelled already."),
    "not_paid": noop("No money has come for this order, so none can go back."),
    "return_over": noop("There is nothing of this order that can be given back any more."),
    "feedback_full": noop("Your letters still wait for an answer. Please wait for one first."),
    "return_taken": noop("Not so many pieces can be given back. Please choose again."),
}
REFUSALS = {
    Refusal.UNKNOWN: noop("This invoice is not known here. Nothing was charged."),
    Refusal.NOT_YOURS: noop("Somebody else ordered this. Only they can pay. Nothing was charged."),
    Refusal.ALREADY_PAID: noop("This order is paid already. Nothing was charged again."),
    Refusal.AT_THE_DOOR: noop("You pay this order in cash. Nothing was charged."),
    Refusal.CANCELLED: noop("This order is cancelled. Nothing was charged."),
    Refusal.EXPIRED: noop(
        "The time to pay is over and the goods went back. Nothing was charged. Please order again."
    ),
    Refusal.AMOUNT: noop(
        "The sum is no longer right. Nothing was charged. Please open the order and pay there."
    ),
    Refusal.SHIPPING: noop(
        "Delivery is in the price already. Nothing was charged. Please open the order and pay "
        "there."
    ),
    Refusal.BUSY: noop(
        "The shop is very busy. Nothing was charged. Please pay again in a minute."
    ),
    Refusal.WRONG_WAY: noop(
        "Such goods cannot be paid this way. Nothing was charged. Please order again."
    ),
}
