"""The daily look: what of a home page's links is dead, how new its lists are. What it says in a verdict: audits/test_looked_at."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from spotcheck.cli import main
from spotcheck.crawler.records import Look, Outcome
from spotcheck.jobs.daily_look import due
from spotcheck.ledger.ledger import Ledger
from spotcheck.ledger.probe_spool import NAME
from spotcheck.ledger.schema import locked
from tests.front import small

Said = pytest.CaptureFixture[str]


def pages_with_a_dead_link() -> dict[str, str]:
    pages = small.site_pages()
    return pages | {"/": pages["/"].replace("</ul>", '<li><a href="/xw/gone.html">关于召开座谈会的通知公告</a></li></ul>')}


def looks(workspace: Path, site: str) -> dict[str, Look]:
    with Ledger.read(workspace) as ledger:
        return {look.url.removeprefix(f"http://{site}"): look for look in ledger.looks(f"http://{site}/", "2000", "9999")}


def test_a_look_tells_dead_links_and_new_lists_and_keeps_them(tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTCHECK_LANG", "en")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_DELAY", "0")
    with small.served(pages_with_a_dead_link()) as site:
        assert main.run(["monitor", f"http://{site}/", "--allow", site, "--look"]) == 0
    told = capsys.readouterr().out
    assert "9 addresses opened, 1 dead links, 2 lists" in told
    assert "not found (404)  404  关于召开座谈会的通知公告" in told
    seen = looks(tmp_path / "spotcheck-data", site)
    assert (seen["/xw/gone.html"].outcome, seen["/xw/"].newest) == (Outcome.NOT_FOUND, date(2018, 1, 6))
    assert "/ysq/zn.html" not in seen  # the home page does not link to it


def test_what_the_budget_left_comes_first_on_the_day_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_DELAY", "0")
    with small.served(small.site_pages()) as site:
        opened = []
        for _ in range(2):
            time.sleep(1.0)  # looks are told apart by the second
            assert main.run(["monitor", f"http://{site}/", "--allow", site, "--look", "--pages", "4"]) == 0
            with Ledger.read(tmp_path / "spotcheck-data") as ledger:
                every = ledger.looks(f"http://{site}/", "2000", "9999")
            opened.append({look.url for look in every if look.outcome is Outcome.READ})
    assert len(opened[0]) == 4
    assert opened[0] < opened[1]
    assert len(opened[1]) == 7  # the home page twice, and of its links three and three others


def test_a_look_made_while_the_workspace_is_held_waits_and_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPOTCHECK_DELAY", "0")
    workspace = tmp_path / "spotcheck-data"
    Ledger.write(workspace).close()
    with small.served(small.site_pages(1)) as site:
        with locked(workspace):
            assert main.run(["monitor", f"http://{site}/", "--allow", site, "--look"]) == 0
            assert looks(workspace, site) == {}
            assert (workspace / NAME).is_file()
        assert main.run(["monitor", f"http://{site}/", "--allow", site]) == 0
        assert set(looks(workspace, site)) == {"/", "/ysq/", "/xw/", "/xw/0.html"}


def test_dead_links_come_first_and_then_what_was_not_opened_for_longest() -> None:
    def at(day: int, path: str, outcome: Outcome) -> Look:
        site = "http://a.example/"
        return Look(site=site, url=f"{site}{path}", at=f"2026-01-{day:02}T00:00:00Z", outcome=outcome, label=f"栏目{path}")

    never, dead = at(2, "never", Outcome.OVER_BUDGET), at(2, "dead", Outcome.NOT_FOUND)
    long_ago = [at(1, "long", Outcome.READ), at(2, "long", Outcome.OVER_BUDGET)]
    former = [never, dead, *long_ago, at(2, "just", Outcome.READ)]
    assert due(former, 3) == ("栏目dead", "栏目never", "栏目long")
    assert due([], 3) == ()
