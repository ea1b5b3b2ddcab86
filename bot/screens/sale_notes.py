"""What admins are told of a sale that ended otherwise than it was planned."""

from bot.callbacks.sales import OpenSales
from bot.i18n import Translator, noop
from bot.reply import Button, Screen
from bot.screens.parts import LINES, clip
from bot.screens.sale_words import NAME, days_words, name_of
from domain.sales import SaleView, State, Why

_GOES_ON = noop("<b>The sale of {name} goes on without some of its articles.</b>")
_HEADS = {
    Why.BY_HAND: noop("<b>The sale of {name} has ended early.</b>"),
    Why.NOT_LOWER: noop("<b>The sale of {name} has not begun.</b>"),
    Why.GONE: noop("<b>The sale of {name} has ended early.</b>"),
    Why.MISSED: noop("<b>The sale of {name} has not begun.</b>"),
}
_ONE = {
    Why.BY_HAND: noop("Its price was changed meanwhile, and stays as it is now."),
    Why.NOT_LOWER: noop("It costs no more than it would in the sale. Its price is unchanged."),
    Why.GONE: noop("It is not on sale any more, or is priced in other money by now."),
    Why.MISSED: noop("The shop did not run on any of its days. Its price is unchanged."),
}
_MANY = {
    Why.BY_HAND: noop(
        "This concerns {n} of {all} articles: their prices were changed meanwhile and stay."
    ),
    Why.NOT_LOWER: noop(
        "This concerns {n} of {all} articles: they cost no more than they would in the sale."
    ),
    Why.GONE: noop(
        "This concerns {n} of {all} articles: they are not on sale any more, or are priced in "
        "other money."
    ),
    Why.MISSED: noop(
        "This concerns {n} of {all} articles: the shop did not run on any of its days."
    ),
}


def sale_note(view: SaleView, why: Why, t: Translator) -> Screen:
    """Tell why a sale is over for some or all of its articles, one of `UNPLANNED`."""
    said = t(_ONE[why])
    if view.articles > 1:
        n = t.number(view.by_why.get(why, 0))
        said = t(_MANY[why], n=n, all=t.number(view.articles))
    planned = days_words(view.sale.starts_at, view.sale.ends_at, t)
    days = t("Planned: {days} ({zone})", days=planned, zone=t.zone_name)
    words = _GOES_ON if view.state in (State.PLANNED, State.RUNNING) else _HEADS[why]
    head = t(words, name=clip(name_of(view), NAME))
    rows = [[Button(t("All sales"), OpenSales())]]
    return Screen(LINES.join([head, said, days]), rows, card=False, fresh=True)
