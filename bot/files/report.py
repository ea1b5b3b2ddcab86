"""What a person at the machine reads about an import."""

from collections.abc import Iterable, Sequence

from bot.i18n import SOURCE, Translator, english
from bot.screens.remarks import words
from domain.imports import ImportPlan, ImportResult, Problem
from domain.remarks import Remark
from domain.sheets import JUMP, Difference

_DIFFERENCES = 10
_PROBLEMS = 50
_LONGEST_VALUE = 40


def in_english(remark: Remark) -> str:
    """Return a remark as the machine's own reports say it."""
    return words(remark, Translator(SOURCE, english())).plain


def plan_lines(plan: ImportPlan) -> Iterable[str]:
    """What is wrong, what to know, and what would change."""
    file = plan.file
    if file.kind:
        yield f"{file.kind} file, {file.rows:,} rows, {file.goods:,} products."
    yield from _problem_lines("Warning", plan.warnings)
    yield from _problem_lines("Wrong", plan.problems)
    if plan.problems:
        yield "Nothing was saved. Put these right and import the file again."
        return
    yield f"{plan.same:,} same, {plan.changed:,} changed, {plan.new:,} new, {plan.wrong:,} wrong."
    if plan.retired:
        yield f"{plan.retired:,} no longer in the file under their products go off sale."
    if plan.translated:
        yield f"{len(plan.translated):,} categories are called otherwise in some language."
    yield from _difference_lines(plan.differences, plan.differing)


def _problem_lines(kind: str, problems: Sequence[Problem]) -> Iterable[str]:
    for problem in problems[:_PROBLEMS]:
        where = f"row {problem.row}" if problem.row else ""
        column = f"column {problem.column}" if problem.column else ""
        at = ", ".join(filter(None, (where, column)))
        told = in_english(problem.remark)
        yield f"{kind}, {at}: {told}" if at else f"{kind}: {told}"
    if len(problems) > _PROBLEMS:
        yield f"... and {len(problems) - _PROBLEMS:,} more."


def _difference_lines(differences: Sequence[Difference], every: int) -> Iterable[str]:
    ordered = sorted(differences, key=lambda one: not one.jump)
    for one in ordered[:_DIFFERENCES]:
        flag = f"  (changes by more than {JUMP} %)" if one.jump else ""
        before, after = _short(one.before), _short(one.after)
        yield f"  SKU {one.sku} {one.name} {before} → {after}{flag}"
    if every > _DIFFERENCES:
        yield f"  ... and {every - _DIFFERENCES:,} more differences."


def _short(value: str) -> str:
    flat = " ".join(value.split())
    return (flat if len(flat) <= _LONGEST_VALUE else flat[: _LONGEST_VALUE - 1] + "…") or "(empty)"


def result_lines(result: ImportResult) -> Iterable[str]:
    """What was done, and the pictures that could not be had."""
    if result.changed or result.new or result.retired or result.translated:
        same = f"{result.same:,} as they were"
        yield f"Saved: {result.changed:,} changed, {result.new:,} new, {same}."
    else:
        yield "The shop has all of this already."
    if result.pictures:
        yield f"{result.pictures:,} {'picture' if result.pictures == 1 else 'pictures'} fetched."
    for source, why in result.unreadable[:_DIFFERENCES]:
        yield f"No picture from {source}: {in_english(why)}"
    if len(result.unreadable) > _DIFFERENCES:
        yield f"... and {len(result.unreadable) - _DIFFERENCES:,} more pictures."
    if result.unreadable:
        yield "The next import of this file tries these pictures again."
    if result.left:
        yield from _problem_lines("Left out", result.left)
        yield "The shop changed meanwhile. Put these right and import the file again."


def stopped_line(saved: int) -> str:
    """What became of a file whose import was broken off after *saved* rows."""
    if not saved:
        return "Stopped. Nothing was saved."
    return f"Stopped after {saved:,} rows, which stay saved. Import the file again for the rest."
