"""The help of the command line: it shows what is written, offers what is accepted, and shells complete the same words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from spotcheck import reports
from spotcheck.cli.help import literal, tree
from spotcheck.cli.main import command
from spotcheck.config.errors import UserError
from spotcheck.config.models import Level
from spotcheck.jobs import arguments
from spotcheck.jobs.sampling import STRATA
from tests.front import small
from tests.front.small import environment

COMMANDS = [pytest.param(path, each, id=" ".join(path) or "spotcheck") for path, each in tree(command())]
CHOICES = [
    pytest.param(each, param, id=f"{' '.join(path)} {param.opts[0]}")
    for path, each in tree(command())
    for param in each.params
    if re.fullmatch(r"\w+(\|\w+)+", param.metavar or "")
]


def complete(line: str, cwd: Path | None = None, **more: str) -> list[str]:
    """What bash is told when Tab is pressed at the end of a line."""
    words = line.split(" ")
    asked = {"_SPOTCHECK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    ran = subprocess.run(
        [sys.executable, "-m", "spotcheck"], env=environment(**asked, **more), cwd=cwd, capture_output=True, text=True, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout.split()


@pytest.mark.parametrize(("path", "each"), COMMANDS)
def test_every_help_shows_each_of_its_texts_as_it_is_written(
    path: tuple[str, ...], each: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 500)  # each text in one line
    shown = next(found for at, found in tree(literal(command())) if at == path)
    shown.get_help(typer.Context(shown, info_name="spotcheck"))
    plain = _letters(capsys.readouterr().out)
    texts = [each.help or "", *(param.help for param in each.params if getattr(param, "help", None))]
    assert [text for text in texts if _letters(text) not in plain] == []


def _letters(text: str) -> str:
    return re.sub(r"[\s│╭╮╰╯─]", "", text)


def test_the_names_of_the_extras_stand_in_the_help_in_both_languages() -> None:
    for language in ("zh_CN.UTF-8", "en_US.UTF-8"):
        asked = environment(LANG=language, LC_ALL=language)
        ran = subprocess.run([sys.executable, "-m", "spotcheck", "audit", "--help"], env=asked, capture_output=True, text=True, timeout=60)
        assert "spotcheck[browser]" in ran.stdout
        assert "spotcheck[ocr]" in ran.stdout


@pytest.mark.parametrize(("each", "param"), CHOICES)
def test_what_an_option_offers_is_what_it_accepts_and_what_a_shell_completes(each: Any, param: Any) -> None:
    offered = param.metavar.split("|")
    context = typer.Context(each)
    assert [item.value for item in param.shell_complete(context, "")] == offered
    for word in offered:
        param.callback(context, param, [word] if param.multiple else word)
    with pytest.raises(UserError, match="docy"):
        param.callback(context, param, ["docy"] if param.multiple else "docy")


def test_the_words_that_help_offers_are_those_of_the_rooms_that_do_the_work() -> None:
    assert len(CHOICES) > 10
    assert (*reports.FORMATS, "json") == arguments.REPORT_FORMATS and reports.LETTER_FORMATS == arguments.LETTER_FORMATS
    assert set(arguments.STRATA) == set(STRATA)


def test_a_shell_completes_the_words_of_options() -> None:
    assert complete("spotcheck audit http://a.example/ --level ") == list(Level)
    assert complete("spotcheck audit http://a.example/ --function fin") == ["finance", "finance_office"]
    assert complete("spotcheck audit http://a.example/ --catalogue nat") == ["national-2015", "national-2019", "national-law", "national"]
    assert complete("spotcheck report x --format ") == ["docx", "html", "text", "xlsx", "json"]
    assert complete("spotcheck rules copy zh") == ["zhejiang-2017"]
    assert complete("spotcheck quarter dr") == ["draw"]
    assert "--as-of" in complete("spotcheck audit --a")


def test_a_shell_completes_folders_that_hold_a_catalogue(tmp_path: Path) -> None:
    small.catalogue(tmp_path / "own")
    small.catalogue(tmp_path / "offices" / "anqing")
    (tmp_path / "other").mkdir()
    assert complete("spotcheck audit x --catalogue o", cwd=tmp_path) == ["own"]
    assert complete("spotcheck audit x --catalogue offices/", cwd=tmp_path) == ["offices/anqing"]


def test_a_line_that_is_wrong_so_far_is_completed_all_the_same() -> None:
    assert complete("spotcheck audit --level countty --fail") == ["--fail-on"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_script_that_is_shown_makes_bash_complete(tmp_path: Path) -> None:
    asked = environment(_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    shown = subprocess.run(
        [sys.executable, "-m", "spotcheck", "--show-completion", "bash"], env=asked, capture_output=True, text=True, timeout=60
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    (tmp_path / "spotcheck").write_text(f'#!/bin/sh\nexec {sys.executable} -m spotcheck "$@"\n', encoding="utf-8")
    (tmp_path / "spotcheck").chmod(0o755)
    function = "$(complete -p spotcheck | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
    script = f'{shown.stdout}\nCOMP_WORDS=(spotcheck rules sh); COMP_CWORD=2; {function} spotcheck\necho "${{COMPREPLY[@]}}"'
    path = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "--norc", "-c", script], env=environment(**path), capture_output=True, text=True, timeout=60)
    assert ran.stdout.split() == ["show"], ran.stderr


def test_completion_is_installed_in_the_folder_of_the_user(tmp_path: Path) -> None:
    asked = environment(_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1", HOME=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "spotcheck", "--install-completion", "bash"], env=asked, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "spotcheck" in "".join(path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file())
