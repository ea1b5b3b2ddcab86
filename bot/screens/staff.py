"""Who works here: the list, links that let people in, and which chat is told of orders."""

from collections.abc import Callable, Iterator, Sequence

from bot.callbacks.shopping import OpenHome
from bot.callbacks.work import (
    BindChat,
    DismissStaff,
    InviteStaff,
    OpenBinding,
    OpenInvites,
    OpenPanel,
    OpenQueue,
    OpenStaff,
    StaffPage,
)
from bot.i18n import Translator
from bot.limits import OUR_LABEL
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip, pager, paragraphs
from domain.customers import Customer, Post, Role
from domain.pages import paged
from domain.ports.people import Merchant
from domain.services.staff import Member, may_dismiss

_PAGE = 5  # people or merchants a screen lists: a button each, and ways on


def staff_screen(
    actor: Customer,
    members: Sequence[Member],
    merchants: Sequence[Merchant],
    page: int,
    t: Translator,
) -> Screen:
    """Everybody who works here, a page at a time, and whom *actor* may remove."""
    shown, page, pages = paged(members, page, _PAGE)
    named = {merchant.id: merchant.name for merchant in merchants}
    text = [t("<b>Staff</b>"), LINES.join(_member_line(one, named, t) for one in shown)]
    rows = [
        *([_remove_button(one, t)] for one in shown if may_dismiss(actor, one, members)),
        *pager(page, pages, lambda to: StaffPage(page=to)),
        [Button(t("Invite somebody"), OpenInvites()), Button(t("‹ Panel"), OpenPanel())],
    ]
    return Screen(paragraphs(*text), rows, card=False)


def dismiss_screen(member: Member, merchants: Sequence[Merchant], t: Translator) -> Screen:
    """Ask before somebody's posts are taken away."""
    named = {merchant.id: merchant.name for merchant in merchants}
    text = paragraphs(
        t("<b>Remove this person from the staff?</b>"),
        _member_line(member, named, t),
        t(
            "They lose access at once, and invite links that nobody has used yet stop working. "
            "Please remove them from the shop's groups yourself."
        ),
    )
    rows = [
        [Button(t("Remove"), DismissStaff(customer=member.id, sure=True), style="danger")],
        [Button(t("‹ Staff"), OpenStaff())],
    ]
    return Screen(text, rows, card=False)


def invites_screen(
    actor: Customer, merchants: Sequence[Merchant], page: int, t: Translator
) -> Screen:
    """Ask what the new person should do here; owners alone may invite admins."""
    rows = list(_merchant_rows(merchants, page, _invite_button, lambda to: OpenInvites(page=to)))
    if actor.is_owner:
        rows.insert(0, [Button(t("An admin"), InviteStaff(merchant=0))])
    text = t(
        "<b>Whom do you invite?</b>\n"
        "An admin runs the whole shop. A merchant's staff handles that merchant's orders and "
        "goods only."
    )
    return Screen(text, [*rows, [Button(t("‹ Staff"), OpenStaff())]], card=False)


def invited_screen(post: Post, merchant: str, link: str, t: Translator) -> Screen:
    """The link that lets one person in."""
    text = paragraphs(
        t("<b>Send this link to one person</b>"),
        t("It makes whoever opens it first an admin of the shop.")
        if post.role is Role.ADMIN
        else t("It lets whoever opens it first work for {merchant}.", merchant=merchant),
        Markup(f"<code>{link}</code>"),
        t("It works once, within 24 hours."),
    )
    rows = [[Button(t("Copy link"), copy=link)], [Button(t("‹ Staff"), OpenStaff())]]
    return Screen(text, rows, card=False)


def welcome(post: Post, t: Translator) -> Screen:
    """Greet somebody who has just got a post, and say where to begin."""
    shop = Button(t("To the shop"), OpenHome())
    if post.role is Role.MERCHANT:
        text = t(
            "<b>Welcome to the staff.</b>\nOrders will come to this chat by themselves.\n"
            "/queue lists what is still to do, /bind has a group told instead."
        )
        return Screen(text, [[Button(t("Queue"), OpenQueue()), shop]], card=False)
    text = (
        t("<b>The shop is yours.</b>\nStart with /panel: goods, orders and your staff.")
        if post.role is Role.OWNER
        else t("<b>You are an admin now.</b>\nStart with /panel: goods, orders and staff.")
    )
    return Screen(text, [[Button(t("Panel"), OpenPanel()), shop]], card=False)


def binding_screen(merchants: Sequence[Merchant], page: int, t: Translator) -> Screen:
    """Ask whose orders this chat should be told about."""
    text = t(
        "<b>Whose orders should come to this chat?</b>\n"
        "Everybody in this chat sees them; only staff can use their buttons."
    )
    rows = _merchant_rows(merchants, page, _bind_button, lambda to: OpenBinding(page=to))
    return Screen(text, list(rows), card=False)


def bound_screen(merchant: Merchant, t: Translator) -> Screen:
    """Confirm that the chat is told about a merchant's orders."""
    text = t(
        "<b>Orders of {merchant} come to this chat from now on.</b>\n"
        "/bind in another chat takes them there.",
        merchant=merchant.name,
    )
    return Screen(text, [[Button(t("Queue"), OpenQueue())]], card=False)


def _merchant_rows(
    merchants: Sequence[Merchant],
    page: int,
    make: Callable[[Merchant], Button],
    to: Callable[[int], OpenInvites | OpenBinding],
) -> Iterator[list[Button]]:
    shown, page, pages = paged(merchants, page, _PAGE)
    for merchant in shown:
        yield [make(merchant)]
    yield from pager(page, pages, to)


def _invite_button(merchant: Merchant) -> Button:
    return Button(clip(merchant.name, OUR_LABEL), InviteStaff(merchant=merchant.id))


def _bind_button(merchant: Merchant) -> Button:
    return Button(clip(merchant.name, OUR_LABEL), BindChat(merchant=merchant.id))


def _remove_button(member: Member, t: Translator) -> Button:
    label = t("Remove {name}", name=_name(member))
    return Button(clip(label.plain, OUR_LABEL), DismissStaff(customer=member.id))


def _member_line(member: Member, merchants: dict[int, str], t: Translator) -> Markup:
    posts = Markup(", ").join(_post(post, merchants, t) for post in member.posts[:_PAGE])
    return t("<b>{name}</b>: {posts}", name=clip(_name(member), 64), posts=posts)


def _name(member: Member) -> str:
    return member.name or str(member.id)


def _post(post: Post, merchants: dict[int, str], t: Translator) -> Markup:
    if post.role is Role.MERCHANT:
        name = clip(merchants.get(post.merchant_id or 0, ""), 32)
        return t("works for {merchant}", merchant=name)
    return t("owner") if post.role is Role.OWNER else t("admin")
