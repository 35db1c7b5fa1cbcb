"""The directory platform of Guangdong: a tree and documents kept for scripts, lists that are JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spotcheck.crawler.records import DateType, Outcome, PageKind, Role
from spotcheck.crawler.snapshot import Snapshot
from tests.crawler.reading.pages import SITE, page, read
from tests.crawler.web import Answer, serve
from tests.crawler.web import page as page_of

API = f"{SITE}/gkmlpt/api/all/11?page=1&sid=755"
TREE = [
    {"id": 10, "name": "政策文件", "children": [{"id": 11, "name": "规范性文件", "children": []}]},
    {"id": 12, "name": "年度报告", "jump_url": "http://www.qinghe.example/ndbg/", "children": []},
]


def config(**parts: Any) -> str:
    written = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in parts.items())
    return page(f"<div id=\"app\"></div><script>window._CONFIG = {{ SID: '755', {written} }};</script>", "政府信息公开目录")


def article(number: int, **fields: Any) -> dict[str, Any]:
    address = f"{SITE}/gkmlpt/content/0/{number}/post_{number}.html"
    return {"id": number, "title": f"关于第{number}号事项的通知", "url": address, "display_publish_time": 1519862400, **fields}


def answer(articles: list[dict[str, Any]], total: int, post_count: int | None = None) -> str:
    classify = {"id": 11, "name": "规范性文件", "post_count": total if post_count is None else post_count}
    return json.dumps({"classify": classify, "articles": articles, "total": total, "offset": 0})


def test_the_columns_of_the_tree_are_the_entries_of_the_directory_and_lead_to_their_json() -> None:
    found = read(config(TREE=TREE, SERVICE_AREA_ID=0), url=f"{SITE}/gkmlpt/index")
    assert (found.dialect, found.dialect_by, found.needs_script) == ("gkmlpt", "window._CONFIG: SID, TREE", False)
    assert [(e.title, e.url) for e in found.entries] == [
        ("政策文件", f"{SITE}/gkmlpt/api/all/10?page=1&sid=755"),
        ("规范性文件", API),
        ("年度报告", "http://www.qinghe.example/ndbg/"),
    ]


def test_the_platform_may_stand_in_a_folder_of_the_host() -> None:
    found = read(config(TREE=TREE), url=f"{SITE}/czj/gkmlpt/index")
    assert found.entries[0].url == f"{SITE}/czj/gkmlpt/api/all/10?page=1&sid=755"


def test_a_json_answer_is_a_page_of_the_column_it_names_and_counts_its_further_pages() -> None:
    items = [article(2), article(1, url="", post_url=f"{SITE}/b.html", display_publish_time=None, first_publish_time="2018-02-01 08:00:00")]
    found = read(answer(items, 5), url=API, content_type="application/json", role=Role.ENTRY)
    assert (found.kind, found.dialect, found.title, found.blank) == (PageKind.LIST, "gkmlpt", "规范性文件", False)
    assert found.column is not None and found.column.name == "规范性文件"
    assert [(e.url, e.title, str(e.date)) for e in found.entries] == [
        (f"{SITE}/gkmlpt/content/0/2/post_2.html", "关于第2号事项的通知", "2018-03-01"),
        (f"{SITE}/b.html", "关于第1号事项的通知", "2018-02-01"),
    ]
    assert (found.expected_entries, found.more) == (5, tuple(f"{SITE}/gkmlpt/api/all/11?page={n}&sid=755" for n in (2, 3)))


def test_a_further_page_of_the_json_names_no_more() -> None:
    assert read(answer([article(1)], 5), url=API.replace("page=1", "page=2")).more == ()


def test_a_column_is_blank_only_where_neither_count_says_that_it_has_items() -> None:
    assert read(answer([], 0), url=API).blank
    hidden = read(answer([], 0, post_count=7), url=API)
    assert (hidden.blank, hidden.expected_entries) == (False, 7)


def test_json_that_is_no_list_of_articles_is_content_that_was_not_seen() -> None:
    found = read('{"articles": "none", "classify": 1}', url=API)
    assert (found.kind, found.entries, found.blank, found.needs_script) == (PageKind.OTHER, (), False, True)


def test_a_document_kept_for_scripts_is_read_with_its_index_table_days_and_text() -> None:
    detail = article(
        3, document_number="清府〔2018〕3号", publisher="清河县人民政府", date=1519776000, content="<p>各乡镇人民政府：请遵照执行。</p>"
    )
    found = read(config(TREE=TREE, DETAIL=detail), url=detail["url"])
    assert (found.kind, found.title, found.marks) == (PageKind.ARTICLE, "关于第3号事项的通知", ())
    assert found.published is not None and str(found.published.value) == "2018-03-01"
    assert [str(d.value) for d in found.dates if d.type is DateType.ISSUED] == ["2018-02-28"]
    assert {("文号", "清府〔2018〕3号"), ("有效性", "")} <= set(found.metadata)
    assert found.text == "各乡镇人民政府：请遵照执行。"


def test_what_the_fields_call_expired_or_abolished_is_a_mark_of_the_document() -> None:
    marks = [
        read(config(DETAIL=article(3, content="<p>全文。</p>", **{name: 1}), TREE=[])).marks for name in ("is_expired", "is_abolished")
    ]
    assert marks == [("失效",), ("废止",)]


def test_a_tree_nested_beyond_all_measure_is_left_alone() -> None:
    deep = f"<script>window._CONFIG = {{SID: '1', TREE: {'[' * 100_000}</script>"
    assert read(page(deep, "目录"), url=f"{SITE}/gkmlpt/index").entries == ()


def test_a_crawl_reaches_the_documents_through_tree_and_json(tmp_path: Path) -> None:
    with serve({}) as web:
        home = config(TREE=[{"id": 11, "name": "规范性文件", "children": []}])
        first, second = (f"/gkmlpt/content/0/{n}/post_{n}.html" for n in (1, 2))
        headers = {"Content-Type": "application/json"}
        pages = [answer([article(n, url=f"{web.url.rstrip('/')}{path}")], 2) for n, path in ((1, first), (2, second))]
        web.answers |= {
            "/": Answer('<html><body><ul><li><a href="/gkmlpt/index">政府信息公开目录</a></li></ul></body></html>'),
            "/gkmlpt/index": Answer(home),
            "/gkmlpt/api/all/11?page=1&sid=755": Answer(pages[0], headers=headers),
            "/gkmlpt/api/all/11?page=2&sid=755": Answer(pages[1], headers=headers),
            first: Answer(config(TREE=[], DETAIL=article(1, content="<p>请遵照执行。</p>"))),
            second: Answer(config(TREE=[], DETAIL=article(2, content="<p>请遵照执行。</p>", is_abolished=1))),
        }
        web.crawl(tmp_path)
        with Snapshot.open(tmp_path) as snapshot:
            kinds = {visit.url.removeprefix(web.url): page.kind for visit, page in snapshot.pages()}
            repealed = snapshot.page(f"{web.url.rstrip('/')}{second}")
    assert kinds["gkmlpt/api/all/11?page=1&sid=755"] is kinds["gkmlpt/api/all/11?page=2&sid=755"] is PageKind.LIST
    assert kinds[first[1:]] is kinds[second[1:]] is PageKind.ARTICLE
    assert repealed is not None and repealed.marks == ("废止",)


def test_json_that_no_platform_is_known_to_send_as_a_list_stays_a_document(tmp_path: Path) -> None:
    site = {"/": page_of("首页", ("/data.json", "数据")), "/data.json": Answer('{"a": 1}', headers={"Content-Type": "application/json"})}
    with serve(site) as web:
        _, visits = web.crawl(tmp_path)
        with Snapshot.open(tmp_path) as snapshot:
            assert [(document.format, document.state.value) for _, document in snapshot.documents()] == [("json", "unsupported")]
    assert visits["/data.json"].outcome is Outcome.READ
