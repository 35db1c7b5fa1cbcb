"""``make measure``: how big the package's modules and functions are, and how many arrows its rooms have inside. Counts; judges nothing.

``python tools/measure.py FOLDER`` counts another copy of the package, such as an older commit (``git archive COMMIT | tar x -C FOLDER``).
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path
from statistics import median

LONG = 40  # lines: a function above this is hard to see at once


def main(folder: Path) -> None:
    """Prints the table."""
    package = folder / "spotcheck"
    trees = {path.relative_to(folder): ast.parse(path.read_text("utf-8")) for path in sorted(package.rglob("*.py"))}
    lines = {path: len((folder / path).read_text("utf-8").splitlines()) for path in trees}
    modules = {path: count for path, count in lines.items() if path.name != "__init__.py"}
    longest = max(modules, key=modules.__getitem__)
    functions = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    names = Counter(path.name for path in modules)
    kinds = sum(1 for path in modules if path.match("spotcheck/config/kinds/*") and names[path.name] == 2 and _has_judge(path, trees))
    print(f"modules {len(modules)}, median {median(modules.values()):g} lines, longest {modules[longest]} ({longest})")
    print(f"functions {len(functions)}, over {LONG} lines: {sum(_length(node) > LONG for node in functions)}")
    print(f"file names that occur twice: {sum(count > 1 for count in names.values())}, of them a kind and its judge: {kinds}")
    print(f"functions with a parameter lang: {sum(_takes(node, 'lang') for node in functions)}")
    print("\nroom        modules  floors  arrows")
    for room in sorted(path.name for path in package.iterdir() if (path / "__init__.py").is_file()):
        arrows = _arrows(room, trees)
        print(f"{room:<10} {sum(path.parts[1] == room for path in modules):>8} {_floors(arrows):>7} {sum(map(len, arrows.values())):>7}")


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _takes(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    return any(each.arg == name for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))


def _has_judge(path: Path, trees: dict[Path, ast.Module]) -> bool:
    return Path("spotcheck", "audits", "checks", path.name) in trees


def _arrows(room: str, trees: dict[Path, ast.Module]) -> dict[str, set[str]]:
    """Which module of a room imports which other of it."""
    inside = {_dotted(path) for path in trees if len(path.parts) > 2 and path.parts[1] == room}
    arrows: dict[str, set[str]] = {}
    for path, tree in trees.items():
        name = _dotted(path)
        if name in inside:
            arrows[name] = {each for each in _imported(tree) if each in inside and each != name}
    return arrows


def _imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _floors(arrows: dict[str, set[str]]) -> int:
    """The longest way down, in modules; a circle counts once."""
    heights: dict[str, int] = {}

    def height(name: str, above: frozenset[str]) -> int:
        if name not in heights:
            below = [height(each, above | {name}) for each in arrows[name] if each not in above]
            heights[name] = 1 + max(below, default=0)
        return heights[name]

    return max((height(name, frozenset()) for name in arrows), default=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
