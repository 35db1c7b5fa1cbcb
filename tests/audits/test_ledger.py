"""The ledger: what goes in comes out, and nothing is written where it should not be."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from spotcheck.audits.details import Details, DuePeriod
from spotcheck.audits.verdicts import Certificate, Defect, Finding, Verdict
from spotcheck.config.errors import UserError
from spotcheck.config.models import Function, Level, Site
from spotcheck.ledger.ledger import Draw, Ledger, Review, Run, digest
from spotcheck.ledger.rows import finding_row
from spotcheck.portal.records import Evidence, Unread

NOW = "2018-01-15T01:00:00Z"
SITE = Site(
    url="http://www.qinghe.example/",
    name="清河县人民政府",
    code="9901000001",
    level=Level.COUNTY,
    functions=frozenset({Function.GENERAL_OFFICE, Function.FINANCE}),
    subordinate_sites=2,
)
RUN = Run(id="r1", site=SITE, target="http://www.qinghe.example/", state="done", started=NOW, as_of="2018-01-15", catalogues=(("c", "1"),))
ABSENT = Finding(
    duty="c/2.4.3",
    title="政府预算",
    clause="2.4",
    verdict=Verdict.FAIL,
    defects=(Defect.ABSENT, Defect.BROKEN),
    confidence=0.9,
    evidence=(Evidence(url="http://www.qinghe.example/a.html", quote="预决算公开", where="column", fetched_at=NOW, sha256="ab"),),
    certificate=Certificate(
        entry_points=(("home", "http://www.qinghe.example/"),),
        terms=("预算",),
        columns_known=3,
        columns_read=3,
        pages_read=10,
        documents_read=1,
        titles_searched=50,
        unread=(Unread(url="http://x.example/", label="…", outcome="timeout", role="list"),),
        unread_total=1,
    ),
    details=Details(periods=(DuePeriod(period="2017", verdict=Verdict.FAIL),)),
)
PASS = Finding(duty="c/1.2.1", title="收费", clause="1.2", verdict=Verdict.PASS)


def test_a_finding_comes_back_as_it_went_in(tmp_path: Path) -> None:
    with Ledger.write(tmp_path) as ledger:
        ledger.save_findings(RUN, [ABSENT, PASS])
    with Ledger.read(tmp_path) as ledger:
        assert ledger.findings("r1") == [ABSENT, PASS]
        assert ledger.run("r1") == RUN


def test_judging_again_puts_findings_in_place_of_the_old_ones(tmp_path: Path) -> None:
    with Ledger.write(tmp_path) as ledger:
        ledger.save_findings(RUN, [ABSENT, PASS])
        ledger.save_findings(RUN, [PASS])
        assert ledger.findings("r1") == [PASS]


def test_the_register_finds_a_site_under_every_spelling_of_its_address(tmp_path: Path) -> None:
    with Ledger.write(tmp_path) as ledger:
        assert ledger.import_sites([SITE], NOW) == (1, 0, 0)
        for spelling in ("https://qinghe.example", "http://www.qinghe.example/", "http://www.qinghe.example/zwgk/index.html"):
            assert ledger.site(spelling) == SITE
        assert ledger.site("http://other.example/") is None


def test_importing_again_counts_changes_and_keeps_what_is_not_named(tmp_path: Path) -> None:
    other = Site(url="http://fgj.lanxi.example/")
    with Ledger.write(tmp_path) as ledger:
        ledger.import_sites([SITE, other], NOW)
        assert ledger.import_sites([SITE.model_copy(update={"name": "清河"})], NOW) == (0, 1, 0)
        assert [site.name for site in ledger.sites()] == ["清河", ""]
        assert ledger.import_sites([other], NOW, replace=True) == (0, 0, 1)
        assert ledger.sites() == [other]


def test_a_draw_keeps_the_register_as_it_stood(tmp_path: Path) -> None:
    draw = Draw(quarter="2017Q4", seed="s", method={"share": "30%"}, population=(SITE,), drawn=("qinghe.example/",), drawn_at=NOW)
    with Ledger.write(tmp_path) as ledger:
        ledger.save_draw(draw)
        assert ledger.draw("2017Q4") == draw
        assert draw.sites == (SITE,)
        assert ledger.draw("2018Q1") is None


def test_a_review_counts_only_while_the_finding_is_the_one_reviewed(tmp_path: Path) -> None:
    review = Review(run="r1", duty=ABSENT.duty, finding=digest(ABSENT), decision="rejected", note="有", reviewed_at=NOW)
    with Ledger.write(tmp_path) as ledger:
        ledger.save_findings(RUN, [ABSENT])
        ledger.save_reviews([review])
        assert ledger.reviews("r1") == {ABSENT.duty: review}
        ledger.save_findings(RUN, [Finding(duty=ABSENT.duty, title="政府预算", clause="2.4", verdict=Verdict.UNKNOWN, reason="timeout")])
        assert ledger.reviews("r1") == {}


def test_a_finding_is_another_when_anything_that_a_person_judged_it_by_is(tmp_path: Path) -> None:
    moved = replace(ABSENT.evidence[0], url=f"{ABSENT.evidence[0].url}x")
    others = [
        replace(ABSENT, verdict=Verdict.UNKNOWN),
        replace(ABSENT, defects=(Defect.BLANK,)),
        replace(ABSENT, reason="timeout"),
        replace(ABSENT, evidence=()),
        replace(ABSENT, evidence=(moved, *ABSENT.evidence[1:])),
        replace(ABSENT, duty="zhejiang-2017/1.1.1"),
    ]
    assert len({digest(ABSENT), *map(digest, others)}) == 1 + len(others)
    assert digest(replace(ABSENT, title="x", confidence=0.5)) == digest(ABSENT)


def test_a_newer_ledger_is_refused_and_not_touched(tmp_path: Path) -> None:
    with Ledger.write(tmp_path):
        pass
    path = tmp_path / "ledger.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    for opener in (Ledger.read, Ledger.write):
        with pytest.raises(UserError, match="newer spotcheck"):
            opener(tmp_path)
    assert path.read_bytes() == before


def test_a_ledger_with_a_migration_not_known_here_is_newer(tmp_path: Path) -> None:
    with Ledger.write(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "ledger.db") as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('spotcheck.ledger', 'm999_later', '')")
    with pytest.raises(UserError, match="newer spotcheck"):
        Ledger.write(tmp_path)


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ledger.db") as db:
        db.execute("CREATE TABLE t (x)")
    with pytest.raises(UserError, match="is no spotcheck ledger"):
        Ledger.write(tmp_path)


def test_a_second_process_is_told_who_holds_the_workspace_and_readers_are_not_kept_out(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from spotcheck.ledger.ledger import Ledger; Ledger.write(Path(sys.argv[1]))"
    with Ledger.write(tmp_path):
        other = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
        assert "is working in this workspace" in other.stderr
        with Ledger.read(tmp_path) as reader:
            assert reader.sites() == []
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True).returncode == 0


def test_a_folder_without_a_workspace_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="register import"):
        Ledger.read(tmp_path)


def test_a_register_written_before_platforms_is_read_and_then_migrated(tmp_path: Path) -> None:
    with Ledger.write(tmp_path) as ledger:
        ledger.import_sites([SITE], NOW)
    db = sqlite3.connect(tmp_path / "ledger.db")
    with db:
        db.execute("ALTER TABLE sites DROP COLUMN platform")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_platforms'")
    db.close()
    with Ledger.read(tmp_path) as ledger:
        assert ledger.sites() == [SITE]
    platform = Site(url="http://ggzy.example/", name="公共资源交易中心", platform="public-resources")
    with Ledger.write(tmp_path) as ledger:
        ledger.import_sites([platform], NOW)
        assert ledger.sites() == [SITE, platform]


def test_a_finding_of_an_older_ledger_is_read_whatever_its_details_hold(tmp_path: Path) -> None:
    with Ledger.write(tmp_path) as ledger:
        ledger.save_findings(RUN, [ABSENT])
    stored = '{"grace_days":5,"newest":"long ago","periods":[{"period":"2017","verdict":"fail"}]}'
    with sqlite3.connect(tmp_path / "ledger.db") as db:
        db.execute("UPDATE findings SET details = ?", [stored])
    with Ledger.read(tmp_path) as ledger:
        (found,) = ledger.findings("r1")
    assert (found.details.periods, found.details.newest) == (ABSENT.details.periods, None)
    assert finding_row("r1", 0, "2018-01-15", found)["details"] == stored
