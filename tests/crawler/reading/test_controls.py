# ruff: noqa: E501
"""What leads on though it is no link: addressed, explained, or open."""

from __future__ import annotations

from datetime import date

import pytest

from spotcheck.crawler.reading.page import read_page
from spotcheck.crawler.records import Page, PageKind, Way

LIST = "<ul><li><a href=/x/1.html>关于某某事项的通知</a><span>2017-01-02</span></li></ul>"


def read(html: str, head: str = "") -> Page:
    source = f"<html><head><title>t</title>{head}</head><body><h1>栏目</h1>{LIST}{html}</body></html>"
    return read_page(url="http://www.example.gov.cn/x/", body=source.encode(), today=date(2018, 1, 1))


ADDRESSED = {
    "an option with an address": "<select onchange='location.href=this.value'><option>请选择</option><option value='/hz/'>河长公示</option></select>",
    "an option put into an address": "<select onchange=\"location.href='/'+this.value+'/'\"><option value=hz>河长公示</option></select>",
    "a button": "<button onclick=\"location.href='/hz/'\">河长公示</button>",
    "an item": "<ul><li onclick=\"window.open('/hz/')\">河长公示</li></ul>",
    "a cell": "<table><tr><td onclick=\"self.location='/hz/'\">河长公示</td></tr></table>",
    "an attribute": "<div class=k data-url=/hz/>河长公示</div>",
    "an attribute that a script uses": "<div class=k data-c=hz>河长公示</div>"
    "<script>$('.k').on('click',function(){window.location.href='/'+$(this).attr('data-c')+'/'})</script>",
    "a map": "<img usemap='#m' src=/m.png><map name=m><area href=/hz/ alt=河长公示></map>",
    "a function of the page": "<script>function go(c){var t=1; window.location.href='/'+c+'/';}</script><a href='javascript:;' onclick=\"go('hz')\">河长公示</a>",
    "a function that calls another": "<script>function to(u){location.assign(u)} function go(c){to('/'+c+'/')}</script><b onclick=\"go('hz')\">河长公示</b>",
    "a handler set by id": "<span id=hz>河长公示</span><script>$('#hz').click(function(){window.location.href='/hz/'})</script>",
    "a handler without a library": "<span id=hz>河长公示</span><script>document.getElementById('hz').onclick=function(){location.href='/hz/'}</script>",
    "a listener": "<span id=hz>河长公示</span><script>document.querySelector('#hz').addEventListener('click',function(){location='/hz/'})</script>",
    "a form": "<form action=/hz/><button>河长公示</button></form>",
    "a form with hidden fields": "<form action=/hz/><input type=hidden name=a value=''><input type=submit value=河长公示></form>",
    "a drawing": "<svg><a xlink:href=/hz/><text>河长公示</text></a></svg>",
    "an input": "<input type=button value=河长公示 onclick=\"location.href='/hz/'\">",
}


@pytest.mark.parametrize("html", ADDRESSED.values(), ids=ADDRESSED)
def test_what_can_be_addressed_is_a_link(html):
    found = [link.url.partition("?")[0] for link in read(html).links if link.text == "河长公示"]
    assert found == ["http://www.example.gov.cn/hz/"]


OPEN = {
    "a function that stands elsewhere": "<a href='javascript:;' onclick=\"openCol('hz')\">河长公示</a>",
    "a form that posts": "<form action=/hz/ method=post><input type=submit value=河长公示></form>",
    "a script of a server": "<a href=\"javascript:__doPostBack('Menu','hz')\">河长公示</a>",
    "an answer put into the page": "<script>function f(c){$.get('/c?id='+c,function(d){$('#m').html(d)})}</script><li onclick=\"f('hz')\">河长公示</li>",
}


@pytest.mark.parametrize("html", OPEN.values(), ids=OPEN)
def test_what_cannot_be_addressed_is_open(html):
    page = read(html)
    assert [(control.text, control.how is Way.PAGING) for control in page.controls] == [("河长公示", False)]
    assert [link.text for link in page.links if not link.url] == ["河长公示"]


EXPLAINED = {
    "printing": "<a href='javascript:window.print()'>打印本页</a>",
    "the size of letters": "<script>function big(n){document.getElementById('z').style.fontSize=n+'px'}</script><a href='javascript:big(16)'>大号</a>",
    "a tab": "<script>function tab(n){$('.c').hide();$('#c'+n).show()}</script><li onclick='tab(1)'>最新公开</li>",
    "the top of the page": "<a href='#' onclick='window.scrollTo(0,0)'>返回顶部</a>",
    "a favourite": "<a href='#' onclick=\"window.external.addFavorite('x','y')\">收藏本站</a>",
    "the head of a menu": "<ul><li onclick='un()'><a href='javascript:un()'>信息公开</a><ul><li><a href=/a/>甲</a><li><a href=/b/>乙</a></ul></ul>",
    "a search": "<form action=/s><input name=q><input type=submit value=搜索></form>",
}


@pytest.mark.parametrize("html", EXPLAINED.values(), ids=EXPLAINED)
def test_what_only_works_the_page_leads_nowhere(html):
    assert read(html).controls == ()


PAGING = {
    "calls by number": "<div><a href='javascript:goPage(1)'>1</a> <a href='javascript:goPage(2)'>2</a></div>",
    "a server's form": "<form method=post><a href=\"javascript:__doPostBack('P','2')\">下一页</a></form>",
    "a posted form": "<form method=post action=/x/><input type=hidden name=p value=2><button>下一页</button></form>",
    "a button": "<button class=n onclick='next()'>下一页</button>",
    "more": "<div class=m id=more>加载更多</div>",
    "a word": "<span onclick='pageTo(2)'>下一页</span>",
    "numbers of items": "<ul class=pg><li data-page=1>1</li><li data-page=2>2</li><li>»</li></ul>",
    "a choice": "<select onchange='goto(this.value)'><option value=1>1</option><option value=2>2</option></select>",
    "drawn by a script": "<div id=pages></div><script>laypage({cont:'pages',pages:2})</script>",
}


@pytest.mark.parametrize("html", PAGING.values(), ids=PAGING)
def test_paging_without_addresses_leaves_a_list_open(html):
    assert any(control.how is Way.PAGING for control in read(html).controls)


@pytest.mark.parametrize("html", ["<p>页码：1/2</p>", "<div>第1页/共2页</div>", "<script>var pageCount = 2;</script>", "<em>1 / 2</em>"])
def test_a_list_says_how_many_pages_it_has(html):
    assert read(html).expected_pages == 2


def test_paging_that_the_page_itself_can_work_out_is_addressed():
    page = read("<script>function p(n){location.href='index_'+n+'.html'}</script><a href='javascript:p(2)'>下一页</a>")
    assert page.more == ("http://www.example.gov.cn/x/index_2.html",)


GO = {
    "a choice": "function go(n){ location.href = n <= 1 ? 'index.html' : 'index_' + (n - 1) + '.html'; }",
    "an if": "function go(n){ if (n == 1) location.href = 'index.html'; else location.href = 'index_' + (n - 1) + '.html'; }",
    "an if with braces": "function go(n){ if (n > 1) { location.href = 'index_' + (n - 1) + '.html'; } else { location.href = 'index.html'; } }",
}


@pytest.mark.parametrize("script", GO.values(), ids=GO)
def test_paging_whose_function_spells_the_first_page_otherwise_is_addressed(script):
    bar = "".join(f"<a href='javascript:go({n})'>{n}</a> " for n in (1, 2, 3))
    found = read(f"<script>{script}</script><div>{bar}</div>")
    assert [url.rpartition("/")[2] for url in found.more] == ["index_1.html", "index_2.html"]


def test_paging_that_a_library_draws_from_a_count_and_a_pattern_is_addressed():
    script = "laypage({cont: 'fy', pages: 3, curr: 1, jump: function(e, first){ if(!first){ location.href = '?page=' + e.curr; } } });"
    found = read(f"<div id='fy'></div><script>{script}</script>")
    assert [url.rpartition("?")[2] for url in found.more] == ["page=2", "page=3"]


def test_an_empty_element_that_keeps_an_address_for_a_script_leaves_a_list_open():
    found = read("<div data-url='/api/rows.jsp' data-pages='3'></div>")
    assert [(each.how, each.text) for each in found.controls] == [(Way.PAGING, "")]


def test_a_page_whose_handlers_lead_elsewhere_does_not_redirect():
    html = "<html><body><b id=a>进入</b><script>$('#a').click(function(){location.href='/b/'})</script></body></html>"
    page = read_page(url="http://www.example.gov.cn/x/", body=html.encode(), today=date(2018, 1, 1))
    assert page.kind is not PageKind.REDIRECT


@pytest.mark.parametrize(
    "script", ["location.href='/b/'", "function f(){location.href='/b/'} f()", "setTimeout(function(){location='/b/'},1)"]
)
def test_a_page_whose_script_leads_on_at_once_does(script):
    html = f"<html><body><script>{script}</script></body></html>"
    page = read_page(url="http://www.example.gov.cn/x/", body=html.encode(), today=date(2018, 1, 1))
    assert (page.kind, page.redirect_to) == (PageKind.REDIRECT, "http://www.example.gov.cn/b/")


def test_drop_downs_of_other_offices_make_a_list_no_form():
    offices = "".join(
        f"<select onchange='go(this)'><option>{name}</option><option value='http://{n}.gov.cn/'>某局网站</option></select>"
        for n, name in enumerate(("省级部门", "市级部门", "各县网站", "其他链接", "新闻媒体"))
    )
    assert read(offices).kind is PageKind.LIST
