"""Bank transfers: where to send the money, showing that it was sent, and deciding about it."""

from collections.abc import Iterator

from bot.callbacks.shopping import LeaveForm
from bot.callbacks.transfers import ClaimTransfer, DecideTransfer, OpenTransfer
from bot.callbacks.work import OpenAnyOrder
from bot.i18n import Translator, noop
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip, paragraphs
from bot.screens.recipients import account_gone
from bot.shop import ShopFacts
from domain.orders import Order
from domain.payments import Attempt
from domain.privacy import is_gone
from domain.services.transfers import Claim

_COPIES = 256  # characters Telegram copies by a button
_STANDS = {
    Attempt.REVIEW: noop("Please look into the account: has the money come?"),
    Attempt.CAPTURED: noop("<b>The money has come.</b> The order is paid."),
    Attempt.FAILED: noop("<b>Not received.</b> The customer has been told."),
}
_OVER = noop(
    "The order was paid another way or has ended. If this money comes all the same, say so: "
    "it is then due back."
)


def reference(order: Order, t: Translator) -> str:
    """What the customer writes as the purpose of the transfer."""
    return t("Order {number}", number=order.number).plain


def where_to(order: Order, t: Translator, shop: ShopFacts) -> Markup:
    """Say how much to transfer, to which account and under which reference."""
    return LINES.join(
        [
            t("<b>Please transfer {total} to:</b>", total=t.money(order.total)),
            clip(shop.bank_details, 400),
            t("Reference: <code>{reference}</code>", reference=reference(order, t)),
            t("Then tap “I have paid” and send a photo of the receipt."),
        ]
    )


def transfer_buttons(order: Order, t: Translator, shop: ShopFacts) -> list[list[Button]]:
    """Say that it is paid, and copy what has to be typed at the bank."""
    return [
        [Button(t("I have paid"), ClaimTransfer(order=order.id), style="success")],
        [
            Button(t("Copy account"), copy=shop.bank_details[:_COPIES]),
            Button(t("Copy reference"), copy=reference(order, t)),
        ],
    ]


def proof_screen(order: Order, t: Translator) -> Screen:
    """Ask for the photo of a receipt."""
    text = paragraphs(
        t("<b>Order #{number}: your transfer</b>", number=order.number),
        t(
            "Please send a photo or a screenshot of the bank's receipt. "
            "The shop looks at it and confirms; your goods are held until then."
        ),
    )
    return Screen(text, [[Button(t("Cancel"), LeaveForm())]])


def transfer_screen(claim: Claim, t: Translator, *, toast: str | None = None) -> Screen:
    """Staff's card: who says they paid how much for what, the receipt, and the decision."""
    order, payment = claim.order, claim.payment
    text = paragraphs(
        t(
            "<b>Bank transfer: {total}</b> · Order <b>#{number}</b>",
            total=t.money(payment.money),
            number=order.number,
        ),
        LINES.join(
            [
                account_gone(t)
                if is_gone(order.customer_id)
                else t("{name} says it is paid.", name=clip(order.recipient.name, 64)),
                t("Reference: <code>{reference}</code>", reference=reference(order, t)),
            ]
        ),
        t(_STANDS.get(payment.status, _OVER)),
    )
    return Screen(
        text,
        [*_decisions(claim, t)],
        picture=claim.proof,
        card=False,
        subject=subject(payment.id),
        toast=toast,
        alert=toast is not None,
    )


def subject(payment_id: int) -> str:
    """The name under which every copy of this card is kept up to date."""
    return f"transfer:{payment_id}"


def sure_screen(claim: Claim, t: Translator, *, came: bool) -> Screen:
    """Ask once more: either answer moves money or tells a customer that it is missing."""
    payment, name = claim.payment, clip(claim.order.recipient.name, 64)
    money = t.money(payment.money)
    decide = DecideTransfer(payment=payment.id, came=came, sure=True)
    if came:
        asked = t("<b>Has {money} come from {name}?</b>", money=money, name=name)
        what = t("The order is paid then, and can be packed.")
        yes = Button(t("Yes, it has come"), decide, style="success")
    else:
        asked = t("<b>Has {money} from {name} not come?</b>", money=money, name=name)
        what = t("{name} is told, and can pay again or send another photo.", name=name)
        yes = Button(t("No, it has not"), decide, style="danger")
    rows = [
        [yes],
        [Button(t("‹ Back"), OpenTransfer(payment=payment.id))],
    ]
    return Screen(
        paragraphs(asked, what),
        rows,
        picture=claim.proof,
        card=False,
        subject=subject(payment.id),
    )


def _decisions(claim: Claim, t: Translator) -> Iterator[list[Button]]:
    payment = claim.payment
    if payment.status not in (Attempt.CAPTURED, Attempt.FAILED):
        yes = DecideTransfer(payment=payment.id, came=True)
        row = [Button(t("Money has come"), yes, style="success")]
        if payment.status is Attempt.REVIEW:
            row.append(Button(t("Not received"), DecideTransfer(payment=payment.id, came=False)))
        yield row
    yield [Button(t("Open the order"), OpenAnyOrder(order=claim.order.id))]
