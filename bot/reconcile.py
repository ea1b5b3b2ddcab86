"""What `main.py reconcile` does."""

from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta, tzinfo
from typing import TextIO

from bot.i18n import SOURCE, Translations, Translator
from bot.markup import Markup
from bot.screens.reconciled import differences, summary
from domain.clock import Clock
from domain.ports.gateways import Gateway
from domain.ports.store import Store
from domain.reconciliation import Report
from domain.services.checkout import Terms
from domain.services.payments import Payments
from domain.services.reconcile import Reconciliation, payload
from domain.services.refunds import Refunds
from domain.services.till import Till
from domain.services.watch import Watch


async def reconcile(
    store: Store,
    clock: Clock,
    gateways: Mapping[str, Gateway],
    days: int,
    *,
    out: TextIO,
    zone: tzinfo = UTC,
) -> int:
    """Compare with every provider's payments of the last *days*, and heal what heals.

    Times are told in *zone*. Returns the exit code: 0 when the books agree, by now, and 1
    when something differs or a provider did not answer to the end.
    """
    t = Translations({}, zone=zone).for_language(SOURCE)
    if not gateways:
        _tell(out, "No payment provider is set up, so there are no books to compare.")
    since = clock.now() - timedelta(days=days)
    books = _books(store, clock, gateways)
    code = 0
    for provider in gateways:
        report = await books.run(provider, since)
        _tell(out, *_lines(report, t))
        code |= bool(report.differing or report.silent)
    return code


def _books(store: Store, clock: Clock, gateways: Mapping[str, Gateway]) -> Reconciliation:
    payments = Payments(store, clock, gateways)
    refunds = Refunds(store, clock, gateways, str)
    nothing = Terms(timedelta(), (), ())  # no order is placed here, no page opened, no receipt
    till = Till(store, clock, gateways, nothing, str, str)
    watch = Watch(store, clock, gateways, payments, refunds, till)
    return Reconciliation(store, clock, gateways, watch.apply)


def _lines(report: Report, t: Translator) -> Iterator[str]:
    told = payload(report, shown=len(report.differences))
    yield f"{report.provider}:"
    for line in (*summary(told, t), *differences(told, t)):
        yield from (f"  {each}" for each in Markup(line).plain.splitlines())
    if report.silent:
        yield f"  Why: {report.silent}"


def _tell(out: TextIO, *lines: str) -> None:
    out.write("".join(f"{line}\n" for line in lines))
    out.flush()
