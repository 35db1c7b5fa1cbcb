"""The documents that the code itself tells: commands, settings, schemas of what is written, the rooms. Each is what the code says now."""

from __future__ import annotations

import os
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
