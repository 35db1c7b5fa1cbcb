"""Workspaces as each earlier version left them: read as they are, carried on with nothing lost, and then their owner's alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from spotcheck.audits.reviews import Decision
from spotcheck.config.models import Site
from spotcheck.crawler.records import PageKind
from spotcheck.crawler.snapshot import Exchange, Snapshot, SnapshotWriter
from spotcheck.crawler.snapshot.packing import deflate
from spotcheck.ledger.ledger import Ledger, digest
from spotcheck.ledger.rows import finding_row, run_row, site_json
from spotcheck.ledger.schema import migrations
from spotcheck.ledger.site_rows import site_row
from tests.audits.test_ledger import ABSENT, NOW, PASS, RUN, SITE
from tests.crawler import seen

STAGES = [migration.name for migration in migrations.pending(Database(memory=True))]
AT = "2018-01-15T02:00:00Z"


def left_by(path: Path, stage: str) -> None:
    """The ledger of the version whose newest migration was ``stage``, with something in each table that it had."""
    later = STAGES[STAGES.index(stage) + 1 :]
    db = Database(sqlite3.connect(path))
    migrations.apply(db, stop_before=later[0] if later else None)

    def put(table: str, row: dict[str, Any]) -> None:
        known = db.table(table).columns_dict
        db.table(table).insert({name: value for name, value in row.items() if name in known})

    review = {"run": "r1", "duty": ABSENT.duty, "finding": digest(ABSENT), "decision": "rejected", "note": "已核实", "reviewer": "王"}
    with db.atomic():
        put("sites", site_row(SITE, NOW))
        put("runs", run_row(RUN))
        for place, finding in enumerate((ABSENT, PASS)):
            put("findings", finding_row("r1", place, "2018-01-15", finding))
        put("reviews", review | {"reviewed_at": NOW})
        put(
            "draws",
            {"quarter": "2017Q4", "seed": "s", "method": "{}", "population": f"[{site_json(SITE)}]", "drawn": "[]", "drawn_at": NOW},
        )
        if "probes" in db.table_names():
            put(
                "probes",
                {"site_key": "k", "url": SITE.url, "at": NOW, "ok": 1, "outcome": "read", "status": 200, "seconds": 1.0, "detail": ""},
            )
        if "decisions" in db.table_names():
            put("decisions", review | {"decided_at": NOW})
    db.close()


def holds_everything(ledger: Ledger, stage: str) -> None:
    assert ledger.sites() == [SITE]
    assert ledger.run("r1") == RUN
    assert ledger.findings("r1") == [ABSENT, PASS]
    review = ledger.reviews("r1")[ABSENT.duty]
    assert (review.decision, review.note) == (Decision.REJECTED, "已核实")
    draw = ledger.draw("2017Q4")
    assert draw is not None and draw.population == (SITE,)
    if STAGES.index(stage) >= STAGES.index("m003_probes"):
        assert len(ledger.probes("2018", "2019")) == 1


@pytest.mark.parametrize("stage", STAGES)
def test_a_ledger_of_each_earlier_version_is_read_as_it_is_and_carried_on(stage: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    left_by(path, stage)
    path.chmod(0o644)
    before = path.read_bytes()
    with Ledger.read(tmp_path) as ledger:
        holds_everything(ledger, stage)
    assert path.read_bytes() == before
    with Ledger.write(tmp_path) as ledger:
        holds_everything(ledger, stage)
        ledger.save_findings(RUN, [PASS])
        assert ledger.findings("r1") == [PASS]
    assert path.stat().st_mode & 0o077 == (
        0 if STAGES.index(stage) < STAGES.index("m007_evidence") else 0o044
    )  # since then its owner's alone, unless they say otherwise


def test_a_workspace_is_made_private_once_and_what_is_opened_up_afterwards_stays_open(tmp_path: Path) -> None:
    left_by(tmp_path / "ledger.db", "m006_decisions")
    runs = tmp_path / "runs"
    runs.mkdir(mode=0o755)
    Ledger.write(tmp_path).close()
    assert runs.stat().st_mode & 0o077 == 0
    runs.chmod(0o750)
    Ledger.write(tmp_path).close()
    assert runs.stat().st_mode & 0o077 == 0o050


def test_a_snapshot_of_the_first_form_is_read_and_carried_on(tmp_path: Path) -> None:
    site = Site(url="http://a.example/")
    page = "<html><head><title>清河县人民政府</title></head><body><a href='/a.html'>政务公开</a></body></html>".encode()
    with SnapshotWriter.create(tmp_path, site=site, run_id="r1", started=AT, settings={}) as writer:
        exchange = Exchange(url=site.url, status=200, headers=(("Content-Type", "text/html"),), body=page, fetched_at=AT)
        writer.record(seen.visit(site.url), exchange=exchange)
    db = sqlite3.connect(tmp_path / "snapshot.db")
    facts = '["", null, [], [], null, {}, [], [], "", "", [], null, "", [], [], [[], "", ""]]'
    with db:
        db.executescript("ALTER TABLE pages DROP COLUMN blocks; DROP TABLE blocks; PRAGMA user_version = 1;")
        visit = db.execute("SELECT id FROM visits").fetchone()[0]
        row = (visit, site.url, "home", "清河县人民政府", "generic", "utf-8", None, "", 0, 0, facts, deflate("政务公开"), b"")
        db.execute(f"INSERT INTO pages VALUES ({', '.join('?' * len(row))})", row)
    db.close()
    with Snapshot.open(tmp_path) as snapshot:
        known = snapshot.page(site.url)
        assert known is not None and (known.kind, known.title, known.text) == (PageKind.HOME, "清河县人民政府", "政务公开")
        assert snapshot.body(site.url) == page and snapshot.has_former_pages()
    with SnapshotWriter.open(tmp_path) as writer:
        writer.finish(complete=True, finished=AT)
    with Snapshot.open(tmp_path) as snapshot:
        assert snapshot.run.complete and snapshot.page(site.url) is not None
