"""Goods from a file, as the admin who sent it sees it: asked for, read, reported, saved."""

import csv
import io
from collections.abc import Iterator, Sequence

from bot.callbacks.imports import ApplyImport, DropImport, OpenImport
from bot.callbacks.shopping import LeaveForm
from bot.callbacks.work import OpenPanel
from bot.i18n import Translator, noop
from bot.markup import Markup, escape
from bot.reply import Button, Document, Screen
from bot.screens.digital import size
from bot.screens.exports import export_button
from bot.screens.parts import LINES, clip, paragraphs
from bot.screens.remarks import name_words, words
from domain.imports import ImportPlan, ImportResult, Problem
from domain.sheets import JUMP, Difference

_SHOWN = 6  # problems, warnings or differences
_SENTENCE = 240  # characters of a problem
_VALUE = 24
_SWITCHES = {
    "hidden": {"yes": noop("yes"), "no": noop("no")},
    "sale": {"on": noop("on"), "off": noop("off")},
}
_DOING = {
    "read": noop("Reading: {done} of {of} rows"),
    "compared": noop("Comparing with the shop: {done} of {of} rows"),
    "pictures": noop("Fetching pictures: {done} of {of}"),
    "saved": noop("Saving: {done} of {of} rows"),
    "written": noop("Writing: {done} of {of} products"),
}


def ask_screen(most: int, t: Translator) -> Screen:
    """Ask for a file of up to *most* bytes."""
    text = t(
        "<b>Goods from a file</b>\n"
        "Send a spreadsheet (.xlsx) or a CSV file of up to {size}: with the shop’s own columns, "
        "or as Shopify or WooCommerce exports it. You see what would change before anything "
        "is saved.",
        size=size(most, t),
    )
    return Screen(text, [[export_button(t)], [Button(t("Cancel"), LeaveForm())]], card=False)


def import_button(t: Translator) -> Button:
    """The way to bring goods in from a file."""
    return Button(t("Goods from a file"), OpenImport())


def working_screen(what: str, done: int, of: int, t: Translator) -> Screen:
    """How far things have come."""
    if not of:
        return Screen(t("Saving…") if what == "saved" else t("Reading the file…"), card=False)
    said = t(_DOING[what], done=t.number(done), of=t.number(of))
    return Screen(said, card=False)


def report_screen(plan: ImportPlan, number: int, t: Translator) -> Screen:
    """What a file would change; *number* is this report's."""
    if plan.problems:
        return _wrong_screen(plan, t)
    counts = t(
        "{same} as they are, {changed} changed, {new} new.",
        same=t.number(plan.same),
        changed=t.number(plan.changed),
        new=t.number(plan.new),
    )
    told = LINES.join(_told(plan.warnings, t))
    if plan.idle:
        return _end(paragraphs(_head(plan, t), t("The shop has all of this already."), told), t)
    text = paragraphs(
        _head(plan, t),
        LINES.join([counts, *_besides(plan, t)]),
        LINES.join(_differences(plan, t)),
        told,
        t("Nothing is saved yet."),
    )
    yes = Button(t("Save these changes"), ApplyImport(number=number), style="success")
    return Screen(
        text, [[yes], [Button(t("Forget the file"), DropImport(number=number))]], card=False
    )


def result_screen(result: ImportResult, t: Translator) -> Screen:
    """What was saved."""
    counts = t(
        "<b>Saved.</b> {changed} changed, {new} new, {same} as they were.",
        changed=t.number(result.changed),
        new=t.number(result.new),
        same=t.number(result.same),
    )
    lines = [counts]
    if result.pictures:
        lines.append(t.plural("{n} picture fetched.", "{n} pictures fetched.", result.pictures))
    missing = [
        t("No picture from {source}: {why}", source=clip(source, 60), why=words(why, t))
        for source, why in result.unreadable[:_SHOWN]
    ]
    if more := len(result.unreadable[_SHOWN:]):
        missing.append(t("and {n} more", n=t.number(more)))
    if result.unreadable:
        missing.append(t("The next import of this file tries these pictures again."))
    left = [*_told(result.left, t)]
    if left:
        said = t("Left out, because the shop changed meanwhile. Put it right and send it again.")
        left.append(said)
    return _end(paragraphs(LINES.join(lines), LINES.join(missing), LINES.join(left)), t)


def moved_screen(t: Translator) -> Screen:
    """Nothing was saved because the shop is not as it was any more."""
    said = t("The shop changed meanwhile, so nothing was saved. Please send the file again.")
    return _end(said, t)


def failed_screen(t: Translator) -> Screen:
    """Something went wrong on our side."""
    said = t(
        "Something went wrong on our side. What is saved already stays; send the file again "
        "for the rest."
    )
    return _end(said, t)


def dropped_screen(t: Translator) -> Screen:
    """A file that was read is forgotten."""
    return _end(t("All right. Nothing of the file was saved."), t)


def rows_document(problems: Sequence[Problem], t: Translator) -> Document | None:
    """All that is wrong, as a file, where it is more than a screen tells."""
    if len(problems) <= _SHOWN:
        return None
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((t("row").plain, t("column").plain, t("problem").plain))
    writer.writerows((one.row, one.column, words(one.remark, t).plain) for one in problems)
    caption = t("All that is wrong, row by row.")
    return Document("wrong-rows.csv", text.getvalue().encode("utf-8-sig"), caption)


def too_large(count: int, most: int, t: Translator) -> Markup:
    """Refuse a file that Telegram does not let bots have."""
    return t(
        "This file has {size}. Telegram lets the shop fetch up to {most}: please send it in "
        "parts.",
        size=size(count, t),
        most=size(most, t),
    )


def _wrong_screen(plan: ImportPlan, t: Translator) -> Screen:
    wrong = t.plural("<b>{n} row is wrong.</b>", "<b>{n} rows are wrong.</b>", plan.wrong)
    again = t("Nothing was saved. Put it right and send the file again.")
    head = [_head(plan, t), wrong] if plan.wrong else [_head(plan, t)]
    return _end(paragraphs(LINES.join(head), LINES.join(_told(plan.problems, t)), again), t)


def _head(plan: ImportPlan, t: Translator) -> Markup:
    rows = t.plural("{n} row", "{n} rows", plan.file.rows)
    return t("<b>Goods from a file</b>, {rows}", rows=rows)


def _besides(plan: ImportPlan, t: Translator) -> Iterator[Markup]:
    if plan.retired:
        yield t.plural(
            "{n} variant goes off sale: the file does not have it any more.",
            "{n} variants go off sale: the file does not have them any more.",
            plan.retired,
        )
    if plan.translated:
        yield t.plural(
            "{n} category gets other names.",
            "{n} categories get other names.",
            len(plan.translated),
        )
    if plan.pictures:
        yield t.plural("{n} picture to fetch.", "{n} pictures to fetch.", len(plan.pictures))


def _differences(plan: ImportPlan, t: Translator) -> Iterator[Markup]:
    ordered = sorted(plan.differences, key=lambda one: not one.jump)[:_SHOWN]
    for one in ordered:
        yield _difference(one, t)
    if more := plan.differing - len(ordered):
        yield t("and {n} more", n=t.number(more))


def _difference(one: Difference, t: Translator) -> Markup:
    line = t(
        "<code>{sku}</code> {field}: {before} → {after}",
        sku=clip(one.sku, _VALUE),
        field=name_words(one.name, t),
        before=_value(one, one.before, t),
        after=_value(one, one.after, t),
    )
    return t("{line}, by more than {n} %", line=line, n=JUMP) if one.jump else line


def _value(one: Difference, text: str, t: Translator) -> str:
    if one.name in _SWITCHES:
        return t(_SWITCHES[one.name][text])
    return clip(" ".join(text.split()), _VALUE) or "–"


def _told(problems: Sequence[Problem], t: Translator) -> Iterator[Markup]:
    for one in problems[:_SHOWN]:
        text = clip(words(one.remark, t).plain, _SENTENCE)
        if not one.row:
            yield escape(text)
        elif one.column:
            yield t("Row {row}, {column}: {text}", row=one.row, column=one.column, text=text)
        else:
            yield t("Row {row}: {text}", row=one.row, text=text)
    if len(problems) > _SHOWN:
        yield t("and {n} more", n=t.number(len(problems) - _SHOWN))


def _end(text: Markup, t: Translator) -> Screen:
    rows = [[import_button(t)], [Button(t("‹ Panel"), OpenPanel())]]
    return Screen(text, rows, card=False)
