"""Platforms: recognised by markup, and what each does differently."""

from __future__ import annotations

from spotcheck.crawler.dialects import all_dialects
from spotcheck.crawler.records import PageKind
from tests.crawler.reading.pages import ARTICLE, COLUMN, SITE, article, column, item, page, read

_HANWEB = f"{SITE}/col/col1229/index.html"
_NEXT = (
    "<nextgroup><![CDATA["
    '<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=11&path=/&columnid=1229'
    '&unitid=4950&webname=x&permissiontype=0"></a>]]></nextgroup>'
)


def record(number: int, day: str) -> str:
    return (
        "<record><![CDATA[<li>"
        f'<a href="/art/2018/3/1/art_1229_{number}.html" title="关于第{number}号事项的通知">关于第{number}...</a>'
        f"<b>{day}</b></li>]]></record>"
    )


def store(total: int, count: int) -> str:
    records = "".join(record(n, f"2018-03-{n:02d}") for n in range(count, 0, -1))
    return f"<datastore>{_NEXT}<totalrecord>{total}</totalrecord><recordset>{records}</recordset></datastore>"


def test_dialects_are_found_by_being_placed_there_and_generic_is_asked_last() -> None:
    names = [d.name for d in all_dialects()]
    assert {"generic", "hanweb", "trs"} <= set(names) and names[-1] == "generic"


def test_a_page_without_marks_is_generic() -> None:
    found = read(page('<div id="zoom"><p>正文正文</p></div>', "通知"), url=f"{SITE}/a.html")
    assert (found.dialect, found.dialect_by) == ("generic", "")


def test_hanweb_records_are_the_entries_and_its_proxy_holds_the_rest() -> None:
    inline = f'<div id="4950"><script type="text/xml">{store(20, 6)}</script></div><script>$("#4950").jpage({{perPage:3}})</script>'
    found = read(page(inline, "通知公告"), url=_HANWEB)
    assert (found.dialect, found.kind, found.needs_script, found.blank) == ("hanweb", PageKind.LIST, False, False)
    assert [e.title for e in found.entries][:2] == ["关于第6号事项的通知", "关于第5号事项的通知"]
    assert str(found.entries[0].date) == "2018-03-06"
    assert found.expected_entries == 20
    assert [a.partition("?")[2].split("&")[:3] for a in found.more] == [
        ["startrecord=7", "endrecord=12", "perpage=3"],
        ["startrecord=13", "endrecord=18", "perpage=3"],
        ["startrecord=19", "endrecord=20", "perpage=3"],
    ]
    assert all(
        a.startswith(f"{SITE}/module/web/jpage/dataproxy.jsp?") and "columnid=1229" in a and "unitid=4950" in a and "webid=11" in a
        for a in found.more
    )


def test_an_answer_of_the_proxy_is_a_page_of_the_list() -> None:
    found = read(store(20, 3), url=f"{SITE}/module/web/jpage/dataproxy.jsp?startrecord=4&columnid=1229")
    assert (found.kind, len(found.entries), found.more) == (PageKind.LIST, 3, ())


def test_the_old_table_form_of_records_is_read_and_pages_by_its_own_proxy() -> None:
    row = (
        "<tr><td><img src=a.gif></td><td>"
        "<a href='/art/2017/4/24/art_3_1.html' title='空调设备询价公告第18号'>空调设备询价...</a></td>"
        "<td>[2017-04-24]</td></tr>"
    )
    old = (
        f"<datastore>{_NEXT.replace('/module/web/', '/module/jslib/jquery/')}<recordset><table></table>"
        f"<record><![CDATA[\n{row}]]></record></recordset></datastore>"
    )
    found = read(old, url=_HANWEB)
    assert [(e.title, str(e.date)) for e in found.entries] == [("空调设备询价公告第18号", "2017-04-24")]
    assert len(found.more) == 1 and found.more[0].startswith(f"{SITE}/module/jslib/jquery/jpage/dataproxy.jsp?")


def test_the_store_of_the_pages_own_column_wins_over_a_fuller_one_beside_it() -> None:
    other = store(9, 9).replace("columnid=1229", "columnid=77").replace("art_1229", "art_77")
    found = read(page(f'<script type="text/xml">{other}</script><script type="text/xml">{store(2, 2)}</script>', "通知公告"), url=_HANWEB)
    assert len(found.entries) == 2


def test_an_empty_store_is_a_blank_column_and_an_unfilled_one_is_not() -> None:
    empty = read(page(f'<div class="x"><script type="text/xml">{store(0, 0)}</script></div>', "通知公告"), url=_HANWEB)
    assert empty.blank
    unfilled = read(page(f'<div class="x"><script type="text/xml">{store(30, 0)}</script></div>', "通知公告"), url=_HANWEB)
    assert not unfilled.blank and unfilled.more


def test_trs_pages_count_from_index_1() -> None:
    found = read(
        column(item(1, "2018-03-01") + item(2, "2018-02-01"), '<script>createPageHTML(4, 0, "index", "html");</script>'), url=COLUMN
    )
    assert found.dialect == "trs"
    assert found.more == tuple(f"{COLUMN}index_{n}.html" for n in (1, 2, 3))


def test_trs_counts_kept_in_variables_are_read_and_the_page_leaves_itself_out() -> None:
    script = "<script>var currentPage = 1;var countPage = 3;createPageHTML(countPage,currentPage,'index','html')</script>"
    found = read(column(item(1, "2018-03-01") + item(2, "2018-02-01"), script), url=f"{COLUMN}index_1.html")
    assert found.more == (f"{COLUMN}index.html", f"{COLUMN}index_2.html")


def test_the_call_with_six_arguments_counts_from_name_2() -> None:
    script = "<script>createPageHTML('page_div',3,1,'list_2','shtml',41)</script>"
    found = read(column(item(1, "2018-03-01") + item(2, "2018-02-01"), script), url=f"{SITE}/c100/list_2.shtml")
    assert found.dialect == "ucap"
    assert found.more == (f"{SITE}/c100/list_2_2.shtml", f"{SITE}/c100/list_2_3.shtml")


def test_the_trs_editor_holds_the_text() -> None:
    found = read(article(), url=ARTICLE)
    assert (found.dialect, found.dialect_by) == ("trs", "TRS_Editor")
