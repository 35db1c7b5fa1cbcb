"""What arrives over the wire: whole or cut, in any encoding, under headers of any bytes. On real HTTP, byte by byte."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli
import pytest
import zstandard

from spotcheck.crawler.encodings import TooLarge, unpack
from spotcheck.crawler.records import Outcome, PageKind
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.web import Answer, Web, page, serve

HOME = str(page("首页", ("/x", "信息公开目录")).body).encode()
ITEM = (
    "<html><head><meta charset=utf-8><title>关于印发年度计划的通知</title></head><body><h1>关于印发年度计划的通知</h1>"
    + "<p>各科室要认真组织实施，按月报送进度，确保全年任务完成。</p>" * 200
    + '<a href="/last.html">附则</a></body></html>'
).encode()


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "gzip of two members": ("gzip", lambda body: gzip.compress(body[:999]) + gzip.compress(body[999:])),
    "deflate": ("deflate", zlib.compress),
    "deflate without a head": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.ZstdCompressor(write_checksum=True).compress),
    "two encodings": ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
}


@contextmanager
def wire(answers: dict[str, bytes]) -> Iterator[Web]:
    """A server that sends exactly these bytes and closes; a path without any gets a 404."""
    web = Web()
    listener = socket.create_server(("127.0.0.1", 0))
    web.port = listener.getsockname()[1]

    def work() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client, suppress(OSError):
                head = b""
                while b"\r\n\r\n" not in head and (more := client.recv(65536)):
                    head += more
                path = head.split(b" ")[1].decode("latin-1") if b" " in head else ""
                web.asked.append((0.0, path))
                client.sendall(answers.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))

    threading.Thread(target=work, daemon=True).start()
    try:
        yield web
    finally:
        listener.close()


def message(body: bytes, *lines: bytes, status: bytes = b"200 OK", kind: bytes = b"text/html; charset=utf-8") -> bytes:
    heads = [b"HTTP/1.1 " + status, *([b"Content-Type: " + kind] if kind else []), *lines, b"Connection: close", b"", b""]
    return b"\r\n".join(heads) + body


def lengthy(body: bytes, *lines: bytes, **more: bytes) -> bytes:
    return message(body, b"Content-Length: %d" % len(body), *lines, **more)


def chunks(body: bytes, *, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:90], body[90:])) + end


@pytest.mark.parametrize("way", PACKED)
def test_a_packed_page_is_read_whole_and_never_when_it_was_cut(tmp_path: Path, way: str) -> None:
    name, pack = PACKED[way]
    packed = pack(ITEM)
    named = b"Content-Encoding: " + name.encode()
    cuts = {f"/{cut}": lengthy(packed[:-cut], named) for cut in (6, len(packed) // 2, len(packed) - 30)}
    links = [(path, f"第{path[1:]}处") for path in ("/whole", *cuts)]
    site = {"/": lengthy(str(page("首页", *links).body).encode()), "/whole": lengthy(packed, named), **cuts}
    with wire(site) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/whole"].outcome is Outcome.READ and visits["/whole"].size == len(ITEM)
    assert {visits[path].outcome for path in cuts} == {Outcome.TRUNCATED}


@pytest.mark.parametrize(
    "sent",
    [
        message(ITEM[:-400], b"Content-Length: %d" % len(ITEM)),
        message(chunks(ITEM, end=b""), b"Transfer-Encoding: chunked"),
        message(chunks(ITEM)[:-300], b"Transfer-Encoding: chunked"),
        message(b"fff\r\n" + ITEM[:100], b"Transfer-Encoding: chunked"),
        lengthy(ITEM[:3000] + b'<a href="/la'),
        lengthy(ITEM[:900], b"Content-Range: bytes 0-899/%d" % len(ITEM), status=b"206 Partial Content"),
        lengthy(b""),
        message(b"", status=b"204 No Content"),
    ],
    ids=["short", "no last chunk", "cut chunk", "chunk of another size", "inside a tag", "a piece", "empty", "no content"],
)
def test_what_is_not_whole_is_truncated(tmp_path: Path, sent: bytes) -> None:
    with wire({"/": lengthy(HOME), "/x": sent}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].outcome is Outcome.TRUNCATED
    assert "/la" not in visits  # half an address is none
    with Snapshot.open(tmp_path) as snapshot:
        assert snapshot.page(f"{web.url}x") is None


def test_whole_transfers_of_every_framing_are_read(tmp_path: Path) -> None:
    ways = {
        "/length": lengthy(ITEM),
        "/chunks": message(chunks(ITEM), b"Transfer-Encoding: chunked"),
        "/packed-chunks": message(chunks(gzip.compress(ITEM)), b"Transfer-Encoding: chunked", b"Content-Encoding: gzip"),
        "/closed": message(ITEM),
        "/all-of-it": lengthy(ITEM, b"Content-Range: bytes 0-%d/%d" % (len(ITEM) - 1, len(ITEM)), status=b"206 Partial Content"),
        "/unannounced": lengthy(gzip.compress(ITEM)),
        "/undone": lengthy(ITEM, b"Content-Encoding: gzip"),
        "/charset": lengthy(ITEM.decode().encode("gbk"), b"Content-Encoding: gb2312"),
        "/203": lengthy(ITEM, status=b"203 Non-Authoritative Information"),
        "/text": lengthy(ITEM, kind=b"text/plain"),
        "/none": lengthy(ITEM, kind=b""),
        "/image": lengthy(ITEM, kind=b"image/jpeg"),
        "/binary": lengthy(ITEM, kind=b"application/octet-stream"),
        "/header": lengthy(ITEM, "X-Dept: 清河县统计局".encode("gbk"), "Content-Disposition: inline; filename=预算".encode("gbk")),
    }
    site = {"/": lengthy(str(page("首页", *((path, f"关于印发年度计划的通知（{path}）") for path in ways)).body).encode()), **ways}
    with wire(site) as web:
        _, visits = web.crawl(tmp_path)
        with Snapshot.open(tmp_path) as snapshot:
            pages = {path: snapshot.page(f"{web.url}{path[1:]}") for path in ways}
    assert {path: visits[path].outcome for path in ways} == dict.fromkeys(ways, Outcome.READ)
    assert {path: found.title if found else None for path, found in pages.items()} == dict.fromkeys(ways, "关于印发年度计划的通知")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_location_of_raw_bytes_leads_where_its_server_means(tmp_path: Path, encoding: str, status: int) -> None:
    path = "/公文/".encode(encoding)
    escaped = "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in path)
    with wire({"/": lengthy(HOME), "/x": lengthy(b"", b"Location: " + path, status=b"%d Found" % status), escaped: lengthy(ITEM)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].outcome is Outcome.READ and visits[escaped].outcome is Outcome.READ


@pytest.mark.parametrize("address", ["http://[bad]/", "http://[::1", "//[x]:y/", "http://a:99999/", "\x80\xff://", "http://‥/"])
def test_a_location_that_is_no_address_costs_that_page_alone(tmp_path: Path, address: str) -> None:
    moved = lengthy(b"", b"Location: " + address.encode("utf-8", "surrogateescape"), status=b"302 Found")
    links = str(page("首页", ("/x", "信息公开目录"), ("/y", "年度计划")).body).encode()
    with wire({"/": lengthy(links), "/x": moved, "/y": lengthy(ITEM)}) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete and visits["/y"].outcome is Outcome.READ
    assert visits["/x"].outcome is Outcome.TRUNCATED or visits["/x"].redirect_to


def test_bytes_that_are_no_http_do_not_silence_the_host(tmp_path: Path) -> None:
    bad = {f"/{n}": lengthy(ITEM, b"\xb9\xab\xce\xc4 : \xb9\xab", b"no colon at all") for n in range(30)}
    links = [(path, f"某页{path[1:]}") for path in bad]
    with wire({"/": lengthy(str(page("首页", *links, ("/good", "某页好")).body).encode()), **bad, "/good": lengthy(ITEM)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/good"].outcome is Outcome.READ
    assert Outcome.CONNECT not in {visit.outcome for visit in visits.values()}


REFRESHED = [
    ("0; url=/far", b""),
    ("0;URL='/far'", b"  \n"),
    ('3, url="/far"', b"<html><body></body></html>"),
    ("1;/far", "<html><body><p>页面即将跳转</p></body></html>".encode()),
]


@pytest.mark.parametrize(("value", "body"), REFRESHED)
def test_a_refresh_header_over_a_page_of_no_content_is_a_redirect(tmp_path: Path, value: str, body: bytes) -> None:
    with wire({"/": lengthy(HOME), "/x": lengthy(body, b"Refresh: " + value.encode()), "/far": lengthy(ITEM)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].redirect_to == f"{web.url}far" and visits["/far"].outcome is Outcome.READ
    assert visits["/far"].label == "信息公开目录"


@pytest.mark.parametrize("value", ["30", "600; url=/far", "0; url=http://[bad]/", "soon", "0; url=/x"])
def test_a_refresh_header_that_leads_nowhere_else_changes_nothing(tmp_path: Path, value: str) -> None:
    with wire({"/": lengthy(HOME), "/x": lengthy(ITEM, b"Refresh: " + value.encode())}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].outcome is Outcome.READ and not visits["/x"].redirect_to and "/far" not in visits


def test_a_page_with_content_is_read_and_where_its_header_leads_too(tmp_path: Path) -> None:
    with wire({"/": lengthy(HOME), "/x": lengthy(ITEM, b"Refresh: 5; url=/far"), "/far": lengthy(ITEM)}) as web:
        _, visits = web.crawl(tmp_path)
        with Snapshot.open(tmp_path) as snapshot:
            found = snapshot.page(f"{web.url}x")
    assert found is not None and found.kind is not PageKind.REDIRECT and visits["/far"].outcome is Outcome.READ


@pytest.mark.parametrize("way", PACKED)
def test_what_a_few_bytes_stand_for_is_unpacked_up_to_a_bound(way: str) -> None:
    name, pack = PACKED[way]
    bomb = pack(bytes(60_000_000))
    with pytest.raises(TooLarge):
        unpack(bomb, name, limit=1_000_000)


def test_a_bomb_is_too_large_and_nothing_else(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(100_000_000))
    links = str(page("首页", ("/x", "信息公开目录"), ("/y", "年度计划")).body).encode()
    with wire({"/": lengthy(links), "/x": lengthy(bomb, b"Content-Encoding: gzip"), "/y": lengthy(ITEM)}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].outcome is Outcome.TOO_LARGE and visits["/y"].outcome is Outcome.READ


def test_more_than_was_announced_is_no_whole_page(tmp_path: Path) -> None:
    """A length counted in characters, as some scripts do: every client stops in the middle of the page."""
    with wire({"/": lengthy(HOME), "/x": message(ITEM, b"Content-Length: %d" % len(ITEM.decode()))}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/x"].outcome in (Outcome.TRUNCATED, Outcome.UNDECODABLE)


def test_a_robots_file_that_was_cut_is_not_taken_for_all_its_rules(tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /secret/\n"
    with wire({"/": lengthy(HOME), "/robots.txt": message(rules[:20], b"Content-Length: 40", kind=b"text/plain")}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/"].outcome is Outcome.ROBOTS_UNAVAILABLE


def test_the_first_page_may_send_everybody_on_by_header(tmp_path: Path) -> None:
    with serve({"/": Answer("", headers={"Refresh": "0; url=/portal/"}), "/portal/": page("门户", ("/a", "甲")), "/a": page("甲")}) as web:
        _, visits = web.crawl(tmp_path)
    assert visits["/a"].outcome is Outcome.READ
