"""How Stripe says no."""

from typing import Any

Json = dict[str, Any]

DOCS = "https://docs.stripe.com/error-codes/"


class Refused(Exception):
    """An answer with an error. *kind* is Stripe's type of it, *more* goes into the error."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str = "",
        param: str = "",
        more: Json | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self._error = {"type": kind, "message": message} | (more or {})
        if code:
            self._error |= {"code": code, "doc_url": DOCS + code.replace("_", "-")}
        if param:
            self._error["param"] = param

    @property
    def body(self) -> Json:
        """The JSON of the answer."""
        return {"error": self._error}


def missing(param: str) -> Refused:
    """A parameter that must be there is not."""
    return Refused(400, f"Missing required param: {param}.", code="parameter_missing", param=param)


def invalid(param: str, message: str, code: str = "") -> Refused:
    """A parameter cannot have this value."""
    return Refused(400, message, code=code, param=param)


def unknown_parameter(param: str) -> Refused:
    """A parameter this call does not have."""
    words = f"Received unknown parameter: {param}"
    return Refused(400, words, code="parameter_unknown", param=param)


def no_such(what: str, identifier: str, param: str = "id") -> Refused:
    """This account has no object of that id."""
    words = f"No such {what}: '{identifier}'"
    return Refused(404, words, code="resource_missing", param=param)


def unexpected_state(message: str, intent: Json) -> Refused:
    """A payment is not where the call needs it to be; the error shows the payment."""
    code = "payment_intent_unexpected_state"
    return Refused(400, message, code=code, more={"payment_intent": intent})


def no_such_address(method: str, path: str) -> Refused:
    """Nothing is served there."""
    return Refused(404, f"Unrecognized request URL ({method}: {path}).")


def wrong_key(key: str) -> Refused:
    """No key, or one nobody has."""
    if not key:
        words = "You did not provide an API key. Use the Authorization header: 'Bearer YOUR_KEY'."
        return Refused(401, words)
    hidden = f"{key[:8]}{'*' * 8}{key[-4:]}" if len(key) > 16 else "*" * len(key)
    return Refused(401, f"Invalid API Key provided: {hidden}")


def key_reused(key: str) -> Refused:
    """An idempotency key came back with another body."""
    words = f"Idempotency key '{key}' was first used with other parameters; use another key."
    return Refused(400, words, kind="idempotency_error")


def key_in_use(key: str) -> Refused:
    """The first call with this idempotency key is not over."""
    words = f"Another request is in progress with the idempotency key '{key}'."
    return Refused(409, words, kind="idempotency_error", code="idempotency_key_in_use")


def too_many() -> Refused:
    """Slow down."""
    return Refused(429, "Too many requests; retry later.", code="rate_limit")


def broken() -> Refused:
    """Something of Stripe's own went wrong."""
    return Refused(500, "An unknown error occurred on our side.", kind="api_error")
