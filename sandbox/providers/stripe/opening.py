"""How a Checkout Session is made, and everything Stripe would not accept about one."""

import re

from sandbox.providers.stripe.forms import Form
from sandbox.providers.stripe.objects import Account, Item, Json, Session
from sandbox.providers.stripe.records import Records
from sandbox.providers.stripe.refusals import Refused, invalid, missing

SOONEST, LATEST, USUAL = 30 * 60, 24 * 3600, 24 * 3600
MOST_ITEMS = 100
MOST_NOTES, LONGEST_NOTE_NAME, LONGEST_NOTE = 50, 40, 500
LONGEST_REFERENCE = 200
LARGEST = 999_999_999_999
URL = re.compile(r"https?://\S+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Cents or yen under which Stripe takes nothing; a few currencies are enough here.
LEAST = {"usd": 50, "eur": 50, "gbp": 30, "jpy": 50, "hkd": 400, "cny": 1, "rub": 1}
CURRENCIES = {
    "alipay": "aud cad cny eur gbp hkd jpy myr nzd sgd usd",
    "wechat_pay": "aud cad chf cny dkk eur gbp hkd jpy nok sek sgd usd",
}
KNOWN_WAYS = ("card", "alipay", "wechat_pay")
PARAMETERS = (
    "mode line_items success_url cancel_url client_reference_id customer_email locale metadata "
    "expires_at expand adaptive_pricing allowed_payment_method_types payment_method_options "
    "payment_intent_data submit_type"
)


def open_session(records: Records, account: Account, form: Form) -> Session:
    """Make a session of *account* as *form* asks for it.

    Raises:
        Refused: Something is missing, unknown or out of bounds.
    """
    form.only(*PARAMETERS.split())
    if form.required("mode") != "payment":
        raise invalid("mode", "This local Stripe opens sessions of mode `payment` only.")
    items, currency = _items(records, form)
    _check_amount(sum(item.total for item in items), currency)
    session = Session(
        id=records.new_id("cs_test" if not account.live else "cs_live"),
        account=account,
        created=records.moment(),
        expires_at=_deadline(form, records.moment()),
        currency=currency,
        items=items,
        ways=_ways(form, currency),
        success_url=_url(form, "success_url"),
        cancel_url=_url(form, "cancel_url") if form.text("cancel_url") else "",
        client_reference_id=_short(form, "client_reference_id", LONGEST_REFERENCE),
        customer_email=_email(form),
        locale=form.text("locale"),
        metadata=notes(form.inner("metadata")),
        wants=_wants(form.inner("payment_intent_data")),
    )
    return records.add(session)


def _items(records: Records, form: Form) -> tuple[tuple[Item, ...], str]:
    forms = list(form.each("line_items"))
    if not forms:
        raise missing("line_items")
    if len(forms) > MOST_ITEMS:
        raise invalid("line_items", f"A session has at most {MOST_ITEMS} line items.")
    currencies = {each.inner("price_data").required("currency") for each in forms}
    if len(currencies) > 1:
        raise invalid("line_items", "All prices of a session must have the same currency.")
    return tuple(_item(records, each) for each in forms), currencies.pop()


def _item(records: Records, form: Form) -> Item:
    form.only("price_data", "quantity")
    price = form.inner("price_data")
    price.only("currency", "unit_amount", "product_data")
    quantity, amount = form.whole("quantity"), price.whole("unit_amount")
    if quantity is None or amount is None:
        raise missing(form.name("quantity") if quantity is None else price.name("unit_amount"))
    if quantity < 1 or amount < 0:
        name = form.name("quantity") if quantity < 1 else price.name("unit_amount")
        raise invalid(name, f"Invalid number: {name}", "parameter_invalid_integer")
    product = price.inner("product_data").required("name")
    return Item(records.new_id("li"), product, amount, quantity)


def _check_amount(amount: int, currency: str) -> None:
    if not re.fullmatch("[a-z]{3}", currency):
        raise invalid("line_items[0][price_data][currency]", f"Invalid currency: {currency}.")
    if amount < LEAST.get(currency, 1):
        raise Refused(400, "The total amount is below Stripe's minimum.", code="amount_too_small")
    if amount > LARGEST:
        raise Refused(400, "The total amount is above the maximum.", code="amount_too_large")


def _deadline(form: Form, now: int) -> int:
    wanted = form.whole("expires_at")
    if wanted is None:
        return now + USUAL
    if not now + SOONEST <= wanted <= now + LATEST:
        words = "The `expires_at` timestamp must be 30 minutes to 24 hours from now."
        raise invalid("expires_at", words)
    return wanted


def _ways(form: Form, currency: str) -> tuple[str, ...]:
    """Those allowed that fit the currency; the real Stripe also asks the Dashboard."""
    allowed = form.texts("allowed_payment_method_types") or list(KNOWN_WAYS)
    for way in allowed:
        if way not in KNOWN_WAYS:
            raise invalid("allowed_payment_method_types", f"Unknown payment method: {way}.")
    fitting = [way for way in allowed if currency in CURRENCIES.get(way, currency).split()]
    if not fitting:
        words = f"No allowed payment method can be paid in {currency}."
        raise invalid("allowed_payment_method_types", words)
    options = form.inner("payment_method_options").inner("wechat_pay")
    if options.text("client", "web") != "web":
        raise invalid(options.name("client"), "Checkout supports the client `web` only.")
    return tuple(fitting)


def _url(form: Form, name: str) -> str:
    value = form.required(name)
    if not URL.fullmatch(value):
        raise invalid(name, "Not a valid URL", "url_invalid")
    return value


def _email(form: Form) -> str:
    value = form.text("customer_email")
    if value and not EMAIL.fullmatch(value):
        raise invalid("customer_email", f"Invalid email address: {value}", "email_invalid")
    return value


def _short(form: Form, name: str, longest: int) -> str:
    value = form.text(name)
    if len(value) > longest:
        raise invalid(name, f"Invalid string: must be at most {longest} characters")
    return value


def notes(form: Form) -> dict[str, str]:
    """Return metadata.

    Raises:
        Refused: It is too much, or not text.
    """
    told = {name: form.text(name) for name in form.values}
    if len(told) > MOST_NOTES:
        raise invalid(form.path, f"You can have up to {MOST_NOTES} metadata keys.")
    for name, value in told.items():
        if len(name) > LONGEST_NOTE_NAME or len(value) > LONGEST_NOTE:
            raise invalid(form.name(name), "A metadata key or value is too long.")
    return told


def _wants(form: Form) -> Json:
    form.only("metadata", "description", "capture_method")
    return {
        "metadata": notes(form.inner("metadata")),
        "description": form.text("description"),
        "manual": form.text("capture_method") == "manual",
    }
