"""What checkout asks, one thing at a time, always saying why."""

from bot.callbacks.shopping import EditComment, LeaveForm, OpenCheckout
from bot.i18n import Translator
from bot.markup import Markup
from bot.reply import Button, KeysGone, ReplyKeys, Rows, Screen
from bot.screens.parts import clip, paragraphs
from domain.customers import Contact
from domain.errors import Fact


def question(
    fact: Fact, contact: Contact, t: Translator, keyboard: KeysGone | None = None
) -> Screen:
    """Ask for something that is typed, saying why; `bot.screens.deliveries` has the choice.

    *keyboard* takes an earlier question's keys away.
    """
    match fact:
        case Fact.PHONE:
            return _phone(contact, t)
        case Fact.NAME:
            return _name(contact, t, keyboard)
    return _address(contact, t, keyboard)


def _address(contact: Contact, t: Translator, keyboard: KeysGone | None) -> Screen:
    text = paragraphs(
        t("<b>Where should we bring it?</b>"),
        t("Type street, house, flat and town. The courier needs it to find you."),
        t("For example: <i>12 Garden Street, flat 3, Springfield</i>"),
        _now(contact.address, t),
    )
    return Screen(text, _keep_or_cancel(contact.address, t), keyboard=keyboard)


def _phone(contact: Contact, t: Translator) -> Screen:
    text = paragraphs(
        t("<b>Which phone number may we call?</b>"),
        t("Only about this order, for example when nobody opens the door."),
        t("Press the key below, or type it with the country code: <i>+1 202 555 0123</i>"),
        _now(contact.phone, t),
    )
    keys = ReplyKeys(t("Send my number"), t("Cancel"), t("Phone number").plain)
    return Screen(text, keyboard=keys)


def _name(contact: Contact, t: Translator, keyboard: KeysGone | None) -> Screen:
    text = paragraphs(
        t("<b>Who gets the order?</b>"),
        t("Type a name. It goes on the parcel, so that it is handed to the right person."),
        _now(contact.name, t),
    )
    return Screen(text, _keep_or_cancel(contact.name, t), keyboard=keyboard)


def comment_screen(comment: str, t: Translator) -> Screen:
    """Ask for a comment on the order, or take the present one away."""
    text = paragraphs(
        t("<b>A comment for the shop</b>"),
        t("Type it, up to 300 characters. For example: <i>please call an hour before</i>"),
        _now(clip(comment, 300), t),
    )
    if not comment:
        return Screen(text, _keep_or_cancel("", t))
    gone = [Button(t("Remove comment"), EditComment(clear=True))]
    return Screen(text, [gone, *_keep_or_cancel(comment, t)])


def _now(value: str, t: Translator) -> Markup:
    return t("Now: {value}", value=value) if value else Markup()


def _keep_or_cancel(value: str, t: Translator) -> Rows:
    keep = [[Button(t("Keep as it is"), OpenCheckout())]] if value else []
    return [*keep, [_cancel(t)]]


def _cancel(t: Translator) -> Button:
    return Button(t("Cancel"), LeaveForm())
