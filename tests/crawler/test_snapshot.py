"""A snapshot gives back what was recorded, through real SQLite and WARC files."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from spotcheck.config.errors import UserError
from spotcheck.config.models import Function, Level, Site
from spotcheck.crawler.records import Document, DocumentState, Outcome, Page, PageKind, Table, Visit
from spotcheck.crawler.snapshot import Asked, Exchange, Snapshot, SnapshotWriter, StorageFull, warc
from spotcheck.crawler.urls import key
from tests.crawler import seen

SITE = Site(url="http://www.a.gov.cn/", name="青禾县", level=Level.COUNTY, functions=frozenset({Function.GENERAL_OFFICE, Function.FINANCE}))
HOME = "http://www.a.gov.cn/"
Seen = tuple[Visit, Page | None, Document | None, bytes | None]


def create(path: Path, **more: object) -> SnapshotWriter:
    return SnapshotWriter.create(path, site=SITE, run_id="r1", started="2018-01-02T03:00:00Z", settings={"delay": 1.0}, **more)


def answer(url: str, body: bytes = b"<p>\xe5\x85\xac\xe5\x91\x8a</p>", status: int = 200) -> Exchange:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("Content-Length", "7"))
    return Exchange(url=url, status=status, headers=headers, body=body, fetched_at="2018-01-02T03:04:05Z")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(seen.visits, st.none() | seen.pages, st.none() | seen.documents, st.none() | st.binary(max_size=99)), max_size=5))
def test_every_field_of_every_record_comes_back_as_it_was(given_records: list[Seen]) -> None:
    with TemporaryDirectory() as folder:
        newest = {}
        with create(Path(folder)) as writer:
            for visit, page, document, body in given_records:
                exchange = None if body is None else answer(visit.url, body)
                newest[key(visit.url)] = (writer.record(visit, page=page, document=document, exchange=exchange), page, document, body)
        with Snapshot.open(Path(folder)) as snapshot:
            expected = [newest[name] for name in sorted(newest)]
            assert list(snapshot.visits()) == [visit for visit, *_ in expected]
            assert list(snapshot.pages()) == [(visit, page) for visit, page, *_ in expected if page is not None]
            assert list(snapshot.documents()) == [(visit, document) for visit, _, document, _ in expected if document is not None]
            for visit, page, document, body in expected:
                assert snapshot.visit(visit.url) == visit
                assert (snapshot.page(visit.url), snapshot.document(visit.url), snapshot.body(visit.url)) == (page, document, body)


def test_a_url_is_found_in_any_spelling(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit("http://www.a.gov.cn/x"))
        assert writer.held("https://a.gov.cn:443/x#top")
    assert Snapshot.open(tmp_path).visit("https://a.gov.cn/x") is not None


def test_the_run_is_told_with_its_newest_capture_and_outcomes(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME))
        writer.record(replace(seen.visit(HOME + "x", Outcome.TIMEOUT), fetched_at="2018-01-03T00:00:00Z"))
        assert writer.outcomes() == {"read": 1, "timeout": 1}
        writer.finish(True, "2018-01-03T00:00:01Z")
    snapshot = Snapshot.open(tmp_path / "snapshot.db")
    assert snapshot.run.site == SITE
    assert (snapshot.run.id, snapshot.run.complete, snapshot.run.last_capture) == ("r1", True, "2018-01-03T00:00:00Z")
    assert (snapshot.run.finished, snapshot.run.settings, snapshot.run.source) == ("2018-01-03T00:00:01Z", {"delay": 1.0}, "network")
    assert snapshot.outcomes() == {"read": 1, "timeout": 1}


def test_a_second_look_replaces_the_first_with_all_its_facts(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME, Outcome.TIMEOUT), page=seen.page(HOME))
        writer.record(seen.visit(HOME, attempts=2), page=replace(seen.page(HOME), links=()), exchange=answer(HOME))
    snapshot = Snapshot.open(tmp_path)
    [(visit, page)] = snapshot.pages()
    assert (visit.outcome, visit.attempts, page.links) == (Outcome.READ, 2, ())
    assert snapshot.outcomes() == {"read": 1}


def test_an_answer_is_replayed_as_it_was_stored_even_before_a_commit(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        visit = writer.record(seen.visit(HOME), exchange=answer(HOME))
        replayed = writer.replay("https://a.gov.cn")
    assert replayed is not None
    assert (replayed.url, replayed.status, replayed.body, replayed.fetched_at) == (HOME, 200, answer(HOME).body, "2018-01-02T03:04:05Z")
    assert dict(replayed.headers) == {
        "Content-Type": "text/html; charset=utf-8",
        "X-Archive-Orig-Content-Encoding": "gzip",
        "Content-Length": str(len(replayed.body)),
    }
    assert (visit.size, len(visit.sha256)) == (len(replayed.body), 64)


def test_what_was_undetermined_is_not_held_and_not_replayed(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME, Outcome.BLOCKED), exchange=answer(HOME))
        writer.record(seen.visit(HOME + "gone", Outcome.NOT_FOUND), exchange=answer(HOME + "gone", status=404))
        assert writer.replay(HOME) is None and not writer.held(HOME)
        assert writer.replay(HOME + "never") is None and not writer.held(HOME + "never")
        assert writer.held(HOME + "gone")
        replayed = writer.replay(HOME + "gone")
    assert replayed is not None and replayed.status == 404


def test_warcio_reads_every_record_and_its_digests_agree(tmp_path: Path) -> None:
    bodies = {HOME: b"<html>" * 500, HOME + "empty": b"", HOME + "crlf": b"\r\n\r\n\r\n", HOME + "bytes": bytes(range(256))}
    with create(tmp_path) as writer:
        for url, body in bodies.items():
            writer.record(seen.visit(url), exchange=answer(url, body))
    found = {}
    with (tmp_path / "r1.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            if record.rec_type == "response":
                found[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
    assert found == bodies
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(tmp_path / "r1.warc.gz")], capture_output=True, text=True, check=True
    )
    assert checked.stdout.count("digest pass") == 5
    assert "fail" not in checked.stdout


def test_the_request_is_kept_behind_its_answer_and_no_cookie_with_it(tmp_path: Path) -> None:
    headers = (("Host", "www.a.gov.cn"), ("User-Agent", "spotcheck"), ("Cookie", "session=1"))
    asked = Asked(method="GET", headers=headers, address="192.0.2.1")
    with create(tmp_path) as writer:
        kept = writer.record(seen.visit(HOME + "a?b=1"), exchange=replace(answer(HOME + "a?b=1"), asked=asked)).warc
        alone = writer.record(seen.visit(HOME), exchange=answer(HOME)).warc
    assert kept is not None and alone is not None
    with (tmp_path / "r1.warc.gz").open("rb") as stream:
        records = [
            (each.rec_type, each.rec_headers, each.content_stream().read()) for each in ArchiveIterator(stream, no_record_parse=True)
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response", "request", "response"]
    (_, response, _), (_, request, block) = records[1:3]
    assert block == b"GET /a?b=1 HTTP/1.1\r\nHost: www.a.gov.cn\r\nUser-Agent: spotcheck\r\n\r\n"
    assert request.get_header("WARC-Concurrent-To") == response.get_header("WARC-Record-ID")
    for name, value in (("WARC-IP-Address", "192.0.2.1"), ("WARC-Target-URI", HOME + "a?b=1"), ("WARC-Date", "2018-01-02T03:04:05Z")):
        assert request.get_header(name) == response.get_header(name) == value
    assert warc.request_of(tmp_path / "r1.warc.gz", kept) and not warc.request_of(tmp_path / "r1.warc.gz", alone)


def test_a_finished_snapshot_is_one_file_that_reading_does_not_change(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME), page=seen.page(HOME))
        writer.finish(True, "2018-01-03T00:00:01Z")
    before = (tmp_path / "snapshot.db").read_bytes()
    with Snapshot.open(tmp_path) as snapshot:
        assert len(list(snapshot.pages())) == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            snapshot._db.execute("DELETE FROM visits")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["r1.warc.gz", "snapshot.db"]
    assert (tmp_path / "snapshot.db").read_bytes() == before


def test_a_snapshot_is_read_while_it_is_written(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME))
        writer.commit()
        with Snapshot.open(tmp_path) as snapshot:
            writer.record(seen.visit(HOME + "x"))
            writer.commit()
            assert snapshot.outcomes() == {"read": 2}


def test_a_complete_run_is_not_opened_for_writing(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.finish(True, "2018-01-03T00:00:01Z")
    with pytest.raises(UserError, match="--fresh"):
        SnapshotWriter.open(tmp_path)


def test_an_existing_run_is_not_overwritten(tmp_path: Path) -> None:
    create(tmp_path).close()
    with pytest.raises(FileExistsError):
        create(tmp_path)


def test_two_writers_of_one_run_are_refused(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME), exchange=answer(HOME))
        with pytest.raises(UserError, match="another spotcheck"):
            SnapshotWriter.open(tmp_path)
        writer.commit()
        assert writer.replay(HOME) is not None


@pytest.mark.parametrize("content", [None, b"", b"no database at all, but long enough to be one" * 99])
def test_a_missing_or_damaged_snapshot_is_told_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "snapshot.db").write_bytes(content)
    for opening in (Snapshot.open, SnapshotWriter.open):
        with pytest.raises(UserError, match=r"snapshot\.db: not a readable snapshot"):
            opening(tmp_path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "snapshot.db").execute("CREATE TABLE meta (a)").connection.close()
    with pytest.raises(UserError, match="no snapshot"):
        Snapshot.open(tmp_path)


def test_a_newer_snapshot_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    create(tmp_path).close()
    db = sqlite3.connect(tmp_path / "snapshot.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    for opening in (Snapshot.open, SnapshotWriter.open):
        with pytest.raises(UserError, match="newer spotcheck"):
            opening(tmp_path)


def test_half_characters_are_stored_as_question_marks(tmp_path: Path) -> None:
    page = replace(seen.page(HOME), title="标题\ud800", links=(), tags={"a": "\udfff"})
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME, label="\ud800"), page=page, exchange=answer(HOME))
    [(visit, stored)] = Snapshot.open(tmp_path).pages()
    assert (visit.label, stored.title, stored.tags) == ("?", "标题?", {"a": "?"})


def test_many_links_are_numbered_once_and_lose_nothing(tmp_path: Path) -> None:
    pages = [seen.page(f"{HOME}{n}", links=4000 * n) for n in range(11)]
    with create(tmp_path) as writer:
        for page in pages:
            writer.record(seen.visit(page.url), page=page)
    assert {page.url: page for _, page in Snapshot.open(tmp_path).pages()} == {page.url: page for page in pages}
    db = sqlite3.connect(tmp_path / "snapshot.db")
    assert db.execute("SELECT count(*) FROM links").fetchone() == (40_000,)
    db.close()


def test_a_full_disk_is_told_and_what_was_committed_stays(tmp_path: Path) -> None:
    writer = create(tmp_path)
    writer.record(seen.visit(HOME), exchange=answer(HOME))
    writer.commit()
    writer._db.execute(f"PRAGMA max_page_count = {writer._db.execute('PRAGMA page_count').fetchone()[0] + 4}")
    big = Document(
        url=HOME + "x",
        name="x",
        format="csv",
        state=DocumentState.READ,
        tables=(Table(caption="", heads=(), rows=tuple((json.dumps([n, n * 7919 % 1013]),) for n in range(20_000))),),
    )
    with pytest.raises(StorageFull, match=r"snapshot\.db: cannot write .* safe") as raised:
        writer.record(seen.visit(HOME + "x"), document=big, exchange=answer(HOME + "x"))
    assert raised.value.status == 3
    writer.close()
    with SnapshotWriter.open(tmp_path) as continued:
        assert continued.held(HOME) and not continued.held(HOME + "x")
        assert continued.replay(HOME) is not None


def test_a_torn_answer_is_no_answer(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        writer.record(seen.visit(HOME, Outcome.READ), page=Page(url=HOME, kind=PageKind.HOME), exchange=answer(HOME, b"x" * 4000))
    file = tmp_path / "r1.warc.gz"
    data = bytearray(file.read_bytes())
    data[-40] ^= 0xFF
    file.write_bytes(data)
    snapshot = Snapshot.open(tmp_path)
    assert snapshot.body(HOME) is None
    assert snapshot.page(HOME) is not None


def test_records_can_be_read_from_any_stream_of_the_file(tmp_path: Path) -> None:
    with create(tmp_path) as writer:
        visit = writer.record(seen.visit(HOME), exchange=answer(HOME))
    assert visit.warc is not None
    member = (tmp_path / "r1.warc.gz").read_bytes()[visit.warc.offset : visit.warc.offset + visit.warc.length]
    [record] = ArchiveIterator(io.BytesIO(member))
    assert record.http_headers.get_statuscode() == "200"


def test_pages_are_counted_by_dialect_and_the_mark_it_was_told_by(tmp_path: Path) -> None:
    told = [("hanweb", "<datastore>"), ("hanweb", "<datastore>"), ("hanweb", "/jpaas/"), ("generic", "")]
    with create(tmp_path) as writer:
        for number, (dialect, by) in enumerate(told):
            url = f"{HOME}{number}.html"
            writer.record(seen.visit(url), page=replace(seen.page(url), dialect=dialect, dialect_by=by))
    assert Snapshot.open(tmp_path).dialects() == {("generic", ""): 1, ("hanweb", "/jpaas/"): 1, ("hanweb", "<datastore>"): 2}
