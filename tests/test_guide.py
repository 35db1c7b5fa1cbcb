"""The guide for offices, followed to the letter: what it says to write is accepted, its example of a mistake is what people see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spotcheck.cli import main

GUIDE = (Path(__file__).resolve().parent.parent / "docs" / "add-a-duty.md").read_text("utf-8")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office that has copied the catalogue, and added the guide's file to it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")
    assert main.run(["rules", "copy", "zhejiang-2017", "anqing"]) == 0
    text = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[1]
    Path("anqing/8.toml").write_text(text, "utf-8")
    return text


def test_what_the_guide_says_to_write_is_a_duty(office, capsys):
    assert main.run(["rules", "check", "anqing"]) == 0
    assert "123 个事项" in capsys.readouterr().out
    assert main.run(["rules", "show", "8.1", "--catalogue", "anqing"]) == 0
    assert "公厕分布信息公开" in capsys.readouterr().out
    assert main.run(["rules", "pages", "anqing", "--out", "pages"]) == 0
    assert "8.1" in Path("pages/8.md").read_text("utf-8")


def test_the_guides_mistake_is_told_as_the_guide_shows_it(office, capsys):
    Path("anqing/8.toml").write_text(office.replace('levels = ["county"]', 'level = ["county"]'), "utf-8")
    assert main.run(["rules", "check", "anqing"]) == 2
    told = capsys.readouterr().out
    assert re.search(r"^anqing/8\.toml:.*是否应为.*$", GUIDE, re.MULTILINE)[0] in told


def test_a_copy_never_overwrites(office, capsys):
    assert main.run(["rules", "copy", "zhejiang-2017", "anqing"]) == 2
    assert "已经存在" in capsys.readouterr().err
