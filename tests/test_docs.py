"""The READMEs against the program: what they say it prints, it prints; what they tell people to type, it understands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = {"en_US.UTF-8": ROOT / "README.md", "zh_CN.UTF-8": ROOT / "README.zh-CN.md"}
COMMAND = re.compile(r"^spotcheck ((?:[a-z]+ ?){1,2})(.*?)(?:\s{2,}#.*|\s+#.*)?$", re.MULTILINE)


def run(*words: str, language: str = "en_US.UTF-8", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, in a locale."""
    environment = {**os.environ, "LANG": language, "LC_ALL": language, "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "spotcheck", *words], capture_output=True, text=True, env=environment, cwd=cwd, timeout=110, check=False
    )


def blocks(readme: Path) -> list[str]:
    """The fenced blocks of a README."""
    return re.findall(r"^```\n(.*?)^```", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", READMES)
def test_the_demo_prints_what_the_readme_shows(language: str, tmp_path: Path) -> None:
    shown = next(set(block.splitlines()) for block in blocks(READMES[language]) if "spotcheck-demo/reports" in block)
    ran = run("demo", language=language, cwd=tmp_path)
    printed = {line.replace(f"{tmp_path}/", "") for line in (ran.stderr + ran.stdout).splitlines() if line.strip()}
    assert ran.returncode == 0
    assert shown <= printed


@pytest.mark.parametrize("readme", READMES.values(), ids=lambda path: path.name)
def test_every_command_of_the_readme_is_one_the_program_knows(readme: Path) -> None:
    found = [match for block in blocks(readme) for match in COMMAND.finditer(block)]
    assert len(found) >= 8
    helps: dict[str, str] = {}
    for match in found:
        words = match[1].split()
        group = words[:2] if words[0] in ("register", "quarter", "review", "rules") else words[:1]
        name = " ".join(group)
        if name not in helps:
            ran = run(*group, "--help")
            assert ran.returncode == 0, name
            helps[name] = ran.stdout
        for option in re.findall(r"--[a-z-]+", match[2]):
            assert option in helps[name], f"{name} {option}"
