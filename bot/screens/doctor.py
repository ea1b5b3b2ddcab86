"""What a look at the whole shop found: a sentence for each finding, and the screen of all."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.callbacks.work import LookAgain, OpenPanel
from bot.i18n import Translator, noop
from bot.limits import OUR_TEXT, length
from bot.markup import Markup
from bot.reply import Button, Screen
from bot.screens.dead_letters import opening
from bot.screens.doctor_words import ADVICE, ANY_RULE, NAMES, RULES, SAID, SUBJECTS
from bot.screens.parts import LINES, clip, paragraphs
from domain.health import Case, Fact, Finding, Level
from domain.orders import Method

_LISTED = 5  # of a list within a sentence
_NAME = 32
_WAYS = ("provider", "providers", "ways")  # facts that name ways to pay
_HEADS = {Level.WRONG: noop("<b>Wrong</b>"), Level.WARNING: noop("<b>To look at</b>")}


def sentence(finding: Finding, t: Translator) -> Markup:
    """Say what was found."""
    return t(SAID[finding.case], **_values(finding, t))


def advice(finding: Finding, t: Translator) -> Markup:
    """Say what to do about it; nothing if all is well."""
    words = ADVICE.get(finding.case)
    return t(words, **_values(finding, t)) if words else Markup()


def doctor_screen(findings: Sequence[Finding], looked_at: datetime, t: Translator) -> Screen:
    """All findings: what is wrong, what to look at, and in a line what is well."""
    rows = [[Button(t("Look again"), LookAgain()), Button(t("‹ Panel"), OpenPanel())]]
    if any(each.case is Case.MESSAGES_DEAD for each in findings):
        rows.insert(0, [opening(t)])
    problems = [each for worst_first in _HEADS for each in findings if each.level is worst_first]
    shown = len(problems)
    text = _text(findings, problems, shown, looked_at, t)
    while shown and length(text) > OUR_TEXT:
        shown -= 1
        text = _text(findings, problems, shown, looked_at, t)
    return Screen(text, rows, card=False)


def _text(
    findings: Sequence[Finding],
    problems: Sequence[Finding],
    shown: int,
    looked_at: datetime,
    t: Translator,
) -> Markup:
    more = len(problems) - shown
    return paragraphs(
        t("<b>Check-up</b> · {when}", when=t.time_tag(looked_at, "T")),
        *_groups(problems[:shown], t),
        t("and {n} more. On the shop's machine, main.py doctor lists all.", n=t.number(more))
        if more
        else Markup(),
        _well(findings, t),
    )


def _groups(problems: Sequence[Finding], t: Translator) -> Iterator[Markup]:
    for level, head in _HEADS.items():
        told = [_problem(each, t) for each in problems if each.level is level]
        if told:
            yield LINES.join([t(head), *told])


def _problem(finding: Finding, t: Translator) -> Markup:
    return Markup(f"• {sentence(finding, t)}\n<i>{advice(finding, t)}</i>")


def _well(findings: Sequence[Finding], t: Translator) -> Markup:
    """Name the subjects about which nothing has to be said."""
    bad = {each.about for each in findings if each.level is not Level.OK}
    well = dict.fromkeys(each.about for each in findings if each.about not in bad)
    if not well:
        return Markup()
    names = Markup(", ").join(t(SUBJECTS[about]) for about in well)
    return t("<b>Well</b>\n{names}", names=names)


def _values(finding: Finding, t: Translator) -> dict[str, object]:
    """Return what fills a finding's sentence, as the reader's language writes it."""
    values = {name: _worded(name, fact, t) for name, fact in finding.facts.items()}
    if finding.case is Case.RULE_BROKEN:
        values["meaning"] = t(RULES.get(str(finding.facts["rule"]), ANY_RULE))
    return {"subject": t(SUBJECTS[finding.about]), **values}


def _worded(name: str, fact: Fact, t: Translator) -> str:
    match fact:
        case int():
            return t.number(fact)
        case datetime():
            return t.time_tag(fact)
        case tuple():
            told = [_worded(name, clip(item, _NAME), t) for item in fact[:_LISTED]]
            return Markup(", ").join([*told, *(["…"] if len(fact) > _LISTED else [])])
    return t(NAMES[Method(fact)]) if name in _WAYS else fact
