"""The title of a page as its witnesses agree on it."""

from __future__ import annotations

import pytest

from tests.portal.building import articles, compare, listing, of, page

ITEMS = {f"/tz/{n}.html": (f"关于开展第{n}季度劳动工资统计调查的通知", f"2017-0{n}-12") for n in range(1, 8)}


def site(head: str, body: str) -> dict[str, str]:
    """A list and its articles. ``head`` and ``body`` are the <title> and the heading, {} standing for the article's title."""
    pages = {"/": page("/", "清源县数据中心", listing(ITEMS)), "/tz/": page("/tz/", "通知公告", listing(ITEMS))}
    for path, html in articles(ITEMS).items():
        title = ITEMS[path][0]
        html = html.replace(f"<title>{title}</title>", f"<title>{head.format(title)}</title>")
        pages[path] = html.replace(f"<h1>{title}</h1>", body.format(title))
    return pages


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("清源县数据中心", "<h1>{}</h1>"),
        ("清源县数据中心---西城分中心", "<h2>{}</h2>"),
        ("{}-清源县数据中心", "<h1>清源县数据中心</h1><div class=t>{}</div>"),
        ("{}_通知公告_清源县某某管委会", "<h1>清源县某某管委会</h1><h2>{}</h2>"),
        ("清源大学", "<h1>清源大学</h1><h3>{}</h3>"),
        ("{}", "<table><tr><td>索引号</td><td>001</td></tr><tr><td>发布机构</td><td>统计局</td></tr></table><h1>{}</h1>"),
    ],
)
def test_articles_have_their_own_titles_whatever_the_site_puts_into_its_heads(head, body):
    found = compare(site(head, body))
    assert [of(found, path).title for path in ITEMS] == [title for title, _ in ITEMS.values()]


def test_a_list_that_cuts_its_titles_off_does_not_shorten_those_of_the_pages():
    pages = site("{}", "<h1>{}</h1>")
    short = {path: (title[:12] + "…", day) for path, (title, day) in ITEMS.items()}
    pages["/tz/"] = page("/tz/", "通知公告", listing(short))
    assert of(compare(pages), "/tz/1.html").title == ITEMS["/tz/1.html"][0]


def test_a_page_read_by_itself_keeps_its_title():
    pages = {"/tz/1.html": site("{}-清源县统计局", "<h1>{}</h1>")["/tz/1.html"]}
    assert of(compare(pages), "/tz/1.html").title == ITEMS["/tz/1.html"][0]
