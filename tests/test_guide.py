"""The guide for offices, followed to the letter: what it says to write is accepted, its example of a mistake is what people see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spotcheck.cli import main
from spotcheck.jobs.judging import run_dir
from spotcheck.ledger.ledger import Ledger, Run
from tests.audits.building import build

GUIDE = (Path(__file__).resolve().parent.parent / "docs" / "add-a-duty.md").read_text("utf-8")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office that has copied the catalogue, and added the guide's file to it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_LANG", "zh")
    assert main.run(["rules", "copy", "zhejiang-2017", "anqing"]) == 0
    text, cases = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    Path("anqing/8.toml").write_text(text, "utf-8")
    Path("anqing/cases/8.1.toml").write_text(cases, "utf-8")
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


def test_the_cases_that_the_guide_writes_hold_and_need_every_word_but_those_it_did_not_think_of(office, capsys):
    assert main.run(["rules", "test", "anqing", "--duty", "8.1", "--words"]) == 0
    told = capsys.readouterr().out
    assert "anqing：13 个案例，全部相符" in told
    assert "names.accepted" not in told
    assert "8.1 check[1].items.all[2]：名单" in told


def test_the_guides_change_of_a_limit_is_shown_with_what_it_does_to_a_stored_run(office, capsys, tmp_path):
    run = re.search(r"--run (\S+)", GUIDE)[1]
    article = {"title": "2017年失业保险基金收支情况", "column": "社会保险", "date": "2017-12-20", "text": "累计收入1亿元，参保10万人。"}
    site = {"articles": [article], "functions": ["human_resources"], "level": "city", "as_of": "2018-01-15"}
    with build(run_dir(tmp_path / "spotcheck-data", run), site) as snapshot, Ledger.write(tmp_path / "spotcheck-data") as ledger:
        ledger.save_run(Run(id=run, site=snapshot.run.site, target="x", state="done", started="2018-01-15T02:00:00Z", as_of="2018-01-15"))
    clause = Path("anqing/1.2.toml")
    text = clause.read_text("utf-8")
    where = text.index("max_age_days = 400", text.index('id = "1.2.6"'))
    clause.write_text(text[:where] + "max_age_days = 10" + text[where + len("max_age_days = 400") :], "utf-8")
    assert main.run(["rules", "diff", "zhejiang-2017", "anqing", "--run", run]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^改动 1\.2\.6 .*\n  check.*$", GUIDE, re.MULTILINE)[0] in told
    assert "增加 8.1 公厕分布信息公开" in told
    changed = next(line for line in told.splitlines() if line.startswith("  1.2.6 "))
    assert re.search(r"：符合 → 不符合（超期未更新）。因为：check\[1\]\.max_age_days", changed)


def test_a_copy_never_overwrites(office, capsys):
    assert main.run(["rules", "copy", "zhejiang-2017", "anqing"]) == 2
    assert "已经存在" in capsys.readouterr().err
