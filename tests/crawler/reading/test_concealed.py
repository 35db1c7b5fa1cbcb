"""Links that a page holds and does not show, by every trick seen; and what only looks like one."""

from datetime import date

import pytest

from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Role

BAD = '<a href="http://www.bad.example.com/">手机软件</a>'


def read(inside, head=""):
    html = f"<html><head><title>通知</title>{head}</head><body><h1>一则通知</h1><p>正文内容。</p>{inside}</body></html>"
    page = read_page(
        url="http://www.a.gov.cn/x.html",
        body=html.encode(),
        content_type="text/html; charset=utf-8",
        role=Role.PAGE,
        label="",
        today=date(2018, 1, 1),
    )
    return [(link.url, link.how) for link in page.concealed]


@pytest.mark.parametrize(
    ("inside", "head", "how"),
    [
        (f'<div style="display:none">{BAD}</div>', "", "none"),
        (f'<div style="position:absolute; left:-9999px">{BAD}</div>', "", "away"),
        (f'<div style="text-indent:-5000px"><ul><li>{BAD}</li></ul></div>', "", "away"),
        (f'<div style="height:0px;overflow:hidden">{BAD}</div>', "", "away"),
        (f'<span style="font-size:0">{BAD}</span>', "", "away"),
        (f'<marquee height="1" width="1">{BAD}</marquee>', "", "away"),
        (f'<div class="zz">{BAD}</div>', "<style>.aa{color:red} .zz, .yy { position:absolute; top:-2000px }</style>", "away"),
        (f"<script>document.write('<div style=\"display:none\">');</script>{BAD}<script>document.write('</div>');</script>", "", "script"),
    ],
)
def test_a_link_that_no_visitor_sees_is_kept_with_how_it_is_hidden(inside, head, how):
    assert read(inside, head) == [("http://www.bad.example.com/", how)]


@pytest.mark.parametrize(
    "inside",
    [
        f"<div>{BAD}</div>",
        '<div style="display:none"><a href="/c/1.html">本站栏目</a></div>',
        '<div style="display:none"><a href="http://www.zj.gov.cn/">省政府</a></div>',
        '<div style="left:-9999px"><a href="http://tjj.a.gov.cn/">统计局</a></div>',
    ],
)
def test_what_is_shown_and_what_is_the_governments_own_is_not_kept(inside):
    assert read(inside) == []
