"""What can happen on the pay page."""

from enum import StrEnum

from sandbox.providers.stripe.objects import Json


class Outcome(StrEnum):
    """One choice of the person who pays."""

    CARD = "card"
    ALIPAY = "alipay"
    WECHAT = "wechat_pay"
    WECHAT_LATER = "wechat_pay_later"  # accepted now, the money is settled later
    DECLINED = "generic_decline"
    NO_FUNDS = "insufficient_funds"
    EXPIRED_CARD = "expired_card"
    WRONG_CVC = "incorrect_cvc"
    LOST_CARD = "lost_card"
    NOT_CONFIRMED = "authentication_failed"  # 3-D Secure: the bank did not get its answer

    @property
    def way(self) -> str:
        """The payment method it uses."""
        return {"alipay": "alipay"}.get(self, "wechat_pay" if "wechat" in self else "card")

    @property
    def error(self) -> Json | None:
        """Stripe's error of a payment that fails this way; None if it does not."""
        told = _ERRORS.get(self)
        if told is None:
            return None
        code, decline_code, message = told
        error = {"type": "card_error", "code": code, "message": message}
        return error | ({"decline_code": decline_code} if decline_code else {})


_ERRORS = {
    Outcome.DECLINED: ("card_declined", "generic_decline", "Your card was declined."),
    Outcome.NO_FUNDS: ("card_declined", "insufficient_funds", "Your card has too little money."),
    Outcome.EXPIRED_CARD: ("expired_card", "expired_card", "Your card has expired."),
    Outcome.WRONG_CVC: ("incorrect_cvc", "incorrect_cvc", "The security code is wrong."),
    Outcome.LOST_CARD: ("card_declined", "lost_card", "Your card was declined."),
    Outcome.NOT_CONFIRMED: (
        "payment_intent_authentication_failure",
        "",
        "The bank could not confirm that it is you.",
    ),
}
WECHAT_FAILED: Json = {
    "type": "card_error",
    "code": "payment_intent_payment_attempt_failed",
    "message": "The payment was not settled.",
}
