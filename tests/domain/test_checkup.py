"""What facts come to: settings that do not work together, clocks, and where updates go."""

from datetime import UTC, datetime, timedelta

import pytest

from domain import checkup
from domain.health import Broken, Case, Database, Finding, Level, Pile, Subject, Webhook
from domain.ports.people import Merchant
from tests.patient import SETUP, setup

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
STRIPE = ("stripe",)
BOTH = ("stripe", "yookassa")


def cases(*found: Finding) -> dict[Case, Level]:
    """What was found that is not well, and how bad it is."""
    return {each.case: each.level for each in found if each.level is not Level.OK}


def test_settings_that_are_well_cause_no_complaint() -> None:
    found = [*checkup.of_settings(SETUP, STRIPE)]

    assert cases(*found) == {}
    assert {each.case for each in found} == {Case.WAYS_FINE, Case.SUPPORT_FINE}


@pytest.mark.parametrize(
    ("changed", "opened", "case", "level"),
    [
        ({"methods": ()}, STRIPE, Case.NO_WAY_TO_PAY, Level.WRONG),
        ({"keys": frozenset(BOTH)}, STRIPE, Case.CURRENCY_NOT_TAKEN, Level.WRONG),
        ({"hears": frozenset({"yookassa"})}, STRIPE, Case.CALLS_REFUSED, Level.WARNING),
        ({"listens": False}, STRIPE, Case.CALLS_CANNOT_COME, Level.WARNING),
        ({"test_keys": frozenset(STRIPE)}, STRIPE, Case.TEST_KEYS, Level.WARNING),
        (
            {"keys": frozenset(BOTH), "receipts": False},
            BOTH,
            Case.NO_RECEIPTS,
            Level.WARNING,
        ),
        ({"support": False}, STRIPE, Case.NO_SUPPORT, Level.WARNING),
    ],
)
def test_settings_that_do_not_work_together_are_told_and_nothing_else_is(
    changed: dict[str, object], opened: tuple[str, ...], case: Case, level: Level
) -> None:
    assert cases(*checkup.of_settings(setup(**changed), opened)) == {case: level}


def test_a_shop_without_providers_needs_no_receipts_calls_or_secrets() -> None:
    cash = setup(keys=frozenset(), hears=frozenset(), listens=False, receipts=False)

    assert cases(*checkup.of_settings(cash, ())) == {}


@pytest.mark.parametrize(
    ("schema", "case", "level"),
    [
        (SETUP.schema, Case.DATABASE_FINE, Level.OK),
        ("0000", Case.SCHEMA_OLD, Level.WRONG),
        ("9999", Case.SCHEMA_UNKNOWN, Level.WRONG),
        (None, Case.DATABASE_NONE, Level.WARNING),
    ],
)
def test_a_schema_is_judged_by_the_newest_this_program_knows(
    schema: str | None, case: Case, level: Level
) -> None:
    found = checkup.of_database(Database("SQLite", schema), SETUP)

    assert (found.case, found.level) == (case, level)


@pytest.mark.parametrize(
    ("told", "case", "seconds"),
    [
        (30, Case.CLOCK_FINE, None),
        (-30, Case.CLOCK_FINE, None),
        (31, Case.CLOCK_SLOW, 31),
        (-31, Case.CLOCK_FAST, 31),
        (7200, Case.CLOCK_SLOW, 7200),
    ],
)
def test_a_clock_may_be_half_a_minute_off(told: int, case: Case, seconds: int | None) -> None:
    found = checkup.of_clock(NOON, NOON + timedelta(seconds=told), NOON)

    assert found.case is case
    assert found.facts.get("seconds") == seconds


@pytest.mark.parametrize("told", [1, 35])
def test_a_slow_answer_does_not_make_a_clock_look_wrong(told: int) -> None:
    answered = NOON + timedelta(seconds=40)
    found = checkup.of_clock(NOON, NOON + timedelta(seconds=told), answered)

    assert found.case is Case.CLOCK_FINE


HOOK = "https://shop.example/a-secret-path"


@pytest.mark.parametrize(
    ("wanted", "told", "case", "level"),
    [
        ("", "", Case.POLLING_FINE, Level.OK),
        ("", HOOK, Case.WEBHOOK_IN_THE_WAY, Level.WRONG),
        (HOOK, HOOK, Case.WEBHOOK_FINE, Level.OK),
        (HOOK, HOOK + "/", Case.WEBHOOK_FINE, Level.OK),
        (HOOK, "", Case.WEBHOOK_MISSING, Level.WARNING),
        (HOOK, "https://other.example/hook", Case.WEBHOOK_ELSEWHERE, Level.WRONG),
    ],
)
def test_updates_come_the_way_the_settings_say(
    wanted: str, told: str, case: Case, level: Level
) -> None:
    [found] = checkup.of_updates(Webhook(told, 99), setup(webhook=wanted), NOON)

    assert (found.case, found.level) == (case, level)
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    ("minutes_ago", "pending", "level"),
    [(5, 0, Level.WARNING), (59, 1, Level.WRONG), (61, 1, None)],
)
def test_a_webhook_that_failed_lately_is_told(
    minutes_ago: int, pending: int, level: Level | None
) -> None:
    at = NOON - timedelta(minutes=minutes_ago)
    told = Webhook(HOOK, pending, "Wrong response from the webhook: 502 " + "!" * 500, at)
    found = cases(*checkup.of_updates(told, setup(webhook=HOOK), NOON))

    assert found == ({Case.WEBHOOK_FAILS: level} if level else {})


def test_many_updates_that_wait_are_told_in_either_mode() -> None:
    for webhook in ("", HOOK):
        told = Webhook(webhook, 100)
        found = cases(*checkup.of_updates(told, setup(webhook=webhook), NOON))
        assert found == {Case.UPDATES_WAIT: Level.WARNING}


def test_owners_that_the_settings_name_are_not_missed() -> None:
    assert checkup.of_owners((), SETUP).case is Case.NO_OWNER
    assert checkup.of_owners((), setup(names_owners=True)).case is Case.OWNED_SOON
    assert checkup.of_owners((7, 8), SETUP).facts == {"count": 2}


def test_merchants_without_a_chat_are_named_and_only_they() -> None:
    mira, nils = Merchant(1, "Mira", 501), Merchant(2, "Nils")

    assert [each.facts for each in checkup.of_merchants([mira, nils])] == [
        {"merchants": ("Nils",)}
    ]
    assert [each.case for each in checkup.of_merchants([mira])] == [Case.MERCHANTS_FINE]
    assert [*checkup.of_merchants([])] == []


def test_rules_are_told_by_their_number_and_what_breaks_them() -> None:
    [found] = checkup.of_rules([Broken("I7 paid means that exactly the total came", (3, 5))], 24)

    assert (found.case, found.level) == (Case.RULE_BROKEN, Level.WRONG)
    assert found.facts == {"rule": "I7", "rows": "3, 5"}
    assert [each.case for each in checkup.of_rules([], 24)] == [Case.RULES_HOLD]


def test_a_pile_is_told_with_the_numbers_people_say() -> None:
    piles = [(Case.REFUNDS_BY_HAND, Pile(3, NOON, (1, 1, 2))), (Case.REFUNDS_LATE, Pile(0))]
    [found] = checkup.of_piles(Subject.REFUNDS, Case.REFUNDS_FINE, piles)

    assert found.case is Case.REFUNDS_BY_HAND
    assert found.facts == {"count": 3, "since": NOON, "orders": ("#1001", "#1002")}
