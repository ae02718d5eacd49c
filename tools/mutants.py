"""Break the screening's rules one by one and see that a test turns red.

Each mutant is one small change (a comparison, a number, a word of a table, one item less) in one module
of the core. It is run in a forked process against the tests of that module. Those that live are printed.

Usage: python tools/mutants.py [module ...]        for example: triage lock voids validity clearance
"""

import ast
import copy
import importlib.util
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import hypothesis  # noqa: F401 - loaded once, before the forks
import msgspec  # noqa: F401 - the same
import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sciaticli"
SCREENING = Path("core") / "screening"
STORE = Path("store")
CLEARANCE = ("test_locks", "test_voids", "test_clearance")
TESTS = {
    "questions": ("test_questions", "test_triage", "test_editions", *CLEARANCE),
    "triage": ("test_triage", "test_first_edition", "test_editions", "test_cases"),
    "first_edition": ("test_first_edition", "test_editions"),
    "second_edition": ("test_triage", "test_editions", "test_cases"),
    "given": ("test_triage", "test_first_edition", "test_editions"),
    "past_checks": ("test_past_checks", *CLEARANCE),
    "locks": (*CLEARANCE,),
    "voids": (*CLEARANCE,),
    "worse_told": (*CLEARANCE,),
    "tellings": (*CLEARANCE,),
    "valid_until": (*CLEARANCE,),
    "clearance": (*CLEARANCE,),
    "heard": ("test_heard",),
    "note_signs": ("../../store/test_note_signs",),
    "note_clauses": ("../../store/test_note_signs",),
    "torn_check": ("test_torn_check",),
    "remembered_locks": ("test_remembered_locks",),
}
ROOM = {"torn_check": STORE, "remembered_locks": STORE}
"""The rooms of the modules that are not of the screening's own."""
OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
LEVELS = ("C", "N", "S", "U2", "U1", "E")
SETS = ("fresh", "active", "present")
Change = tuple[str, object]
"""A field of a node and what is put there instead."""


def mutants(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Yield each small change of a module: what it is, and the changed tree. Annotations stay as they are."""
    hints = {id(part) for node in ast.walk(tree) for hint in _hints(node) for part in ast.walk(hint)}
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in hints:
            continue
        for field, value in (*_of_logic(node), *_of_tables(node), *_of_calls(node)):
            changed = copy.deepcopy(tree)
            twin = next(islice(ast.walk(changed), place, None))
            setattr(twin, field, value)
            after = ast.unparse(ast.fix_missing_locations(twin))
            yield f"line {getattr(node, 'lineno', 0)}: {ast.unparse(node)}  ->  {after}", changed


def _hints(node: ast.AST) -> Iterator[ast.AST]:
    for field in ("annotation", "returns"):
        if (hint := getattr(node, field, None)) is not None:
            yield hint


def _of_logic(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in OTHER:
            yield "ops", [OTHER[type(op)]()]
        case ast.BoolOp(op=op, values=values):
            yield "op", OTHER[type(op)]()
            for left in _shorter(values):
                yield "values", left if len(left) > 1 else left * 2
        case ast.BinOp(op=op) if type(op) in OTHER:
            yield "op", OTHER[type(op)]()
        case ast.UnaryOp(op=ast.Not()):
            yield "operand", ast.UnaryOp(ast.Not(), node.operand)
        case ast.Constant(value=bool()):
            yield "value", not node.value
        case ast.Constant(value=int() as number):
            yield "value", number + 1


def _of_tables(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Tuple(elts=cells, ctx=ast.Load()) if all(_level(cell) for cell in cells):
            for place, cell in enumerate(cells):
                for word in _near(_level(cell)):
                    yield "elts", [*cells[:place], ast.Name(word, ast.Load()), *cells[place + 1 :]]
        case ast.Tuple(elts=items, ctx=ast.Load()) | ast.Set(elts=items) if len(items) > 1:
            for left in _shorter(items):
                yield "elts", left
        case ast.Dict(values=cells):
            for place, cell in enumerate(cells):
                for word in _near(_level(cell)):
                    yield "values", [*cells[:place], ast.Name(word, ast.Load()), *cells[place + 1 :]]


def _of_calls(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Attribute(attr=word) if word in SETS:
            for other in SETS:
                if other != word:
                    yield "attr", other
        case ast.Call(func=ast.Name(id="Rule"), args=[name, level, *rest]):
            for word in _near(_level(level)):
                yield "args", [name, ast.Name(word, ast.Load()), *rest]
        case ast.Call(func=ast.Name(id="_together"), args=args):
            for left in _shorter(args):
                yield "args", left
        case ast.Call(func=ast.Attribute(attr=word), args=args) if (
            word in (*SETS, "having") and len(args) > 1
        ):
            for left in _shorter(args):
                yield "args", left


def _level(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) and node.id in LEVELS else ""


def _near(level: str) -> list[str]:
    """Return the levels next to one: the slips that are easiest to miss."""
    if not level:
        return []
    place = LEVELS.index(level)
    return [*LEVELS[max(place - 1, 0) : place], *LEVELS[place + 1 : place + 2]]


def _shorter(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for place in range(len(items)):
        yield [*items[:place], *items[place + 1 :]]


def survives(module: str, tree: ast.Module) -> bool:
    """Run the tests of a module on its changed tree in a forked process; True when all stay green."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with Path(os.devnull).open("w") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
            room = ROOM.get(module, SCREENING)
            dotted = ".".join(("sciaticli", *room.parts, module))
            _install(dotted, ast.fix_missing_locations(tree), _source(module))
            names = [str(ROOT / "tests" / room / f"{name}.py") for name in TESTS[module]]
            quiet = ["-x", "-q", "-W", "ignore", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]
            code = pytest.main([*quiet, *(name for name in names if Path(name).exists())])
        finally:
            os._exit(int(code))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _source(module: str) -> Path:
    return SOURCE / ROOM.get(module, SCREENING) / f"{module}.py"


def _install(name: str, tree: ast.Module, path: Path) -> None:
    """Put the changed module in place of the real one, before anything imports it."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(tree, str(path), "exec"), module.__dict__)  # noqa: S102 - our own source, changed


def main(names: list[str]) -> None:
    """Print the living mutants of each module, and the counts."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
    killed = lived = 0
    for name in names or list(TESTS):
        tree = ast.parse(_source(name).read_text(encoding="utf-8"))
        if not survives(name, tree):
            sys.exit(f"{name}: the tests are red without any change")
        for what, changed in mutants(tree):
            if survives(name, changed):
                lived += 1
                print(f"{name} {what}", flush=True)
            else:
                killed += 1
        print(f"{name}: so far {killed} killed, {lived} left", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
