"""The documents that the code itself tells: commands, settings, schemas of what is written, the rooms. Each is what the code says now."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from spotcheck.cli.help import tree
from spotcheck.cli.main import command
from spotcheck.config.settings import Settings
from tools.make_docs import documents
from tools.room_map import room_map

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def test_every_generated_document_is_up_to_date() -> None:
    drawn = documents()
    stale = [name for name, text in drawn.items() if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text]
    assert not stale, "run python tools/make_docs.py"


@pytest.mark.parametrize("page", ["commands.md", "commands.en.md"])
def test_every_command_and_option_stands_on_its_page(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    for path, each in tree(command()):
        if path and getattr(each, "commands", None):
            continue
        section = text.partition(f"\n## {' '.join(('spotcheck', *path))}\n")[2].partition("\n## ")[0]
        names = [name for param in each.params for name in (*param.opts, *param.secondary_opts) if name.startswith("--")]
        assert [name for name in names if f"`{name}`" not in section] == [], path


def test_every_setting_stands_on_its_page_with_its_variable() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    for name, field in Settings.model_fields.items():
        assert f"| `{name}` |" in text
        assert f"`SPOTCHECK_{name.upper()}`" in text
        assert field.description in text


def test_every_room_says_what_it_is_for_and_what_it_refuses() -> None:
    rooms = {path.parent.name for path in (ROOT / "spotcheck").glob("*/__init__.py")} | {"api"}
    drawn = room_map()  # raises for a room that does not
    assert [room for room in rooms if f"| [`{room}`](" not in drawn] == []


def test_the_pages_do_not_depend_on_the_machine_they_are_made_on(tmp_path: Path) -> None:
    environment = {**os.environ, "SPOTCHECK_LANG": "zh", "COLUMNS": "40", "LANG": "C"}
    made = subprocess.run([sys.executable, str(ROOT / "tools" / "make_docs.py"), str(tmp_path)], env=environment, cwd=tmp_path, check=True)
    assert made.returncode == 0
    assert [path.name for path in tmp_path.rglob("*.*") if path.read_bytes() != (DOCS / path.relative_to(tmp_path)).read_bytes()] == []


PAGES = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")] + sorted(
    DOCS.glob("*.md")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in links if not _leads_somewhere(page, target)] == []


def _leads_somewhere(page: Path, target: str) -> bool:
    path, _, place = target.partition("#")
    found = page if not path else page.parent / path
    if not found.exists() or not place:
        return found.exists()
    heads = re.findall(r"^#+ (.+)$", found.read_text("utf-8"), re.MULTILINE)
    return place in {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def test_the_hooks_run_the_tools_of_the_makefile_and_fetch_nothing() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}
    assert "://" not in hooks
    entries = re.findall(r"entry: \.venv/bin/(\S+)", hooks)
    lint = makefile.partition("\nlint:")[2].partition("\n\n")[0]
    assert set(entries) - {"python"} == set(re.findall(r"\$\(BIN\)/(\S+)", lint))
    for path in re.findall(r"tests/\S+\.py", hooks):
        assert (ROOT / path).is_file()


def test_ci_runs_what_the_guide_for_contributors_says() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    steps = (ROOT / "Makefile").read_text("utf-8").partition("\ntest: ")[2].partition(" ##")[0].split()
    assert steps == ["lint", "pytest", "wheel-check"]
    assert "exec make test" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert [word for word in ("ruff check", "mypy", "lint-imports", "pytest", ".ci/wheel-check") if f"`{word}`" not in guide] == []
    targets = re.findall(r"^make ([a-z-]+)", guide, re.MULTILINE)
    assert [name for name in targets if not re.search(rf"^{name}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)] == []
