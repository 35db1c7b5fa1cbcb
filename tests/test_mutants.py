"""The list of faults that no test can notice, held against the code: an entry whose line is gone tells of nothing."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SURVIVORS = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text("utf-8"))["survivor"]


def module_of(name: str) -> Path:
    """The file of a dotted name, whatever of it is a class or a function."""
    parts = name.split(".")
    return next(path for end in range(len(parts), 0, -1) if (path := ROOT.joinpath(*parts[:end]).with_suffix(".py")).is_file())


@pytest.mark.parametrize("name", sorted({each["in"] for each in SURVIVORS}))
def test_the_lines_of_listed_faults_stand_where_the_list_says(name: str) -> None:
    source = module_of(name).read_text("utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    told = [ast.get_source_segment(source, node) or "" for node in functions if node.name == name.rpartition(".")[2]]
    shown = [" ".join(line.strip() for line in each.split("\n")) for each in told]
    assert [each["was"] for each in SURVIVORS if each["in"] == name and not any(each["was"] in text for text in shown)] == []


def test_each_is_listed_once_and_with_a_reason() -> None:
    keys = [(each["in"], each["was"], each["now"]) for each in SURVIVORS]
    assert len(set(keys)) == len(keys)
    assert all(each["why"].strip() and each["was"] != each["now"] for each in SURVIVORS)
