"""What people outside build on: docs/python.md run to the letter, and real output held against the schemas in docs/schema."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import spotcheck
from spotcheck import demo
from spotcheck.config.register import HEADS, register_template
from spotcheck.crawler.page_lines import page_lines
from spotcheck.reports.findings_json import run_json
from tools.output_schemas import closed

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = (DOCS / "python.md").read_text("utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```\n(?:\n^```text\n(.*?)^```\n)?", PAGE, re.MULTILINE | re.DOTALL)
SCHEMAS = ("findings", "page", "register")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """The names that the snippets made, and what each printed; the demonstration province is up, as ``demo --serve`` keeps it."""
    names: dict[str, Any] = {"__name__": "__main__"}
    said = []
    with pytest.MonkeyPatch.context() as patch, demo.serving() as server:
        patch.chdir(tmp_path_factory.mktemp("reader"))
        for name in ("no_proxy", "NO_PROXY"):
            patch.delenv(name, raising=False)
        for name in ("http_proxy", "HTTP_PROXY"):
            patch.setenv(name, server.proxy_url)
        for code, _ in SNIPPETS:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(code, "docs/python.md", "exec"), names)
            said.append(printed.getvalue())
        yield names, said


def schema(name: str) -> Any:
    return json.loads((DOCS / "schema" / f"{name}.schema.json").read_text("utf-8"))


def faults(name: str, value: Any) -> list[str]:
    """What a schema has against a value, when it allows nothing that it does not describe."""
    validator = Draft202012Validator(closed(schema(name)), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(value)][:5]


def test_every_snippet_prints_what_the_page_shows(played: tuple[dict[str, Any], list[str]]) -> None:
    assert len(SNIPPETS) >= 8
    assert played[1] == [shown for _, shown in SNIPPETS]


def test_the_page_names_all_that_the_package_lends() -> None:
    assert [name for name in spotcheck.__all__ if not name.startswith("_") and f"`{name}`" not in PAGE] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_describes_each_of_its_properties(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))

    def bare(node: Any, path: str) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.get("properties", {}).items():
                if not (value.get("description") or "").strip():
                    yield f"{path}/{key}"
            for key, value in node.items():
                yield from bare(value, f"{path}/{key}")
        elif isinstance(node, list):
            for value in node:
                yield from bare(value, path)

    assert list(bare(schema(name), "")) == []


def test_the_json_of_findings_is_what_its_schema_says(played: tuple[dict[str, Any], list[str]]) -> None:
    told = played[0]["done"].to_json()
    assert faults("findings", told) == []
    assert {finding["verdict"] for finding in told["findings"]} >= {"pass", "fail", "unknown", "manual", "not_applicable"}
    assert any(finding["certificate"] for finding in told["findings"])


def test_the_json_of_score_sheets_is_what_its_schema_says(played: tuple[dict[str, Any], list[str]]) -> None:
    done, catalogue = played[0]["done"], spotcheck.load_catalogue("national-2019")
    with done.snapshot() as snapshot:
        told = run_json(done.run, spotcheck.judge(snapshot, catalogue), [catalogue])
    assert faults("findings", told) == []
    assert told["scores"][0]["rows"]


def test_the_lines_of_pages_are_what_their_schema_says(played: tuple[dict[str, Any], list[str]]) -> None:
    with played[0]["done"].snapshot() as snapshot:
        lines = list(page_lines(snapshot))
    assert [fault for line in lines for fault in faults("page", line)] == []
    listed = next(line for line in lines if line["kind"] == "list" and line["entries"])
    assert isinstance(listed["attachments"], int)
    assert "hanweb" in {line["dialect"] for line in lines}
    assert {line["kind"] for line in lines} >= {"home", "list", "article", "document", None}
    assert all(line["entries"] is None for line in lines if line["outcome"] != "read")


def test_a_schema_refuses_what_is_no_finding_of_ours(played: tuple[dict[str, Any], list[str]]) -> None:
    told = played[0]["done"].to_json()
    assert faults("findings", {**told, "findings": [{**told["findings"][0], "verdict": "guilty"}]})
    assert faults("findings", {**told, "colour": "red"})
    assert not list(Draft202012Validator(schema("findings")).iter_errors({**told, "colour": "red"}))  # readers accept keys that join


def test_the_rows_of_registers_are_what_their_schema_says() -> None:
    english = {names[0]: field for field, names in HEADS.items()}
    heads, *rows = register_template()
    with demo.register_path().open(encoding="utf-8-sig", newline="") as file:
        shipped = [dict(row) for row in csv.DictReader(file)]
    for row in [dict(zip(heads, cells, strict=True)) for cells in rows] + shipped:
        assert faults("register", {english[head]: cell for head, cell in row.items()}) == []
    assert {field: names["x-heads"] for field, names in schema("register")["properties"].items()} == {
        field: list(names) for field, names in HEADS.items()
    }
