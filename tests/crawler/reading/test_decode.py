"""Bytes to text in every contradiction of header, tag and content."""

from __future__ import annotations

import codecs

import pytest

from spotcheck.crawler.reading.decode import Undecodable, decode
from tests.crawler.reading.pages import article, read

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
