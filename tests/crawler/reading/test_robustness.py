"""No bytes at all make reading fail, and none make it slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotcheck.crawler.reading.decode import Undecodable
from tests.crawler.reading.pages import article, column, item, read

_PIECES = st.sampled_from([
    "<table>", "<tr><td colspan=9 rowspan=7>", "</div>", "<ul><li>", "<a href='", "'>", "<script>",
    "</script>", "<!--", "-->", "当前位置：", "发布日期：", "2018-02-30", "二〇一八年十三月", "&#0;",
    "<base href='::'>", "<record><![CDATA[", "<datastore>", "http://[::1", "createPageHTML(9,0,'i','html')",
    "索引号：\t", "废止", "<img src=feizhi.png>", "{{x}}", "\x00", "<h1>", "<form><input>", "下一页",
    "共0条", "<iframe src=a.pdf>", "%zz", "javascript:open('",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_said_to_be_undecodable(body: bytes) -> None:
    try:
        assert read(body).url
    except Undecodable as error:
        assert str(error)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=40),
    st.sampled_from(["http://a.gov.cn/", "http://a.gov.cn/x/index_2.html", "no address"]),
)
def test_any_heap_of_markup_is_read(pieces: list[str], url: str) -> None:
    try:
        found = read("".join(pieces).encode("utf-8", "ignore"), url=url)
    except Undecodable as error:
        assert "control characters" in str(error)
    else:
        assert not (found.blank and found.needs_script)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_page_with_a_piece_torn_out_is_read(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([article(), column("".join(item(n, "2018-03-01") for n in range(5)))]))
    start = data.draw(st.integers(0, len(whole)))
    assert read(whole[:start] + whole[start + data.draw(st.integers(0, 200)) :]).charset == "utf-8"


@pytest.mark.parametrize(
    "body",
    [
        "<table>" * 3000,
        "<div class='list'>" * 5000,
        "当前位置" * 5000,
        "<record>" * 20000,
        "document.cookie=" * 5000,
        "2018-" * 20000,
        "<totalrecord>99999999999</totalrecord><datastore><record><![CDATA[<a href='x'>",
    ],
)
def test_hostile_markup_takes_no_long_time(body: str) -> None:
    started = time.process_time()
    read(body, url="http://a.gov.cn/x/")
    assert time.process_time() - started < 2.0
