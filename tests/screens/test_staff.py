"""The staff list, its links, and what each role finds in its menu."""

from datetime import timedelta

import pytest

from bot.callbacks.work import BindChat, DismissStaff, InviteStaff, OpenInvites
from bot.commands import commands_for, description, highest_role, short_description
from bot.i18n import Translations, Translator
from bot.limits import problems, problems_of_call
from bot.reply import Screen
from bot.screens.staff import (
    binding_screen,
    bound_screen,
    dismiss_screen,
    invited_screen,
    invites_screen,
    staff_screen,
    welcome,
)
from bot.shop import ShopFacts
from domain.customers import Customer, Post, Role
from domain.ports.people import Merchant
from domain.services.staff import Member

OWNER, ADMIN, CLAY = Post(Role.OWNER), Post(Role.ADMIN), Post(Role.MERCHANT, 1)
ANNA, BORIS = Member(1, "Anna", (OWNER,)), Member(2, "Boris", (ADMIN, CLAY))
MERCHANTS = (Merchant(1, "Clay & Co"), Merchant(2, "<b>Leaf</b>" * 6))
LINK = "https://t.me/souk_bot?start=i_" + "A" * 32
NASTY = "<i>" + "ש" * 61


@pytest.fixture
def t() -> Translator:
    """English, as the code has it."""
    return Translations({}).for_language("en")


def actor(*posts: Post, id_: int = 1) -> Customer:
    """Somebody who looks at the staff."""
    return Customer(id_, "Anna", None, "en", posts=frozenset(posts))


def labels(screen: Screen) -> list[str]:
    """The labels of all buttons in reading order."""
    return [button.text for row in screen.rows for button in row]


def presses(screen: Screen) -> list[object]:
    """What the buttons send, in reading order."""
    return [button.press for row in screen.rows for button in row]


def test_the_list_says_who_does_what_and_never_offers_to_remove_the_last_owner(
    t: Translator,
) -> None:
    screen = staff_screen(actor(OWNER), (ANNA, BORIS), MERCHANTS, 0, t)

    assert "<b>Anna</b>: owner" in screen.text
    assert "<b>Boris</b>: admin, works for Clay &amp; Co" in screen.text
    assert labels(screen) == ["Remove Boris", "Invite somebody", "‹ Panel"]
    assert DismissStaff(customer=2) in presses(screen)
    assert problems(screen) == []


def test_an_admin_is_offered_only_whom_they_may_remove(t: Translator) -> None:
    cleo, dan = Member(3, "Cleo", (ADMIN,)), Member(4, "Dan", (CLAY,))
    screen = staff_screen(actor(ADMIN, id_=2), (ANNA, BORIS, cleo, dan), MERCHANTS, 0, t)

    assert labels(screen)[:2] == ["Remove Boris", "Remove Dan"]
    assert "Remove Cleo" not in labels(screen)


def test_a_long_list_of_odd_names_is_paged_and_fits(t: Translator) -> None:
    crowd = tuple(Member(id_, NASTY, (CLAY,) * 9) for id_ in range(12))
    pages = [staff_screen(actor(OWNER), crowd, MERCHANTS, page, t) for page in range(3)]

    for screen in pages:
        assert problems(screen) == []
        assert "<i>" not in screen.text
    asked = {press for screen in pages for press in map(repr, presses(screen))}
    assert {repr(DismissStaff(customer=id_)) for id_ in range(12)} <= asked
    assert staff_screen(actor(OWNER), crowd, MERCHANTS, 99, t) == pages[-1]


def test_somebody_never_seen_is_called_by_their_number(t: Translator) -> None:
    screen = staff_screen(actor(OWNER), (ANNA, Member(77, "", (ADMIN,))), MERCHANTS, 0, t)

    assert "<b>77</b>: admin" in screen.text
    assert "Remove 77" in labels(screen)


def test_removing_asks_first_and_says_what_it_ends(t: Translator) -> None:
    screen = dismiss_screen(BORIS, MERCHANTS, t)

    assert "at once" in screen.text
    assert presses(screen)[0] == DismissStaff(customer=2, sure=True)
    assert labels(screen) == ["Remove", "‹ Staff"]
    assert problems(screen) == []


def test_only_owners_are_offered_to_invite_admins(t: Translator) -> None:
    owners = invites_screen(actor(OWNER), MERCHANTS, 0, t)
    admins = invites_screen(actor(ADMIN), MERCHANTS, 0, t)

    assert presses(owners)[0] == InviteStaff(merchant=0)
    assert InviteStaff(merchant=0) not in presses(admins)
    assert InviteStaff(merchant=1) in presses(admins)
    assert problems(owners) == problems(admins) == []


def test_many_merchants_are_paged(t: Translator) -> None:
    many = tuple(Merchant(id_, f"Merchant {id_}") for id_ in range(1, 30))
    screen = invites_screen(actor(OWNER), many, 2, t)

    assert InviteStaff(merchant=11) in presses(screen)
    assert OpenInvites(page=3) in presses(screen)
    assert problems(screen) == []
    assert problems(binding_screen(many, 5, t)) == []
    assert BindChat(merchant=26) in presses(binding_screen(many, 5, t))


def test_a_link_can_be_copied_and_says_that_it_works_once(t: Translator) -> None:
    screen = invited_screen(CLAY, "<b>Clay</b>", LINK, t)

    assert f"<code>{LINK}</code>" in screen.text
    assert "once, within 24 hours" in screen.text
    assert "&lt;b&gt;Clay" in screen.text
    assert screen.rows[0][0].copy == LINK
    assert problems(screen) == []
    assert "an admin of the shop" in invited_screen(ADMIN, "Souk", LINK, t).text


@pytest.mark.parametrize("post", [OWNER, ADMIN, CLAY])
def test_everybody_who_comes_in_is_told_where_to_begin(post: Post, t: Translator) -> None:
    screen = welcome(post, t)

    assert ("/queue" if post == CLAY else "/panel") in screen.text
    assert problems(screen) == []


def test_a_bound_chat_says_whose_orders_come(t: Translator) -> None:
    screen = bound_screen(MERCHANTS[1], t)

    assert "&lt;b&gt;Leaf" in screen.text
    assert problems(screen) == []


def test_staff_menus_repeat_the_customers_and_add_their_own(t: Translator) -> None:
    menus = {
        role: [each.command for each in commands_for(role, t)]
        for role in (None, Role.MERCHANT, Role.ADMIN, Role.OWNER)
    }

    assert set(menus[None]) < set(menus[Role.MERCHANT]) < set(menus[Role.ADMIN])
    assert set(menus[Role.OWNER]) - set(menus[Role.ADMIN]) == {"doctor", "letters"}
    assert "queue" not in menus[None]
    assert not {"panel", "staff", "allorders"} & set(menus[Role.MERCHANT])
    for role in menus:
        commands = [each.model_dump() for each in commands_for(role, t)]
        assert problems_of_call("setMyCommands", {"commands": commands}) == []


def test_of_several_posts_the_highest_makes_the_menu() -> None:
    assert highest_role(actor(CLAY, ADMIN)) is Role.ADMIN
    assert highest_role(actor(CLAY, OWNER)) is Role.OWNER
    assert highest_role(actor()) is None


def test_descriptions_fit_whatever_the_shop_is_called(t: Translator) -> None:
    shop = ShopFacts("<Shop> & Söhne" * 60, "USD", "souk_bot", (), (), timedelta(minutes=15))

    assert len(description(shop, t)) <= 512
    assert len(short_description(shop, t)) <= 120
    assert description(shop, t).startswith("<Shop> & Söhne")
