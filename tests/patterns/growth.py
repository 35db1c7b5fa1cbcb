"""Run in a process of its own: measures every pattern of the package on growing hostile strings, and prints what grows faster than they do.

usage: python -m tests.patterns.growth [NAME ...]
"""

from __future__ import annotations

import ast
import gc
import importlib
import json
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spotcheck
from tests.patterns.hostile import strings

SIZES = (75, 300, 1200, 4800, 19200, 76800, 307200)  # characters, each four times the one before
QUICK = 0.004  # seconds: what is done by then at any size is not slow
SURE = 0.04  # seconds of CPU: a time that no chance makes
CALM = 6.0  # a time that grows by less, twice in a row, is that of a linear pattern
SQUARE = 9.0  # a time four times as long is linear, sixteen times is quadratic
ROOMS = tuple(f"spotcheck.{room}" for room in ("crawler", "portal", "audits", "reports", "config.bodies", "config.masking"))
CLOSED = {  # patterns that their callers only ask where each < is closed by a > further on, and what the strings end with for that
    "spotcheck.crawler.reading.scanning:_TAG": ">",
    "spotcheck.crawler.reading.markup:_TAG": ">",
    "spotcheck.crawler.reading.markup:_BOUNDARY": ">",
}
UNREAD: list[str] = []  # patterns that are put together where they are used: nothing can be measured
_ONLY_AT_START = {"match", "fullmatch"}
_CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


def patterns() -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Every pattern of the package by its place, and whether it is looked for anywhere in a text: those that modules hold, and those
    written in a call (``re.search(r"…", text)``; what an f-string puts in counts as ``x``)."""
    found: dict[str, tuple[re.Pattern[Any], bool]] = {}
    for module in pkgutil.walk_packages(spotcheck.__path__, "spotcheck."):
        if module.name.endswith("__main__") or not module.name.startswith(ROOMS):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            for place, pattern in _within(value, f"{module.name}:{name}", 0):
                if not any(pattern is known for known, _ in found.values()):
                    found[place] = pattern, asked_anywhere(place)
        found |= _written_in_calls(loaded)
    return found


def _written_in_calls(module: Any) -> dict[str, tuple[re.Pattern[Any], bool]]:
    found = {}
    functions = [n for n in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS and node.args:
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
                continue
            source = _literal(node.args[0], module)
            flags = node.args[2] if len(node.args) > 2 and node.func.attr not in ("sub", "split") else None
            flags = node.args[1] if node.func.attr == "compile" and len(node.args) > 1 else flags
            flags = next((word.value for word in node.keywords if word.arg == "flags"), flags)
            place = f"{module.__name__}, line {node.lineno}"
            if source is None:
                if not module.__name__.startswith("spotcheck.config."):  # made of the project's own words
                    UNREAD.append(f"{place}: {ast.unparse(node.args[0])[:80]}")
                continue
            if not any(isinstance(source, type(p.pattern)) and source == p.pattern for p, _ in found.values()):
                known = int(eval(ast.unparse(flags), vars(module))) if flags is not None else 0
                found[place] = re.compile(source, known), node.func.attr not in _ONLY_AT_START
    return found


def _literal(node: ast.expr, module: Any) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
    if isinstance(node, ast.BinOp):
        sides = [_literal(side, module) for side in (node.left, node.right)]
        return None if None in sides else sides[0] + sides[1]
    if isinstance(node, ast.Name) and isinstance(value := vars(module).get(node.id), str | bytes):
        return value
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".join"):
        return "x"
    return None


def _within(value: Any, place: str, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield place, value
    elif depth < 4 and isinstance(value, dict):
        for key, item in value.items():
            yield from _within(item, f"{place}[{key!r}]"[:120], depth + 1)
            yield from _within(key, f"{place}{{{key!r}}}"[:120], depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for n, item in enumerate(value):
            yield from _within(item, f"{place}[{n}]", depth + 1)
    elif depth < 4 and isinstance(value, type) and value.__module__.startswith("spotcheck."):
        for name, item in vars(value).items():
            if not name.startswith("__"):
                yield from _within(item, f"{place}.{name}", depth + 1)
    elif depth < 4 and hasattr(type(value), "__dataclass_fields__"):
        for name in type(value).__dataclass_fields__:
            yield from _within(getattr(value, name), f"{place}.{name}", depth + 1)


def asked_anywhere(place: str) -> bool:
    """Whether a pattern is looked for at every place of a text, not at its start alone."""
    module, _, name = place.partition(":")
    if not re.fullmatch(r"\w+", name):
        return True
    uses: set[str] = set()
    for node in ast.walk(ast.parse(Path(str(sys.modules[module].__file__)).read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name:
            uses.add(node.attr)
        elif isinstance(node, ast.Call | ast.Tuple | ast.List | ast.Dict | ast.comprehension):
            parts = [node.iter] if isinstance(node, ast.comprehension) else ast.iter_child_nodes(node)
            if any(isinstance(part, ast.Name) and part.id == name for part in parts):
                uses.add("handed on")
    return not uses or not name.startswith("_") or bool(uses - _ONLY_AT_START - {"pattern"})


def seconds(pattern: re.Pattern[Any], text: Any, *, anywhere: bool) -> float:
    """The shortest of three: one that was disturbed tells nothing."""
    best = float("inf")
    for _ in range(3):
        begun = time.thread_time()
        if anywhere:
            for _match in pattern.finditer(text):
                pass
        else:
            pattern.match(text)
            pattern.fullmatch(text)
        best = min(best, time.thread_time() - begun)
        if best < QUICK:
            break
    return best


def worst(pattern: re.Pattern[Any], *, anywhere: bool, last: str) -> str:
    """The string on which four times the text took nine times as long or more; "" where there is none."""
    for start, unit, end in strings(pattern):
        before, calm = 0.0, 0
        for size in SIZES:
            text: Any = start + unit * (size // len(unit)) + end + last
            if isinstance(pattern.pattern, bytes):
                text = text.encode("latin-1", "replace")
            took = seconds(pattern, text, anywhere=anywhere)
            if took < QUICK and size >= SIZES[4]:
                break
            if took > SURE and took > SQUARE * before:
                return f"{start[:40]!r} + {unit[:40]!r} * n + {end!r}: {before:.3f} s, then {took:.3f} s at {size}"
            calm = calm + 1 if QUICK / 8 < took < CALM * before else 0
            if took > SURE or calm == 2:
                break
            before = took
    return ""


def main(names: list[str]) -> None:
    gc.disable()
    slow = {}
    for place, (pattern, anywhere) in patterns().items():
        if names and not any(name in place for name in names):
            continue
        print(place, file=sys.stderr, flush=True)
        if shown := worst(pattern, anywhere=anywhere, last=CLOSED.get(place, "")):
            slow[place] = shown
    slow |= dict.fromkeys(UNREAD, "cannot be read where it stands: write it as a constant of the module")
    print(json.dumps(slow, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
