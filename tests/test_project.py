"""The project itself: what is committed, pinned, packaged and documented."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CODE = sorted((ROOT / "spotcheck").rglob("*.py"))
TESTS = sorted(path for room in ("tests", "benchmarks") for path in (ROOT / room).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def pins(file: str) -> dict[str, str]:
    """Every requirement of a file with its hashes, as one text, by name."""
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    return {re.split(r"[=<>~!\s;\[]", line, maxsplit=1)[0]: line for line in text.splitlines() if line.strip()}


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout, so nothing can be said of what is committed")
    return [ROOT / file for file in listed.stdout.split("\0") if file and (ROOT / file).is_file()]


def test_no_committed_file_names_a_package_registry_or_a_place_of_one_machine() -> None:
    words = [
        "pypi" + r"\.org",
        "python" + r"hosted\.org",
        r"(?<![\w./])/(home|root|Users|opt|work|tmp)/[A-Za-z]\w+",  # a folder of the machine it was written on
    ]
    pattern = re.compile("|".join(words).encode())
    assert [name(path) for path in committed() if pattern.search(path.read_bytes())] == []


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt", "requirements-accuracy.txt"])
def test_every_requirement_is_pinned_with_hashes_and_nothing_else_stands_in_the_file(file: str) -> None:
    for line in pins(file).values():
        assert re.match(r"[a-z0-9][a-z0-9.-]*==\S+", line), line[:60]
        assert "--hash=sha256:" in line, line[:60]
    assert "://" not in (ROOT / file).read_text("utf-8")


def test_the_development_requirements_hold_the_runtime_ones_unchanged() -> None:
    runtime, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {key: dev.get(key) for key in runtime} == runtime


def test_the_accuracy_benchmark_reads_with_the_versions_that_users_run() -> None:
    runtime, peers = pins("requirements.txt"), pins("requirements-accuracy.txt")
    assert {key: peers[key].split()[0] for key in runtime} == {key: line.split()[0] for key, line in runtime.items()}


def test_every_declared_dependency_is_pinned() -> None:
    declared = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    dev = [item for item in PROJECT["dependency-groups"]["dev"] if isinstance(item, str)]
    peers = [item for item in PROJECT["dependency-groups"]["accuracy"] if isinstance(item, str)]
    for file, items in (("requirements.txt", declared), ("requirements-dev.txt", dev), ("requirements-accuracy.txt", peers)):
        names = {re.split(r"[=<>~!\s;\[]", item, maxsplit=1)[0].lower().replace("_", "-") for item in items}
        assert names - set(pins(file)) == set()


@pytest.mark.parametrize(("files", "groups"), [(CODE, ()), (TESTS, ("dev", "build", "accuracy"))], ids=["package", "tests"])
def test_what_is_imported_is_declared(files: list[Path], groups: tuple[str, ...]) -> None:
    items = list(PROJECT["project"]["dependencies"])
    items += [item for extra in PROJECT["project"]["optional-dependencies"].values() for item in extra]
    items += [item for group in groups for item in PROJECT["dependency-groups"][group] if isinstance(item, str)]
    declared = {re.split(r"[=<>~!\s;\[]", item, maxsplit=1)[0].lower().replace("_", "-") for item in items}
    # Scrapy and pydantic re-export these as their own public parts.
    declared |= {"twisted", "protego", "itemadapter", "parsel", "w3lib", "pydantic-core", "werkzeug", "pluggy"}
    declared |= {"newspaper"}  # the module of newspaper4k, which only the environment of the benchmark holds
    owners = importlib.metadata.packages_distributions()
    own = {"spotcheck", "tests", "benchmarks", "tools", "__future__"} | sys.stdlib_module_names
    missing = set()
    for path in files:
        for module in imported(tree(path)):
            dists = {dist.lower().replace("_", "-") for dist in owners.get(module, [module])}
            if module not in own and not dists & declared:
                missing.add(f"{name(path)}: {module}")
    assert missing == set()


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_wheel_is_told_to_carry_every_file_of_the_package() -> None:
    data = PROJECT["tool"]["setuptools"]
    assert data["package-data"] == {"spotcheck": ["**/*"]}
    assert data["exclude-package-data"] == {"spotcheck": ["**/*.pyc"]}
    assert [name(path.parent) for path in CODE if not (path.parent / "__init__.py").is_file()] == []


@pytest.mark.parametrize("path", [path for path in CODE + TESTS if path.read_text("utf-8").strip()], ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_public_function_and_class_is_documented(path: Path) -> None:
    bare = [
        node.name
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not any("help=" in ast.unparse(decorator) for decorator in node.decorator_list)
        and not ast.get_docstring(node)
    ]
    assert bare == []


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_every_skip_gives_its_reason(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called in ("pytest.skip", "pytest.importorskip", "pytest.xfail"):
            assert node.args[int(called.endswith("importorskip")) :] or node.keywords, f"line {node.lineno}"
        elif re.fullmatch(r"pytest\.mark\.(skip|skipif|xfail)", called):
            assert any(keyword.arg == "reason" for keyword in node.keywords), f"line {node.lineno}"
    assert not re.search(r"@pytest\.mark\.(skip|xfail)\s*\n", path.read_text("utf-8"))


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_every_test_asserts_something(path: Path) -> None:
    idle = [
        node.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not asserts(node)
    ]
    assert idle == []


def asserts(function: ast.FunctionDef) -> bool:
    """True for an assert, a context that expects an error or warning, or a call of a helper that is named for asserting."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and re.search(r"pytest\.(raises|warns|fail)|(^|[._])(assert|expect|check)", ast.unparse(node.func)):
            return True
    return False


def test_the_scripts_of_ci_stop_at_the_first_error_and_can_be_run() -> None:
    for path in (ROOT / ".ci").iterdir():
        text = path.read_text("utf-8")
        assert text.startswith("#!/usr/bin/env bash\n"), path
        assert "set -euo pipefail" in text, path
        assert path.stat().st_mode & 0o111, path


# A JSON object has any keys and values; what checks say and reports tell has names and types.
UNTYPED = re.compile(r"\b(?:dict|Mapping)\[str, Any\]")
UNTYPED_HOMES = {
    "spotcheck/audits/details_json.py": "writes and reads the JSON of details",
    "spotcheck/reports/phrases.py": "reads the tables of sentences.toml",
    "spotcheck/reports/rules/json_schema.py": "draws the JSON Schemas of rule files",
}


def test_nothing_untyped_goes_from_judging_to_telling() -> None:
    rooms = [path for path in CODE if path.is_relative_to(ROOT / "spotcheck/audits") or path.is_relative_to(ROOT / "spotcheck/reports")]
    untyped = {name(path) for path in rooms if UNTYPED.search(path.read_text("utf-8"))}
    assert untyped - set(UNTYPED_HOMES) == set()
    assert set(UNTYPED_HOMES) - untyped == set(), "an exception that is not needed"
