"""What facts about the shop come to: which of them are well, and which are not."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from domain.health import (
    Broken,
    Case,
    Database,
    Fact,
    Finding,
    Level,
    Pile,
    Setup,
    Subject,
    Webhook,
)
from domain.orders import FIRST_NUMBER, ONLINE
from domain.ports.people import Merchant

CLOCK_MAY_BE_OFF = timedelta(seconds=30)
_WAITING = 100  # updates at Telegram; a shop that keeps up has none
_RECENT = timedelta(hours=1)  # an older failure of the webhook is over
_SAID = 100  # characters kept of what others say


def of_database(found: Database, setup: Setup) -> Finding:
    """Judge the kind of database and its schema."""
    if found.schema is None:
        return Finding(Subject.DATABASE, Level.WARNING, Case.DATABASE_NONE)
    facts = {"kind": found.kind}
    if found.schema == setup.schema:
        return Finding(Subject.DATABASE, Level.OK, Case.DATABASE_FINE, facts)
    old = found.schema < setup.schema  # revisions are numbers with leading zeros
    case = Case.SCHEMA_OLD if old else Case.SCHEMA_UNKNOWN
    return Finding(Subject.DATABASE, Level.WRONG, case, facts)


def of_rules(broken: Collection[Broken], tried: int) -> Iterator[Finding]:
    """Tell each rule that does not hold."""
    for each in broken:
        facts = {"rule": each.rule.partition(" ")[0], "rows": ", ".join(map(str, each.rows))}
        yield Finding(Subject.RULES, Level.WRONG, Case.RULE_BROKEN, facts)
    if not broken:
        yield Finding(Subject.RULES, Level.OK, Case.RULES_HOLD, {"count": tried})


def of_clock(before: datetime, told: datetime, after: datetime) -> Finding:
    """Judge this machine's clock, which showed *before* and *after* the question was asked."""
    if before - told > CLOCK_MAY_BE_OFF:
        return _off(Case.CLOCK_FAST, before - told)
    if told - after > CLOCK_MAY_BE_OFF:
        return _off(Case.CLOCK_SLOW, told - after)
    return Finding(Subject.CLOCK, Level.OK, Case.CLOCK_FINE)


def _off(case: Case, by: timedelta) -> Finding:
    return Finding(Subject.CLOCK, Level.WARNING, case, {"seconds": round(by.total_seconds())})


def of_updates(webhook: Webhook, setup: Setup, now: datetime) -> Iterator[Finding]:
    """Judge how updates come: by the webhook of the settings, or by asking with none set."""
    yield _way_of_updates(webhook, setup)
    at = webhook.last_error_at
    if setup.webhook and webhook.last_error and at and now - at < _RECENT:
        level = Level.WRONG if webhook.pending else Level.WARNING
        facts: dict[str, Fact] = {"said": webhook.last_error[:_SAID], "since": at}
        yield Finding(Subject.UPDATES, level, Case.WEBHOOK_FAILS, facts)
    if webhook.pending >= _WAITING:
        facts = {"count": webhook.pending}
        yield Finding(Subject.UPDATES, Level.WARNING, Case.UPDATES_WAIT, facts)


def _way_of_updates(webhook: Webhook, setup: Setup) -> Finding:
    facts = {"host": urlsplit(webhook.url).hostname or ""}  # a path may be a secret
    if not setup.webhook:
        if webhook.url:
            return Finding(Subject.UPDATES, Level.WRONG, Case.WEBHOOK_IN_THE_WAY, facts)
        return Finding(Subject.UPDATES, Level.OK, Case.POLLING_FINE)
    if not webhook.url:
        return Finding(Subject.UPDATES, Level.WARNING, Case.WEBHOOK_MISSING)
    if webhook.url.rstrip("/") != setup.webhook.rstrip("/"):
        return Finding(Subject.UPDATES, Level.WRONG, Case.WEBHOOK_ELSEWHERE, facts)
    return Finding(Subject.UPDATES, Level.OK, Case.WEBHOOK_FINE, facts)


def of_settings(setup: Setup, opened: Collection[str]) -> Iterator[Finding]:
    """Judge settings that do not work together; *opened* are the providers that are in use."""
    yield _ways(setup)
    for provider in sorted(setup.keys - set(opened)):
        facts: dict[str, Fact] = {"provider": provider, "currency": setup.currency}
        yield Finding(Subject.PAYMENT, Level.WRONG, Case.CURRENCY_NOT_TAKEN, facts)
    yield from _warnings_about_payment(setup, opened)
    case = Case.SUPPORT_FINE if setup.support else Case.NO_SUPPORT
    yield Finding(Subject.SUPPORT, Level.OK if setup.support else Level.WARNING, case)


def _ways(setup: Setup) -> Finding:
    if not setup.methods:
        return Finding(Subject.PAYMENT, Level.WRONG, Case.NO_WAY_TO_PAY)
    facts = {"ways": tuple(setup.methods)}
    return Finding(Subject.PAYMENT, Level.OK, Case.WAYS_FINE, facts)


def _warnings_about_payment(setup: Setup, opened: Collection[str]) -> Iterator[Finding]:
    calling = tuple(sorted(ONLINE.intersection(opened)))
    found: list[tuple[bool, Case, dict[str, Fact]]] = [
        (bool(calling) and not setup.listens, Case.CALLS_CANNOT_COME, {"providers": calling}),
        (bool(setup.test_keys), Case.TEST_KEYS, {"providers": tuple(sorted(setup.test_keys))}),
        ("yookassa" in opened and not setup.receipts, Case.NO_RECEIPTS, {"provider": "yookassa"}),
    ]
    for provider in sorted(set(opened) - setup.hears):
        found.append((True, Case.CALLS_REFUSED, {"provider": provider}))
    for applies, case, facts in found:
        if applies:
            yield Finding(Subject.PAYMENT, Level.WARNING, case, facts)


def of_owners(owners: Collection[int], setup: Setup) -> Finding:
    """Judge whether somebody runs the shop; those the settings name will at its next start."""
    if owners:
        return Finding(Subject.OWNERS, Level.OK, Case.OWNED, {"count": len(owners)})
    level = Level.OK if setup.names_owners else Level.WARNING
    case = Case.OWNED_SOON if setup.names_owners else Case.NO_OWNER
    return Finding(Subject.OWNERS, level, case)


def of_merchants(merchants: Collection[Merchant]) -> Iterator[Finding]:
    """Judge whether every merchant has a chat of their own."""
    without = tuple(one.name for one in merchants if one.chat_id is None)
    if without:
        facts = {"merchants": without}
        yield Finding(Subject.MERCHANTS, Level.WARNING, Case.WITHOUT_CHAT, facts)
    elif merchants:
        yield Finding(Subject.MERCHANTS, Level.OK, Case.MERCHANTS_FINE)


def of_goods(on_sale: int) -> Finding:
    """Judge whether there is anything to buy."""
    if on_sale:
        return Finding(Subject.GOODS, Level.OK, Case.ON_SALE, {"count": on_sale})
    return Finding(Subject.GOODS, Level.WARNING, Case.NOTHING_ON_SALE)


def of_piles(
    about: Subject, fine: Case, piles: Collection[tuple[Case, Pile]]
) -> Iterator[Finding]:
    """Tell each pile that lies where none should; *fine* if there is none."""
    lying = [(case, pile) for case, pile in piles if pile.count]
    for case, pile in lying:
        yield Finding(about, Level.WARNING, case, _facts(pile))
    if not lying:
        yield Finding(about, Level.OK, fine)


def _facts(pile: Pile) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"count": pile.count}
    if pile.oldest:
        facts["since"] = pile.oldest
    if pile.order_ids:
        facts["orders"] = tuple(f"#{FIRST_NUMBER + id_}" for id_ in dict.fromkeys(pile.order_ids))
    return facts
