"""The code keeps to the sizes that make it readable in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("bot", "handlers", "domain", "storage", "payments", "sandbox", "bench")
LONGEST_FILE = 250
LONGEST_FUNCTION = 40


def _files() -> Iterator[Path]:
    yield ROOT / "main.py"
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            if "versions" not in path.parts:  # a migration is a list of tables, made once
                yield path


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_file_is_longer_than_a_person_reads_in_one_go() -> None:
    long = {str(p.relative_to(ROOT)): len(p.read_text().splitlines()) for p in _files()}

    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen_and_most_are_short() -> None:
    sizes = {
        f"{path.relative_to(ROOT)}:{function.name}": _body_lines(function)
        for path in _files()
        for function in _functions(ast.parse(path.read_text()))
    }
    ordered = sorted(sizes.values())

    assert {name: lines for name, lines in sizes.items() if lines > LONGEST_FUNCTION} == {}
    assert ordered[len(ordered) // 2] <= 5
    assert ordered[len(ordered) * 9 // 10] <= 15


def test_public_things_say_what_they_promise() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in _files()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
        if "demo" not in path.parts  # a scene is named like the product it draws
    ]

    assert silent == []


def test_no_module_keeps_state() -> None:
    """Everything hangs off one App; `global` would be the way around it."""
    guilty = [
        str(path.relative_to(ROOT))
        for path in _files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Global)
    ]

    assert guilty == []
