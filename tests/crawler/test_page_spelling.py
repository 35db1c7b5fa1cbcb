"""How the further pages of a list are spelt is learnt from other lists, tried on one, and then used for all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from spotcheck.crawler.page_spelling import PageSpellings, Spelling, learnt, read_further, spelling_of
from spotcheck.crawler.records import Entry, Page, PageKind
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.portal.pages import site_pages
from tests.crawler.web import Answer, page, serve

ROOT = "http://www.qinghe.gov.cn"


def listing(path: str, *titles: str, more: tuple[str, ...] = (), pages: int | None = None) -> Page:
    entries = tuple(
        Entry(url=f"{ROOT}{path}{title}.html", title=title, date=None, words="", position=n) for n, title in enumerate(titles or ("一",))
    )
    return Page(
        url=ROOT + path, kind=PageKind.LIST, entries=entries, more=tuple(f"{ROOT}{each}" for each in more), expected_pages=pages
    )  # fmt: skip


SHOWN = listing("/a/", more=("/a/index_1.html", "/a/index_2.html"))
MUTE, OTHER = listing("/b/", pages=3), listing("/c/index.html", pages=2)


@pytest.mark.parametrize(
    ("base", "more", "second"),
    [
        ("/a/", ("/a/index_1.html", "/a/index_2.html"), "/b/index_1.html"),
        ("/a/", ("/a/list_2.shtml", "/a/list_3.shtml"), "/b/list_2.shtml"),
        ("/a/?id=3", ("/a/?id=3&page=2", "/a/?id=3&page=3"), "/b/?page=2"),
    ],
)
def test_a_spelling_is_the_folder_of_a_list_or_a_field_of_its_query(base, more, second) -> None:
    spelling = spelling_of(listing(base, more=more))
    assert spelling is not None
    assert spelling.address(f"{ROOT}/b/", 2) == ROOT + second


@pytest.mark.parametrize("more", [("/a/index_1.html",), ("/z/1.html", "/z/2.html"), ("/a/index_1.html", "/a/index_3.html")])
def test_one_page_other_folders_and_gaps_teach_nothing(more) -> None:
    assert spelling_of(listing("/a/", more=more)) is None


def test_one_second_page_is_tried_and_the_rest_only_when_it_goes_on_with_the_list() -> None:
    memory = PageSpellings()
    assert memory.seen(SHOWN) == []
    assert memory.seen(MUTE) == [f"{ROOT}/b/index_1.html"]
    assert memory.seen(OTHER) == []
    rest = [f"{ROOT}/b/index_1.html", f"{ROOT}/b/index_2.html", f"{ROOT}/c/index_1.html"]
    assert memory.seen(listing("/b/index_1.html", "二")) == rest


@pytest.mark.parametrize("changed", [{"title": "找不到页面"}, {"entries": MUTE.entries}, {"kind": PageKind.OTHER}], ids=str)
def test_a_second_page_of_another_name_or_with_the_first_items_proves_nothing(changed) -> None:
    memory = PageSpellings()
    memory.seen(SHOWN)
    memory.seen(MUTE)
    assert memory.seen(replace(listing("/b/index_1.html", "二"), **changed)) == []


def test_where_no_list_shows_a_spelling_the_three_usual_ones_are_tried_each_on_a_list() -> None:
    memory = PageSpellings()
    tried = [address for name in "bcdef" for address in memory.seen(listing(f"/{name}/", pages=2))]
    assert [each.removeprefix(ROOT) for each in tried] == ["/b/index_1.html", "/c/index_2.html", "/d/?page=2"]


def test_a_site_of_two_spellings_teaches_none() -> None:
    other = listing("/d/", more=("/d/list_2.html", "/d/list_3.html"))
    assert learnt([SHOWN, SHOWN]) == Spelling("index_", ".html", -1)
    with pytest.raises(ValueError):
        learnt([SHOWN, other])
    memory = PageSpellings()
    assert memory.seen(SHOWN) == memory.seen(other) == memory.seen(MUTE) == []


def test_a_whole_site_knows_the_further_pages_where_the_second_and_the_last_were_read() -> None:
    second, last = listing("/b/index_1.html", "二"), listing("/b/index_2.html", "三")
    for spelling in (Spelling("index_", ".html", -1), None):
        assert read_further(MUTE, spelling, {second.url: second}) == ()
        assert read_further(MUTE, spelling, {each.url: each for each in (second, last)}) == (second.url, last.url)


def test_a_crawl_reads_the_pages_that_only_another_list_tells_how_to_spell(tmp_path: Path) -> None:
    def column(name: str, number: int, bar: str) -> Answer:
        name_of = {"a": "通知公告", "b": "政府文件"}.get(name, "首页")
        about = {"a": "城区道路交通秩序整治", "b": "农村饮用水水源保护"}.get(name, "全县综合")
        items = (
            f"<a href='/{name}/c{number}{n}.html'>关于{about}第{number}{n}号事项的通知</a><span>2018-03-0{n}</span>" for n in (3, 2, 1)
        )
        rows = "".join(f"<li>{item}</li>" for item in items)
        nav = "<div class='nav'><a href='/'>首页</a><a href='/a/'>通知公告</a><a href='/b/'>政府文件</a></div>"
        return Answer(f"<html><meta charset=utf-8><title>{name_of}</title><body>{nav}<h2>{name_of}</h2><ul>{rows}</ul>{bar}</body></html>")

    links = "<a href='/a/index_1.html'>2</a><a href='/a/index_2.html'>3</a>"
    answers = {"/": column("", 9, "")}
    for number, path in enumerate(("", "index_1.html", "index_2.html"), 1):
        answers[f"/a/{path}"] = column("a", number, links)
        answers[f"/b/{path}"] = column("b", number, f"<p>第{number}页/共3页</p><script src='/pages.js'></script>")
    with serve(answers) as web:
        result, _ = web.crawl(tmp_path)
        assert result.complete
        assert {"/b/index_1.html", "/b/index_2.html"} <= set(web.paths)
        with Snapshot.open(tmp_path / "snapshot.db") as snapshot:
            pages = {url.partition(web.address)[2]: page for url, page in site_pages(snapshot).items()}
    assert [url.partition(web.address)[2] for url in pages["/b/"].more] == ["/b/index_1.html", "/b/index_2.html"]


def test_an_address_that_nobody_named_and_that_is_not_there_leaves_no_trace(tmp_path: Path) -> None:
    rows = "".join(f"<li><a href='/b/c{n}.html'>第{n}号事项的通知</a><span>2018-03-0{n}</span></li>" for n in (3, 2, 1))
    mute = f"<html><head><meta charset=utf-8><title>政府文件</title></head><body><ul>{rows}</ul><p>第1页/共3页</p></body></html>"
    with serve({"/": page("首页", ("/b/", "政府文件")), "/b/": Answer(mute)}) as web:
        result, visits = web.crawl(tmp_path)
    assert result.complete
    assert "/b/index_1.html" in web.paths
    assert "/b/index_1.html" not in visits
