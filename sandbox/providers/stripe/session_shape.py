"""A Checkout Session as JSON."""

from sandbox.providers.stripe.objects import Json, Session

# Fields of other kinds of session than one payment on a page of Stripe's.
EMPTY = (
    "after_expiration allow_promotion_codes billing_address_collection client_secret consent "
    "consent_collection currency_conversion customer invoice payment_link recovered_from "
    "setup_intent shipping_address_collection shipping_cost submit_type subscription"
)


def session_shape(session: Session, base_url: str) -> Json:
    """Return a session; *base_url* is where its page is served."""
    return dict.fromkeys(EMPTY.split()) | _fixed() | _told(session, base_url)


def _fixed() -> Json:
    return {
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "custom_fields": [],
        "customer_creation": "if_required",
        "discounts": [],
        "mode": "payment",
        "payment_method_collection": "if_required",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
    }


def _told(session: Session, base_url: str) -> Json:
    is_open = session.status == "open"
    return {
        "id": session.id,
        "allowed_payment_method_types": list(session.ways),
        "amount_subtotal": session.amount,
        "amount_total": session.amount,
        "cancel_url": session.cancel_url or None,
        "client_reference_id": session.client_reference_id or None,
        "created": session.created,
        "currency": session.currency,
        "customer_details": _customer(session),
        "customer_email": session.customer_email or None,
        "expires_at": session.expires_at,
        "livemode": session.account.live,
        "locale": session.locale or None,
        "metadata": session.metadata,
        "payment_intent": session.intent or None,
        "payment_method_options": _way_options(session),
        "payment_method_types": list(session.ways),
        "payment_status": session.payment_status,
        "status": session.status,
        "success_url": session.success_url,
        "url": f"{base_url}/pay/stripe/{session.id}" if is_open else None,
    }


def _customer(session: Session) -> Json | None:
    email = session.customer_email
    if not email:
        return None
    return {"email": email, "name": None, "phone": None, "address": None, "tax_exempt": "none"}


def _way_options(session: Session) -> Json:
    options: Json = {}
    if "card" in session.ways:
        options["card"] = {"request_three_d_secure": "automatic"}
    if "wechat_pay" in session.ways:
        options["wechat_pay"] = {"app_id": None, "client": "web"}
    return options


def line_items(session: Session) -> list[Json]:
    """Return what a session sells."""
    return [
        {
            "id": item.id,
            "object": "item",
            "amount_discount": 0,
            "amount_subtotal": item.total,
            "amount_tax": 0,
            "amount_total": item.total,
            "currency": session.currency,
            "description": item.name,
            "metadata": {},
            "quantity": item.quantity,
        }
        for item in session.items
    ]
