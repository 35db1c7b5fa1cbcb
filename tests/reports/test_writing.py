"""Reports are written whole, from a real snapshot, under names that the quarter can link to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import html

from spotcheck.config.errors import UserError
from spotcheck.crawler.records import Outcome, Page, PageKind, Role, Visit
from spotcheck.crawler.snapshot import Exchange, Snapshot, SnapshotWriter
from spotcheck.reports import look, write_json, write_quarter_report, write_site_report
from tests.reports import samples

HOME = samples.SITE.url
COLUMN = f"{samples.HOST}/col/col1416803/index.html"


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    path = tmp_path / "runs" / "r1" / "snapshot.db"
    writer = SnapshotWriter.create(path, site=samples.SITE, run_id="r1", started="2018-01-15T02:00:00Z", settings={})
    for url in (HOME, COLUMN):
        visit = Visit(url=url, outcome=Outcome.READ, role=Role.HOME, status=200, fetched_at="2018-01-15T02:22:05Z")
        page = Page(url=url, kind=PageKind.HOME, title="云州省财政厅", site_code="9900000005", icp="云ICP备05000000号")
        answer = Exchange(url=url, status=200, headers=(("Content-Type", "text/html"),), body=b"<p>x</p>", fetched_at=visit.fetched_at)
        writer.record(visit, page=page, exchange=answer)
    writer.record(Visit(url=f"{samples.HOST}/x.html", outcome=Outcome.TIMEOUT, role=Role.NAVIGATION, label="财政资金"))
    writer.finish(True, "2018-01-15T02:31:00Z")
    writer.close()
    return Snapshot.open(path)


def write(out: Path, snapshot: Snapshot, *formats: str) -> list[Path]:
    return write_site_report(
        out, snapshot=snapshot, findings=samples.findings(), catalogues=[samples.CATALOGUE], as_of=samples.AS_OF, formats=formats
    )


def test_a_snapshot_becomes_a_report_in_each_format(tmp_path: Path, snapshot: Snapshot) -> None:
    paths = write(tmp_path / "out", snapshot, "html", "xlsx")
    assert [path.name for path in paths] == ["czt.yunzhou.example.html", "czt.yunzhou.example.xlsx"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths)


@pytest.mark.parametrize("lang", ["en"])
def test_the_english_report_does_not_overwrite_the_chinese_one(tmp_path: Path, snapshot: Snapshot) -> None:
    assert write(tmp_path, snapshot, "html")[0].name == "czt.yunzhou.example.en.html"


def test_evidence_names_its_warc_record(tmp_path: Path, snapshot: Snapshot) -> None:
    page = html.document_fromstring(write(tmp_path, snapshot, "html")[0].read_text("utf-8"))
    (section,) = page.xpath("//*[@id='d-zhejiang-2017-1-2-2']")
    assert ".warc.gz" in section.text_content()


def test_what_was_seen_is_taken_from_the_snapshot(snapshot: Snapshot) -> None:
    seen = look(snapshot, samples.findings())
    assert dict(seen.outcomes) == {"read": 2, "timeout": 1}
    assert seen.site_codes == ("9900000005",) and seen.icp == ("云ICP备05000000号",)
    assert [visit.label for visit in seen.unread] == ["财政资金"]


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path, snapshot: Snapshot) -> None:
    with pytest.raises(UserError, match="pdf"):
        write(tmp_path / "out", snapshot, "html", "pdf")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_told_in_one_line_and_leaves_the_old_report(tmp_path: Path) -> None:
    path = write_json(tmp_path / "a.json", {"a": 1})
    part = tmp_path / ".a.json.part.json"
    part.symlink_to("/dev/full")
    with pytest.raises(UserError) as caught:
        write_json(path, {"a": 2})
    assert "\n" not in str(caught.value) and caught.value.status == 3
    assert '"a": 1' in path.read_text("utf-8")


def test_the_quarter_writes_the_report_of_each_site_where_it_links_to(tmp_path: Path) -> None:
    sites, draw = samples.quarter_sites()
    paths = write_quarter_report(
        tmp_path,
        quarter="2017Q4",
        sites=sites,
        draw=draw,
        catalogues=[samples.CATALOGUE],
        as_of=samples.AS_OF,
        formats=("html", "xlsx"),
    )
    assert [path.name for path in paths[:2]] == ["2017Q4.html", "2017Q4.xlsx"]
    page = html.document_fromstring(paths[0].read_text("utf-8"))
    targets = [href for href in page.xpath("//a/@href") if href.startswith("sites/")]
    assert targets
    for href in targets:
        name, _, anchor = href.partition("#")
        text = (tmp_path / name).read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in text
