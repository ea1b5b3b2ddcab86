"""Answers to /stock and /price: every line that was typed, as it stands now."""

from collections.abc import Sequence

from bot.callbacks.work import UndoMovement, UndoPrice
from bot.i18n import Translator, noop
from bot.limits import OUR_LABEL
from bot.markup import Markup
from bot.reply import Button, Screen, columns
from bot.screens.errors import explain
from bot.screens.parts import LINES, clip
from domain.errors import BadStockLine
from domain.stock import Counted, Priced, Refused

_LINES = 10  # answered one by one; refused ones come first
_UNDOS = 8
_NAME = 48
_SKU = 24

Answer = Counted | Priced | Refused


def stock_usage(t: Translator) -> Screen:
    """How to ask for pieces and change them."""
    text = t(
        "<b>Stock, one SKU a line</b>\n"
        "<code>/stock BM-1</code> shows\n"
        "<code>/stock BM-1 +5</code> adds, <code>-2</code> takes away\n"
        "<code>/stock BM-1 =40</code> sets\n"
        "<code># reason</code> at the end of a line is kept with it."
    )
    return Screen(text, card=False)


def price_usage(t: Translator) -> Screen:
    """How to ask for prices and change them."""
    text = t(
        "<b>Prices, one SKU a line</b>\n"
        "<code>/price BM-1</code> shows\n"
        "<code>/price BM-1 690</code> sets\n"
        "<code>/price BM-1 +5%</code> raises, <code>-10%</code> lowers"
    )
    return Screen(text, card=False)


def answers_screen(answers: Sequence[Answer], t: Translator) -> Screen:
    """What became of each line, with Undo for the first `_UNDOS` that changed something."""
    wrong = [one for one in answers if isinstance(one, Refused)]
    right = [one for one in answers if not isinstance(one, Refused)]
    shown = [*wrong, *right][:_LINES]
    said = [_line(one, t) for one in shown]
    if more := len(answers) - len(shown):
        said.append(t.plural("and {n} more line", "and {n} more lines", more))
    if wrong and right:
        said.append(t("The other lines are done."))
    undos = [button for one in right if (button := _undo(one, t))][:_UNDOS]
    return Screen(LINES.join(said), columns(undos, 2), card=False)


def undone_screen(answer: Counted | Priced, t: Translator) -> Screen:
    """Confirm that a change was taken back; the message it was made in stays."""
    text = t("Taken back. {line}", line=_line(answer, t))
    return Screen(text, card=False, fresh=True)


def _line(answer: Answer, t: Translator) -> Markup:
    match answer:
        case Counted():
            return _counted(answer, t)
        case Priced():
            return _priced(answer, t)
        case Refused():
            return _refused(answer, t)


def _counted(answer: Counted, t: Translator) -> Markup:
    name, sku = clip(answer.name, _NAME), clip(answer.sku, _SKU)
    before, after = t.number(answer.before), t.number(answer.after)
    if answer.before != answer.after:
        words = noop("<b>{name}</b> ({sku}): {before} → {after}")
        return t(words, name=name, sku=sku, before=before, after=after)
    return t(
        "<b>{name}</b> ({sku}): {after} on the shelf, {held} held by orders",
        name=name,
        sku=sku,
        after=after,
        held=t.number(answer.reserved),
    )


def _priced(answer: Priced, t: Translator) -> Markup:
    name, sku = clip(answer.name, _NAME), clip(answer.sku, _SKU)
    before, after = t.money(answer.before), t.money(answer.after)
    if before == after:
        return t("<b>{name}</b> ({sku}): {price}", name=name, sku=sku, price=after)
    words = noop("<b>{name}</b> ({sku}): {before} → {after}")
    said = t(words, name=name, sku=sku, before=before, after=after)
    return t("{line}. Its sale is over with that.", line=said) if answer.sale_over else said


def _refused(answer: Refused, t: Translator) -> Markup:
    line = clip(answer.line, _NAME)
    if isinstance(answer.error, BadStockLine):
        token = clip(answer.error.token, _SKU)
        return t("<code>{line}</code>: “{token}” is not understood.", line=line, token=token)
    if not answer.nearest:
        return t("<code>{line}</code>: {why}", line=line, why=explain(answer.error, t))
    skus = ", ".join(clip(sku, _SKU) for sku in answer.nearest)
    return t("<code>{line}</code>: there is no such SKU. Near it: {skus}", line=line, skus=skus)


def _undo(answer: Counted | Priced, t: Translator) -> Button | None:
    if answer.before == answer.after:
        return None
    label = clip(t("Undo {sku}", sku=answer.sku).plain, OUR_LABEL)
    if isinstance(answer, Priced):
        if answer.before.currency != answer.after.currency or answer.sale_over:
            return None  # an Undo knows only the amount, and begins no sale anew
        was, now = answer.before.amount, answer.after.amount
        return Button(label, UndoPrice(variant=answer.variant_id, now=now, price=was))
    if answer.movement_id is None:
        return None
    return Button(label, UndoMovement(movement=answer.movement_id))
