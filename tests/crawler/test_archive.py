"""A web archive as the target: read through the same door, with the network shut."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.crawler.archive import Archive
from spotcheck.crawler.records import Outcome, Visit
from spotcheck.crawler.run import CrawlPlan, CrawlResult, crawl
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.web import page

HOME = "http://www.a.gov.cn/"


def warc(path: Path, pages: dict[str, str | bytes | int], *, compressed: bool = True, headers: tuple[tuple[str, str], ...] = ()) -> Path:
    """A WARC of our own: an integer is a status without a body."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed)
        for url, content in pages.items():
            status, body = (content, b"") if isinstance(content, int) else (200, content.encode() if isinstance(content, str) else content)
            http = StatusAndHeaders(f"{status} X", [("Content-Type", "text/html; charset=utf-8"), *headers], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": "2018-07-27T01:02:03Z"}
            )
            writer.write_record(record)
    return path


def read(tmp_path: Path, archive: Path) -> tuple[CrawlResult, dict[str, Visit]]:
    (result,) = crawl([CrawlPlan(site=Site(url=HOME), run_dir=tmp_path / "run", run_id="run", archive=archive, max_pages=1)])
    with Snapshot.open(tmp_path / "run") as snapshot:
        assert snapshot.run.source == "archive"
        return result, {visit.url.replace(HOME, "/"): visit for visit in snapshot.visits()}


def text(*links: tuple[str, str]) -> str:
    return str(page("页", *links).body)


def test_every_archived_page_is_read_and_what_it_links_to_but_lacks_is_not_archived(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | int] = {
        HOME: text(("/a.html", "甲"), ("/lost.html", "缺"), ("http://other.example/", "外")),
        f"{HOME}a.html": text(),
        f"{HOME}island.html": text(),
        f"{HOME}gone.html": 404,
    }
    result, visits = read(tmp_path, warc(tmp_path / "a.warc.gz", pages))
    assert result.complete
    assert {path: visit.outcome for path, visit in visits.items()} == {
        "/": Outcome.READ,
        "/a.html": Outcome.READ,
        "/island.html": Outcome.READ,
        "/lost.html": Outcome.NOT_ARCHIVED,
        "/gone.html": Outcome.NOT_FOUND,
    }
    assert visits["/a.html"].fetched_at == "2018-07-27T01:02:03Z" and visits["/lost.html"].fetched_at == ""
    assert visits["/a.html"].label == "甲" and visits["/gone.html"].attempts == 1


@pytest.mark.parametrize("shape", ["plain", "one stream", "wacz"])
def test_an_archive_is_told_by_its_bytes(tmp_path: Path, shape: str) -> None:
    plain = warc(tmp_path / "a.warc", {HOME: text(("/a.html", "甲")), f"{HOME}a.html": text()}, compressed=False)
    archive = plain
    if shape == "one stream":
        archive = tmp_path / "a.warc.gz"
        archive.write_bytes(gzip.compress(plain.read_bytes()))
    elif shape == "wacz":
        archive = tmp_path / "a.wacz"
        with zipfile.ZipFile(archive, "w") as pack:
            pack.writestr(
                "archive/data.warc.gz", warc(tmp_path / "b.warc.gz", {HOME: text(("/a.html", "甲")), f"{HOME}a.html": text()}).read_bytes()
            )
    _, visits = read(tmp_path, archive)
    assert {visit.outcome for visit in visits.values()} == {Outcome.READ} and len(visits) == 2


def test_compressed_bodies_are_read(tmp_path: Path) -> None:
    body = gzip.compress(text(("/a.html", "甲")).encode())
    _, visits = read(tmp_path, warc(tmp_path / "a.warc.gz", {HOME: body}, headers=(("Content-Encoding", "gzip"),)))
    assert visits["/a.html"].outcome is Outcome.NOT_ARCHIVED


def test_a_torn_archive_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    whole = warc(tmp_path / "a.warc.gz", {HOME: text(), **{f"{HOME}{n}.html": text() for n in range(9)}})
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(whole.read_bytes()[:-150])
    result, visits = read(tmp_path, torn)
    assert "torn" in result.notes[0]
    assert len(visits) >= 9


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04junk", gzip.compress(b"no archive", mtime=0), b"\x1f\x8bjunk"])
def test_a_file_that_is_no_archive_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        read(tmp_path, path)
    assert refused.value.status == 2 and str(path) in refused.value.en and "\n" not in refused.value.en
    assert not (tmp_path / "run").exists()


def test_the_home_page_of_an_archive_is_the_root_of_its_largest_host(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | int] = {"http://cdn.example/x": text(), f"{HOME}art/1.html": text(), HOME: text()}
    assert Archive(warc(tmp_path / "a.warc.gz", pages)).home() == HOME
    assert Archive(warc(tmp_path / "b.warc.gz", {f"{HOME}col/x/1.html": text(), f"{HOME}index.htm": text()})).home() == f"{HOME}index.htm"


def test_of_several_captures_the_last_good_one_counts(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc.gz", {HOME: text(("/old.html", "旧"))})
    path.write_bytes(path.read_bytes() + warc(tmp_path / "b.warc.gz", {HOME: text(("/new.html", "新"))}).read_bytes())
    path.write_bytes(path.read_bytes() + warc(tmp_path / "c.warc.gz", {HOME: 500}).read_bytes())
    _, visits = read(tmp_path, path)
    assert "/new.html" in visits and visits["/"].outcome is Outcome.READ


def test_an_archive_is_replayed_whatever_ports_its_addresses_name(tmp_path: Path) -> None:
    """The guard keeps us from the network, and a replay asks none."""
    other = "http://127.0.0.1:6379/a.html"
    _, visits = read(tmp_path, warc(tmp_path / "a.warc", {HOME: text((other, "甲")), other: text(), "http://b.gov.cn:8080/": text()}))
    assert {visits[url].outcome for url in (other, "http://b.gov.cn:8080/")} == {Outcome.READ}
