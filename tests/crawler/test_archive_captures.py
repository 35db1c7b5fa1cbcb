"""Which capture of a page an archive shows, whatever else it holds of the page, in whatever order."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard

from spotcheck.config.errors import UserError
from spotcheck.config.models import Site
from spotcheck.crawler.archive import Archive, Replay
from spotcheck.crawler.records import Outcome, Visit
from spotcheck.crawler.run import CrawlPlan, crawl
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.warcs import SITE, packed, record, zipped

OLD = "<html><body><h1>旧</h1></body></html>"
PAGE = "<html><head><title>财政预算</title></head><body><h1>财政预算</h1><p>" + "预算收支总表已公开。" * 40 + "</p></body></html>"
DIGEST = "sha256:" + hashlib.sha256(PAGE.encode()).hexdigest()
WHOLE = record("/x", PAGE, date="2018-03-01T02:00:00Z", WARC_Payload_Digest=DIGEST, id="whole")
LATER = "2018-03-09T02:00:00Z"


def shown(tmp_path: Path, records: list[bytes], *, way: str = "gzip", url: str = f"{SITE}/x") -> Replay | None:
    archive = Archive(packed(tmp_path / "a.warc.gz", [record("/", OLD), *records], way=way))
    try:
        return archive.replay(url)
    finally:
        archive.close()


def visits(tmp_path: Path, path: Path) -> dict[str, Visit]:
    (result,) = crawl([CrawlPlan(site=Site(url=f"{SITE}/"), run_dir=tmp_path / "run", run_id="run", archive=path)])
    assert result.error is None and result.complete
    with Snapshot.open(tmp_path / "run") as snapshot:
        return {visit.url.replace(SITE, ""): visit for visit in snapshot.visits()}


# Records that never stand for a whole page, though they are later than it.
LESSER: dict[str, list[bytes]] = {
    "a piece": [record("/x", PAGE[:50], status=206, http={"Content-Range": "bytes 0-89/999"}, date=LATER)],
    "not modified": [record("/x", status=304, date=LATER)],
    "an answer to HEAD": [
        record("/x", type="request", method="HEAD", WARC_Concurrent_To="<urn:uuid:head>", date=LATER),
        record("/x", http={"Content-Length": "999"}, id="head", date=LATER),
    ],
    "an answer to HEAD, named by itself": [
        record("/x", http={"Content-Length": ""}, WARC_Concurrent_To="<urn:uuid:ask>", date=LATER),
        record("/x", type="request", method="HEAD", id="ask", date=LATER),
    ],
    "an answer to HEAD beside its request": [
        record("/x", type="request", method="HEAD", date=LATER),
        record("/x", http={"Content-Length": "999"}, date=LATER),
    ],
    "an answer to POST": [
        record("/x", OLD, id="post", date=LATER),
        record("/x", type="request", method="POST", WARC_Concurrent_To="<urn:uuid:post>", date=LATER),
    ],
    "a redirect to another spelling": [record("https://www.a.gov.cn/x", status=301, http={"Location": f"{SITE}/x"}, date=LATER)],
    "a redirect to another page": [record("/x", status=302, http={"Location": "/login"}, date=LATER)],
    "a cut one": [record("/x", PAGE[:-300], http={"Content-Length": str(len(PAGE.encode()))}, date=LATER)],
    "one that the archiver cut": [record("/x", OLD, WARC_Truncated="length", date=LATER)],
    "a segment": [record("/x", OLD, WARC_Segment_Number="1", date=LATER)],
    "an unfinished gzip": [record("/x", gzip.compress(PAGE.encode())[:-20], http={"Content-Encoding": "gzip"}, date=LATER)],
    "unfinished chunks": [record("/x", b"5\r\nabcde\r\n", http={"Transfer-Encoding": "chunked", "Content-Length": ""}, date=LATER)],
    "no content": [record("/x", status=204, date=LATER)],
    "not found": [record("/x", OLD, status=404, date=LATER)],
    "forbidden": [record("/x", OLD, status=403, date=LATER)],
    "an error": [record("/x", OLD, status=500, date=LATER)],
    "no message": [record("/x", raw=b"garbage", date=LATER)],
    "metadata": [record("/x", OLD, type="metadata", date=LATER)],
    "a revisit of what is not there": [record("/x", type="revisit", WARC_Payload_Digest="sha1:OTHER", date=LATER)],
}


@pytest.mark.parametrize("lesser", LESSER)
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("way", ["gzip", "plain", "one", "wacz"])
def test_a_whole_answer_stands_before_everything_else(tmp_path: Path, lesser: str, first: bool, way: str) -> None:
    found = shown(tmp_path, [WHOLE, *LESSER[lesser]] if first else [*LESSER[lesser], WHOLE], way=way)
    assert found is not None and not found.cut
    assert found.exchange.status == 200 and found.exchange.body == PAGE.encode()


def test_of_all_that_an_archive_may_hold_the_whole_answer_is_shown_in_any_order(tmp_path: Path) -> None:
    groups = [*LESSER.values(), [WHOLE], [record("/x", OLD, date="2015-01-01T00:00:00Z")]]
    for seed in range(12):
        random.Random(seed).shuffle(groups)
        found = shown(tmp_path, list(itertools.chain(*groups)))
        assert found is not None and found.exchange.body == PAGE.encode(), seed


@pytest.mark.parametrize("order", [1, -1])
def test_of_whole_answers_the_latest_by_its_date_is_shown(tmp_path: Path, order: int) -> None:
    found = shown(tmp_path, [record("/x", OLD, date="2017-01-01T00:00:00Z"), WHOLE][::order])
    assert found is not None and found.exchange.body == PAGE.encode() and found.exchange.fetched_at == "2018-03-01T02:00:00Z"


CONFIRMING: dict[str, bytes] = {
    "not modified": record("/x", status=304, date=LATER),
    "a revisit by digest": record("/x", type="revisit", WARC_Payload_Digest=DIGEST, date=LATER),
    "a revisit by address and date": record(
        "/x", type="revisit", WARC_Refers_To_Target_URI=f"{SITE}/x", WARC_Refers_To_Date="2018-03-01T02:00:00Z", date=LATER
    ),
    "a revisit by record": record("/x", type="revisit", WARC_Refers_To="<urn:uuid:whole>", date=LATER),
    "a revisit without a word": record("/x", type="revisit", status=304, date=LATER),
}


@pytest.mark.parametrize("way", CONFIRMING)
def test_what_confirms_a_page_shows_that_page_at_the_later_time(tmp_path: Path, way: str) -> None:
    found = shown(tmp_path, [record("/x", OLD, date="2018-02-01T00:00:00Z"), WHOLE, CONFIRMING[way]])
    assert found is not None and found.exchange.body == PAGE.encode()
    assert (found.exchange.status, found.exchange.fetched_at) == (200, LATER)


def test_a_revisit_may_confirm_the_same_body_at_another_address(tmp_path: Path) -> None:
    about = {"WARC_Refers_To_Target_URI": f"{SITE}/x", "WARC_Refers_To_Date": "2018-03-01T02:00:00Z"}
    found = shown(tmp_path, [WHOLE, record("/y", type="revisit", WARC_Payload_Digest=DIGEST, date=LATER, **about)], url=f"{SITE}/y")
    assert found is not None and found.exchange.url == f"{SITE}/y" and found.exchange.body == PAGE.encode()


NEVER = ["not modified", "a revisit of what is not there", "a redirect to another spelling", "an answer to HEAD"]


@pytest.mark.parametrize("lesser", NEVER)
def test_what_never_stands_for_a_page_leaves_it_not_archived(tmp_path: Path, lesser: str) -> None:
    home = record("/", f"<a href='/x'>财政预算</a>{PAGE}")
    found = visits(tmp_path, packed(tmp_path / "a.warc.gz", [home, *LESSER[lesser]]))
    assert found["/x"].outcome is Outcome.NOT_ARCHIVED and found["/x"].sha256 == ""


CUT = ["a piece", "a cut one", "one that the archiver cut", "an unfinished gzip", "unfinished chunks", "a segment", "no content"]


@pytest.mark.parametrize("lesser", CUT)
def test_what_is_not_whole_is_truncated_and_says_nothing_below_the_cut(tmp_path: Path, lesser: str) -> None:
    home = record("/", f"<a href='/x'>财政预算</a>{PAGE}")
    path = packed(tmp_path / "a.warc.gz", [home, *LESSER[lesser], record("/x", OLD, status=404, date=LATER)])
    assert visits(tmp_path, path)["/x"].outcome is Outcome.TRUNCATED
    with Snapshot.open(tmp_path / "run") as snapshot:
        assert snapshot.page(f"{SITE}/x") is None


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n%x;name=value\r\n%b\r\n0\r\n\r\n" % (40, body[:40], len(body) - 40, body[40:])


CHUNKED = {"Transfer-Encoding": "chunked", "Content-Length": ""}
ENCODED: dict[str, tuple[bytes, dict[str, str]]] = {
    "gzip": (gzip.compress(PAGE.encode()), {"Content-Encoding": "gzip"}),
    "deflate": (zlib.compress(PAGE.encode()), {"Content-Encoding": "deflate"}),
    "deflate without a head": (raw_deflate(PAGE.encode()), {"Content-Encoding": "deflate"}),
    "brotli": (brotli.compress(PAGE.encode()), {"Content-Encoding": "br"}),
    "zstd": (zstandard.compress(PAGE.encode()), {"Content-Encoding": "zstd"}),
    "chunks": (chunked(PAGE.encode()), CHUNKED),
    "chunks of brotli": (chunked(brotli.compress(PAGE.encode())), {**CHUNKED, "Content-Encoding": "br"}),
    "undone, the header left": (PAGE.encode(), {"Content-Encoding": "br"}),
    "undone chunks, the header left": (PAGE.encode(), CHUNKED),
    "undone, the length left": (PAGE.encode(), {"Content-Encoding": "gzip", "Content-Length": "77"}),
    "a charset for an encoding": (PAGE.encode(), {"Content-Encoding": "gb2312"}),
    "gzip without a word": (gzip.compress(PAGE.encode()), {}),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_every_content_encoding_is_undone(tmp_path: Path, encoding: str) -> None:
    body, headers = ENCODED[encoding]
    found = shown(tmp_path, [record("/x", body, http=headers)])
    assert found is not None and not found.cut and found.exchange.body == PAGE.encode()


@pytest.mark.parametrize("uri", ["HTTP://WWW.A.GOV.CN/x", "Http://www.a.gov.cn:80/x", "<http://www.a.gov.cn/x>", "https://www.a.gov.cn/x"])
def test_every_spelling_of_an_address_is_that_page(tmp_path: Path, uri: str) -> None:
    found = shown(tmp_path, [record(uri, PAGE)])
    assert found is not None and found.exchange.body == PAGE.encode()


def test_resource_records_are_pages_of_their_own_kind(tmp_path: Path) -> None:
    records = [record("/x", PAGE, type="resource", kind="text/html"), record("/a.txt", "预算说明", type="resource", kind="text/plain")]
    found = visits(tmp_path, packed(tmp_path / "a.warc.gz", [record("/", f"<a href='/x'>财政预算</a>{PAGE}"), *records]))
    assert (found["/x"].outcome, found["/x"].status, found["/x"].content_type) == (Outcome.READ, 200, "text/html")
    assert found["/a.txt"].outcome is Outcome.READ


def test_cookies_of_an_archive_are_not_stored_again(tmp_path: Path) -> None:
    visits(tmp_path, packed(tmp_path / "a.warc.gz", [record("/", PAGE, http={"Set-Cookie": "secret=1"})]))
    stored = b"".join(each.read_bytes() for each in (tmp_path / "run").iterdir())
    with Snapshot.open(tmp_path / "run") as snapshot:
        exchange = snapshot.exchange(f"{SITE}/")
    assert exchange is not None and "secret" not in str(exchange.headers) and b"secret=1" not in stored


@pytest.mark.parametrize("way", ["gzip", "wacz"])
def test_an_archive_without_its_front_page_takes_no_article_for_it(tmp_path: Path, way: str) -> None:
    articles = [record(f"/art/{n}.html", PAGE.replace("预算收支", each)) for n, each in enumerate(("收入", "支出", "决算", "采购", "债务"))]
    pictures = [record(f"http://img.cdn.cn/{n}.jpg", b"\xff\xd8", http={"Content-Type": "image/jpeg"}) for n in range(50)]
    path = packed(tmp_path / "a.warc.gz", [*articles, *pictures], way=way)
    archive = Archive(path)
    assert archive.home() == f"{SITE}/" and archive.replay(archive.home()) is None
    archive.close()
    found = visits(tmp_path, path)
    assert found["/"].outcome is Outcome.NOT_ARCHIVED and found["/art/3.html"].outcome is Outcome.READ


@pytest.mark.parametrize("cut", [1, 5, 60, 120])
@pytest.mark.parametrize("way", ["gzip", "plain", "one"])
def test_a_torn_archive_shows_what_stands_before(tmp_path: Path, cut: int, way: str) -> None:
    last_page = PAGE + random.Random(1).randbytes(900).hex()  # it does not pack to next to nothing
    path = packed(tmp_path / "a.warc.gz", [record("/", PAGE), record("/a", PAGE), record("/x", last_page)], way=way)
    path.write_bytes(path.read_bytes()[:-cut])
    archive = Archive(path)
    whole = archive.replay(f"{SITE}/a")
    last = archive.replay(f"{SITE}/x")
    assert whole is not None and whole.exchange.body == PAGE.encode() and not whole.cut
    assert last is None or last.cut or last.exchange.body == last_page.encode()
    assert any("torn" in note for note in archive.notes) or (way == "plain" and cut < 5)
    archive.close()


def mutant(whole: bytes, chance: random.Random) -> bytes:
    """The same file with a few bytes changed, left out, doubled or put in."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(data)), chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                data[at : at + size] = chance.randbytes(size)
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = data[at : at + size]
            case _:
                data[at:at] = chance.choice([b"\r\n", b"WARC/1.1\r\n", b"\0" * 9, b"Content-Length: 7\r\n", b"-", b"99999999"])
    return bytes(data)


@pytest.mark.parametrize("way", ["gzip", "plain", "one", "wacz"])
def test_no_damage_of_an_archive_ends_in_anything_but_a_word_or_fewer_pages(tmp_path: Path, way: str) -> None:
    groups = [[record("/", PAGE)], [WHOLE], *LESSER.values(), [each for each in CONFIRMING.values()]]
    encoded = [record(f"/e{n}", body, http=headers) for n, (body, headers) in enumerate(ENCODED.values())]
    whole = packed(tmp_path / "whole.warc.gz", [*itertools.chain(*groups), *encoded], way=way).read_bytes()
    chance = random.Random(7)
    for _ in range(150):
        path = tmp_path / "mutant.warc.gz"
        path.write_bytes(mutant(whole, chance))
        try:
            archive = Archive(path)
        except UserError as refused:
            assert "\n" not in refused.en
            continue
        archive.home()
        for url in archive.urls():
            archive.replay(url)
        archive.close()


# The peak is the interpreter's own: what getrusage tells begins with that of the process that started it.
MEASURED = """
import sys, time
from pathlib import Path
from spotcheck.config.errors import UserError
from spotcheck.crawler.archive import Archive
for path in sys.argv[1:]:
    began = time.process_time()
    try:
        archive = Archive(Path(path))
        for url in archive.urls():
            archive.replay(url)
        archive.close()
    except UserError as error:
        print(str(error)[:80], file=sys.stderr)
    held = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    print(round(time.process_time() - began, 1), int(held) // 1024, Path(path).name)
"""
MANY = 150_000_000  # bytes


def swollen(before: bytes, unit: bytes = bytes(64), after: bytes = b"", *, size: int = MANY) -> bytes:
    """A gzip member of ``before``, a unit over and over, and ``after``; made piece by piece."""
    packer = zlib.compressobj(9, wbits=31)
    piece = unit * (1_000_000 // len(unit))
    parts = [packer.compress(before), *(packer.compress(piece) for _ in range(size // len(piece))), packer.compress(after)]
    return b"".join((*parts, packer.flush()))


def announced(size: int = MANY, **http: str) -> bytes:
    """The head of a record whose block is so many bytes long."""
    head = record("/x", b"", http={"Content-Length": "", **http})
    block = head.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
    return head.replace(b"Content-Length: %d\r\n" % len(block), b"Content-Length: %d\r\n" % (len(block) + size)).removesuffix(b"\r\n\r\n")


TINY = record("/t", "x")
# Small files that stand for very large ones, each in its own way.
BOMBS: dict[str, Callable[[], bytes]] = {
    "a body of zeros": lambda: gzip.compress(record("/", PAGE)) + swollen(announced(), after=b"\r\n\r\n"),
    "a body packed twice": lambda: gzip.compress(record("/x", swollen(b""), http={"Content-Encoding": "gzip"})),
    "a body packed thrice": lambda: gzip.compress(record("/x", gzip.compress(swollen(b"")), http={"Content-Encoding": "gzip, gzip"})),
    "a body in brotli": lambda: gzip.compress(record("/x", brotli.compress(bytes(60_000_000), quality=1), http={"Content-Encoding": "br"})),
    "a body in zstd": lambda: gzip.compress(record("/x", zstandard.compress(bytes(60_000_000)), http={"Content-Encoding": "zstd"})),
    "one stream of zeros": lambda: swollen(record("/", PAGE) + announced(), after=b"\r\n\r\n" + record("/y", PAGE)),
    "a head without end": lambda: swollen(b"WARC/1.1\r\nWARC-Type: response\r\nX: "),
    "heads without end": lambda: swollen(b"WARC/1.1\r\n", b"X: y\r\n"),
    "an HTTP head without end": lambda: swollen(announced() + b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "very many records": lambda: swollen(b"", TINY),
    "a WACZ of zeros": lambda: zipped({"archive/a.warc": bytes(100_000_000)}),
    "a WACZ of many parts": lambda: zipped({f"archive/{n}.warc": TINY for n in range(2_500)}),
    "a WACZ of many records": lambda: zipped({"archive/a.warc": TINY * 300_000}),
    "a length that lies": lambda: gzip.compress(record("/x", PAGE).replace(b"Content-Length: ", b"Content-Length: 9999999999", 1)),
}


def test_small_archives_that_stand_for_large_ones_take_little_memory_and_time(tmp_path: Path) -> None:
    paths = []
    for name, make in BOMBS.items():
        paths.append(tmp_path / f"{name}.warc.gz")
        paths[-1].write_bytes(make())
        assert paths[-1].stat().st_size < 3_000_000
    done = subprocess.run([sys.executable, "-c", MEASURED, *map(str, paths)], capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr
    measured = [line.split(" ", 2) for line in done.stdout.splitlines()]
    assert len(measured) == len(BOMBS)
    assert all(float(seconds) < 20 and int(megabytes) < 300 for seconds, megabytes, _ in measured), done.stdout
