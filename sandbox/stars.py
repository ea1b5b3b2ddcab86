"""The bot's Stars: payments in, refunds out."""

from sandbox.invoices import STARS
from sandbox.params import Params
from sandbox.refusals import Json, bad_request


class Stars:
    """Star transactions in the order they happened."""

    def __init__(self) -> None:
        self._transactions: list[Json] = []
        self._receipts: dict[str, tuple[int, Json]] = {}
        self._refunded: set[str] = set()

    @property
    def balance(self) -> int:
        """Stars received minus Stars refunded."""
        signs = [1 if "source" in each else -1 for each in self._transactions]
        amounts = [each["amount"] for each in self._transactions]
        return sum(sign * amount for sign, amount in zip(signs, amounts, strict=True))

    def received(self, user: Json, receipt: Json, now: int) -> None:
        """Book a payment if it was made in Stars."""
        if receipt["currency"] != STARS:
            return
        charge_id = receipt["telegram_payment_charge_id"]
        self._receipts[charge_id] = (user["id"], receipt)
        self._book("source", user, receipt, now)

    def refund(self, params: Params, user: Json, now: int) -> Json:
        """Give a payment back and return the RefundedPayment.

        Raises:
            Refused: unknown charge, another payer, or refunded already.
        """
        charge_id = params.text("telegram_payment_charge_id")
        payer, receipt = self._receipts.get(charge_id, (0, {}))
        if payer != user["id"]:
            raise bad_request("CHARGE_NOT_FOUND")
        if charge_id in self._refunded:
            raise bad_request("CHARGE_ALREADY_REFUNDED")
        self._refunded.add(charge_id)
        self._book("receiver", user, receipt, now)
        named = ("currency", "total_amount", "invoice_payload", "telegram_payment_charge_id")
        return {name: receipt[name] for name in named}

    def transactions(self, offset: int, limit: int) -> list[Json]:
        """*limit* transactions after the first *offset* ones."""
        return self._transactions[offset : offset + limit]

    def _book(self, side: str, user: Json, receipt: Json, now: int) -> None:
        partner: Json = {"type": "user", "transaction_type": "invoice_payment", "user": user}
        partner["invoice_payload"] = receipt["invoice_payload"]
        entry: Json = {"id": receipt["telegram_payment_charge_id"]}
        entry |= {"amount": receipt["total_amount"], "date": now, side: partner}
        self._transactions.append(entry)
