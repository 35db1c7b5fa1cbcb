"""Pages of our own on which the day of publication stands in every place that real sites keep it, and traps beside it.

Refuses third-party text: the sites and words here are invented. The true day is always DAY, or there is none. The addresses of TRS
and EmpireCMS are no place of it: they hold the day of import, and on real sites a quarter and more of them are false.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

DAY = date(2018, 4, 13)
SITE = "http://www.qinghe.example"
PLAIN = f"{SITE}/zwgk/tzgg/content_77.html"
TITLE = "关于公布行政事业性收费目录清单的通知"
NAV = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>'
CRUMBS = (
    '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/tzgg/">通知公告</a></div>'
)
TEXT = "<p>各乡镇人民政府，县政府各部门：</p><p>现将收费目录清单公布如下，请遵照执行，并做好公开工作，接受社会监督。</p>" * 3
FOOT = '<div class="footer"><p>主办单位：清河县人民政府办公室 网站标识码3301990001 浙ICP备05000000号-1</p></div>'


class Moved(NamedTuple):
    """One page: what is odd about it, its address and HTML, and its true day."""

    name: str
    url: str
    html: str
    day: date | None


def _page(name: str, info: str = "", *, url: str = PLAIN, head: str = "", over: str = "", end: str = "", day: date | None = DAY) -> Moved:
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}-清河县人民政府</title>{head}</head><body>{NAV}{CRUMBS}'
        f'<div class="main">{over}<h1>{TITLE}</h1><div class="info">{info}</div>'
        f'<div class="content">{TEXT}{end}</div></div>{FOOT}</body></html>'
    )
    return Moved(name, url, html, day)


_SHOWN = {
    "发布日期 with a colon": "发布日期：2018-04-13 &nbsp; 来源：办公室",
    "发布时间 with seconds": "发布时间：2018-04-13 10:20:31 浏览次数：3",
    "时间 with spaces inside": "时&nbsp;&nbsp;间 : 2018-04-13",
    "label and day in tags of their own": "<span>日期：</span><em>2018</em>-<em>04</em>-<em>13</em>",
    "no label": "2018-04-13 &nbsp; 字体：大 中 小",
    "年月日": "发布日期：2018年4月13日",
    "dots": "发布日期：2018.4.13",
    "slashes": "发布日期：2018/4/13 8:05:00",
    "Chinese numerals": "发布日期：二〇一八年四月十三日",
    "full-width digits": "发布日期：２０１８－０４－１３",
    "two-digit year": "发布日期：18-04-13",
    "brackets": "[2018-04-13] 来源：财政局",
    "another date in a comment": '<!-- <span class="time">2016-01-02</span> --><span>时间：2018-04-13</span>',
    "written by script": "<script>var pubdata='2018年04月13日';document.write(pubdata)</script>",
}
_CELLS = "<table><tr><th>索引号</th><td>001/2018-00001</td><th>发布日期</th><td>2018-04-13</td></tr>{}</table>"


def moved() -> Iterator[Moved]:
    """Every place, then traps in which another date lies nearer at hand."""
    for name, info in _SHOWN.items():
        yield _page(f"shown: {name}", info)
    yield _page("index table above the title", over=_CELLS.format(""))
    yield _page("index table: issued 22 years before", over=_CELLS.format("<tr><th>成文日期</th><td>1996年02月09日</td></tr>"))
    yield _page("below the text", end="<p>发布日期：2018-04-13</p>")
    yield _page("address of Hanweb alone", url=f"{SITE}/art/2018/4/13/art_55_1234.html")
    yield _page("address of UCAP alone", url=f"{SITE}/c100/2018/4/13/0123456789abcdef0123456789abcdef.shtml")
    yield _page("meta PubDate alone", head='<meta name="PubDate" content="2018-04-13 09:00">')
    yield _page("meta with content before its name", head='<meta content="2018-04-13" name="pubdate">')
    shown = "发布日期：2018-04-13"
    yield _page("meta is the day of generation", shown, head='<meta name="PubDate" content="2019-03-22 09:00">')
    yield _page("address is the day of import", shown, url=f"{SITE}/xxgk/2018-06-30/254.html")
    yield _page("text names other days", shown, end="<p>会议于2017年3月1日召开，自2018年7月1日起施行。</p><p>2018年3月28日</p>")
    yield _page(
        "links beside it are younger", shown, end='<ul class="related"><li><a href="/9.html">相关通知</a><i>2018-05-20</i></li></ul>'
    )
    yield _page("day of capture on the page", f"今天是：2018年6月2日 {shown}")
    yield _page("updated later", f"{shown} 更新日期：2018-05-01")
    yield _page("signed earlier", shown, end='<p style="text-align:right">清河县人民政府<br>二〇一八年三月二十八日</p>')
    yield _page("undated", day=None)
    yield _page("undated; text names a day", end="<p>自2018年7月1日起施行，有效期5年。</p>", day=None)
    yield _page("undated; impossible day", "发布日期：2018-13-45", day=None)
    yield _page("undated; day in the future", "发布日期：2099-04-13", day=None)
    yield _page("undated; copyright year in a script", end="<script>var y='2018';</script><p>版权所有 2018</p>", day=None)
