"""Bytes to text in every contradiction of header, tag and content."""

from __future__ import annotations

import codecs
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotcheck.crawler.reading.decode import Undecodable, decode, decoded
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.reading.pages import article, read
from tests.crawler.web import Answer, serve

TEXT = "政府信息公开目录：预算、决算与收费清单。"


@pytest.mark.parametrize(
    ("body", "header", "charset"),
    [
        (TEXT.encode(), "text/html; charset=gb2312", "utf-8"),
        (b'<meta charset="gb2312">' + TEXT.encode(), "", "utf-8"),
        (TEXT.encode("gbk"), "", "gb18030"),
        (TEXT.encode("gb18030"), "text/html; charset=utf-8", "gb18030"),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=gbk", "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "", "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "", "utf-16"),
        ("政府資訊公開目錄：預算與決算書表".encode("big5"), "text/html; charset=big5", "big5"),
    ],
)
def test_the_bytes_decide_and_declarations_only_help(body: bytes, header: str, charset: str) -> None:
    text, name = decode(body, header)
    assert name == charset
    assert "政府" in text and "目" in text and "\ufffd" not in text


@pytest.mark.parametrize("body", [b"\xff\xfe\xfd\xff" * 30, bytes(range(256)) * 4, TEXT.encode()[:-1] + b"\xff" + TEXT.encode()])
def test_what_cannot_be_decoded_cleanly_is_said_to_be_so(body: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(body, "text/html; charset=iso-8859-1")


def test_a_page_in_gbk_reads_the_same_with_true_false_and_missing_declaration() -> None:
    plain = read(article())
    for declared in ("gbk", "utf-8", ""):
        body = article().replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "").encode("gbk")
        other = read(body)
        assert (other.title, other.text, other.published, other.links) == (plain.title, plain.text, plain.published, plain.links)


WORDS = "我局召开工作会议，研究部署下一阶段的重点任务，要求各科室按月报送进度。"
FORM = (
    "<html><head>{0}<title>清河县统计局</title></head><body>"
    '<div class="nav"><a href="/ys/">部门预算</a> <a href="/sf/">收费目录清单</a></div>{1}</body></html>'
)


def spoilt(encoding: str, bad: bytes, *, declared: bool = True, size: int = 12) -> bytes:
    """A page with some bytes in the middle that its encoding does not know."""
    meta = f'<meta charset="{encoding}">' if declared else ""
    text = FORM.format(meta, "<p>" + WORDS * size + "@@" + WORDS * size + "</p>")
    if encoding == "big5":
        text = text.translate(str.maketrans("清县统计局门预费录单开议务会报进", "清縣統計局門預費錄單開議務會報進"))
    whole = text.encode(encoding, "ignore")
    mark = "@@".encode(encoding.removesuffix("-16") + "-16-le" if encoding == "utf-16" else encoding)
    assert mark in whole
    return whole.replace(mark, bad)


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(
    ("encoding", "bad"),
    [
        ("utf-8", b"\xe4\xb8"),
        ("utf-8", b"\xff"),
        ("utf-8", b"\xc0\xaf"),
        ("utf-8", b"\xed\xa0\xbd\xed\xb8\x80"),  # an emoji as two halves, each in three bytes
        ("gbk", b"\xff"),
        ("gbk", b"\xce..."),
        ("gbk", b"\x80"),
        ("gb18030", b"\xff\xff"),
    ],
)
def test_a_bad_byte_costs_a_character_and_not_the_page(encoding: str, bad: bytes, declared: bool) -> None:
    found = read(spoilt(encoding, bad, declared=declared))
    assert {link.text for link in found.links} >= {"部门预算", "收费目录清单"}
    assert found.charset == ("utf-8" if encoding == "utf-8" else "gb18030")
    assert found.undecoded == (0 if bad == b"\x80" else found.undecoded) and (found.undecoded > 0) == (bad != b"\x80")
    assert ("€" in found.text) == (bad == b"\x80")


def test_a_bad_byte_in_big5_and_utf16_costs_a_character() -> None:
    assert decoded(spoilt("big5", b"\xff"), "text/html; charset=big5").charset == "big5"
    assert decoded(spoilt("utf-16", b"\x00\xd8")).undecoded == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16"])
def test_a_last_character_that_was_cut_is_marked_and_the_rest_read(encoding: str) -> None:
    found = decoded(("<p>" + WORDS * 20).encode(encoding)[:-1])
    assert found.text.startswith("<p>" + WORDS * 19) and found.undecoded == 1


@pytest.mark.parametrize(("page", "include"), [("utf-8", "gbk"), ("gbk", "utf-8")])
@pytest.mark.parametrize("place", ["front", "title", "foot"])
def test_a_page_with_an_include_in_another_encoding_is_read_in_both(page: str, include: str, place: str) -> None:
    foot = '<div class="footer">主办单位：清河县人民政府办公室　联系电话：见公告</div>'
    parts = {"front": foot, "title": "<h2>关于公开年度收费目录清单的通知</h2>", "foot": foot}
    body = FORM.format("", "<p>" + WORDS * 20 + "</p>").encode(page)
    other = parts[place].encode(include)
    at = {"front": body.index(b"<div"), "title": body.index(b"<p>"), "foot": body.index(b"</body>")}[place]
    found = decoded(body[:at] + other + body[at:])
    assert parts[place] in found.text and WORDS in found.text and found.undecoded > 0


@pytest.mark.parametrize("share", [3, 30, 300])
def test_bytes_that_are_spoilt_in_many_places_are_no_text(share: int) -> None:
    text = (WORDS * 60).encode()
    spots = bytes(0xFF if n % share == 0 else byte for n, byte in enumerate(text))
    with pytest.raises(Undecodable):
        decode(spots)


def test_a_mark_is_kept_with_the_page(tmp_path: Path) -> None:
    with serve({"/": Answer(spoilt("gbk", b"\xff"))}) as web:
        web.crawl(tmp_path)
        with Snapshot.open(tmp_path) as snapshot:
            found = snapshot.page(web.url)
    assert found is not None and found.undecoded == 1


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_undecodable(body: bytes) -> None:
    try:
        found = decoded(body)
    except Undecodable:
        return
    assert found.text is not None and found.undecoded >= 0


@pytest.mark.parametrize("unit", [b"\xe6\x88\xd8\xd8\xd8", b"\xb0\xa1", b"\xe4", b"\x80", b"\xa1\xff", bytes(range(128, 256))])
def test_hostile_bytes_take_no_longer_than_their_number(unit: bytes) -> None:
    body = unit * (3_000_000 // len(unit))
    began = time.process_time()
    with suppress(Undecodable):
        decoded(body)
    assert time.process_time() - began < 3
